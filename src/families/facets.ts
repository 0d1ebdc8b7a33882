/**
 * Facets: what readers narrow the list of a family down by. A family names its facets in its row and files each edition under them;
 * the site makes a page for each value, `FAMILY/FACET/VALUE/`. So no work may be called like a facet, nor like a further page of a list.
 */
import type { FacetValue, Phase } from '../model/edition.ts';
import type { PartialDate } from '../model/date.ts';
import { slugOf } from '../model/identifier.ts';

export interface Facet {
  /** A part of addresses. */
  readonly name: string;
  readonly title: string;
  /** The names of its values in the order in which readers expect them, or the greatest first; without it they go by their words. */
  readonly order?: readonly string[] | 'descending';
}

/** Its value is the phase of the edition that stands for a work: computed as at a date, and filed by no family. */
export const STATE: Facet = { name: 'state', title: 'State' };

export const yearFacet = (title: string): Facet => ({ name: 'year', title, order: 'descending' });

/** Words filed under their own name. Those that no address can be made of are left out. */
export function filedUnder(words: readonly string[]): readonly FacetValue[] {
  const values = words.map((one) => ({ name: slugOf(one), words: one })).filter(({ name }) => name !== '');
  return values.filter(({ name }, index) => values.findIndex((other) => other.name === name) === index);
}

export const filedByYear = (date: PartialDate): readonly FacetValue[] => filedUnder([date.slice(0, 'YYYY'.length)]);

export const stateValue = ({ label }: Phase): FacetValue => ({ name: slugOf(label), words: label });
