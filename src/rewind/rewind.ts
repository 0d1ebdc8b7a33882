/**
 * The corpus as it stood on a day of the past: a corpus comes in and the same kind of corpus goes out, which knows of nothing later. What
 * stands behind it clears, compares and renders it like any other, and cannot tell what it does not know. Checks are of the whole
 * corpus and come before.
 */
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerOf, sha256 } from '../ledger/ledger.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { clausesOf } from '../model/clauses.ts';
import type { PartialDate } from '../model/date.ts';
import type { Target } from '../model/document.ts';
import type { Corpus, Edition, EditionEntry, Work } from '../model/edition.ts';
import { referencesIn } from '../model/references.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import { restore } from './restore.ts';
import { doubt, isCorrectedAfter, madeOn, matterOn, recordedOn, standingOn } from './stood.ts';
import { textThen, type There } from './text.ts';

export { effectiveDate, type PastDay, pastDay } from './day.ts';

export interface Rewound<Index> {
  readonly corpus: Index;
  /** What was recorded by then of what was there. */
  readonly ledger: Ledger;
}

const CORRECTED = 'This edition was corrected after the day of this view.';
const WHOLE = `${CORRECTED} What was corrected stands here in the words that were published before, without their layout and links.`;
const IN_PART = `${CORRECTED} What was corrected is left out where the words that were published before could not be put back; the ledger of published editions has them.`;

/** Entries of works, with their works about them. */
function indexed(works: ReadonlyMap<string, Work>, entries: ReadonlyMap<string, EditionEntry>) {
  const kept = [...works.values()].flatMap((work): readonly Work[] => {
    const editions = work.editions.flatMap(({ identifier }) => entries.get(identifier) ?? []);
    return editions.length > 0 ? [{ ...work, editions }] : [];
  });
  return new Map(kept.map((work) => [work.identifier, work]));
}

function ledgerOn(ledger: Ledger, day: PartialDate, isThere: (identifier: string) => boolean): Ledger {
  const known = ledger.entries.filter(
    ({ entry }) => isThere(entry.identifier) && entry.corrections.every(({ date }) => date <= day),
  );
  return ledgerOf(known);
}

/** What was there of what others refer to. */
function thereIn(works: ReadonlyMap<string, Work>, entries: ReadonlyMap<string, EditionEntry>): There {
  return {
    edition: (identifier) => entries.has(identifier),
    target(target) {
      const editions = works.get(target.work)?.editions ?? [];
      const meant =
        target.edition === undefined ? editions : editions.filter(({ edition }) => edition === target.edition);
      if (meant.length === 0) return undefined;
      const { clause, ...whole } = target;
      return clause === undefined || meant.some(({ clauses }) => clauses.some(({ id }) => id === clause))
        ? target
        : whole;
    },
  };
}

/** An entry that refers to nothing later. */
function pruned(entry: EditionEntry, there: There): EditionEntry {
  const prune = (references: EditionEntry['references']) =>
    references?.flatMap((one) => {
      const target: Target | undefined = there.target(one.target);
      return target ? [{ ...one, target }] : [];
    });
  return { ...entry, references: prune(entry.references), allReferences: prune(entry.allReferences) };
}

/** What texts are narrowed by: the whole corpus, and what of it the index tells was there on the day. */
interface Narrowing {
  readonly index: Corpus;
  readonly ledger: Ledger;
  readonly day: PartialDate;
  /** With their facts as at the day. */
  readonly known: ReadonlyMap<string, EditionEntry>;
}

