/**
 * How to cite an edition for good: title, edition, what its words are if they are not the whole text, permanent address. The script of
 * the site makes the citations of clauses from the same parts.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Cleared, TextStatus } from '../../model/edition.ts';
import { addressOf } from '../../model/identifier.ts';
import { isPublished, type Surroundings } from '../../model/surroundings.ts';
import { editionTitle } from '../naming.ts';
import { canonical, type Linker } from './address.ts';

/** Who cites words that are not those of the published edition says so. */
const STATUS: Readonly<Record<TextStatus, string>> = {
  full: '',
  extract: ', extract',
  illustrative: ', illustrative text',
  'not-held': ', text not held',
};

/** "A title (2019 edition)". */
const citationOf = ({ matter, edition }: Cleared): string =>
  `${matter.title} (${editionTitle(edition)}${STATUS[matter.text]})`;

/** Nothing for a plain file, which is no edition of anything. */
export function citation(edition: Cleared, around: Surroundings, link: Linker): readonly Element[] {
  if (!isPublished(around)) return [];
  const { baseAddress } = around.publication;
  const cite = citationOf(edition);
  const address = addressOf(edition);
  const permanent = baseAddress === '' ? undefined : canonical(baseAddress, address);
  const where = permanent === undefined ? [] : [', ', h('a', { href: link(address), className: 'address' }, permanent)];
  return [
    h('p', { className: 'cite' }, [
      h('span', { className: 'cite-label' }, 'Cite as'),
      ' ',
      h('span', { dataCite: cite, dataAddress: permanent }, cite, ...where),
    ]),
  ];
}
