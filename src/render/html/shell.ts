/**
 * Page shells. Template files come in as text and are parsed once; a page is a shell whose `<slot name="…">` elements have been
 * replaced by trees. Templates hold no logic, and whatever fills a slot is escaped when the tree is printed.
 * Links in a template are written from the root of the site (`assets/style.css`); the page's own linker turns them round.
 */
import { createHash } from 'node:crypto';
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Current, Facet } from '../../families/families.ts';
import { formatDate, type PartialDate } from '../../model/date.ts';
import { formatMarking, type Marking } from '../../model/marking.ts';
import type { Style } from '../style.ts';
import { PAST_MEANING, pastLabel, pastSentence } from '../wording.ts';
import { canonical, feedAddress, type Linker } from './address.ts';
import { type Described, metadata } from './metadata.ts';
import { type Admitted, admitting } from './policy.ts';
import { controlList } from './standing.ts';
import { styleSheet } from './style-sheet.ts';

export type { Facet };

/** A family as the site lists it; families that are not listed have no pages. */
export interface FamilyCard {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly listed: boolean;
  readonly facets: readonly Facet[];
  readonly current?: Current | undefined;
}

/** What is the same on every page. */
export interface Templates {
  readonly shells: ReadonlyMap<string, Root>;
  readonly styles: readonly string[];
  /** By name: what pages of a site may run, each a file of its own. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly style: Style;
  readonly families: readonly FamilyCard[];
  readonly manner: Manner;
  /** The formats that are made, by name: nothing leads to what is not. */
  readonly formats: readonly string[];
}

/** Pages of a site share its style sheet and lead to one another; a page alone brings its style and pictures with it. */
export type Manner = 'site' | 'alone';

/** In the order in which one overrules another. */
const STYLE_FILES = [
  'base.css',
  'frame.css',
  'edition.css',
  'text.css',
  'comparison.css',
  'site.css',
  'search.css',
  'verify.css',
  'print.css',
] as const;
const SCRIPT_FILES = [
  'reader.js',
  'list.js',
  'moved.js',
  'verify.js',
  'search.js',
  'search-site.js',
  'search-index.js',
  'search-excerpts.js',
  'search-words.js',
] as const;
const SHELL_FILES = [
  'page.html',
  'alone.html',
  'edition.html',
  'comparison.html',
  'work.html',
  'home.html',
  'list.html',
  'as-at.html',
  'search.html',
  'verify.html',
  'statement.html',
  'moved.html',
  'not-found.html',
] as const;
export type ShellName = (typeof SHELL_FILES)[number];
const WHOLE: readonly ShellName[] = ['page.html', 'alone.html'];

type Files = Readonly<Record<string, string>>;

function textOf(files: Files, name: string): string {
  const text = files[name];
  if (text === undefined) throw new Error(`the template ${name} is missing`);
  return text;
}

function openShell(name: ShellName, files: Files): readonly [ShellName, Root] {
  // A parser in fragment mode does not wrap what it reads in another <html>; only the outermost shell is a whole page.
  const parser = unified().use(rehypeParse, { fragment: !WHOLE.includes(name) });
  return [name, parser.parse(textOf(files, name))];
}

/**
 * Throws when a template is missing: templates are part of the program. Other files among `files` are left aside. `families`
 * is for the ways between pages, `manner` for a single page that is to stand outside any site, `formats` for the files that pages lead to.
 */
export function openTemplates(
  files: Files,
  style: Style,
  families: readonly FamilyCard[] = [],
  manner: Manner = 'site',
  formats: readonly string[] = ['html', 'pdf', 'json'],
): Templates {
  const shells = new Map(SHELL_FILES.map((name) => openShell(name, files)));
  const scripts = new Map(SCRIPT_FILES.map((name) => [name, textOf(files, name)]));
  const styles = STYLE_FILES.map((name) => textOf(files, name));
  return { shells, styles, scripts, style, families, manner, formats };
}

export type Filling = readonly ElementContent[];
export type Slots = Readonly<Record<string, Filling>>;

/** Text or nodes as the content of a slot; absent ones leave nothing behind. */
export function filling(...parts: readonly (ElementContent | string | undefined)[]): Filling {
  return parts.flatMap((part) =>
    part === undefined ? [] : typeof part === 'string' ? { type: 'text', value: part } : part,
  );
}