function loadThen(identifier: string, among: There, { index, ledger, day, known }: Narrowing): Edition {
  const [entry, whole] = [known.get(identifier), index.entries.get(identifier)];
  if (!entry || !whole) throw new Error(`no edition ${identifier} on ${day}`);
  const loaded = index.load(identifier);
  const recorded = isCorrectedAfter(whole, day) ? recordedOn(whole, ledger, day) : undefined;
  const restored = recorded && restore(loaded, recorded);
  const edition = restored?.edition ?? loaded;
  const { notes, ...text } = textThen(edition, entry.standing, among, whole.standing.outcome !== undefined);
  const told = restored && (restored.whole ? WHOLE : IN_PART);
  const pastNotes = [doubt(entry, day), told, ...notes].filter((sentence) => sentence !== undefined);
  const matter = { ...entry.matter, title: edition.matter.title, pastNotes };
  return { ...edition, ...text, matter, standing: entry.standing };
}

/** Whether more of a text than its links was another one. */
function wasOther({ identifier }: EditionEntry, { index, day, known }: Narrowing): boolean {
  const whole = index.entries.get(identifier);
  if (!whole) return false;
  const outcome = whole.standing.outcome !== undefined && whole.standing.outcome > day;
  return outcome || isCorrectedAfter(whole, day) || (whole.includes ?? []).some((source) => !known.has(source));
}

/** The entry of a text that was another one. */
function reindexed(entry: EditionEntry, among: There, narrowing: Narrowing): EditionEntry {
  const { matter, body, footnotes } = loadThen(entry.identifier, among, narrowing);
  const open = withoutWithheld(body);
  const ids = new Set(clausesOf(open).map(({ id }) => id));
  const notes = footnotes.map((note) => ({ ...note, children: withoutWithheld(note.children) }));
  return {
    ...entry,
    matter: { ...entry.matter, title: matter.title },
    clauses: entry.clauses.filter(({ id }) => ids.has(id)),
    references: referencesIn({ body: open, footnotes: notes }),
    allReferences: entry.allReferences?.filter(({ clause }) => clause === '' || ids.has(clause)),
  };
}

const mapped = <Value>(values: ReadonlyMap<string, Value>, change: (value: Value) => Value) =>
  new Map([...values].map(([key, value]) => [key, change(value)] as const));

/** Narrows a corpus to a day. `ledger` is that of the content folder. */
export function rewind<Index extends Corpus>(index: Index, ledger: Ledger, day: PartialDate): Rewound<Index> {
  const known = new Map(
    [...index.entries.values()]
      .filter((entry) => madeOn(entry, ledger) <= day)
      .map((entry) => {
        const matter = matterOn(entry, index.schemes, ledger, day);
        return [entry.identifier, { ...entry, matter, standing: standingOn(entry.standing, day) }] as const;
      }),
  );
  const narrowing: Narrowing = { index, ledger, day, known };
  // Where links lead depends on the clauses that others had by then: each text is narrowed by itself before it is among others.
  const alone: There = { edition: (identifier) => known.has(identifier), target: (target) => target };
  const then = mapped(known, (entry) => (wasOther(entry, narrowing) ? reindexed(entry, alone, narrowing) : entry));
  const there = thereIn(indexed(index.works, then), then);
  const entries = mapped(then, (entry) => pruned(entry, there));
  const works = indexed(index.works, entries);
  // What else a text is narrowed by: which clauses there were for it to lead to, and what was recorded of it.
  const clauses = [...then.values()].map((entry) => [entry.identifier, entry.clauses.map(({ id }) => id)]);
  const setting = sha256(canonicalJson(['as at', day, clauses]));
  const recorded = (identifier: string) => (ledger.of.get(identifier) ?? []).map((kept) => kept.sha256);
  const renamed = index.publication.renamed?.filter(({ to }) => works.has(to));
  return {
    corpus: {
      ...index,
      publication: { ...index.publication, pastDay: day, renamed },
      works,
      entries,
      load: (identifier: string) => loadThen(identifier, there, narrowing),
      identityOf: (identifier: string) => canonicalJson([index.identityOf(identifier), setting, recorded(identifier)]),
    },
    ledger: ledgerOn(ledger, day, (identifier) => entries.has(identifier)),
  };
}
