/** What RFC 4287 asks of a feed, as far as a feed of ours can break it; each fault with its section. */
import type { XmlElement } from './xml.ts';

export const ATOM = 'http://www.w3.org/2005/Atom';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const named = ({ children }: XmlElement, name: string) => children.filter((child) => child.name === name);
const isIri = (text: string) => URL.canParse(text) && !/\s/.test(text);

function exactly(count: number, element: XmlElement, name: string, where: string): readonly string[] {
  const found = named(element, name).length;
  return found === count ? [] : [`${where}: ${found} of "${name}" (4.1)`];
}

function linkFaults(element: XmlElement, where: string): readonly string[] {
  const links = named(element, 'link').map(({ attributes }) => attributes);
  const alternates = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
  const kinds = alternates.map(({ type, hreflang }) => `${type} ${hreflang}`);
  return [
    ...links.filter(({ href = '' }) => !isIri(href)).map(() => `${where}: a link without a whole address (4.2.7.1)`),
    ...(new Set(kinds).size === kinds.length ? [] : [`${where}: two alternates of one type (4.1.1, 4.1.2)`]),
    ...links.filter(({ type = 'a/b' }) => !/^[^/]+\/[^/]+$/.test(type)).map(() => `${where}: no media type (4.2.7.3)`),
  ];
}

function commonFaults(element: XmlElement, where: string): readonly string[] {
  const once = ['id', 'title', 'updated'].flatMap((name) => exactly(1, element, name, where));
  const ids = named(element, 'id').filter(({ text }) => !isIri(text));
  const moments = ['updated', 'published']
    .flatMap((name) => named(element, name))
    .filter(({ text }) => !MOMENT.test(text));
  const people = named(element, 'author').flatMap((author) => exactly(1, author, 'name', `${where} author`));
  return [
    ...once,
    ...ids.map(() => `${where}: an id that is no address (4.2.6)`),
    ...moments.map(({ text }) => `${where}: "${text}" is no date (3.3)`),
    ...people,
    ...linkFaults(element, where),
  ];
}

const FEED = [
  'author',
  'category',
  'contributor',
  'generator',
  'icon',
  'id',
  'link',
  'logo',
  'rights',
  'subtitle',
  'title',
  'updated',
  'entry',
];
const ENTRY = [
  'author',
  'category',
  'content',
  'contributor',
  'id',
  'link',
  'published',
  'rights',
  'source',
  'summary',
  'title',
  'updated',
];

const unknown = (element: XmlElement, known: readonly string[], where: string) =>
  element.children
    .filter(({ name, namespace }) => namespace !== ATOM || !known.includes(name))
    .map(({ name }) => `${where}: no place for "${name}"`);

export function atomFaults(feed: XmlElement): readonly string[] {
  if (feed.name !== 'feed' || feed.namespace !== ATOM) return ['no feed (4.1.1)'];
  const entries = named(feed, 'entry');
  const ids = entries.map((entry) => `${named(entry, 'id')[0]?.text} ${named(entry, 'updated')[0]?.text}`);
  const lastChild = feed.children.findLastIndex(({ name }) => name !== 'entry');
  const firstEntry = feed.children.findIndex(({ name }) => name === 'entry');
  const self = named(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self');
  return [
    ...unknown(feed, FEED, 'feed'),
    ...commonFaults(feed, 'feed'),
    ...(self.length === 1 ? [] : ['feed: no link to itself (4.1.1)']),
    ...(named(feed, 'author').length > 0 || entries.every((entry) => named(entry, 'author').length > 0)
      ? []
      : ['no author (4.1.1)']),
    ...(firstEntry !== -1 && lastChild > firstEntry ? ['feed: metadata behind an entry'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['two entries with one id and date (4.1.1)']),
    ...entries.flatMap((entry, index) => [
      ...unknown(entry, ENTRY, `entry ${index + 1}`),
      ...commonFaults(entry, `entry ${index + 1}`),
      ...named(entry, 'content')
        .filter(({ attributes, children }) => attributes['type'] === 'html' && children.length > 0)
        .map(() => `entry ${index + 1}: html with elements (4.1.3.3)`),
    ]),
  ];
}