const OUTSIDE = /^(?:#|[a-z]+:)/i;

function ownLinks({ properties }: Element, link: Linker): Element['properties'] {
  const turned = (['href', 'src'] as const).flatMap((name) => {
    const address = properties[name];
    return typeof address === 'string' && !OUTSIDE.test(address) ? [[name, link(address)] as const] : [];
  });
  return turned.length === 0 ? properties : { ...properties, ...Object.fromEntries(turned) };
}

function fill(node: RootContent, slots: Slots, link: Linker): readonly RootContent[] {
  if (node.type !== 'element') return [node];
  if (node.tagName === 'slot') {
    const content = slots[String(node.properties['name'])];
    if (!content) throw new Error(`nothing fills the slot "${String(node.properties['name'])}"`);
    return content;
  }
  // What fills the children of an element can stand in an element: the shell has no doctype inside.
  const children = node.children.flatMap((child) => fill(child, slots, link)) as ElementContent[];
  return [{ ...node, properties: ownLinks(node, link), children }];
}

function fillShell(name: ShellName, slots: Slots, link: Linker, templates: Templates): readonly RootContent[] {
  const shell = templates.shells.get(name);
  if (!shell) throw new Error(`no shell is called ${name}`);
  return shell.children.flatMap((child) => fill(child, slots, link));
}

export interface Page extends Described {
  readonly marking: Marking;
  /** What every page must say beside the marking, for instance that the text is illustrative. */
  readonly labels: readonly string[];
  readonly asAt: PartialDate;
  readonly shell: ShellName;
  readonly slots: Slots;
  /** What the page needs of browsers beyond what every page may do. */
  readonly admits?: Admitted | undefined;
}

function bar(page: Page, place: 'top' | 'bottom'): Element {
  const { pastDay } = page.publication;
  const past = pastDay === undefined ? [] : [pastLabel(pastDay)];
  const labels = [...new Set([...past, ...page.labels])].map((label) => h('p', { className: 'bar-label' }, label));
  const marking = h('p', { className: 'bar-marking' }, formatMarking(page.marking));
  return h(
    'div',
    { className: ['bar', `bar-${place}`] },
    place === 'top' ? [marking, ...labels] : [...labels, marking],
  );
}

function breadcrumb({ breadcrumb: crumbs, link }: Page): Element | undefined {
  if (crumbs.length === 0) return undefined;
  const items = crumbs.map(({ words, address }, index) => {
    const here = index === crumbs.length - 1;
    const name = h('span', here ? { ariaCurrent: 'page' } : {}, words);
    return h('li', address === undefined || here ? name : h('a', { href: link(address) }, words));
  });
  return h('nav', { className: 'breadcrumb', ariaLabel: 'Breadcrumb' }, h('ol', items));
}

function familyLinks({ link, address }: Page, templates: Templates): Element | undefined {
  const listed = templates.families.filter(({ listed }) => listed);
  if (listed.length === 0) return undefined;
  const items = listed.map(({ name, title }) => {
    const current = address.startsWith(`${name}/`) ? { ariaCurrent: address === `${name}/` ? 'page' : 'true' } : {};
    return h('li', h('a', { href: link(`${name}/`), ...current }, title));
  });
  return h('nav', { className: 'families', ariaLabel: 'Kinds of document' }, h('ul', items));
}

function head(page: Page, templates: Templates): Filling {
  const { publication, title, summary, address, present, link } = page;
  const whole = publication.title === '' || title === publication.title ? title : `${title} – ${publication.title}`;
  const isOfSite = templates.manner === 'site';
  const permanent = publication.baseAddress === '' ? undefined : canonical(publication.baseAddress, address);
  return filling(
    h('title', whole),
    summary === undefined ? undefined : h('meta', { name: 'description', content: summary }),
    h('meta', { name: 'classification', content: formatMarking(page.marking) }),

    present === undefined ? undefined : h('meta', { httpEquiv: 'refresh', content: `0; url=${link(present)}` }),
    ...(isOfSite
      ? [h('link', { rel: 'stylesheet', href: link('assets/style.css') })]
      : ownStyle(styleSheet(templates))),
    ...(isOfSite ? metadata(page) : permanent === undefined ? [] : [h('link', { rel: 'canonical', href: permanent })]),
  );
}

/** The style sheet in the page, which the page's security policy admits by its digest and nothing else. */
function ownStyle(css: string): readonly Element[] {
  if (css.includes('</')) throw new Error('a style sheet would end its own element');
  const digest = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }), h('style', css)];
}

/** What readers cite and print, whose pages tell their address for good. */
const LASTING: readonly ShellName[] = ['edition.html', 'comparison.html', 'work.html'];

