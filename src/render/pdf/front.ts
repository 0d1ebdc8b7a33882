/**
 * What stands before and behind the words of an edition: title, marking as text, the label of the text, document control, facts,
 * the contents list of a long document, and at the end what is known about the text and how it was edited.
 */
import type { ControlRow, Edition } from '../../model/edition.ts';
import { formatDate } from '../../model/date.ts';
import { formatMarking, type Marking } from '../../model/marking.ts';
import { factsDuring, isPublished, type Surroundings } from '../../model/surroundings.ts';
import { tellCorrection } from '../corrections.ts';
import { PAST_MEANING, pastSentence, TEXT_LABEL } from '../wording.ts';
import { boxed, joinParts, NO_PART, type Part, type Stand, textPart } from './blocks.ts';
import type { Front, Outlook } from './compose.ts';
import { joinLines, labelLine, type Line } from './inlines.ts';
import type { CellFlow, LinkAim, Run, TableFlow, TextFlow, TextStyle } from './layout.ts';
import { type Child, element, labelSlot, linkElement, tableElement } from './structure.ts';

/** A contents list is worth its space from so many pages or entries on. */
const LONG = { pages: 10, entries: 25, least: 4 } as const;
const CONTENTS_DEPTH = 3;
const CONTENTS = 'about.contents';

/** A line of the press's own words, watched for characters that no face has. */
export function said(text: string, stand: Stand, style = stand.style): Line {
  stand.collection.watch(text, style.face, undefined);
  return labelLine(text, style);
}

/** The same, leading to a place in the document. */
export function linked(text: string, to: string, style: TextStyle, stand: Stand): Line {
  stand.collection.watch(text, style.face, undefined);
  return labelLine(text, style, { kind: 'inside', to, description: text });
}

interface Cell {
  readonly line: Line;
  readonly align?: TextFlow['align'] | undefined;
}

/** A table of the press's own. `head` names the columns; without it the first cell of each row is its header. */
export function ownTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  stand: Stand,
  first?: number,
): Part {
  const { sheet } = stand.collection;
  const bold = { ...sheet.small, face: 'bold' as const };
  const title = said(caption, stand, { ...stand.style, face: 'bold' });
  const named = textPart(title, stand, {
    tag: 'Caption',
    before: sheet.space * 2,
    after: sheet.space / 2,
    keepNext: true,
  });
  const inside: Stand = { ...stand, left: 0, right: 0, boxes: [], style: sheet.small, waiting: {} };
  const cell = ({ line, align }: Cell, column: number): CellFlow => ({
    flow: textPart(line, inside, align && { align }).flow,
    column,
    columns: 1,
    rows: 1,
  });
  const heads = head.map((text, column): Cell => ({ line: said(text, stand, bold), align: rows[0]?.[column]?.align }));
  const headNodes = heads.map(({ line }) => element('TH', line.children, { scope: 'Column' }));
  const rowNodes = rows.map((cells) =>
    element(
      'TR',
      cells.map(({ line }, index) =>
        index === 0 ? element('TH', line.children, { scope: 'Row' }) : element('TD', line.children),
      ),
    ),
  );
  const { left, right, boxes } = stand;
  const flow: TableFlow = {
    kind: 'table',
    head: head.length > 0 ? 1 : 0,
    rows: [...(head.length > 0 ? [heads] : []), ...rows].map((cells) => cells.map(cell)),
    leading: sheet.leading(sheet.small.size),
    rule: sheet.colour.rule,
    shade: sheet.colour.shade,
    first,
    left,
    right,
    boxes,
    before: sheet.space / 2,
    after: sheet.space * 2,
  };
  const table = tableElement(named.nodes, head.length > 0 ? [element('TR', headNodes)] : [], rowNodes);
  return { flow: [...named.flow, flow], nodes: [table] };
}

/** The widest of the labels with some air behind it, but never half of the line. */
function edgeBehind(rows: readonly ControlRow[], { collection: { sheet, fonts } }: Stand): number {
  const words = rows.map(({ label }) => fonts.width(`${label} `, 'bold', sheet.small.size));
  return Math.min(Math.max(0, ...words) + sheet.indent * 1.5, sheet.measure * 0.45);
}

/** What is said of the document, label by label. */
function controlTable(caption: string, rows: readonly ControlRow[], first: number, stand: Stand): Part {
  if (rows.length === 0) return NO_PART;
  const { small } = stand.collection.sheet;
  const cells = rows.map(({ label, value }) => [
    { line: said(label, stand, { ...small, face: 'bold' }) },
    { line: said(value, stand, small) },
  ]);
  return ownTable(caption, [], cells, stand, first);
}

