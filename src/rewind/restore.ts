/**
 * An edition that was corrected since, with the words that were published before: what differs from the entry of the ledger is put back from
 * there, part by part. The ledger keeps words and no layout, so what is put back stands in one paragraph. Words of a clause that
 * has clauses inside are put back where the digest of its own words proves them; what cannot be put back is left out, and never shown
 * corrected.
 */
import { clear } from '../clear/clear.ts';
import { changedParts, ownDigest, partsOf } from '../ledger/ledger.ts';
import { type Clause, clausesOf, walkBlocks } from '../model/clauses.ts';
import type { Block, Paragraph } from '../model/document.ts';
import type { Edition } from '../model/edition.ts';
import type { CorrectedPart, LedgerEntry, Part } from '../model/ledger.ts';
import { rewriteBlocks } from '../model/rewrite.ts';
import { shownText } from '../model/shown-text.ts';

export interface Restored {
  readonly edition: Edition;
  /** Whether all that was corrected could be put back. */
  readonly whole: boolean;
}

const paragraph = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] });

const LEFT_OUT = paragraph('[Corrected later. The words that stood here are in the ledger of published editions.]');

/** Blocks of a clause, or of an edition, that belong to no clause among them. */
function ownBlocks(blocks: readonly Block[]): readonly Block[] {
  const inner = new Set(clausesOf(blocks).flatMap(({ node, blocks: held }) => [node, ...held]));
  return blocks.filter((block) => !inner.has(block));
}

const holdsClause = (block: Block) => clausesOf([block]).length > 0;

/** The clauses in a clause that stand in no other one of it. */
function outermostIn({ blocks }: Clause): readonly Clause[] {
  const all = clausesOf(blocks);
  const held = new Set(all.flatMap((clause) => walkBlocks(clause.blocks)));
  return all.filter(({ node }) => !held.has(node));
}

/** The words of a part before, between and behind the parts inside it, if their digest proves them. */
function ownWords(part: Part, clause: Clause, parts: ReadonlyMap<string, Part>): readonly string[] | undefined {
  let rest = part.text;
  const pieces: string[] = [];
  for (const { id, kind } of outermostIn(clause)) {
    const inside = parts.get(`${kind} ${id}`);
    // One that a correction brought in had no words, and parts none.
    const words = inside ? [kind === 'section' ? inside.title : undefined, inside.text].filter(Boolean).join(' ') : '';
    const at = rest.indexOf(words);
    if (at === -1) return undefined;
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at + words.length);
  }
  pieces.push(rest.trim());
  return ownDigest(part, pieces.filter(Boolean).join(' ')) === part.own ? pieces : undefined;
}

/** The blocks of a clause that belong to none inside it: before, between and behind those. */
function ownGaps(clause: Clause): readonly (readonly Block[])[] {
  const own = new Set(ownBlocks(clause.blocks));
  const nodes = new Set(outermostIn(clause).map(({ node }) => node));
  const gaps: Block[][] = [[]];
  for (const block of clause.blocks) {
    if (nodes.has(block)) gaps.push([]);
    else if (own.has(block)) gaps.at(-1)?.push(block);
  }
  return gaps;
}

/** What stands in the place of blocks that are to have these words. Those that had them are left as they are, if `sameBeside` lets them. */
function refilled(blocks: readonly Block[], words: string, sameBeside: boolean): Instead {
  let [first, last, rest] = [0, blocks.length, words];
  const text = (at: number) => shownText(blocks.slice(at, at + 1));
  while (sameBeside && first < last && `${rest} `.startsWith(`${text(first)} `))
    rest = rest.slice(text(first++).length).trim();
  while (sameBeside && first < last && ` ${rest}`.endsWith(` ${text(last - 1)}`))
    rest = rest.slice(0, rest.length - text(--last).length).trim();
  const others = rest === '' ? [] : [paragraph(rest)];
  if (first < last) return giveWay(blocks.slice(first, last), others);
  const [before, behind] = [blocks[first - 1], blocks[first]];
  if (before) return new Map([[before, [before, ...others]]]);
  return new Map(behind ? [[behind, [...others, behind]]] : []);
}

type Instead = ReadonlyMap<Block, readonly Block[]>;