/** Whose page it is and as at when; nobody's when a plain file is rendered. */
function origin({ publication, asAt, address, link, shell }: Page): Filling {
  const { publisher, baseAddress } = publication;
  if (publisher === '') return [];
  const time = h('time', { dateTime: asAt }, formatDate(asAt));
  const states = h('p', `Published by ${publisher}. States are as at `, time, '.');
  if (baseAddress === '' || !LASTING.includes(shell)) return [states];
  const permanent = canonical(baseAddress, address);
  return [states, h('p', 'Permanent address: ', h('a', { href: link(address) ?? permanent }, permanent))];
}

/** The field that asks the search page, on every page but that one. */
function searchField({ publication, link, shell }: Page): Element | undefined {
  if (publication.search === false || publication.publisher === '' || shell === 'search.html') return undefined;
  return h(
    'form',
    { className: 'site-search', role: 'search', ariaLabel: 'Site', action: link('search/'), method: 'get' },
    [
      h('label', { className: 'hidden', htmlFor: 'page_find' }, 'Search the texts'),
      h('input', { type: 'search', id: 'page_find', name: 'q', maxLength: 200, placeholder: 'Search the texts' }),
      h('button', { type: 'submit' }, 'Search'),
    ],
  );
}

/** Where to read of the site as such, and how to follow it. */
function aboutSite({ link, publication }: Page): Element {
  const ways = [
    ['verify/', 'Check a document'],
    ['accessibility/', 'Accessibility statement'],
    ['accessible-documents/', 'Accessible documents'],
    ...(publication.baseAddress === '' ? [] : [[feedAddress(''), 'Feed of new editions'] as const]),
    ['register.json', 'Register (JSON)'],
  ] as const;
  const items = ways.map(([to, words]) => h('li', h('a', { href: link(to) }, words)));
  return h('nav', { className: 'about-site', ariaLabel: 'About this site' }, h('ul', items));
}

/** Before anything else on a page of a view of the past: which day it shows, and where the site itself is. */
function pastBanner({ publication: { pastDay, baseAddress } }: Page): Element | undefined {
  if (pastDay === undefined) return undefined;
  const site = baseAddress === '' ? [] : [' ', h('a', { href: baseAddress }, 'The site itself'), '.'];
  const text = [h('strong', pastSentence(pastDay)), ` ${PAST_MEANING}`, ...site];
  return h('div', { className: ['notice', 'notice-past'], role: 'note', ariaLabel: 'View of the past' }, h('p', text));
}

function frame(page: Page, main: Filling, templates: Templates): Slots {
  const { publication } = page;
  return {
    'bar-top': [bar(page, 'top')],
    'bar-bottom': [bar(page, 'bottom')],
    publication: filling(publication.title),
    publisher: filling(publication.publisher),
    families: filling(familyLinks(page, templates)),
    search: filling(searchField(page)),
    breadcrumb: filling(breadcrumb(page)),
    past: filling(pastBanner(page)),
    main,
    notice: filling(publication.notice === undefined ? undefined : h('p', publication.notice)),
    contacts: filling(controlList(publication.contacts)),
    origin: origin(page),
    'about-site': [aboutSite(page)],
  };
}

function withPolicy(node: ElementContent, { admits }: Page): ElementContent {
  if (!admits || node.type !== 'element' || node.properties['httpEquiv'] === undefined) return node;
  return {
    ...node,
    properties: { ...node.properties, content: admitting(String(node.properties['content']), admits) },
  };
}

/** A slot cannot stand in `<head>`, where a browser would take it for the beginning of the body. */
function withHead(node: RootContent, page: Page, templates: Templates): RootContent {
  if (node.type !== 'element' || node.tagName !== 'html') return node;
  const children = node.children.map((child) =>
    child.type === 'element' && child.tagName === 'head'
      ? { ...child, children: [...child.children.map((one) => withPolicy(one, page)), ...head(page, templates)] }
      : child,
  );
  return { ...node, properties: { ...node.properties, lang: page.language }, children };
}

/** A whole page as text: the shell of its kind, filled, inside the shell that all pages have. */
export function page(parts: Page, templates: Templates): string {
  // The content of a shell in fragment mode is that of an element: it has no doctype.
  const main = fillShell(parts.shell, parts.slots, parts.link, templates) as ElementContent[];
  const whole = fillShell(
    templates.manner === 'site' ? 'page.html' : 'alone.html',
    frame(parts, main, templates),
    parts.link,
    templates,
  );
  const children = whole.map((node) => withHead(node, parts, templates));
  return `${unified().use(rehypeStringify).stringify({ type: 'root', children })}\n`;
}
