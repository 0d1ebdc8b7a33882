/** What search engines are told: every page with the day on which its words last changed (sitemaps.org 0.9), and robots.txt. */
import type { PartialDate } from '../../model/date.ts';
import { element, xmlDocument } from './xml.ts';

export interface MappedPage {
  /** The whole address. */
  readonly address: string;
  readonly changed?: PartialDate | undefined;
}

const NAMESPACE = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' } as const;

/** The protocol's own limits are 50,000 addresses and 50 MB a file; an address takes less than 1 kB. */
const MOST_ADDRESSES = 50_000;

export const SITEMAP = 'sitemap.xml';

/** A date of a month or a year is a W3C date as it stands. */
function urlset(pages: readonly MappedPage[]): string {
  const urls = pages.map(({ address, changed }) =>
    element('url', {}, element('loc', {}, address), changed && element('lastmod', {}, changed)),
  );
  return xmlDocument(element('urlset', NAMESPACE, ...urls));
}

/** The names of the parts of a site map of so many pages; none where one file holds them all. */
export function partsOf(pages: number, most = MOST_ADDRESSES): readonly string[] {
  return pages <= most ? [] : Array.from({ length: Math.ceil(pages / most) }, (_, at) => `sitemap-${at + 1}.xml`);
}

/** The file at `path`: the whole map, the index of its parts, or one of these. */
export function siteMap(
  path: string,
  parts: readonly string[],
  pages: readonly MappedPage[],
  absolute: (address: string) => string,
  most = MOST_ADDRESSES,
): string {
  if (parts.length === 0) return urlset(pages);
  if (path !== SITEMAP) return urlset(pages.slice(parts.indexOf(path) * most, (parts.indexOf(path) + 1) * most));
  const listed = parts.map((part) => element('sitemap', {}, element('loc', {}, absolute(part))));
  return xmlDocument(element('sitemapindex', NAMESPACE, ...listed));
}

/** Everything may be read. Crawlers ask for it at the root of a host, so a site below a path is not heard there; it harms nobody. */
export function robots(sitemap: string | undefined): string {
  return ['User-agent: *', 'Disallow:', ...(sitemap === undefined ? [] : [`Sitemap: ${sitemap}`])].join('\n') + '\n';
}
