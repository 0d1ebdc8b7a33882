/**
 * Finished pages as text for people: what stands where, line by line, so that a change in layout shows as a change of words and
 * numbers. Golden tests keep it.
 */
import type { Frame, Page, TextFrame } from './layout.ts';
import { isArtifact } from './structure.ts';

const number = (value: number) => value.toFixed(1).padStart(6);

function joins(before: Frame | undefined, frame: TextFrame): before is TextFrame {
  if (before?.kind !== 'text' || Math.abs(before.y - frame.y) > 0.01 || frame.x < before.x) return false;
  return isArtifact(before.owner) ? before.owner === frame.owner : !isArtifact(frame.owner);
}

function printText(frames: readonly TextFrame[]): string {
  const [first] = frames;
  if (!first) return '';
  const words = frames.map((frame) => frame.words.join('')).join('');
  const kind = isArtifact(first.owner) ? first.owner : '';
  return `${number(first.x)} ${number(first.y)}  ${kind.padEnd(12)} ${`${first.face} ${first.size.toFixed(1)}`.padEnd(16)} ${words.trimEnd()}`;
}

function printOther(frame: Exclude<Frame, TextFrame>): string {
  const place = `${number(frame.x)} ${number(frame.y)}  ${number(frame.width)} × ${frame.height.toFixed(1)}`;
  switch (frame.kind) {
    case 'rect':
      return `${place}  ${frame.owner} ${frame.dots ? 'dots' : 'rect'} ${frame.fill ?? frame.stroke ?? ''}`;
    case 'picture':
      return `${place}  picture ${frame.drawable.file}`;
    case 'link':
      return `${place}  link ${frame.link.to}`;
  }
}

function printPage(page: Page, index: number): string {
  const lines: string[] = [`page ${index + 1}`];
  let open: TextFrame[] = [];
  const flush = () => {
    if (open.length > 0) lines.push(printText(open));
    open = [];
  };
  for (const frame of page.frames) {
    if (frame.kind === 'text' && (open.length === 0 || joins(open.at(-1), frame))) {
      open.push(frame);
      continue;
    }
    flush();
    if (frame.kind === 'text') open.push(frame);
    else lines.push(printOther(frame));
  }
  flush();
  for (const { name, y } of page.destinations) lines.push(`${' '.repeat(6)} ${number(y)}  destination ${name}`);
  for (const { title, level, y } of page.bookmarks)
    lines.push(`${' '.repeat(6)} ${number(y)}  bookmark ${level} ${title}`);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

export function printPages(pages: readonly Page[]): string {
  return pages.map(printPage).join('\n');
}
