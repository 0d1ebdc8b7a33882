/**
 * What stands before and behind the compared text: title and marking, how changes are shown, the table of what changed with its
 * page numbers, and at the end the table of where each clause went.
 */
import type { ComparedEdition, Comparison } from '../../model/comparison.ts';
import { formatDate } from '../../model/date.ts';
import type { TextStatus } from '../../model/edition.ts';
import type { NamedClause, Transition } from '../../model/history.ts';
import { parseIdentifier } from '../../model/identifier.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { type BothNames, capitalised, changePlace, clauseName, editionName } from '../naming.ts';
import { firstOf, groupedPassages, groupsOf, kindsOfGroup, passagesOf } from '../passages.ts';
import { FATE_LABEL, KIND_LABEL, TEXT_LABEL } from '../wording.ts';
import { joinParts, NO_PART, type Part, type Stand, textPart } from './blocks.ts';
import { destinationOf } from './collect-comparison.ts';
import type { Front, Outlook } from './compose.ts';
import { linked, ownTable, pastCallouts, said, section, titlePart } from './front.ts';
import { joinLines } from './inlines.ts';

/** What an edition is called in titles and running heads. */
export function shortName({ identifier }: ComparedEdition): string {
  return parseIdentifier(identifier)?.edition ?? identifier;
}

/** "Sex work: 2019 compared with 2023" */
export function comparisonTitle({ old, new: newer }: Comparison, around: Surroundings): string {
  return `${around.work.title}: ${shortName(old)} compared with ${shortName(newer)}`;
}

export function comparisonMarking({ old, new: newer }: Comparison): Marking {
  return joinMarkings(old.marking, newer.marking);
}

/** The labels of the editions whose words need one, each with the edition's name. */
export function textLabels(comparison: Comparison, form: 'short' | 'long'): readonly string[] {
  return [comparison.old, comparison.new].flatMap((one) => {
    const label = TEXT_LABEL[one.text as TextStatus]; // an unknown status finds no label
    return label ? [`Edition ${shortName(one)}: ${label[form]}`] : [];
  });
}

function changesTable(comparison: Comparison, names: BothNames, { pageOf }: Outlook, stand: Stand): Part {
  const { small } = stand.collection.sheet;
  const rows = groupsOf(groupedPassages(passagesOf(comparison.changes))).map((group) => {
    const { number, changes } = group;
    const first = firstOf(group);
    const to = destinationOf(number);
    const kinds = kindsOfGroup(group).map((kind) => KIND_LABEL[kind]);
    const count = changes.length > 1 ? ` (${changes.length} passages)` : '';
    return [
      { line: linked(capitalised(changePlace(first, names)), to, small, stand) },
      { line: said(FATE_LABEL[first.fate] + count, stand, small) },
      { line: said(kinds.join(', ') || 'none in the words', stand, small) },
      // The head of the column is wider than any number, so that the last pass cannot move what was counted.
      { line: said(String(pageOf(to) ?? 0), stand, small), align: 'right' as const },
    ];
  });
  if (rows.length === 0) return textPart(said('Nothing changed between these editions.', stand), stand);
  return ownTable('Changes in reading order', ['Clause', 'What became of it', 'Kind of change', 'Page'], rows, stand);
}

/** The table of destinations: what became of every clause of the old edition, and which clauses of the new one are new. */
export function destinationsPart({ destinations, arrivals }: Transition, names: BothNames, stand: Stand): Part {
  const { small } = stand.collection.sheet;
  const [old, newer] = [editionName(names.old.edition), editionName(names.new.edition)];
  const list = (clauses: readonly NamedClause[]) => clauses.map(clauseName).join(', ');
  const rows = destinations.map(({ clause, fate, to, change }) => [
    { line: said(capitalised(clauseName(clause)), stand, small) },
    {
      line:
        change === undefined
          ? said(FATE_LABEL[fate], stand, small)
          : linked(FATE_LABEL[fate], destinationOf(change), small, stand),
    },
    { line: said(capitalised(list(to)) || `Not in ${newer}`, stand, small) },
  ]);
  const added = arrivals.flatMap(({ clause, how }) => (how === 'added' ? [clause] : []));
  if (rows.length === 0 && added.length === 0) return NO_PART;
  const table = ownTable('Clauses of the old edition', [`In ${old}`, 'What became of it', `In ${newer}`], rows, stand);
  const more = `New in ${newer}: ${list(added)}.`;
  const parts = [rows.length > 0 ? table : NO_PART, added.length > 0 ? textPart(said(more, stand), stand) : NO_PART];
  return section(2, 'Where each clause went', 'destinations', joinParts(parts), stand);
}

function counted({ summary }: Comparison): string {
  const fates = Object.entries(summary.fates).filter(([, count]) => count > 0);
  const named = fates.map(([fate, count]) => `${FATE_LABEL[fate as keyof typeof FATE_LABEL].toLowerCase()} ${count}`);
  return named.length > 0 ? `Passages: ${named.join(', ')}.` : '';
}

export function comparisonFront(
  comparison: Comparison,
  around: Surroundings,
  names: BothNames,
  stand: Stand,
): (outlook: Outlook) => Front {
  const { old, new: newer } = comparison;
  const named = `Edition ${shortName(old)}, “${old.title}”, and edition ${shortName(newer)}, “${newer.title}”.`;
  const head = titlePart(
    {
      above: around.publication.publisher,
      title: comparisonTitle(comparison, around),
      // Files of nobody have no states that a date could belong to.
      below: around.publication.publisher === '' ? named : `${named} As at ${formatDate(around.asAt)}.`,
      marking: comparisonMarking(comparison),
      callouts: [...pastCallouts(around), ...textLabels(comparison, 'long')],
    },
    stand,
  );
  const { small, colour } = stand.collection.sheet;
  const key = joinLines([
    said('How changes are shown: ', stand, { ...small, face: 'bold' }),
    said('words that were removed', stand, {
      ...small,
      colour: colour.deleted,
      stroke: 'through',
      shade: colour['deleted-shade'],
    }),
    said(' are struck through, ', stand, small),
    said('words that were added', stand, {
      ...small,
      colour: colour.inserted,
      stroke: 'under',
      shade: colour['inserted-shade'],
    }),
    said(' are underlined, and a bar stands in the margin beside each passage that changed.', stand, small),
  ]);
  const counts = counted(comparison);
  return (outlook) => {
    const table = changesTable(comparison, names, outlook, stand);
    const changed = joinParts([counts ? textPart(said(counts, stand), stand) : NO_PART, table]);
    const summary = section(2, 'What changed', 'changes', changed, stand);
    return { ...joinParts([head, textPart(key, stand, { style: small }), summary]), settled: false };
  };
}
