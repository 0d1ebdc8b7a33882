/**
 * Plain documents with known edits, to measure how well a comparison recognises them: no ids beyond those that headings get,
 * words drawn so that common ones are common, and for every block of the new edition the truth of where it came from.
 * A seed makes the same document everywhere.
 */
import type { Block } from '../../src/model/document.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { edition, heading, paragraph } from './edition.ts';

export type Truth = 'unchanged' | 'changed' | 'moved' | 'moved-changed' | 'added';

export interface KnownEdits {
  readonly old: Cleared;
  readonly new: Cleared;
  readonly words: number;
  /** Text of each new block to its old text and what happened; added blocks have no old text. */
  readonly truth: ReadonlyMap<string, { readonly was?: string | undefined; readonly fate: Truth }>;
  readonly removed: ReadonlySet<string>;
}

/** Marsaglia's xorshift: numbers from 0 to below 1. */
export function random(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const COMMON = (
  'the of and to a in is that for it be as with on by are this from or at an will which have not must should may officers ' +
  'police force forces people any all their has been where when who if they such other than into under more no'
).split(' ');
const START = 'b br c ch d dr f fl g gr h j k l m n p pl pr qu r s st t tr v w'.split(' ');
const MIDDLE = 'a e i o u ai ea ou'.split(' ');
const END = 'b ck d g l m n nd nt p r rd s st t ve'.split(' ');

export type Random = () => number;

const pick = <T>(next: Random, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** A vocabulary of made-up words, some of two syllables. */
export function vocabulary(next: Random, size = 1500): readonly string[] {
  const syllable = () => pick(next, START) + pick(next, MIDDLE) + pick(next, END);
  return Array.from({ length: size }, () => (next() < 0.5 ? syllable() : syllable() + syllable()));
}

/** Half of all words are common, as in English prose; the others favour the front of the vocabulary. */
function word(next: Random, rare: readonly string[]): string {
  return next() < 0.5 ? pick(next, COMMON) : (rare[Math.floor(next() ** 2 * rare.length)] ?? 'word');
}

export function sentence(next: Random, rare: readonly string[], words: number): string {
  const text = Array.from({ length: words }, () => word(next, rare)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A block's words: paragraphs of one to six sentences, now and then a short item. */
function passage(next: Random, rare: readonly string[]): string {
  const sentences = next() < 0.15 ? 1 : 1 + Math.floor(next() * 6);
  return Array.from({ length: sentences }, () => sentence(next, rare, 6 + Math.floor(next() * 16))).join(' ');
}

/** Replaces, drops or adds up to `share` of the words; at least one. */
function reworded(next: Random, rare: readonly string[], text: string, share: number): string {
  const words = text.split(' ');
  const edits = Math.max(1, Math.floor(words.length * share * next()));
  for (let edit = 0; edit < edits; edit++) {
    const at = Math.floor(next() * words.length);
    const kind = next();
    if (kind < 0.6) words[at] = word(next, rare);
    else if (kind < 0.8 && words.length > 3) words.splice(at, 1);
    else words.splice(at, 0, word(next, rare));
  }
  const changed = words.join(' ');
  return changed === text ? `${changed} ${word(next, rare)}` : changed;
}

interface Section {
  readonly title: string;
  readonly blocks: readonly string[];
}

interface Entry {
  readonly text: string;
  readonly was?: string | undefined;
  readonly fate: Truth;
}

export interface Mixture {
  readonly words: number;
  /** The most words of a reworded block that change, as a share. */
  readonly reworded: number;
  /** How many blocks are edited: all shares below are multiplied by it. 1, three blocks in ten, when absent. */
  readonly edited?: number | undefined;
  /** The share of sections that move as a whole; half as many are added, and as many removed. None when absent. */
  readonly sections?: number | undefined;
}

function sections(next: Random, rare: readonly string[], words: number): readonly Section[] {
  const out: Section[] = [];
  for (let count = 0; count < words;) {
    const blocks = Array.from({ length: 3 + Math.floor(next() * 8) }, () => passage(next, rare));
    const title = sentence(next, rare, 3 + Math.floor(next() * 3)).slice(0, -1);
    out.push({ title, blocks });
    count += [title, ...blocks].join(' ').split(' ').length;
  }
  return out;
}

function bodyOf(list: readonly { readonly title: string; readonly blocks: readonly string[] }[]): readonly Block[] {
  return list.flatMap(({ title, blocks }) => [
    heading(2, title.toLowerCase().replaceAll(' ', '-'), title),
    ...blocks.map((text) => paragraph(text)),
  ]);
}

interface EditedSection {
  readonly title: string;
  readonly blocks: readonly Entry[];
}

const movedFate: Readonly<Record<Truth, Truth>> = {
  unchanged: 'moved',
  changed: 'moved-changed',
  moved: 'moved',
  'moved-changed': 'moved-changed',
  added: 'added',
};

/** Whole sections removed, moved to another place and added. */
function rearranged(
  next: Random,
  rare: readonly string[],
  list: readonly EditedSection[],
  removed: Set<string>,
  share: number,
): readonly EditedSection[] {
  if (share === 0) return list;
  const [kept, moving]: [EditedSection[], EditedSection[]] = [[], []];
  for (const { title, blocks } of list) {
    const chance = next();
    if (chance < share) moving.push({ title, blocks: blocks.map((one) => ({ ...one, fate: movedFate[one.fate] })) });
    else if (chance >= share * 1.5) kept.push({ title, blocks });
    else for (const { was } of blocks) if (was !== undefined) removed.add(was);
  }
  const added = sections(next, rare, Math.floor(list.length * share) * 150).map(({ title, blocks }) => ({
    title,
    blocks: blocks.map((text): Entry => ({ text, fate: 'added' })),
  }));
  for (const section of [...moving, ...added]) kept.splice(Math.floor(next() * (kept.length + 1)), 0, section);
  return kept;
}

/** An edition and the next, in which blocks and sections were reworded, moved, added and removed. */
export function knownEdits(seed: number, mixture: Mixture): KnownEdits {
  const next = random(seed);
  const rare = vocabulary(next);
  const old = sections(next, rare, mixture.words);
  const removed = new Set<string>();
  const moving: { readonly entry: Entry; readonly from: number }[] = [];
  const edited = old.map(({ title, blocks }, from) => ({
    title,
    blocks: blocks.flatMap((text): readonly Entry[] => {
      const chance = next() / (mixture.edited ?? 1);
      const changed = () => reworded(next, rare, text, mixture.reworded);
      if (chance < 0.05) removed.add(text);
      else if (chance < 0.08) moving.push({ entry: { text, was: text, fate: 'moved' }, from });
      else if (chance < 0.12) moving.push({ entry: { text: changed(), was: text, fate: 'moved-changed' }, from });
      else if (chance < 0.17) {
        return [
          { text, was: text, fate: 'unchanged' },
          { text: passage(next, rare), fate: 'added' },
        ];
      } else if (chance < 0.3) return [{ text: changed(), was: text, fate: 'changed' }];
      else return [{ text, was: text, fate: 'unchanged' }];
      return [];
    }),
  }));
  for (const { entry, from } of moving) {
    // To another section: a block that goes round a neighbour only has not moved for certain, its neighbour may have.
    const blocks = edited[(from + 2 + Math.floor(next() * (edited.length - 3))) % edited.length]?.blocks as Entry[];
    blocks.splice(Math.floor(next() * (blocks.length + 1)), 0, entry);
  }
  const arranged = rearranged(next, rare, edited, removed, mixture.sections ?? 0);
  const entries = arranged.flatMap(({ blocks }) => blocks);
  return {
    old: edition(bodyOf(old)),
    new: edition(bodyOf(arranged.map(({ title, blocks }) => ({ title, blocks: blocks.map(({ text }) => text) })))),
    words: mixture.words,
    truth: new Map(entries.map(({ text, was, fate }) => [text, { was, fate }])),
    removed,
  };
}
