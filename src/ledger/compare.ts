/**
 * A cleared edition against what the ledger has of it: findings for what changed and is declared nowhere, and the declared corrections
 * as readers are told of them, with the old and the new text.
 */
import type { Cleared, Correction, EditionEntry } from '../model/edition.ts';
import { type Finding, finding, said, withoutWords } from '../model/finding.ts';
import type { CorrectedPart, Part, ShownCorrection } from '../model/ledger.ts';
import { placeIn } from '../model/places.ts';
import type { Ledger } from './chain.ts';
import type { KeptEntry } from './form.ts';
import { digestOfParts, partsOf } from './parts.ts';

export interface Compared {
  readonly findings: readonly Finding[];
  readonly corrections: readonly ShownCorrection[];
  readonly parts: readonly Part[];
  /** The digest of the cleared edition. */
  readonly digest: string;
}

const keyOf = ({ kind, id }: Pick<CorrectedPart, 'kind' | 'id'>) => `${kind} ${id}`;

/** What differs between two states of an edition. Parts that went or came do not count as a change of order. */
export function changedParts(before: readonly Part[], after: readonly Part[]): readonly CorrectedPart[] {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const order = (parts: readonly Part[], other: ReadonlyMap<string, Part>) =>
    parts.map(keyOf).filter((key) => other.has(key));
  const removed = before.filter((one) => !now.has(keyOf(one))).map(({ kind, id }) => ({ kind, id }));
  const changed = [...removed, ...after.filter((one) => old.get(keyOf(one))?.own !== one.own)].map(
    ({ kind, id }): CorrectedPart => {
      const key = keyOf({ kind, id });
      return { kind, id, old: old.get(key), new: now.get(key) };
    },
  );
  const moved = order(before, now).join('\n') !== order(after, old).join('\n');
  return moved ? [...changed, { kind: 'order', id: 'order' }] : changed;
}

const sameCorrection = (a: Correction, b: Correction | undefined) =>
  a.date === b?.date && a.reason === b.reason && a.clauses.join(' ') === b.clauses.join(' ');

interface State {
  readonly parts: readonly Part[];
  readonly edition: string;
  readonly corrections: readonly Correction[];
}

/** The corrections by which one state became the next. */
function shownBetween(before: State, after: State): readonly ShownCorrection[] {
  const changed = changedParts(before.parts, after.parts);
  return after.corrections.slice(before.corrections.length).map((correction) => ({
    ...correction,
    parts: changed.filter(({ id }) => correction.clauses.includes(id)),
    before: before.edition,
    after: after.edition,
  }));
}

/** How a part is called in a message. */
export function recordedPart({ kind, id }: Pick<CorrectedPart, 'kind' | 'id'>): string {
  switch (kind) {
    case 'facts':
      return 'The title, marking or dates ("facts")';
    case 'opening':
      return 'The words that stand in no clause ("opening")';
    case 'footnote':
      return `The footnote "${id}"`;
    case 'order':
      return 'The order of clauses ("order")';
    default:
      return `The ${kind} ${said(id)}`;
  }
}

function howChanged({ kind, old, new: newer }: CorrectedPart): string {
  if (kind === 'order') return 'is not that of the published edition';
  if (!newer) return 'was published and is missing';
  if (!old) return 'was not there when the edition was published';
  if (old.text !== newer.text) return 'has other words than when it was published';
  return 'has the words that were published, but not the same numbers, links, pictures or facts beside them';
}

function undeclared(changed: readonly CorrectedPart[], declared: ReadonlySet<string>, entry: EditionEntry) {
  return changed
    .filter(({ id }) => !declared.has(id))
    .map((one) => {
      const place = entry.clauses.find(({ id, kind }) => id === one.id && kind === one.kind)?.place;
      const message = `${recordedPart(one)} ${howChanged(one)}.`;
      return finding('published-differs', entry.file, place, message);
    });
}

/** Clauses that a new correction names and that did not change. */
function unchangedClauses(
  fresh: readonly Correction[],
  first: number,
  changed: readonly CorrectedPart[],
  entry: EditionEntry,
) {
  const ids = new Set(changed.map(({ id }) => id));
  return fresh.flatMap(({ clauses }, index) =>
    clauses
      .filter((id) => !ids.has(id))
      .map((id) => {
        const place = placeIn(entry.places, ['corrections', first + index]);
        return finding(
          'correction-clause',
          entry.file,
          place,
          `Of ${said(id)} nothing changed since it was published.`,
        );
      }),
  );
}

/** `edition` as the public sees it; `recorded` is what the ledger has of it, oldest first. */
export function compareWithLedger(edition: Cleared, recorded: readonly KeptEntry[], entry: EditionEntry): Compared {
  const parts = partsOf(edition);
  const digest = digestOfParts(parts);
  const { corrections } = edition.matter;
  const latest = recorded.at(-1)?.entry;
  if (!latest) {
    const place = placeIn(entry.places, ['corrections']);
    const message = 'The edition was never published, so there is nothing to correct: change its words.';
    const findings = corrections.length > 0 ? [finding('correction-clause', entry.file, place, message)] : [];
    return { findings, corrections: [], parts, digest };
  }
  const changed = changedParts(latest.parts, parts);
  const fresh = corrections.slice(latest.corrections.length);
  const declared = new Set(fresh.flatMap(({ clauses }) => clauses));
  const lost = latest.corrections.findIndex((one, index) => !sameCorrection(one, corrections[index]));
  const found = [
    ...undeclared(changed, declared, entry),
    ...unchangedClauses(fresh, latest.corrections.length, changed, entry),
    ...(lost === -1
      ? []
      : [
          finding(
            'correction-lost',
            entry.file,
            placeIn(entry.places, ['corrections', lost]),
            `Correction ${lost + 1}, published on ${latest.published}, is missing or was changed.`,
          ),
        ]),
  ];
  const findings = entry.withholds ? found.map(withoutWords) : found;
  const states: readonly State[] = [...recorded.map((one) => one.entry), { parts, edition: digest, corrections }];
  const shown = states.flatMap((state, index) => {
    const before = states[index - 1];
    return before ? shownBetween(before, state) : [];
  });
  return { findings, corrections: shown, parts, digest };
}

/** Editions that were published and are no longer there. */
export function missingFindings({ of }: Ledger, isThere: (identifier: string) => boolean): readonly Finding[] {
  return [...of].flatMap(([identifier, [first]]) => {
    if (!first || isThere(identifier)) return [];
    const message = `The edition ${said(identifier)}, published on ${first.entry.published}, is no longer in the content folder.`;
    return [finding('published-missing', first.file, undefined, message)];
  });
}
