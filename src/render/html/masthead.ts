/**
 * What pages say alike above and below their content: whose site it is, the ways through it, and what it says of itself. What a page has of it
 * comes in, and the slots that it fills go out, printed. Pages of a folder have the same as a rule, which is then not made again.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Publication } from '../../model/edition.ts';
import { PAST_MEANING, pastSentence } from '../wording.ts';
import { feedAddress } from './address.ts';
import type { Described } from './metadata.ts';
import { controlList } from './standing.ts';
import { type Filled, filling, printedSlots } from './template.ts';

/** Where a link leads, if anything is published there, and its words. */
interface Way {
  readonly href: string | undefined;
  readonly words: string;
}

/** All that it is made from. */
export interface Masthead extends Pick<
  Publication,
  'title' | 'publisher' | 'baseAddress' | 'notice' | 'contacts' | 'pastDay'
> {
  /** `current` as ARIA has it: whether the page is that list, or stands under it. */
  readonly families: readonly (Way & { readonly current?: 'page' | 'true' | undefined })[];
  /** The page that is asked by the field; absent from that page itself, and where there is none. */
  readonly search?: { readonly href: string | undefined } | undefined;
  /** Where to read of the site as such, and how to follow it. */
  readonly ways: readonly Way[];
}

interface Family {
  readonly name: string;
  readonly title: string;
  readonly listed: boolean;
}

export function mastheadOf(
  { publication, address, link, shell }: Described & { readonly shell: string },
  families: readonly Family[],
): Masthead {
  const { title, publisher, baseAddress, notice, contacts, pastDay, search } = publication;
  const isAsked = search !== false && publisher !== '' && shell !== 'search.html';
  const ways = [
    ['verify/', 'Check a document'],
    ['accessibility/', 'Accessibility statement'],
    ['accessible-documents/', 'Accessible documents'],
    ...(baseAddress === '' ? [] : [[feedAddress(''), 'Feed of new editions'] as const]),
    ['register.json', 'Register (JSON)'],
  ] as const;
  const listed = families.filter((family) => family.listed);
  return {
    title,
    publisher,
    baseAddress,
    notice,
    contacts,
    pastDay,
    families: listed.map(({ name, title: words }) => {
      const own = `${name}/`;
      const current = address === own ? 'page' : address.startsWith(own) ? 'true' : undefined;
      return { href: link(own), words, current };
    }),
    search: isAsked ? { href: link('search/') } : undefined,
    ways: ways.map(([to, words]) => ({ href: link(to), words })),
  };
}

function familyLinks({ families }: Masthead): Element | undefined {
  if (families.length === 0) return undefined;
  const items = families.map(({ href, words, current }) => h('li', h('a', { href, ariaCurrent: current }, words)));
  return h('nav', { className: 'families', ariaLabel: 'Kinds of document' }, h('ul', items));
}

/** The field that asks the search page. */
function searchField({ search }: Masthead): Element | undefined {
  return (
    search &&
    h('form', { className: 'site-search', role: 'search', ariaLabel: 'Site', action: search.href, method: 'get' }, [
      h('label', { className: 'hidden', htmlFor: 'page_find' }, 'Search the texts'),
      h('input', { type: 'search', id: 'page_find', name: 'q', maxLength: 200, placeholder: 'Search the texts' }),
      h('button', { type: 'submit' }, 'Search'),
    ])
  );
}

function aboutSite({ ways }: Masthead): Element {
  const items = ways.map(({ href, words }) => h('li', h('a', { href }, words)));
  return h('nav', { className: 'about-site', ariaLabel: 'About this site' }, h('ul', items));
}

/** Before anything else on a page of a view of the past: which day it shows, and where the site itself is. */
function pastBanner({ pastDay, baseAddress }: Masthead): Element | undefined {
  if (pastDay === undefined) return undefined;
  const site = baseAddress === '' ? [] : [' ', h('a', { href: baseAddress }, 'The site itself'), '.'];
  const text = [h('strong', pastSentence(pastDay)), ` ${PAST_MEANING}`, ...site];
  return h('div', { className: ['notice', 'notice-past'], role: 'note', ariaLabel: 'View of the past' }, h('p', text));
}

const slotsOf = (masthead: Masthead): Filled['slots'] =>
  printedSlots({
    publication: filling(masthead.title),
    publisher: filling(masthead.publisher),
    families: filling(familyLinks(masthead)),
    search: filling(searchField(masthead)),
    past: filling(pastBanner(masthead)),
    notice: filling(masthead.notice === undefined ? undefined : h('p', masthead.notice)),
    contacts: filling(controlList(masthead.contacts)),
    'about-site': [aboutSite(masthead)],
  });

/** Those of a site are as many as it has families and depths of folders. */
const REMEMBERED = 100;

export function openMasthead(): (masthead: Masthead) => Filled['slots'] {
  const known = new Map<string, Filled['slots']>();
  return (masthead) => {
    const key = JSON.stringify(masthead);
    const slots = known.get(key) ?? slotsOf(masthead);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, slots);
    return slots;
  };
}
