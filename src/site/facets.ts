/** The works of a family by what readers narrow its list down by: each facet with its values, and the works under each. */
import { STATE, stateValue } from '../families/families.ts';
import type { FacetValue } from '../model/edition.ts';
import { compareText } from '../model/text.ts';
import type { Facet } from '../render/html/html.ts';
import type { Listed } from './listing.ts';

export interface Filed {
  readonly value: FacetValue;
  readonly listed: readonly Listed[];
}

export interface Tally {
  readonly facet: Facet;
  readonly values: readonly Filed[];
}

/** Under what a work is filed: its state as at the date of the site, or what its family made of its front matter. */
export function valuesOf({ entry, leading }: Listed, { name }: Facet): readonly FacetValue[] {
  return name === STATE.name ? [stateValue(leading.phase)] : (entry.standing.filed?.[name] ?? []);
}

const NUMBERS = new Intl.Collator('en-GB', { numeric: true });

function inOrder(values: readonly Filed[], { order }: Facet): readonly Filed[] {
  if (order === 'descending') return values.toSorted((a, b) => compareText(b.value.name, a.value.name));
  const byWords = values.toSorted((a, b) => NUMBERS.compare(a.value.words, b.value.words));
  const rank = ({ value }: Filed) => (order ? order.indexOf(value.name) : 0);
  return byWords.toSorted((a, b) => rank(a) - rank(b));
}

/** Values come in the order that the facet has; those of its states as the works come, which is by state. */
export function tally(listed: readonly Listed[], facet: Facet): Tally {
  const found = new Map<string, { readonly value: FacetValue; readonly listed: Listed[] }>();
  for (const one of listed) {
    for (const value of valuesOf(one, facet)) {
      const filed = found.get(value.name);
      if (filed) filed.listed.push(one);
      else found.set(value.name, { value, listed: [one] });
    }
  }
  const values = [...found.values()];
  return { facet, values: facet.name === STATE.name ? values : inOrder(values, facet) };
}

export const facetAddress = (family: string, facet: Facet, { name }: FacetValue): string =>
  `${family}/${facet.name}/${name}/`;
