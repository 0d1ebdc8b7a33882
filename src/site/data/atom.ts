/** A feed as a value to Atom 1.0 (RFC 4287). Dates come from front matter: a month or a year stands for its first moment. */
import type { PartialDate } from '../../model/date.ts';
import { element, type Markup, xmlDocument } from './xml.ts';

export interface AtomLink {
  readonly rel: 'alternate' | 'self' | 'related';
  readonly type: string;
  readonly href: string;
  readonly title?: string | undefined;
}

export interface AtomEntry {
  /** A permanent address. */
  readonly id: string;
  readonly title: string;
  readonly language?: string | undefined;
  readonly updated: PartialDate;
  readonly published: PartialDate;
  readonly authors: readonly string[];
  readonly categories: readonly { readonly term: string; readonly label: string }[];
  readonly links: readonly AtomLink[];
  readonly summary: string;
  /** As paragraphs and list items of plain text. */
  readonly content: string;
}

export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly language: string;
  readonly author: string;
  /** For a feed of nothing: the date as at which there is nothing. */
  readonly asAt: PartialDate;
  readonly links: readonly AtomLink[];
  readonly entries: readonly AtomEntry[];
}

/** RFC 3339: 2019 is 2019-01-01T00:00:00Z. */
function moment(date: PartialDate): string {
  const [year, month = '01', day = '01'] = date.split('-');
  return `${year}-${month}-${day}T00:00:00Z`;
}

const linkElement = ({ rel, type, href, title }: AtomLink): Markup => element('link', { rel, type, href, title });

function entryElement(entry: AtomEntry): Markup {
  return element(
    'entry',
    { 'xml:lang': entry.language },
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('updated', {}, moment(entry.updated)),
    element('published', {}, moment(entry.published)),
    ...entry.authors.map((name) => element('author', {}, element('name', {}, name))),
    ...entry.categories.map(({ term, label }) => element('category', { term, label })),
    ...entry.links.map(linkElement),
    element('summary', {}, entry.summary),
    element('content', { type: 'html' }, entry.content),
  );
}

export function atom(feed: AtomFeed): string {
  const newest = feed.entries
    .map(({ updated }) => updated)
    .reduce((a, b) => (a < b ? b : a), feed.entries[0]?.updated ?? feed.asAt);
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.id),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.subtitle),
      element('updated', {}, moment(newest)),
      element('author', {}, element('name', {}, feed.author)),
      element('generator', {}, 'guidance-press'),
      ...feed.links.map(linkElement),
      ...feed.entries.map(entryElement),
    ),
  );
}
