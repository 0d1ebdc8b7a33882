/**
 * What `clear` takes out of an edition for the public, as words: for those who prove that none of it is in any output. These
 * values go into no file and no cache. A footnote that only withheld passages lead to is a part of what is withheld.
 */
import {
  clausesOf,
  inlinesOf,
  inlinesWithin,
  reachableFootnotes,
  walkBlocks,
  walkInlines,
  withFootnotes,
} from '../model/clauses.ts';
import type { Block, Footnote, Inline, Place } from '../model/document.ts';
import type { Edition } from '../model/edition.ts';
import { groundWords } from '../model/ground.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { textOfBlocks, textOfInlines } from '../model/text.ts';

export interface Passage {
  /** `family/work@edition#clause`: the innermost clause around it that the public may know of. */
  readonly identifier: string;
  readonly file: string;
  readonly place: Place;
  /** Its words as one text; then those of its blocks, and whatever else in it is text: addresses, titles, descriptions, ids. */
  readonly texts: readonly string[];
}

const START: Place = { line: 1, column: 1 };

/** The strings of a block or inline that stand beside its words. */
function besides(node: Block | Inline): readonly string[] {
  const of = (key: string) => {
    const value: unknown = Reflect.get(node, key);
    return typeof value === 'string' && value !== '' ? [value] : [];
  };
  const address = node.type === 'link' && node.target ? [] : of('url');
  const grounds = 'grounds' in node && node.grounds ? [groundWords(node.grounds)] : [];
  // Headings have ids that are made of their words.
  const id = node.type === 'heading' ? [] : of('id');
  return [...address, ...grounds, ...id, ...['title', 'alt', 'term'].flatMap(of)];
}

function textsOfInlines(inlines: readonly Inline[]): readonly string[] {
  return [textOfInlines(inlines), ...walkInlines(inlines).flatMap(besides)];
}

function textsOfBlock(block: Block): readonly string[] {
  const innermost = block.type === 'paragraph' || block.type === 'heading' || block.type === 'code';
  return [
    ...(innermost ? [textOfBlocks([block])] : []),
    ...besides(block),
    ...walkInlines(inlinesOf(block)).flatMap(besides),
  ];
}

function textsOfBlocks(blocks: readonly Block[]): readonly string[] {
  return [textOfBlocks(blocks), ...walkBlocks(blocks).flatMap((block) => textsOfBlock(block))];
}

/** Every block with the innermost clause that it stands in, as far as the public knows the clause, and the file it is from. */
interface Standing {
  readonly block: Block;
  readonly clause: string | undefined;
  readonly file: string;
  /** Whether a passage around it is withheld already. */
  readonly inside: boolean;
}

function standings(edition: Edition, blocks: readonly Block[]): readonly Standing[] {
  const clauses = new Map<Block, string>();
  for (const { id, blocks: held } of clausesOf(blocks)) for (const block of walkBlocks(held)) clauses.set(block, id);
  const files = new Map<Block, string>();
  const within = new Set<Block>();
  for (const block of walkBlocks(blocks)) {
    if (block.type === 'include')
      for (const inner of walkBlocks(block.children))
        files.set(inner, `${block.source.work}/${block.source.edition}.md`);
    if (block.type === 'withheld') for (const inner of walkBlocks(block.children)) within.add(inner);
  }
  return walkBlocks(blocks).map((block) => ({
    block,
    clause: clauses.get(block),
    file: files.get(block) ?? edition.file,
    inside: within.has(block),
  }));
}

function passagesIn({ block, clause, file, inside }: Standing, edition: Edition): readonly Passage[] {
  const elsewhere = block.type === 'withheld' && block.file !== undefined && block.children.length === 0;
  if (inside || elsewhere) return [];
  const { family, work, edition: name } = edition;
  const about = { identifier: formatIdentifier({ family, work, edition: name, clause }), file };
  const placeOf = ({ position }: Block | Inline) => position?.start ?? START;
  if (block.type === 'withheld') return [{ ...about, place: placeOf(block), texts: textsOfBlocks(block.children) }];
  return walkInlines(inlinesOf(block)).flatMap((inline) =>
    inline.type === 'withheldText'
      ? [{ ...about, place: placeOf(inline), texts: textsOfInlines(inline.children) }]
      : [],
  );
}

/** Footnotes that the public is not led to, though someone is. */
function unreached({ body, footnotes }: Edition, shown: readonly Footnote[]): readonly Footnote[] {
  const known = new Set(shown.map(({ identifier }) => identifier));
  return reachableFootnotes(body, footnotes).filter(({ identifier }) => !known.has(identifier));
}

/** The passages of an uncleared edition that are withheld; `shown` are the footnotes of the same edition, cleared for the public. */
export function passagesOf(edition: Edition, shown: readonly Footnote[]): readonly Passage[] {
  const { body, footnotes, family, work, edition: name, file } = edition;
  const notes = unreached(edition, shown).map((note) => ({
    identifier: formatIdentifier({ family, work, edition: name }),
    file,
    place: note.position?.start ?? START,
    texts: textsOfBlocks(note.children),
  }));
  const kept = footnotes.filter(({ identifier }) => shown.some((note) => note.identifier === identifier));
  const trees = [body, ...kept.map(({ children }) => children)];
  const passages = trees.flatMap((blocks) => standings(edition, blocks).flatMap((one) => passagesIn(one, edition)));
  return [...passages, ...notes];
}

/** Every text of a tree that is not cut out: what the public may read, see beside it, or follow. */
export function textsShown(body: readonly Block[], footnotes: readonly Footnote[]): readonly string[] {
  const all = withFootnotes(body, footnotes);
  return [
    textOfBlocks(all),
    ...walkBlocks(all).flatMap((block) => besides(block)),
    ...inlinesWithin(all).flatMap(besides),
  ];
}
