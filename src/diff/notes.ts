/**
 * Whether the change notes of an edition speak of every change that is more than wording, and call none of them minor that
 * changed a duty. A comparison and its two editions come in, findings about the newer one go out; or what notes still have to tell.
 */
import { childBlocks, clausesOf } from '../model/clauses.ts';
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type ComparedSide,
  type Comparison,
  type Fate,
} from '../model/comparison.ts';
import type { Block, Place } from '../model/document.ts';
import type { ChangeNote, Cleared } from '../model/edition.ts';
import { type Finding, finding, said } from '../model/finding.ts';
import { placeIn, type Places } from '../model/places.ts';
import { lineageOf } from './lineage.ts';

const STRONG: ReadonlySet<ChangeKind> = new Set(CHANGE_KINDS.slice(0, CHANGE_KINDS.indexOf('wording')));

/** A change, with every clause of either edition that a note may name to speak of it. */
interface Told {
  readonly change: Change;
  readonly clauses: ReadonlySet<string>;
  /** Whether more than wording changes, so that a note must speak of it. */
  readonly weighty: boolean;
  /** The clause that it is told under, and the edition that has it; that of the newer one where the clause lives on. */
  readonly side: 'old' | 'new';
  readonly clause: string;
}

/** A heading without the number read from its words; a list item without its label. */
function withoutNumber(block: Change['block'], { text, number = '' }: ComparedSide): string {
  return block === 'heading' ? text.replace(number, '') : text.replace(/^\(?[\p{L}\p{N}]{1,9}[.)] /u, '');
}

/** A heading or list item that only counts on is no change of substance. */
function onlyRenumbered({ block, old, new: newer }: Change): boolean {
  if (!old || !newer || (block !== 'heading' && block !== 'list-item')) return false;
  return withoutNumber(block, old) === withoutNumber(block, newer);
}

/** For each clause itself and the clauses it stands in. */
function enclosing({ body }: Cleared): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, string[]>();
  for (const clause of clausesOf(body)) {
    chains.set(clause.id, [...(chains.get(clause.id) ?? []), clause.id]);
    for (const { id } of clausesOf(clause.blocks)) chains.set(id, [...(chains.get(id) ?? []), clause.id]);
  }
  return chains;
}

/** The clause of the newer edition that each of the old one lives on in, by lineage or by its id. */
function heirs(old: Cleared, newer: Cleared): (clause: string) => string | undefined {
  const { declared } = lineageOf(old, newer);
  const ids = clausesOf(newer.body).map(({ id }) => id);
  const known = new Map(ids.map((id) => [id, id]));
  for (const id of ids.toReversed()) for (const before of declared(id)) known.set(before, id);
  return (clause) => (clause === '' ? '' : known.get(clause));
}

function toldChanges({ changes }: Comparison, old: Cleared, newer: Cleared): readonly Told[] {
  const chains = { old: enclosing(old), new: enclosing(newer) };
  const around = (side: 'old' | 'new', clause: string) => chains[side].get(clause) ?? [clause];
  const heir = heirs(old, newer);
  return changes.flatMap((change): readonly Told[] => {
    if (change.fate === 'unchanged' || onlyRenumbered(change)) return [];
    const before = change.old?.clause ?? '';
    const sides = (['old', 'new'] as const).flatMap((side) => around(side, change[side]?.clause ?? ''));
    const lives = change.new || heir(before) === undefined ? [] : around('new', heir(before) ?? '');
    const parts = (change.parts ?? []).flatMap(({ side, clause }) => around(side, clause));
    const own = change.new?.clause === '' || change.old?.clause === '';
    const clause = change.new?.clause ?? heir(before);
    return [
      {
        change,
        clauses: new Set([...sides, ...lives, ...parts].filter((one) => one !== '' || own)),
        weighty: change.kinds.some((kind) => STRONG.has(kind)),
        ...(clause === undefined ? { side: 'old', clause: before } : { side: 'new', clause }),
      },
    ];
  });
}

/** A note that names no clause speaks of what stands before the first one. */
const speaksOf = ({ clauses: named }: ChangeNote, { clauses }: Told): boolean =>
  named.length === 0 ? clauses.has('') : named.some((clause) => clauses.has(clause));

/* ---- places ---- */

/** Where each clause begins in its own file; of an included passage the place where it is included. */
function placesOf(blocks: readonly Block[], outer: Place | undefined, places: Map<string, Place | undefined>): void {
  for (const block of blocks) {
    const place = outer ?? block.position?.start;
    if ('id' in block && !places.has(block.id)) places.set(block.id, place);
    placesOf(childBlocks(block), block.type === 'include' ? place : outer, places);
  }
}

/* ---- messages ---- */

const BECAME: Readonly<Record<Fate, string>> = {
  unchanged: 'unchanged',
  changed: 'changed',
  moved: 'moved',
  'moved-changed': 'moved and changed',
  split: 'divided',
  merged: 'merged',
  added: 'added',
  removed: 'removed',
};

/** Changes told one by one in a message. */
const MOST_TOLD = 3;

