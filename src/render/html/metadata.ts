/**
 * What a page tells programs in its head: description, permanent address, feeds, Open Graph, and schema.org data as JSON-LD. Nothing is
 * told that the page does not say. What needs a permanent address is left out where there is no base address.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Publication } from '../../model/edition.ts';
import { canonical, feedAddress, type Linker } from './address.ts';

export interface Crumb {
  readonly words: string;
  /** Absent for a place that has no page. */
  readonly address?: string | undefined;
}

/** A page, as far as programs are told of it. */
export interface Described {
  /** From the root of the site; empty for the home page. */
  readonly address: string;
  readonly link: Linker;
  readonly title: string;
  readonly summary?: string | undefined;
  readonly language: string;
  readonly breadcrumb: readonly Crumb[];
  readonly publication: Publication;
  /** Where the present page is another one, for pages that lead on to it. */
  readonly present?: string | undefined;
  /** Pages whose feeds tell of what this page shows. */
  readonly feeds?: readonly { readonly address: string; readonly title: string }[] | undefined;
  /** What the page is about, in the words of schema.org. */
  readonly about?: JsonObject | undefined;
  /** A page that search engines are not to list. */
  readonly unlisted?: true | undefined;
}

export type JsonValue = string | number | undefined | JsonObject | readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** In a script element nothing may look like the end of it or the beginning of a comment (HTML, 4.12.1.3). */
const jsonText = (value: JsonObject) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A data block: browsers run nothing of it, and no security policy is asked about it. */
const dataBlock = (value: JsonObject): Element =>
  h('script', { type: 'application/ld+json' }, jsonText({ '@context': 'https://schema.org', ...value }));

function breadcrumbData({ breadcrumb, publication }: Described): JsonObject | undefined {
  if (breadcrumb.length < 2) return undefined;
  return {
    '@type': 'BreadcrumbList',
    itemListElement: breadcrumb.map(({ words, address }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: words,
      item: address === undefined ? undefined : canonical(publication.baseAddress, address),
    })),
  };
}

function openGraph({ publication, title, summary, language, about }: Described, url: string): readonly Element[] {
  const told = [
    ['og:title', title],
    ['og:type', about ? 'article' : 'website'],
    ['og:url', url],
    ['og:site_name', publication.title],
    ['og:locale', /^[a-z]{2}-[A-Z]{2}$/.test(language) ? language.replace('-', '_') : undefined],
    ['og:description', summary],
  ] as const;
  return told.flatMap(([property, content]) => (content === undefined ? [] : [h('meta', { property, content })]));
}

/** What is the same of every page of a site that has a place in the web. */
export function metadata(page: Described): readonly Element[] {
  const { publication, link, address, present = address, feeds = [], about } = page;
  if (publication.baseAddress === '') return [];
  const url = canonical(publication.baseAddress, present);
  const all = [{ address: '', title: `All: ${publication.title}` }, ...feeds];
  const data = [breadcrumbData(page), about].filter((value) => value !== undefined);
  return [
    h('link', { rel: 'canonical', href: url }),
    ...all.map((feed) => {
      const href = link(feedAddress(feed.address));
      return h('link', { rel: 'alternate', type: 'application/atom+xml', title: feed.title, href });
    }),
    ...(page.unlisted || publication.pastDay ? [h('meta', { name: 'robots', content: 'noindex' })] : []),
    ...(page.unlisted ? [] : openGraph(page, url)),
    ...data.map(dataBlock),
  ];
}
