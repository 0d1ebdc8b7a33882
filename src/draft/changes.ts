/**
 * Change notes to go on from: one for each clause that changed and of which no note speaks yet, with what became of it, and a blank
 * for what only people know. A clause that came or went with the one around it shares that one's note.
 */
import { unspoken, type ChangedClause } from '../diff/diff.ts';
import { blank } from '../model/blank.ts';
import { type Clause, clausesOf } from '../model/clauses.ts';
import type { Comparison } from '../model/comparison.ts';
import type { ChangeNote, Cleared } from '../model/edition.ts';
import { titleOfClause } from '../model/history.ts';

const WHY = 'what is different for readers, and why';

function nameOf(clause: Clause, among: readonly Clause[]): string {
  const { id, kind, number, node } = clause;
  if (node.type === 'answer' || node.type === 'outcome') {
    const asked = among.find((one) => one.id === node.to);
    return `The ${kind} to question ${asked?.number ?? node.to}`;
  }
  const title = titleOfClause(clause) ?? id;
  if (kind === 'section') return `The section “${title}”`;
  if (kind === 'definition') return `The definition of “${title}”`;
  const word = kind === 'clause' ? 'paragraph' : kind;
  return number === undefined ? `The ${word} “${title}”` : `${word[0]?.toUpperCase()}${word.slice(1)} ${number}`;
}

function became({ came, went, changes }: ChangedClause): string {
  const fates = new Set(changes.map(({ fate }) => fate));
  if (came) return 'is added';
  if (went) return 'is removed';
  if (fates.has('split')) return 'is divided';
  if (fates.has('merged')) return 'is merged with another passage';
  if (fates.size === 1 && fates.has('moved')) return 'is moved, in the same words';
  return fates.has('moved') || fates.has('moved-changed') ? 'is moved and changed' : 'is changed';
}

function noteOf(group: ChangedClause, inner: readonly ChangedClause[], clauses: readonly Clause[]): ChangeNote {
  const { clause, came, went } = group;
  const all = [group, ...inner];
  const known = clauses.find(({ id }) => id === clause);
  const name = known ? nameOf(known, clauses) : 'What stands before the first clause';
  const weighty = all.some((one) => one.weighty);
  const kinds = all.flatMap(({ changes }) => changes.flatMap((change) => change.kinds));
  const strong = [...new Set(kinds)].filter((kind) => kind !== 'wording' && kind !== 'punctuation');
  const found = weighty && strong.length > 0 ? `. The comparison finds a change of ${strong.join(', ')}` : '';
  return {
    note: `${name} ${became(group)}. ${blank(`${WHY}${found}`)}`,
    clauses: clause === '' ? [] : all.map((one) => one.clause),
    minor: !weighty && !came && !went,
  };
}

export function draftNotes(comparison: Comparison, old: Cleared, newer: Cleared): readonly ChangeNote[] {
  const clauses = { old: clausesOf(old.body), new: clausesOf(newer.body) };
  const groups = unspoken(comparison, old, newer);
  /** The clause whose note speaks of this one too: the outermost that came or went with it. */
  const leaderOf = (group: ChangedClause): ChangedClause =>
    groups
      .slice(0, groups.indexOf(group))
      .find(
        ({ clause, came, went }) => group.around.includes(clause) && ((came && group.came) || (went && group.went)),
      ) ?? group;
  const led = new Map<ChangedClause, ChangedClause[]>();
  for (const group of groups) led.set(leaderOf(group), [...(led.get(leaderOf(group)) ?? []), group]);
  return [...led].map(([leader, all]) =>
    noteOf(
      leader,
      all.filter((one) => one !== leader),
      clauses[leader.side],
    ),
  );
}
