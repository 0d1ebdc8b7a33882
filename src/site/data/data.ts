/**
 * The files of a site for programs: feeds, site map, robots.txt, register. The index of the corpus and the addresses of all pages come in,
 * files go out. Feeds and site map need a base address: what they say has to hold wherever it is read.
 */
import { encodeTexts } from '../../model/encode-texts.ts';
import { feeds, newsDate } from './feeds.ts';
import { REGISTER, register } from './register.ts';
import { type MappedPage, partsOf, robots, SITEMAP, siteMap } from './sitemap.ts';
import type { Made } from '../frame.ts';
import { dataFile, type KeepText, type Registered, type Told } from './told.ts';

export { workFeed } from './feeds.ts';
export { REGISTER } from './register.ts';
export type { KeepText, Registered, Told } from './told.ts';

/** Every page that a reader may want to find, in the order of addresses. */
function mapped({ listings, pages, absolute, asAt }: Told): readonly MappedPage[] {
  const ofWorks = listings.flatMap(({ listed }) =>
    listed.flatMap(({ work, card }) => {
      const dates = new Map(work.editions.map((entry) => [entry.edition, newsDate(entry, asAt)]));
      const newest = [...dates.values()].reduce((a, b) => (a < b ? b : a));
      return [
        { address: card.address, changed: newest },
        ...card.editions.map(({ edition, address }) => ({ address, changed: dates.get(edition) })),
        ...card.comparisons.map((one) => ({ address: one.address, changed: dates.get(one.new) })),
      ];
    }),
  );
  return [...pages.map((address) => ({ address, changed: undefined })), ...ofWorks]
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
    .map(({ address, changed }) => ({ address: absolute(address), changed }));
}

function countOf({ listings, pages }: Told): number {
  const works = listings.flatMap(({ listed }) => listed);
  return works.reduce((sum, { card }) => sum + 1 + card.editions.length + card.comparisons.length, pages.length);
}

function siteMaps(told: Told): readonly Made[] {
  let known: readonly MappedPage[] | undefined;
  const parts = partsOf(countOf(told));
  return [SITEMAP, ...parts].map((path) => {
    const make = () => siteMap(path, parts, (known ??= mapped(told)), told.absolute);
    return [path, () => dataFile(path, 'application/xml', make(), told.marking)];
  });
}

/** The one file that tells digests, and so changes with every text. */
export const registerFile = (told: Registered, keep: KeepText): Made => [
  REGISTER,
  () => {
    const bytes = encodeTexts(register(told, keep));
    return { path: REGISTER, mediaType: 'application/json', bytes, marking: told.marking };
  },
];

/** The others by their paths, each made when it is asked for. */
export function dataFiles(told: Told): readonly Made[] {
  const { absolute, publication } = told;
  const isPlaced = publication.baseAddress !== '';
  const ways = robots(isPlaced ? absolute(SITEMAP) : undefined);
  return [
    ['robots.txt', () => dataFile('robots.txt', 'text/plain; charset=utf-8', ways)],
    ...(isPlaced ? [...siteMaps(told), ...feeds(told)] : []),
  ];
}
