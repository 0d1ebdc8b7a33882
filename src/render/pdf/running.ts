/**
 * What stands on every page outside the text: the marking at head and foot, the label that says what the words are, the notice
 * of the publisher, title and page number. All of it is artifact: a listener hears it once, as text on the first page.
 */
import { formatMarking, joinMarkings, type Marking } from '../../model/marking.ts';
import { breakLines } from './breaks.ts';
import type { Artifact, Frame, Page, RectFrame, Run, TextStyle } from './layout.ts';
import { moved, type Press, setLine } from './lines.ts';
import type { Sheet } from './sheet.ts';
import { baseline } from './typography.ts';

export interface Running {
  readonly marking: Marking;
  /** One for each edition shown whose words need one. */
  readonly labels: readonly string[];
  readonly title: string;
  readonly edition: string;
  readonly notice?: string | undefined;
}

const HEAD = { label: 44, gap: 4 } as const;
const FOOT = { marking: 36, gap: 6, rule: 8 } as const;

function styles(sheet: Sheet) {
  const size = sheet.small.size;
  const label: TextStyle = { ...sheet.small, face: 'bold', size: size * 0.96, colour: sheet.colour.notice };
  return {
    marking: sheet.marking,
    label,
    foot: { ...sheet.quiet, size: size * 0.94 },
    notice: { ...sheet.quiet, size: size * 0.86 },
  };
}

const tight = (style: TextStyle) => style.size * 1.25;

function block(text: string, style: TextStyle, owner: Artifact, width: number, { fonts }: Press) {
  const runs: readonly Run[] = [{ text, style, owner }];
  const leading = tight(style);
  const base = baseline(fonts, style, leading);
  const lines = breakLines(runs, width, fonts).map((line) => setLine(line, base, leading, fonts));
  return { lines, leading, height: lines.length * leading };
}

type Place = 'left' | 'centre' | 'right';

function placed(
  { lines, leading }: ReturnType<typeof block>,
  place: Place,
  y: number,
  { sheet }: Press,
): readonly Frame[] {
  return lines.flatMap((line, index) => {
    const slack = sheet.measure - line.width;
    const x = sheet.margin.left + (place === 'centre' ? slack / 2 : place === 'right' ? slack : 0);
    return moved(line.frames, x, y + index * leading);
  });
}

/** The sheet with room at head and foot for the labels and the notice, however many lines they take. */
export function roomFor(running: Running, press: Press): Sheet {
  const { sheet } = press;
  const { label, notice, foot } = styles(sheet);
  const labels = running.labels.reduce(
    (sum, text) => sum + block(text, label, 'Header', sheet.measure, press).height,
    0,
  );
  const notices = running.notice ? block(running.notice, notice, 'Footer', sheet.measure, press).height : 0;
  const top = Math.max(sheet.margin.top, HEAD.label + labels + sheet.space * 2);
  const bottom = Math.max(
    sheet.margin.bottom,
    FOOT.marking + FOOT.gap * 2 + FOOT.rule + notices + tight(foot) + sheet.space,
  );
  return { ...sheet, margin: { ...sheet.margin, top, bottom } };
}

/** A text cut to fit one line, at a word, with an ellipsis where words were left out. */
function fitted(text: string, style: TextStyle, width: number, { fonts }: Press): string {
  const fits = (candidate: string) =>
    candidate.split(/(?<= )/).reduce((sum, word) => sum + fonts.width(word, style.face, style.size), 0) <= width;
  if (fits(text)) return text;
  const words = text.split(' ');
  while (words.length > 1 && !fits(`${words.join(' ')} …`)) words.pop();
  const rest = [...words.join(' ')];
  while (rest.length > 1 && !fits(`${rest.join('')} …`)) rest.pop();
  return `${rest.join('')} …`;
}

/** The same on every page: labels at the head; title, edition and notice at the foot. `row` is where the page number stands. */
function steady(running: Running, count: number, press: Press) {
  const { sheet, fonts } = press;
  const { label, foot, notice } = styles(sheet);
  let y: number = HEAD.label;
  const head = running.labels.flatMap((text) => {
    const set = block(text, label, 'Header', sheet.measure, press);
    y += set.height;
    return placed(set, 'centre', y - set.height, press);
  });
  const width = (text: string) => fonts.width(text, foot.face, foot.size);
  const edition = running.edition === '' ? '' : ` · ${running.edition}`;
  const room = sheet.measure - width(`Page ${count} of ${count}`) - 24;
  const title = fitted(running.title, foot, Math.max(room - width(edition), room / 3), press);
  const named = block(fitted(`${title}${edition}`, foot, room, press), foot, 'Footer', sheet.measure, press);
  const noted = running.notice ? block(running.notice, notice, 'Footer', sheet.measure, press) : undefined;
  const bottom = sheet.height - FOOT.marking - FOOT.gap - (noted?.height ?? 0);
  const row = bottom - named.height - (noted ? FOOT.gap / 3 : 0);
  const rule: RectFrame = {
    kind: 'rect',
    x: sheet.margin.left,
    y: row - FOOT.rule / 2,
    width: sheet.measure,
    height: 0.5,
    fill: sheet.colour.rule,
    owner: 'Footer',
  };
  const notices = noted ? placed(noted, 'left', bottom, press) : [];
  return { head, foot: [rule, ...placed(named, 'left', row, press), ...notices], row };
}

/** Pages with their running matter. The marking of each is the highest of what it shows. */
export function withRunning(pages: readonly Page[], running: Running, press: Press): readonly Page[] {
  const { sheet } = press;
  const { marking, foot } = styles(sheet);
  const same = steady(running, pages.length, press);
  const markings = new Map<string, { readonly head: readonly Frame[]; readonly foot: readonly Frame[] }>();
  const marked = (written: string) => {
    const known = markings.get(written);
    if (known) return known;
    const head = block(written, marking, 'Header', sheet.measure, press);
    const tail = block(written, marking, 'Footer', sheet.measure, press);
    const made = {
      // A marking of several lines grows towards the edges of the page, away from the text.
      head: placed(head, 'centre', HEAD.label - HEAD.gap - head.height, press),
      foot: placed(tail, 'centre', sheet.height - FOOT.marking, press),
    };
    markings.set(written, made);
    return made;
  };
  return pages.map((page, index) => {
    const { head, foot: tail } = marked(formatMarking(page.markings.reduce(joinMarkings, running.marking)));
    const numbered = block(`Page ${index + 1} of ${pages.length}`, foot, 'Footer', sheet.measure, press);
    const number = placed(numbered, 'right', same.row, press);
    return { ...page, frames: [...head, ...same.head, ...page.frames, ...same.foot, ...number, ...tail] };
  });
}
