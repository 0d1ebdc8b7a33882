/**
 * The lines of a file that may be shown beside a finding: none where the file may hold what is withheld. That is told from its text alone,
 * however broken it is, and errs on the side of silence: a word like "withheld", a fence that is broken or of an unknown name, a
 * directive in running text.
 */
import { decode } from './decode.ts';
import { DIRECTIVES } from './directives.ts';
import { scanFences } from './fences.ts';

function mayWithhold(text: string): boolean {
  if (/w[ith]{2,6}eld/i.test(text) || /:[A-Za-z][\w-]*\[/.test(text)) return true;
  const { fences, findings } = scanFences('', text);
  return findings.length > 0 || fences.some(({ name }) => !Object.hasOwn(DIRECTIVES, name));
}

export function shownLines(bytes: Uint8Array): readonly string[] {
  const { text } = decode('', bytes);
  return text === undefined || mayWithhold(text) ? [] : text.split('\n');
}
