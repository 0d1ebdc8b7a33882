/**
 * Directives that are none: what the line scan took for a fence and the parser did not, and text directives that are misspelt. The
 * words in them would be published.
 */
import type * as mdast from 'mdast';
import { type Finding, finding, said } from '../model/finding.ts';
import { closest } from '../model/suggest.ts';
import { beginsFence, COLONS, type Fence } from './fences.ts';
import type { Reading } from './reading.ts';

/** Fences that the scan paired but the parser took for something else, such as lines of a code block. */
export function unseenFences(root: mdast.Root, fences: readonly Fence[], file: string): readonly Finding[] {
  const seen = new Set<number>();
  const visit = (node: mdast.Root | mdast.RootContent): void => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') seen.add(node.position?.start.line ?? 0);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return fences
    .filter(({ open }) => !seen.has(open))
    .map(({ open, column, name }) => {
      const message = `${said(`:::${name}`)} stands where it does not count, for instance in a code block or a paragraph.`;
      return finding('directive-fence', file, { line: open, column }, message);
    });
}

/** What looks like `:withheld[`, at any place. */
const WITHHELD = new RegExp(`[${COLONS}]withheld|withheld\\[`, 'gi');
/** A fence of other signs, of a code block for instance. "### Withheld" is a heading. */
const OTHER_FENCE = new RegExp(`^[^\\S\\n]*([^\\w\\s#${COLONS}])\\1\\1+[^\\S\\n]*withheld[^\\S\\n]*(?:\\{.*)?$`, 'gim');
/** A text directive of some name, with its attributes. Longer passages are found by their attributes, see `inlines.ts`. */
const NAMED = /:([A-Za-z][\w-]*)\[([^\]]{0,1000}\]\{)?/g;

function isMisspelt([, name = '', attributes]: RegExpMatchArray): boolean {
  const written = name.toLowerCase();
  return written !== 'withheld' && (attributes !== undefined || closest(written, ['withheld']) !== undefined);
}

/** Whether words that were written with entities or escapes read like a passage that is withheld. */
export function readsWithheld(words: string, source: string): boolean {
  return words.search(WITHHELD) !== -1 && source.search(WITHHELD) === -1;
}

/** Text directives that became none. */
export function strayTextDirectives({ file, source, placeAt, withheldAt }: Reading): readonly Finding[] {
  // What begins a line with two colons or more is looked at by the scan over fences.
  const isFence = (index: number) => beginsFence(source.slice(index + 1 - placeAt(index).column, index));
  const known = (index: number) => withheldAt.has(index) || isFence(index);
  const stray = [...source.matchAll(WITHHELD), ...source.matchAll(OTHER_FENCE)].filter(({ index }) => !known(index));
  const misspelt = Array.from(source.matchAll(NAMED)).filter(isMisspelt);
  return [
    ...stray.map(({ index }) =>
      finding('withheld-place', file, placeAt(index), 'The passage is not withheld as it is written here.'),
    ),
    ...misspelt.map(({ index, 1: name }) =>
      finding(
        'directive-unknown',
        file,
        placeAt(index),
        `There is no ${said(`:${name}[…]{…}`)}; in running text there is only ":withheld[…]{ground=…}".`,
      ),
    ),
  ];
}