/** A sentence that a reader must not miss. */
export function callout(text: string, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { colour } = sheet;
  const box = { look: 'outline', colour: colour.notice, fill: colour['notice-shade'], pad: sheet.space * 0.8 } as const;
  const inside = boxed({ ...stand, space: sheet.space * 1.5 }, box, sheet.space);
  return textPart(said(text, inside, { ...stand.style, face: 'bold', colour: colour.notice }), inside);
}

/** What a listener hears once of a view of the past; its label stands on every page. */
export const pastCallouts = ({ publication: { pastDay } }: Surroundings): readonly string[] =>
  pastDay === undefined ? [] : [`${pastSentence(pastDay)} ${PAST_MEANING}`];

export interface TitleWords {
  readonly above: string;
  readonly title: string;
  readonly below: string;
  readonly marking: Marking;
  readonly callouts: readonly string[];
  readonly lead?: string | undefined;
}

/** The head of the first page. */
export function titlePart({ above, title, below, marking, callouts, lead }: TitleWords, stand: Stand): Part {
  const { sheet } = stand.collection;
  const quiet = { ...stand.style, colour: sheet.colour.quiet };
  return joinParts([
    above === ''
      ? NO_PART
      : textPart(said(above, stand, { ...quiet, face: 'bold' }), stand, { after: sheet.space / 2, keepNext: true }),
    textPart(said(title, stand, sheet.title), stand, {
      tag: 'H1',
      style: sheet.title,
      after: sheet.space,

      whole: true,
      // Beside the headings, not above them: the pane then opens on all of these.
      bookmarks: [{ title, level: 2 }],
    }),
    below === '' ? NO_PART : textPart(said(below, stand, quiet), stand, { before: 0, after: sheet.space / 2 }),
    textPart(
      joinLines([
        said('Classification: ', stand, quiet),
        said(formatMarking(marking), stand, { ...stand.style, face: 'bold' }),
      ]),
      stand,
      { after: sheet.space * 1.5 },
    ),
    ...callouts.map((text) => callout(text, stand)),
    lead ? textPart(said(lead, stand, sheet.lead), stand, { style: sheet.lead, after: sheet.space * 2 }) : NO_PART,
  ]);
}

function contentsEntry(title: string, level: number, to: string, page: number | undefined, stand: Stand): Part {
  const { sheet, fonts } = stand.collection;
  const style = level <= 2 ? { ...stand.style, face: 'bold' as const } : stand.style;
  const link: LinkAim = { kind: 'inside', to, description: `${title}, page ${page ?? ''}`.trim() };
  const [name, number] = [labelSlot(), labelSlot()];
  const run = (text: string, owner: typeof name): Run => ({ text, style, owner, link });
  const children: readonly Child[] = [element('Reference', [linkElement(link, [name, number])])];
  const indent = Math.max(0, level - 2) * sheet.indent;
  const inner: Stand = { ...stand, left: stand.left + indent };
  const tail = { runs: [run(String(page ?? ''), number)], width: fonts.width('00000', 'bold', style.size) + 12 };
  const space = level <= 2 ? sheet.space / 2 : 0;
  const line: Line = { runs: [run(title, name)], children, notes: [] };
  return textPart(line, inner, { tag: 'TOCI', before: space, after: 0, tail });
}

/** The change notes of an edition, each with links to the clauses it speaks of. */
function changeNotes({ matter }: Edition, stand: Stand): Part {
  if (matter.changes.length === 0) return NO_PART;
  const { collection } = stand;
  const lines = matter.changes.map(({ note, clauses }) => {
    const named = clauses.flatMap((id, index) => {
      const name = collection.clauseName(id);
      const link = collection.aim({ url: `#${id}` }, name);
      return [said(index === 0 ? ' (' : ', ', stand), labelLine(name, stand.style, link)];
    });
    return joinLines([said(note, stand), ...named, ...(named.length > 0 ? [said(')', stand)] : [])]);
  });
  return section(2, 'What changed in this edition', 'about.changes', bullets(lines, stand), stand);
}

