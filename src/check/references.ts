/** Links and lineage lead to editions and clauses that are there. */
import { familyNamed } from '../families/families.ts';
import type { Target } from '../model/document.ts';
import type { Corpus, EditionEntry, LinkEntry } from '../model/edition.ts';
import { editionBefore, isEdition } from '../model/editions.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';
import { isLiving } from './wording.ts';
import { placeIn } from '../model/places.ts';

/** Whether the target is, or may be, in a file that could not be read. */
function isUnread({ work, edition }: Target, unread: ReadonlySet<string>): boolean {
  return edition === undefined
    ? [...unread].some((file) => file.startsWith(`${work}/`))
    : unread.has(`${work}/${edition}.md`);
}

/** Links of one document for which the likely word is looked for: each look takes a while. */
const MOST_SUGGESTED = 300;

type Suggest = typeof suggestion;

function missingEdition(corpus: Corpus, { work, edition }: Target, suggest: Suggest): string | undefined {
  const found = corpus.works.get(work);
  const near = () => suggest(work, [...corpus.works.keys()]);
  if (!found) return `There is no document ${said(work)}${near()}`;
  if (!familyNamed(found.family)?.published) return `${said(work)} is a passage for others to include and has no page.`;
  if (edition === undefined || found.editions.some((entry) => entry.edition === edition)) return undefined;
  return `${said(work)} has no edition ${said(edition)}; it has ${found.editions.map((entry) => entry.edition).join(', ')}.`;
}

/** What a link that names no edition may no longer lead to. */
function followed(
  corpus: Corpus,
  entry: EditionEntry,
  { target, place }: LinkEntry,
  editions: readonly EditionEntry[],
): readonly Finding[] {
  const newest = editions.at(-1);
  if (!newest || target.edition !== undefined || !isLiving(entry, corpus)) return [];
  const { clause, work } = target;
  if (clause !== undefined && !newest.clauses.some(({ id }) => id === clause)) {
    const last = editions.findLast(({ clauses }) => clauses.some(({ id }) => id === clause));
    const message = `${said(newest.identifier)} has no clause ${said(clause)}; the last edition with it is ${said(last?.edition ?? '')}.`;
    return [finding('link-superseded', entry.file, place, message)];
  }
  const then = editions.findLast(({ standing }) => standing.date <= entry.standing.date);
  if (!then || isEdition(then, newest) || work === `${entry.family}/${entry.work}`) return [];
  const message = `When this was written ${said(then.edition)} was in force; the link now leads to ${said(newest.edition)}.`;
  return [finding('link-unpinned', entry.file, place, message)];
}

/** More ids than these are quicker found in the file itself. */
const MOST_LISTED = 8;

const listed = (ids: readonly string[]) =>
  ids.length === 0 || ids.length > MOST_LISTED ? '.' : `; it has ${ids.map(said).join(', ')}.`;

function checkLink(corpus: Corpus, entry: EditionEntry, link: LinkEntry, suggest: Suggest): readonly Finding[] {
  const { target, place } = link;
  const missing = missingEdition(corpus, target, suggest);
  if (missing) return [finding('link-edition', entry.file, place, missing)];
  const editions = corpus.works.get(target.work)?.editions ?? [];
  if (target.clause === undefined) return followed(corpus, entry, link, editions);
  // A link without an edition follows the edition in force, which is some other one at some other date: any of them may have it.
  const wanted = target.edition === undefined ? editions : editions.filter(({ edition }) => edition === target.edition);
  if (wanted.some(({ clauses }) => clauses.some(({ id }) => id === target.clause)))
    return followed(corpus, entry, link, editions);
  const known = wanted.flatMap(({ clauses }) => clauses.map(({ id }) => id));
  const where = `${target.work}${target.edition === undefined ? '' : `@${target.edition}`}`;
  const likely = suggest(target.clause, known);
  const message = `${said(where)} has no clause ${said(target.clause)}${likely === '.' ? listed(known) : likely}`;
  return [finding('link-clause', entry.file, place, message)];
}

/** Lineage and change notes may name clauses of the edition before. */
function checkHistory(corpus: Corpus, entry: EditionEntry): readonly Finding[] {
  const { was, changes } = entry.matter;
  if (changes.length === 0 && Object.keys(was).length === 0) return [];
  const editions = corpus.works.get(`${entry.family}/${entry.work}`)?.editions ?? [];
  const before = editionBefore(editions, entry)?.clauses.map(({ id }) => id) ?? [];
  const own = entry.clauses.map(({ id }) => id);
  const refuse = (rule: 'lineage-clause' | 'change-note-clause', path: readonly PropertyKey[], message: string) =>
    finding(rule, entry.file, placeIn(entry.places, path), message);
  const lineage = Object.entries(was).flatMap(([id, origins]) => [
    ...(own.includes(id)
      ? []
      : [refuse('lineage-clause', ['was', id], `This edition has no clause ${said(id)}${suggestion(id, own)}`)]),
    ...origins.flatMap((origin, index) => {
      if (before.includes(origin)) return [];
      const message = `The edition before has no clause ${said(origin)}${suggestion(origin, before)}`;
      return [refuse('lineage-clause', ['was', id, index], message)];
    }),
  ]);
  const noted = changes.flatMap(({ clauses }, index) =>
    clauses.flatMap((id, item) => {
      if (own.includes(id) || before.includes(id)) return [];
      const message = `Neither this edition nor the one before has a clause ${said(id)}${suggestion(id, [...own, ...before])}`;
      return [refuse('change-note-clause', ['changes', index, 'clauses', item], message)];
    }),
  );
  return [...lineage, ...noted];
}

export function checkReferences(entry: EditionEntry, corpus: Corpus, unread: ReadonlySet<string>): readonly Finding[] {
  const links = unread.size === 0 ? entry.links : entry.links.filter(({ target }) => !isUnread(target, unread));
  const suggest: Suggest = links.length <= MOST_SUGGESTED ? suggestion : () => '.';
  return [...links.flatMap((link) => checkLink(corpus, entry, link, suggest)), ...checkHistory(corpus, entry)];
}
