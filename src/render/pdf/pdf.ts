/**
 * PDF renditions: an edition or a comparison comes in, the bytes of a tagged, archival PDF go out. Collect, lines, pages, paint:
 * everything up to the finished pages is plain data, which tests read as text.
 */
import { startOf } from '../../model/date.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Cleared } from '../../model/edition.ts';
import type { Transition } from '../../model/history.ts';
import { formatIdentifier } from '../../model/identifier.ts';
import { formatMarking, joinMarkings, type Marking } from '../../model/marking.ts';
import { isPublished, type Surroundings } from '../../model/surroundings.ts';
import type { Style } from '../style.ts';
import { editionNames } from '../naming.ts';
import { sinceNotes } from '../since.ts';
import { pastLabel, TEXT_LABEL } from '../wording.ts';
import { joinParts, NO_PART, type Stand } from './blocks.ts';
import { collectBody } from './collect.ts';
import { comparedBody } from './collect-comparison.ts';
import { type Collection, type Missing, openCollection } from './collection.ts';
import {
  comparisonFront,
  comparisonMarking,
  comparisonTitle,
  destinationsPart,
  shortName,
  textLabels,
} from './comparison-front.ts';
import { type Composed, compose } from './compose.ts';
import { correctionsPart } from './corrections.ts';
import { editionBack, editionFront } from './front.ts';
import type { Flow } from './layout.ts';
import type { Press as LayoutPress } from './lines.ts';
import type { About } from './metadata.ts';
import { paint } from './paint.ts';
import { roomFor, type Running } from './running.ts';
import { schedulePart } from './schedule.ts';
import { sheetOf } from './sheet.ts';
import type { Fonts } from './typography.ts';

export { printPages } from './print.ts';
export { textOfStructure } from './structure.ts';
export { type FontFiles, type Fonts, type Measured, openFonts } from './typography.ts';

/** What every document is set with. */
export interface Press {
  readonly fonts: Fonts;
  readonly style: Style;
}

export interface Pdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Characters that no face has; each is shown as U+FFFD. */
  readonly missing: readonly Missing[];
}

/** A document laid out and not yet drawn. */
export interface Laid extends Composed {
  readonly about: About;
  readonly missing: readonly Missing[];
}

function layoutPress(press: Press, running: Running): LayoutPress {
  const plain = { fonts: press.fonts, sheet: sheetOf(press.style) };
  return { ...plain, sheet: roomFor(running, plain) };
}

/** The markings of a block and of the words in it. */
function markingsIn(flow: Flow): readonly Marking[] {
  const inside = flow.kind === 'table' ? flow.rows.flat().flatMap((cell) => cell.flow.flatMap(markingsIn)) : [];
  const runs = flow.kind === 'text' ? flow.runs : [];
  return [...(flow.marking ? [flow.marking] : []), ...runs.flatMap(({ marking }) => marking ?? []), ...inside];
}

/** Where the press's own words stand: from margin to margin, with no footnotes. */
function openStand(collection: Collection): Stand {
  const { body: style, space } = collection.sheet;
  return { collection, left: 0, right: 0, boxes: [], style, space, waiting: {}, note: () => undefined };
}

const pastLabels = ({ publication: { pastDay } }: Surroundings) => (pastDay === undefined ? [] : [pastLabel(pastDay)]);

export function layoutEdition(edition: Cleared, around: Surroundings, press: Press): Laid {
  const { matter, family, work } = edition;
  const label = TEXT_LABEL[matter.text];
  const running: Running = {
    marking: edition.unmarked,
    labels: [...pastLabels(around), ...(label ? [label.short] : [])],
    title: matter.title,
    edition: isPublished(around) ? `Edition ${edition.edition}` : '',
    notice: around.publication.notice,
  };
  const setting = layoutPress(press, running);
  const collection = openCollection({
    sheet: setting.sheet,
    fonts: press.fonts,
    body: edition.body,
    footnotes: edition.footnotes,
    own: { work: `${family}/${work}`, edition: edition.edition },
    around,
    pictures: edition.pictures,
  });
  const body = collectBody(edition, collection, sinceNotes(edition, around));
  const stand = openStand(collection);
  const corrected = correctionsPart(around.corrections ?? [], stand);
  // The highest marking of what the document shows, passages for a narrower audience included.
  const shown = [...body.flow, ...body.notes.flat()].flatMap(markingsIn);
  const marking = shown.reduce(joinMarkings, matter.classification);
  const composed = compose(
    {
      front: editionFront(edition, around, marking, stand),
      body: joinParts([body, schedulePart(edition, stand), corrected, editionBack(edition, stand)]),
      notes: body.notes,
      running,
    },
    setting,
  );
  const about: About = {
    title: matter.title,
    author: matter.author.join(', '),
    subject: matter.summary ?? '',
    keywords: [formatMarking(marking), formatIdentifier({ family, work, edition: edition.edition })].join(', '),
    language: matter.language,
    created: startOf(matter.dateCreated),
  };
  return { ...composed, about, missing: collection.missing };
}

/** With the transition of the two editions, clauses are called by their names, and a table says where each went. */
export function layoutComparison(
  comparison: Comparison,
  around: Surroundings,
  press: Press,
  transition?: Transition,
): Laid {
  const { publication } = around;
  const marking = comparisonMarking(comparison);
  const title = comparisonTitle(comparison, around);
  const [old, newer] = [shortName(comparison.old), shortName(comparison.new)];
  const running: Running = {
    marking,
    labels: [...pastLabels(around), ...textLabels(comparison, 'short')],
    title: around.work.title,
    edition: `${old} compared with ${newer}`,
    notice: publication.notice,
  };
  const setting = layoutPress(press, running);
  const collection = openCollection({
    sheet: setting.sheet,
    fonts: press.fonts,
    body: [],
    footnotes: [],
    around,
    pictures: [],
  });
  const stand = openStand(collection);
  const names = {
    old: editionNames(comparison, 'old', around, transition),
    new: editionNames(comparison, 'new', around, transition),
    transition,
  };
  const front = comparisonFront(comparison, around, names, stand);
  const text = comparedBody(comparison, names, stand);
  const body = joinParts([text, transition ? destinationsPart(transition, names, stand) : NO_PART]);
  const composed = compose({ front, body, notes: [], running }, setting);
  const about: About = {
    title,
    author: publication.publisher,
    subject: `What changed from edition ${old} to edition ${newer}`,
    keywords: [formatMarking(marking), comparison.old.identifier, comparison.new.identifier].join(', '),
    language: publication.language,
    created: startOf(around.asAt),
  };
  return { ...composed, about, missing: collection.missing };
}

function painted({ pages, structure, about, missing }: Laid, { fonts }: Press): Pdf {
  return { bytes: paint(pages, structure, about, fonts), pages: pages.length, missing };
}

export async function editionPdf(edition: Cleared, around: Surroundings, press: Press): Promise<Pdf> {
  return painted(layoutEdition(edition, around, press), press);
}

export async function comparisonPdf(
  comparison: Comparison,
  around: Surroundings,
  press: Press,
  transition?: Transition,
): Promise<Pdf> {
  return painted(layoutComparison(comparison, around, press, transition), press);
}
