/** What every page of the site is made with, and the page as a file. */
import type { PartialDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import type { Marking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import type { EditionCard } from '../model/surroundings.ts';
import { linksFrom, type Page, page, type Templates } from '../render/html/html.ts';
import type { Days } from './as-at.ts';
import type { FamilyListing } from './home.ts';
import type { Index, Listed } from './listing.ts';

/** What stands around what any page says. */
export interface Frame {
  readonly publication: Publication;
  readonly asAt: PartialDate;
  readonly templates: Templates;
}

export interface Site extends Frame {
  readonly index: Index;
  readonly listings: readonly FamilyListing[];
  /** Found when they are asked for. */
  readonly days: () => Days;
  /** The join of all markings: for pages that show no edition at all. */
  readonly marking: Marking;
}

export type Own = Pick<Page, 'address' | 'title' | 'shell' | 'slots' | 'breadcrumb'> &
  Partial<Pick<Page, 'link' | 'language' | 'summary' | 'admits' | 'feeds' | 'about' | 'present' | 'unlisted'>>;

/** A file that is made when it is asked for. */
export type Made = readonly [path: string, make: () => Rendition];

export const HOME = { words: 'Home', address: '' } as const;

export const bytes = (text: string) => new TextEncoder().encode(text);

export function htmlFile(
  path: string,
  own: Own,
  marking: Marking,
  { publication, asAt, templates }: Frame,
  identifier?: string,
): Rendition {
  const base = { link: linksFrom(own.address), language: publication.language, labels: [], publication, asAt, marking };
  return {
    path,
    mediaType: 'text/html; charset=utf-8',
    bytes: bytes(page({ ...base, ...own }, templates)),
    marking,
    identifier,
  };
}

export function* editionsOf(listed: readonly Listed[]): Generator<EditionCard> {
  for (const { card } of listed) yield* card.editions;
}
