/** Importing in tests: a source and what becomes of it, as a file, as an account and as the document that is read back. */
import path from 'node:path';
import { machine } from '../../src/host.ts';
import { type Account, type FamilyName, importFile } from '../../src/import/import.ts';
import type { Block } from '../../src/model/document.ts';
import type { Edition } from '../../src/model/edition.ts';
import type { Finding } from '../../src/model/finding.ts';
import { normaliseText, textOfBlocks, textOfInlines } from '../../src/model/text.ts';
import { read } from '../../src/read/read.ts';
import { PRESS_YAML } from './corpus.ts';
import { folderOf } from './folder.ts';

export interface MadeOf {
  readonly markdown: string;
  readonly account: Account;
  readonly findings: readonly Finding[];
}

/** Imports bytes as a file of that name; where nothing is made, `markdown` is empty and the findings say why. */
export async function imported(name: string, bytes: string | Uint8Array, family?: FamilyName): Promise<MadeOf> {
  const folder = folderOf({ [name]: bytes });
  const { made, findings } = await importFile(machine, { file: path.join(folder, name), output: 'out.md', family });
  const account: Account = made?.account ?? {
    source: name,
    output: '',
    family: '',
    words: 0,
    recognised: [],
    interventions: [],
    doubts: [],
    blanks: [],
  };
  return { markdown: made?.markdown ?? '', account, findings };
}

/** The edition that a Markdown file makes in a content folder of its own, its blanks filled in. */
export function editionOf(
  family: string,
  markdown: string,
  blanks: Readonly<Record<string, string>> = {},
): { readonly edition: Edition | undefined; readonly findings: readonly Finding[] } {
  const filled = Object.entries(blanks).reduce(
    (text, [name, value]) => text.replace(new RegExp(`^${name}: .*FILL-IN\\(.*$`, 'm'), `${name}: ${value}`),
    markdown,
  );
  const folder = folderOf({ 'press.yaml': PRESS_YAML, [`${family}/paper/one.md`]: filled });
  const { corpus, findings } = read(machine, folder);
  const [identifier] = corpus?.entries.keys() ?? [];
  return { edition: identifier === undefined ? undefined : corpus?.load(identifier), findings };
}

/** A paragraph, heading or item of a text: what it is, within what it stands, and its words. */
export interface Unit {
  readonly kind: string;
  readonly words: string;
}

/** From where words are quoted or included no source says: these two passages do not count as nesting. */
const TRANSPARENT = new Set(['quote', 'include']);

export function unitsOf(blocks: readonly Block[], within: readonly string[] = []): readonly Unit[] {
  return blocks
    .flatMap((block): readonly Unit[] => {
      const kind = (name: string) => [...within, name].join(' > ');
      if (block.type === 'paragraph') return [{ kind: kind('paragraph'), words: textOfInlines(block.children) }];
      if (block.type === 'heading')
        return [{ kind: kind(`heading ${block.depth}`), words: textOfInlines(block.children) }];
      if (block.type === 'list')
        return block.children.flatMap((item) =>
          unitsOf(item.children, [...within, item.label === undefined ? 'item' : `item ${item.label}`]),
        );
      if (block.type === 'table') return [{ kind: kind('table'), words: textOfBlocks([block]) }];
      if (!('children' in block)) return [];
      return unitsOf(
        block.children as readonly Block[],
        TRANSPARENT.has(block.type) ? within : [...within, block.type],
      );
    })
    .map((unit) => ({ ...unit, words: normaliseText(unit.words) }));
}