/** Puts other blocks, or none, in the place of some. */
const replaced = (body: readonly Block[], instead: Instead): readonly Block[] =>
  rewriteBlocks(body, { keep: (block) => instead.has(block), block: (block) => instead.get(block) ?? [block] });

/** The first of some blocks gives way to others, and the rest to nothing. */
const giveWay = (blocks: readonly Block[], others: readonly Block[]): Instead =>
  new Map(blocks.map((block, at) => [block, at === 0 ? others : []]));

/** A clause with the number and title that it had. */
function named(node: Block, { number, title }: Part): Block {
  switch (node.type) {
    case 'heading':
      return { ...node, number, children: [{ type: 'text', value: title ?? '' }] };
    case 'principle':
      return { ...node, number, title };
    case 'clause':
    case 'question':
      return { ...node, number };
    case 'definition':
      return { ...node, term: title ?? node.term };
    default:
      return node;
  }
}

const find = (body: readonly Block[], { kind, id }: Pick<Part, 'kind' | 'id'>) =>
  clausesOf(body).find((clause) => clause.kind === kind && clause.id === id);

function restoreWords(body: readonly Block[], old: Part, now: Part | undefined, parts: ReadonlyMap<string, Part>) {
  const clause = find(body, old);
  if (!clause) return body;
  const gaps = ownGaps(clause);
  const pieces = gaps.flat().some(holdsClause) ? undefined : ownWords(old, clause, parts);
  if (!pieces) return replaced(body, giveWay(gaps.flat(), [LEFT_OUT]));
  // Links and pictures are no words: where they differ, blocks with the same words are not the same.
  const sameBeside = old.beside?.join('\n') === now?.beside?.join('\n');
  return replaced(body, new Map(gaps.flatMap((blocks, at) => [...refilled(blocks, pieces[at] ?? '', sameBeside)])));
}

function restoreClause(body: readonly Block[], { old, new: now }: CorrectedPart, parts: ReadonlyMap<string, Part>) {
  if (!old) return body;
  const filled = restoreWords(body, old, now, parts);
  const node = find(filled, old)?.node;
  return rewriteBlocks(filled, {
    keep: (block) => block === node,
    block: (block) => [block === node ? named(block, old) : block],
  });
}

/** A clause that came with a correction goes, and of a section only what is its own. */
function withoutClause(body: readonly Block[], { kind, id }: CorrectedPart): readonly Block[] {
  const clause = kind === 'order' ? undefined : find(body, { kind, id });
  if (!clause) return body;
  const gone = clause.kind === 'section' ? [clause.node, ...ownBlocks(clause.blocks)] : [clause.node];
  return replaced(body, giveWay(gone, []));
}

function restorePart(edition: Edition, part: CorrectedPart, parts: ReadonlyMap<string, Part>): Edition {
  const { body, footnotes, matter } = edition;
  const { kind, id, old } = part;
  const instead = old ? [paragraph(old.text)] : [];
  switch (kind) {
    case 'order':
      return edition;
    case 'facts':
      return { ...edition, matter: { ...matter, title: old?.text ?? matter.title } };
    case 'footnote': {
      const children = old ? instead : [LEFT_OUT];
      return {
        ...edition,
        footnotes: footnotes.map((one, at) => (id === `footnote-${at + 1}` ? { ...one, children } : one)),
      };
    }
    case 'opening': {
      const own = ownBlocks(body);
      return { ...edition, body: own.length === 0 ? [...instead, ...body] : replaced(body, giveWay(own, instead)) };
    }
    default:
      return { ...edition, body: old ? restoreClause(body, part, parts) : withoutClause(body, part) };
  }
}

/** `state` is the entry of the ledger that has the edition as it stood. */
export function restore(edition: Edition, state: LedgerEntry): Restored {
  const parts = new Map(state.parts.map((part) => [`${part.kind} ${part.id}`, part]));
  const changed = changedParts(state.parts, partsOf(clear(edition, 'public')));
  const restored = changed.reduce((found, part) => restorePart(found, part, parts), edition);
  const after = partsOf(clear(restored, 'public'));
  // What was put back has the words, and not what stood beside them.
  const words = ({ kind, id, text, title, number, marking }: Part) =>
    [kind, id, text, title, number, marking].join('\n');
  const whole = state.parts.map(words).join('\n\n') === after.map(words).join('\n\n');
  return { edition: restored, whole };
}
