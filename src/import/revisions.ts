/**
 * What a .docx file holds that its reader does not see as text that was decided on: tracked insertions and deletions, comments,
 * hidden words. Each is a refusal with the paragraph it stands in, because only the author can say what is to be published. The words
 * themselves are not told: paragraphs are named by how they begin for a reader.
 */
import type { ImportRule, Refusal } from './pieces.ts';
import { type Tag, tokensOf } from './tags.ts';

const TRACKED: Readonly<Record<string, string>> = {
  ins: 'an insertion that is not yet accepted',
  del: 'a deletion that is not yet accepted',
  moveFrom: 'words moved away, not yet accepted',
  moveTo: 'words moved here, not yet accepted',
  cellIns: 'a table cell inserted and not yet accepted',
  cellDel: 'a table cell deleted and not yet accepted',
  cellMerge: 'table cells merged and not yet accepted',
};
/** More are counted and not told one by one. */
const MOST_TOLD = 50;

const isOn = (tag: Tag) => !['0', 'false', 'off', 'none'].includes(tag.attribute('val') ?? '1');

/** The styles by which text is hidden, one style's base included. */
export function hidingStyles(styles: string): ReadonlySet<string> {
  const hiding = new Set<string>();
  const base = new Map<string, string>();
  let style = '';
  for (const token of tokensOf(styles)) {
    if (token.name === 'style' && token.kind !== 'close') style = token.attribute('styleId') ?? '';
    if (token.name === 'vanish' && token.kind !== 'close' && style && isOn(token)) hiding.add(style);
    if (token.name === 'basedOn') base.set(style, token.attribute('val') ?? '');
  }
  for (let grown = true; grown;) {
    grown = false;
    for (const [derived, from] of base) {
      if (hiding.has(from) && !hiding.has(derived)) grown = hiding.add(derived).size > 0;
    }
  }
  return hiding;
}

interface Found {
  readonly rule: ImportRule;
  readonly what: string;
  readonly paragraph: number;
}

/** Walks one part; paragraphs count from 1. */
function findIn(
  xml: string,
  hiding: ReadonlySet<string>,
): { readonly found: readonly Found[]; readonly begins: readonly string[] } {
  const found: Found[] = [];
  const begins: string[] = [''];
  let [inRun, runHidden, paragraphHidden, undecided] = [false, false, false, 0];
  let text = false;
  const tell = (rule: ImportRule, what: string) => {
    const paragraph = Math.max(begins.length - 1, 1);
    const known = found.some((one) => one.paragraph === paragraph && one.what === what);
    if (!known) found.push({ rule, what, paragraph });
  };
  for (const token of tokensOf(xml)) {
    if (token.name === undefined) {
      if (!text || token.text.trim() === '') continue;
      if (runHidden || paragraphHidden) tell('import-hidden', 'hidden words');
      else if (undecided === 0) begins[begins.length - 1] += token.text;
      continue;
    }
    const { name, kind } = token;
    if (name === 'p' && kind !== 'close') {
      begins.push('');
      paragraphHidden = false;
    }
    if (name === 'r') [inRun, runHidden] = [kind === 'open', false];
    if (name === 't' || name === 'instrText') text = kind === 'open' && name === 't';
    if (['ins', 'del', 'moveFrom', 'moveTo'].includes(name))
      undecided += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
    if (kind === 'close') continue;
    if (name === 'vanish' && inRun && isOn(token)) runHidden = true;
    if (name === 'rStyle' && inRun && hiding.has(token.attribute('val') ?? '')) runHidden = true;
    if (name === 'pStyle' && hiding.has(token.attribute('val') ?? '')) paragraphHidden = true;
    const tracked = TRACKED[name];
    if (tracked) tell('import-tracked', tracked);
    if (name === 'commentReference') tell('import-comment', 'a comment');
  }
  return { found, begins };
}

/** Refusals of a part; `unit` says what its paragraphs are, for notes at the foot. */
export function revisionsIn(xml: string, hiding: ReadonlySet<string>, unit = 'Paragraph'): readonly Refusal[] {
  const { found, begins } = findIn(xml, hiding);
  const told = found.slice(0, MOST_TOLD).map(({ rule, what, paragraph }): Refusal => {
    const words = (begins[paragraph] ?? '').trim().split(/\s+/).slice(0, 6).join(' ');
    const named = words === '' ? '' : ` (“${words} …”)`;
    return {
      rule,
      message: `${unit} ${paragraph}${named} holds ${what}.`,
      place: { unit: 'paragraph', number: paragraph },
    };
  });
  const more = found.length - told.length;
  const [first] = found;
  return more > 0 && first
    ? [...told, { rule: first.rule, message: `There are ${more} more places of this kind.` }]
    : told;
}
