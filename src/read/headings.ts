/** Ids of headings: those that authors wrote as `{#id}`, and for the others one made of their words. */
import { clausesOf, walkBlocks } from '../model/clauses.ts';
import type { Block, Heading, Inline } from '../model/document.ts';
import { rewriteBlocks } from '../model/rewrite.ts';
import { textOfInlines } from '../model/text.ts';

/** Takes `{#id}`, `{#id marking="…"}` or `{marking="…"}` off the end of a heading's words. */
export function splitId(children: readonly Inline[]): {
  readonly words: readonly Inline[];
  readonly braces?: string | undefined;
} {
  const last = children.at(-1);
  if (last?.type !== 'text') return { words: children };
  const text = last.value.trimEnd();
  const open = text.lastIndexOf('{');
  const braces = text.slice(open + 1, -1);
  if (open === -1 || !text.endsWith('}') || !/^\s*(?:#|[a-z-]+\s*=)/i.test(braces)) return { words: children };
  const value = text.slice(0, open).trimEnd();
  return { words: value === '' ? children.slice(0, -1) : [...children.slice(0, -1), { ...last, value }], braces };
}

/** Gives out ids made of words; no two alike, and none that is taken. */
function idMaker(taken: ReadonlySet<string>): (heading: Heading) => string {
  const used = new Set(taken);
  const counts = new Map<string, number>();
  return ({ children }) => {
    const words = textOfInlines(children)
      .normalize('NFD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase();
    const slug = words
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, 60)
      .replace(/-$/, '');
    const stem = slug || 'section';
    let id = stem;
    let count = counts.get(stem) ?? 1;
    while (used.has(id)) id = `${stem}-${++count}`;
    counts.set(stem, count);
    used.add(id);
    return id;
  };
}

const idsOf = (blocks: readonly Block[]) => clausesOf(blocks).flatMap(({ id }) => (id === '' ? [] : [id]));

const nameless = (blocks: readonly Block[]): readonly Heading[] =>
  walkBlocks(blocks).flatMap((block) => (block.type === 'heading' && block.id === '' ? [block] : []));

/**
 * Gives every heading without an id one made of its words. Headings in withheld passages come last, so that the ids of what is
 * published say nothing of them.
 */
export function withHeadingIds(blocks: readonly Block[]): readonly Block[] {
  const open = rewriteBlocks(blocks, { block: (block) => (block.type === 'withheld' ? [] : block) });
  const ids = new Map<Place, string>();
  const publicId = idMaker(new Set(idsOf(open)));
  for (const heading of nameless(open)) ids.set(placeKey(heading), publicId(heading));
  const withheldId = idMaker(new Set([...idsOf(blocks), ...ids.values()]));
  for (const heading of nameless(blocks)) {
    if (!ids.has(placeKey(heading))) ids.set(placeKey(heading), withheldId(heading));
  }
  const named = (block: Block): Block =>
    block.type === 'heading' && block.id === '' ? { ...block, id: ids.get(placeKey(block)) ?? '', made: true } : block;
  return rewriteBlocks(blocks, { block: named });
}

/** Where a heading stands tells it from every other of its file. */
type Place = string;
const placeKey = ({ position }: Heading): Place => `${position?.start.line}:${position?.start.column}`;
