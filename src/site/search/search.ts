/**
 * The search page: its form, with what results can be narrowed by. What answers is
 * `templates/search.js`, with the index that `search-index.ts` makes. This file is what other folders see of the search.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { FamilyCard, Filling } from '../../render/html/html.ts';

export { INDEX_FOLDER, openSearchIndex, type SearchIndex } from './search-index.ts';
export { searchable } from './searchable.ts';

/** What there is to search: the families that have editions, and the years of these. */
export interface Searchable {
  readonly families: readonly FamilyCard[];
  readonly years: readonly string[];
}

function select(id: string, name: string, all: string, options: readonly (readonly [string, string])[]): Element {
  const choices = [['', all] as const, ...options].map(([value, words]) => h('option', { value }, words));
  return h('select', { id, name }, choices);
}

export function searchSlots({ families, years }: Searchable): Readonly<Record<string, Filling>> {
  const named = families.map(({ name, title }) => [name, title] as const);
  return {
    families: [select('page_family', 'family', 'All kinds', named)],
    years: [
      select(
        'page_year',
        'year',
        'All years',
        years.map((year) => [year, year] as const),
      ),
    ],
  };
}
