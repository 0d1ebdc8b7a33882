/**
 * Directive fences, found by a scan over lines that knows nothing of Markdown. What the scan pairs and what the parser makes of
 * the same lines must agree, or the file is refused: a `:::withheld` that is misspelt, badly closed or hidden in a code block
 * would otherwise publish what it should hide. The scan is the stricter of the two by design.
 */
import type { Place } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';
import { type Attributes, parseAttributes } from './attributes.ts';

export interface Fence {
  readonly name: string;
  readonly attributes: Attributes;
  /** Lines of the opening and of the closing fence; equal for one that has no content. */
  readonly open: number;
  readonly close: number;
  readonly column: number;
}

export interface Scanned {
  readonly fences: readonly Fence[];
  readonly findings: readonly Finding[];
  /** Whether directives are nested deeper than the parser should be asked to follow. */
  readonly tooDeep: boolean;
}

/** Directives inside one another. */
const DEEPEST = 4;

/** Whatever may stand in front of a fence; anything but space there is refused, and of spaces the parser knows two kinds only. */
const PREFIX = /^(?:\s|>|[-+*](?=\s)|\d{1,9}[.)](?=\s))*/;
/** Signs that an author sees as a colon: those of other keyboards, and what word processors make of one. */
export const COLONS = ':\uff1a\ufe55\ufe13\u2236\ua789\u02f8\u02d0';
const BEGINS = new RegExp(`^[${COLONS}]{2}`);
const OTHER_COLON = new RegExp(`^:*[${COLONS.slice(1)}]`);
const OPENING = /^(:{2,})([A-Za-z][A-Za-z0-9-]*)(?:\{(.*)\})?[ \t]*$/;
const CLOSING = /^(:{3,})[ \t]*$/;

interface Open {
  readonly colons: number;
  readonly name: string;
  readonly attributes: Attributes;
  readonly line: number;
  readonly column: number;
}

const BEHIND_MARKER = 'A directive begins on a line of its own, not behind a list marker or ">".';

function openingProblem(line: string): string {
  if (OTHER_COLON.test(line)) return 'The line begins with signs that look like colons; write plain ones.';
  if (/^:{2,}[A-Za-z][\w-]*\s+\{/.test(line)) return 'There is a space between the name and "{"; remove it.';
  if (/^:+\s+\S/.test(line)) return 'There is a space between the colons and the name.';
  if (/^:{2,}[A-Za-z][\w-]*(?:\{.*\})?\s*\S/.test(line)) return 'Words follow on the same line; put them on the next.';
  return 'The line begins with colons but neither opens nor closes a directive.';
}

/** Lines that begin like a fence, at any indent and in any container. */
function fenceLines(body: string) {
  return body.split('\n').flatMap((line, index) => {
    const prefix = PREFIX.exec(line)?.[0] ?? '';
    const rest = line.slice(prefix.length);
    const place: Place = { line: index + 1, column: prefix.length + 1 };
    return BEGINS.test(rest) ? [{ place, behindMarker: prefix.trim() !== '', rest }] : [];
  });
}

/** Whether a line that begins so, up to some sign behind its first colons, is looked at here. */
export function beginsFence(beginning: string): boolean {
  return new RegExp(`^[${COLONS}]+$`).test(beginning.replace(PREFIX, ''));
}

/** Pairs the fences of a body whose positions are those of the file. */
export function scanFences(file: string, body: string): Scanned {
  const fences: Fence[] = [];
  const findings: Finding[] = [];
  const open: Open[] = [];
  let tooDeep = false;
  // Once an opening fence is known to lack its end, the ends that follow prove nothing: one mistake is told once.
  let doubtful = false;
  const refuse = (place: Place, message: string) =>
    void findings.push(finding('directive-fence', file, place, message));

  function openFence(place: Place, colons: number, name: string, source: string | undefined): void {
    const outer = open.at(-1);
    const { attributes, problem } = parseAttributes(source ?? '');
    if (problem) findings.push(finding('directive-attribute', file, place, problem));
    if (colons === 2) {
      fences.push({ name, attributes, open: place.line, close: place.line, column: place.column });
      return;
    }
    if (outer && colons >= outer.colons && !doubtful) {
      doubtful = true;
      refuse(
        { line: outer.line, column: outer.column },
        `The fence is not closed before the next one opens on line ${place.line}. Write a line of ${outer.colons} colons above that or, if it belongs inside, give this fence ${colons + 1} colons at both ends.`,
      );
    }
    if (open.length >= DEEPEST) {
      refuse(place, `Directives are nested more than ${DEEPEST} levels deep.`);
      tooDeep = true;
    }
    open.push({ colons, name, attributes, ...place });
  }

  function closeFence(place: Place, colons: number): void {
    const last = open.at(-1);
    if (doubtful) open.pop();
    else if (!last) refuse(place, 'The fence closes nothing.');
    else if (last.colons !== colons) {
      doubtful = true;
      refuse(
        place,
        `The fence has ${colons} colons, but the one it is to close, on line ${last.line}, has ${last.colons}.`,
      );
    } else {
      open.pop();
      const { name, attributes, line, column } = last;
      fences.push({ name, attributes, open: line, close: place.line, column });
    }
  }

  for (const { place, behindMarker, rest } of fenceLines(body)) {
    if (tooDeep) return { fences, findings, tooDeep };
    const [, colons = '', name, attributes] = OPENING.exec(rest) ?? CLOSING.exec(rest) ?? [];
    const problem = behindMarker ? BEHIND_MARKER : colons === '' ? openingProblem(rest) : undefined;
    if (problem) {
      if (!doubtful) refuse(place, problem);
      doubtful = true;
    } else if (name === undefined) closeFence(place, colons.length);
    else openFence(place, colons.length, name, attributes);
  }
  if (!doubtful)
    for (const { colons, line, column } of open)
      refuse({ line, column }, `The fence is never closed; write a line of ${colons} colons where it ends.`);
  return { fences, findings, tooDeep };
}
