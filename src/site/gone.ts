/** The clauses of earlier editions whose addresses the current one does not have: what became of them, for who looks for them there. */
import { h } from 'hastscript';
import type { GoneClause } from '../model/history.ts';
import { addressOf } from '../model/identifier.ts';
import type { WorkCard } from '../model/surroundings.ts';
import { changeAddress, destinationsTable, editionTitle, type Filling, type Linker } from '../render/html/html.ts';

/** A table for each edition that was the last to have some of them, newest first. */
export function goneClauses(gone: readonly GoneClause[], work: WorkCard, link: Linker): Filling {
  const editions = [...new Set(gone.map(({ edition }) => edition))];
  const clauseIn = (edition: string, id: string) =>
    addressOf({
      family: work.family,
      work: work.identifier.slice(work.family.length + 1),
      edition,
      clause: id || undefined,
    });
  const tables = editions.flatMap((edition) => {
    const own = gone.filter((one) => one.edition === edition);
    const current = own[0]?.current ?? '';
    const compared = work.comparisons.find((one) => one.old === edition && one.new === current);
    return destinationsTable(own, { old: edition, new: current }, `Last in the ${editionTitle(edition)}`, {
      old: ({ id }) => link(clauseIn(edition, id)),
      new: ({ id }) => link(clauseIn(current, id)),
      addresses: true,
      change: (number) => (compared ? link(changeAddress(compared.address, number)) : undefined),
    });
  });
  if (tables.length === 0) return [];
  const id = 'page_gone';
  return [
    h('section', { className: 'gone', ariaLabelledBy: id }, [
      h('h2', { id }, 'Clause addresses that are gone'),
      h(
        'p',
        'The current edition has no clause at these addresses. Here is what became of the words that stood there.',
      ),
      ...tables,
    ]),
  ];
}
