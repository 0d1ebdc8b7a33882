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

const HEAD = { marking: 26, label: 44 } as const;
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

/** The frames of a page with its running matter. The marking is the highest of what the page shows. */
export function withRunning(page: Page, number: number, count: number, running: Running, press: Press): Page {
  const { sheet } = press;
  const { marking, label, foot, notice } = styles(sheet);
  const written = formatMarking(page.markings.reduce(joinMarkings, running.marking));
  const head: Frame[] = [
    ...placed(block(written, marking, 'Header', sheet.measure, press), 'centre', HEAD.marking, press),
  ];
  let y = HEAD.label;
  for (const text of running.labels) {
    const set = block(text, label, 'Header', sheet.measure, press);
    head.push(...placed(set, 'centre', y, press));
    y += set.height;
  }
  const numbered = block(`Page ${number} of ${count}`, foot, 'Footer', sheet.measure, press);
  const edition = ` · ${running.edition}`;
  const room = sheet.measure - (numbered.lines[0]?.width ?? 0) - 24;
  const width = (text: string) => press.fonts.width(text, foot.face, foot.size);
  const title = fitted(running.title, foot, Math.max(room - width(edition), room / 3), press);
  const named = block(fitted(`${title}${edition}`, foot, room, press), foot, 'Footer', sheet.measure, press);
  const noted = running.notice ? block(running.notice, notice, 'Footer', sheet.measure, press) : undefined;
  let bottom = sheet.height - FOOT.marking - FOOT.gap - (noted?.height ?? 0);
  const tail: Frame[] = noted ? [...placed(noted, 'left', bottom, press)] : [];
  bottom -= named.height + (noted ? FOOT.gap / 3 : 0);
  const rule: RectFrame = {
    kind: 'rect',
    x: sheet.margin.left,
    y: bottom - FOOT.rule / 2,
    width: sheet.measure,
    height: 0.5,
    fill: sheet.colour.rule,
    owner: 'Footer',
  };
  tail.unshift(rule, ...placed(named, 'left', bottom, press), ...placed(numbered, 'right', bottom, press));
  const last = placed(
    block(written, marking, 'Footer', sheet.measure, press),
    'centre',
    sheet.height - FOOT.marking,
    press,
  );
  return { ...page, frames: [...head, ...page.frames, ...tail, ...last] };
}
