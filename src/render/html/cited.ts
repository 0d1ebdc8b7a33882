/**
 * What quotes or cites a clause, below its words, and what cites the edition, at the end of the page. A reader sees a few lines;
 * long lists are folded, and cut off where nobody would read on, with their full number told.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cited } from '../../model/cited.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { indexedName, referenceName } from '../naming.ts';
import { element, text } from './element.ts';
import type { Linker } from './address.ts';

/** How many places are listed for one clause, and how many documents for an edition. */
const MOST_LISTED = 50;

/** From here on a list is folded. */
const FOLDED = 3;

interface Citing {
  readonly around: Surroundings;
  readonly link: Linker;
  readonly hasPages: (work: string) => boolean;
}

/** The places on the site that cite this edition. */
function placesOf(edition: string, { around: { cited = [] }, hasPages }: Citing): readonly Cited[] {
  return cited.filter((one) => one.edition === edition && hasPages(one.by.work));
}

const documentName = ({ by: { work, edition } }: Cited, { around }: Citing) => referenceName(around, { work, edition });

function documentLink(cited: Cited, citing: Citing): Element {
  const { work, edition } = cited.by;
  const href = citing.link(citing.around.resolve({ work, edition }));
  return element('a', { href }, [text(documentName(cited, citing))]);
}

/** "the answer to question 5, A title, 2019 edition", the clause being what it leads to. */
function placeLink(cited: Cited, citing: Citing): ElementContent[] {
  const { by } = cited;
  const { around, link } = citing;
  if (by.clause === '') return [documentLink(cited, citing)];
  const name = indexedName(around.told?.(by), by.clause);
  const clause = element('a', { href: link(around.resolve(by)) }, [text(name)]);
  return [clause, text(`, ${documentName(cited, citing)}`)];
}

const USES = {
  quotation: { participle: 'Quoted', verb: 'quotes' },
  link: { participle: 'Cited', verb: 'cites' },
  both: { participle: 'Quoted or cited', verb: 'quotes or cites' },
} as const;

function useOf(places: readonly Cited[]): keyof typeof USES {
  const [first, ...others] = new Set(places.map(({ use }) => use));
  return first === undefined || others.length > 0 ? 'both' : first;
}

const more = (count: number): readonly Element[] => (count > 0 ? [h('li', `… and ${count} more`)] : []);

function ofClause(places: readonly Cited[], citing: Citing): Element {
  const { participle: words } = USES[useOf(places)];
  const [first, ...rest] = places;
  if (first && rest.length === 0)
    return element('p', { className: ['cited'] }, [text(`${words} in `), ...placeLink(first, citing)]);
  const items = places.slice(0, MOST_LISTED).map((one) => h('li', ...placeLink(one, citing)));
  const list = h('ul', ...items, ...more(places.length - MOST_LISTED));
  const summary = `${words} in ${places.length} places`;
  if (places.length < FOLDED) return h('div', { className: 'cited' }, h('p', `${summary}:`), list);
  return h('details', { className: 'cited' }, h('summary', summary), list);
}

function groupedBy(places: readonly Cited[], key: (place: Cited) => string): ReadonlyMap<string, readonly Cited[]> {
  const groups = new Map<string, Cited[]>();
  for (const place of places) {
    const known = groups.get(key(place));
    if (known) known.push(place);
    else groups.set(key(place), [place]);
  }
  return groups;
}

/** By clause. */
export function citedElements(edition: string, citing: Citing): ReadonlyMap<string, Element> {
  const ofClauses = placesOf(edition, citing).filter(({ clause }) => clause !== '');
  const groups = groupedBy(ofClauses, ({ clause }) => clause);
  return new Map([...groups].map(([clause, places]) => [clause, ofClause(places, citing)]));
}

/** A document with what it cites of this edition: "A title, 2019 edition: quotes principle 1, principle 2". */
function documentItem(places: readonly Cited[], citing: Citing, nameOf: (clause: string) => string): Element {
  const clauses = [...new Set(places.map(({ clause }) => clause))].filter((clause) => clause !== '');
  const links = clauses.flatMap((id): ElementContent[] => {
    return [text(', '), element('a', { href: `#${id}` }, [text(nameOf(id))])];
  });
  const [, ...listed] = links;
  const uses = listed.length > 0 ? `: ${USES[useOf(places)].verb} ` : '';
  return h('li', ...places.slice(0, 1).map((first) => documentLink(first, citing)), uses, ...listed);
}

/** The documents that cite the edition or any part of it. */
export function citingDocuments(
  edition: string,
  citing: Citing,
  nameOf: (clause: string) => string,
): Element | undefined {
  const documents = groupedBy(placesOf(edition, citing), ({ by }) => `${by.work}@${by.edition}`);
  if (documents.size === 0) return undefined;
  const shown = [...documents.values()].slice(0, MOST_LISTED);
  const items = shown.map((places) => documentItem(places, citing, nameOf));
  return h('ul', { className: 'citing' }, ...items, ...more(documents.size - MOST_LISTED));
}
