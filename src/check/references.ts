/** Links, includes and lineage lead to editions and clauses that are there. */
import { familyNamed } from '../families/families.ts';
import type { Target } from '../model/document.ts';
import type { Corpus, EditionEntry, LinkEntry, Work } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';

function workNamed(corpus: Corpus, identifier: string): Work | undefined {
  return corpus.works.find((work) => work.identifier === identifier);
}

function missingEdition(corpus: Corpus, { work, edition }: Target): string | undefined {
  const found = workNamed(corpus, work);
  if (!found) return `There is no document "${work}".`;
  if (!familyNamed(found.family)?.published) return `"${work}" is a passage for others to include and has no page.`;
  if (edition === undefined || found.editions.some((entry) => entry.edition === edition)) return undefined;
  return `"${work}" has no edition "${edition}"; it has ${found.editions.map((entry) => entry.edition).join(', ')}.`;
}

function checkLink(corpus: Corpus, entry: EditionEntry, { target, place }: LinkEntry): readonly Finding[] {
  const missing = missingEdition(corpus, target);
  if (missing) return [finding('link-edition', entry.file, place, missing)];
  if (target.clause === undefined) return [];
  const editions = workNamed(corpus, target.work)?.editions ?? [];
  // A link without an edition follows the edition in force, which is some other one at some other date: any of them may have it.
  const wanted = target.edition === undefined ? editions : editions.filter(({ edition }) => edition === target.edition);
  const found = wanted.some(({ clauses }) => clauses.some(({ id }) => id === target.clause));
  const where = `${target.work}${target.edition === undefined ? '' : `@${target.edition}`}`;
  return found ? [] : [finding('link-clause', entry.file, place, `"${where}" has no clause "${target.clause}".`)];
}

/** Lineage and change notes may name clauses of the edition before. */
function checkHistory(corpus: Corpus, entry: EditionEntry): readonly Finding[] {
  const editions = workNamed(corpus, `${entry.family}/${entry.work}`)?.editions ?? [];
  const before = editions[editions.indexOf(entry) - 1]?.clauses.map(({ id }) => id) ?? [];
  const own = entry.clauses.map(({ id }) => id);
  const { was, changes } = entry.matter;
  const lineage = Object.values(was)
    .flat()
    .filter((id) => !before.includes(id));
  const noted = changes.flatMap(({ clauses }) => clauses).filter((id) => !own.includes(id) && !before.includes(id));
  return [
    ...Object.keys(was)
      .filter((id) => !own.includes(id))
      .map((id) =>
        finding('lineage-clause', entry.file, undefined, `"was" speaks of "${id}", which this edition does not have.`),
      ),
    ...lineage.map((id) =>
      finding('lineage-clause', entry.file, undefined, `"was" names "${id}", which the edition before does not have.`),
    ),
    ...noted.map((id) =>
      finding(
        'change-note-clause',
        entry.file,
        undefined,
        `"changes" names "${id}", which neither this edition nor the one before has.`,
      ),
    ),
  ];
}

export function checkReferences(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  return [...entry.links.flatMap((link) => checkLink(corpus, entry, link)), ...checkHistory(corpus, entry)];
}