function told(changes: readonly Change[]): string {
  const words = changes
    .slice(0, MOST_TOLD)
    .map(({ block, fate, kinds }) => `${block.replace('-', ' ')} ${BECAME[fate]} (${kinds.join(', ')})`);
  const rest = changes.length - words.length;
  return `${words.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

function named({ side, clause }: Told): string {
  const edition = side === 'old' ? ' of the edition before' : '';
  return clause === '' ? `what stands before the first clause${edition}` : `clause ${said(clause)}${edition}`;
}

function groups(list: readonly Told[]): readonly (readonly Told[])[] {
  const found = new Map<string, Told[]>();
  for (const one of list) {
    const key = `${one.side} ${one.clause}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

/* ---- findings ---- */

/** An edition without any note gets one finding, not one for each clause. */
function noNotes(list: readonly Told[], old: Cleared, newer: Cleared): Finding {
  const clauses = groups(list).map(([first]) => first?.clause ?? '');
  const examples = clauses.filter((clause) => clause !== '').slice(0, MOST_TOLD);
  const instance = examples.length > 0 ? `, for instance ${examples.map(said).join(', ')}` : '';
  const count = clauses.length === 1 ? '1 clause changes' : `${clauses.length} clauses change`;
  const message = `The edition follows ${said(old.edition)} and has no "changes", but ${count} in more than wording${instance}.`;
  return finding('change-unaccounted', newer.file, undefined, message);
}

function unaccounted(list: readonly Told[], newer: Cleared, places: Places | undefined): readonly Finding[] {
  const clauses = new Map<string, Place | undefined>();
  placesOf(newer.body, undefined, clauses);
  return groups(list).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { side, clause } = first;
    const place = side === 'new' ? clauses.get(clause) : undefined;
    const what = told(group.map(({ change }) => change));
    const mend = clause === '' ? 'Write a note without "clauses"' : 'Name it under "clauses" of a note';
    const message = `No note in "changes" speaks of ${named(first)}: ${what}. ${mend}.`;
    return [finding('change-unaccounted', newer.file, place ?? placeIn(places, ['changes']), message)];
  });
}

function falselyMinor(list: readonly Told[], newer: Cleared, places: Places | undefined): readonly Finding[] {
  const { changes: notes } = newer.matter;
  const duties = list.filter(({ change }) => change.kinds.includes('obligation'));
  return notes.flatMap((note, index) => {
    if (!note.minor) return [];
    const covered = duties.filter((one) => {
      return speaksOf(note, one) && !notes.some((other) => !other.minor && speaksOf(other, one));
    });
    const [first] = covered;
    if (!first) return [];
    const what = told(covered.map(({ change }) => change));
    const message = `The note is called minor, but a duty changes in ${named(first)}: ${what}.`;
    return [finding('change-minor', newer.file, placeIn(places, ['changes', index]), message)];
  });
}

/** What the notes of `newer` leave out of its comparison with `old`, or call minor wrongly. `places` are those of its front matter. */
export function accountFor(comparison: Comparison, old: Cleared, newer: Cleared, places?: Places): readonly Finding[] {
  // Of a text that is not held nobody can say what changed.
  if (old.matter.text === 'not-held' || newer.matter.text === 'not-held') return [];
  const list = toldChanges(comparison, old, newer).filter(({ weighty }) => weighty);
  const notes = newer.matter.changes;
  if (list.length > 0 && notes.length === 0) return [noNotes(list, old, newer)];
  const left = list.filter((one) => !notes.some((note) => speaksOf(note, one)));
  return [...unaccounted(left, newer, places), ...falselyMinor(list, newer, places)];
}

/* ---- drafts ---- */

/** A clause that changed. Its changes are those that no note speaks of. */
export interface ChangedClause extends Pick<Told, 'side' | 'clause' | 'weighty'> {
  readonly changes: readonly Change[];
  /** Whether the clause itself is new, or gone. */
  readonly came: boolean;
  readonly went: boolean;
  /** The clauses it stands in. */
  readonly around: readonly string[];
}

/** What the notes of `newer` do not speak of, clause by clause: what must be told, and what may be. */
export function unspoken(comparison: Comparison, old: Cleared, newer: Cleared): readonly ChangedClause[] {
  const left = toldChanges(comparison, old, newer).filter((one) => {
    return !newer.matter.changes.some((note) => speaksOf(note, one));
  });
  const chains = { old: enclosing(old), new: enclosing(newer) };
  const before = clausesOf(old.body).map(({ id }) => id);
  const heir = heirs(old, newer);
  const continued = new Set(before.map(heir));
  return groups(left).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { side, clause } = first;
    return [
      {
        side,
        clause,
        weighty: group.some(({ weighty }) => weighty),
        changes: group.map(({ change }) => change),
        came: side === 'new' && clause !== '' && !continued.has(clause) && group.every(({ change }) => !change.old),
        went: side === 'old',
        around: (chains[side].get(clause) ?? []).filter((one) => one !== clause),
      },
    ];
  });
}