/** With page numbers, when the document is long. */
function contents({ pages, bookmarks, pageOf }: Outlook, stand: Stand): Part {
  const shown = bookmarks.flatMap(({ title, level, to }) =>
    to && to !== CONTENTS && level <= CONTENTS_DEPTH ? [{ title, level, to }] : [],
  );
  if (shown.length < LONG.least || (pages <= LONG.pages && shown.length < LONG.entries)) return NO_PART;
  const { sheet } = stand.collection;
  const style = sheet.heading(2);
  const head = textPart(said('Contents', stand, style), stand, {
    tag: 'H2',
    style,
    before: sheet.space * 3,
    keepNext: true,
    destinations: [CONTENTS],
    bookmarks: [{ title: 'Contents', level: 2, to: CONTENTS }],
  });
  const list = joinParts(shown.map(({ title, level, to }) => contentsEntry(title, level, to, pageOf(to), stand)));
  return { flow: [...head.flow, ...list.flow], nodes: [...head.nodes, element('TOC', list.nodes)] };
}

/** "Edition 2019, January 2019. In force as at 1 January 2026." */
function standingOf(edition: Edition, around: Surroundings): string {
  if (!isPublished(around)) return '';
  const card = around.work.editions.find((one) => one.edition === edition.edition);
  const named = `Edition ${edition.edition}, ${formatDate(edition.standing.date)}.`;
  if (!card) return named;
  const { label, reason } = card.phase;
  return `${named} ${label}${reason ? `: ${reason},` : ''} as at ${formatDate(around.asAt)}.`;
}

export function editionFront(
  edition: Edition,
  around: Surroundings,
  marking: Marking,
  stand: Stand,
): (outlook: Outlook) => Front {
  const { matter, standing } = edition;
  const label = TEXT_LABEL[matter.text];
  const head = titlePart(
    {
      above: around.publication.publisher,
      title: matter.title,
      below: standingOf(edition, around),
      marking,
      callouts: [
        ...pastCallouts(around),
        ...(matter.pastNotes ?? []),
        ...(label ? [label.long] : []),
        ...(around.corrections ?? []).map((correction) => tellCorrection(correction).note),
        ...matter.classificationNotes,
      ],
      lead: matter.summary,
    },
    stand,
  );
  const phase = around.work.editions.find((one) => one.edition === edition.edition)?.phase;
  const told = factsDuring(standing.facts, phase);
  const edge = edgeBehind([...standing.control, ...told], stand);
  const control = controlTable('Document control', standing.control, edge, stand);
  const facts = controlTable('About this edition', told, edge, stand);
  const changes = changeNotes(edition, stand);
  return (outlook) => {
    const list = contents(outlook, stand);
    return { ...joinParts([head, control, facts, changes, list]), settled: list === NO_PART };
  };
}

export function bullets(lines: readonly Line[], stand: Stand): Part {
  const { sheet } = stand.collection;
  const items = lines.map((line): Part => {
    const owner = labelSlot();
    const left = stand.left + sheet.indent * 0.8;
    const waiting = { labels: [{ runs: [{ text: '• ', style: stand.style, owner }], left: stand.left }] };
    const part = textPart(line, { ...stand, left, space: sheet.space / 2, waiting });
    return { flow: part.flow, nodes: [element('LI', [element('Lbl', [owner]), element('LBody', part.nodes)])] };
  });
  const { flow, nodes } = joinParts(items);
  return { flow, nodes: [element('L', nodes, { numbering: 'Disc' })] };
}

export function section(depth: 2 | 3, title: string, to: string, part: Part, stand: Stand): Part {
  const { sheet } = stand.collection;
  const style = sheet.heading(depth);
  const head = textPart(said(title, stand, style), stand, {
    tag: `H${depth}`,
    style,
    before: sheet.space * (depth === 2 ? 3 : 2),
    after: sheet.space * 0.75,
    keepNext: true,
    whole: true,
    destinations: [to],
    bookmarks: [{ title, level: depth, to }],
  });
  return joinParts([head, part]);
}

/** Where the words come from and each editorial change to them. Names with a full stop cannot be clauses of an author's. */
export function editionBack({ matter }: Edition, stand: Stand): Part {
  const lists = [
    { title: 'Source of the text', to: 'about.source', texts: matter.textSource },
    { title: 'Editorial interventions', to: 'about.interventions', texts: matter.interventions },
  ].filter(({ texts }) => texts.length > 0);
  if (lists.length === 0) return NO_PART;
  const parts = lists.map(({ title, to, texts }) =>
    section(
      3,
      title,
      to,
      bullets(
        texts.map((text) => said(text, stand)),
        stand,
      ),
      stand,
    ),
  );
  return section(2, 'About this text', 'about', joinParts(parts), stand);
}
