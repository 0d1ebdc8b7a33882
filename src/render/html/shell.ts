/**
 * Page shells: what stands around the content of a page, the same on all of them or on all of a kind. A page is the template of its
 * kind with its slots filled, inside the template of every page; whatever fills a slot comes as trees and is escaped when it is printed.
 */
import { createHash } from 'node:crypto';
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Current, Facet } from '../../families/families.ts';
import { formatDate, type PartialDate } from '../../model/date.ts';
import { formatMarking, type Marking } from '../../model/marking.ts';
import type { Style } from '../style.ts';
import { pastLabel } from '../wording.ts';
import { canonical } from './address.ts';
import { type Masthead, mastheadOf, openMasthead } from './masthead.ts';
import { type Described, metadata } from './metadata.ts';
import type { Admitted } from './policy.ts';
import { styleSheet } from './style-sheet.ts';
import {
  type Filled,
  type Filling,
  filling,
  openTemplate,
  printed,
  printedSlots,
  type Slots,
  type Template,
} from './template.ts';

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
  readonly shells: ReadonlyMap<string, Template>;
  readonly styles: readonly string[];
  /** By name: what pages of a site may run, each a file of its own. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly style: Style;
  readonly families: readonly FamilyCard[];
  readonly manner: Manner;
  /** The formats that are made, by name: nothing leads to what is not. */
  readonly formats: readonly string[];
  readonly masthead: (masthead: Masthead) => Filled['slots'];
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
  const shells = new Map(SHELL_FILES.map((name) => [name, openTemplate(textOf(files, name), WHOLE.includes(name))]));
  const scripts = new Map(SCRIPT_FILES.map((name) => [name, textOf(files, name)]));
  const styles = STYLE_FILES.map((name) => textOf(files, name));
  return { shells, styles, scripts, style, families, manner, formats, masthead: openMasthead() };
}

function fillShell(name: ShellName, filled: Filled, templates: Templates): string {
  const shell = templates.shells.get(name);
  if (!shell) throw new Error(`no shell is called ${name}`);
  return shell(filled);
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

/** What stands around this page and no other. */
const ownSlots = (page: Page): Slots => ({
  'bar-top': [bar(page, 'top')],
  'bar-bottom': [bar(page, 'bottom')],
  breadcrumb: filling(breadcrumb(page)),
  origin: origin(page),
});

/** A whole page as text: the shell of its kind, filled, inside the shell that all pages have. */
export function page(parts: Page, templates: Templates): string {
  const { shell, slots, link, language, admits } = parts;
  const main = fillShell(shell, { slots: printedSlots(slots), link }, templates);
  const name = templates.manner === 'site' ? 'page.html' : 'alone.html';
  const common = templates.masthead(mastheadOf(parts, templates.families));
  const around = { main, ...common, ...printedSlots(ownSlots(parts)) };
  const whole = { language, head: printed(head(parts, templates)), admits };
  return `${fillShell(name, { slots: around, link, whole }, templates)}\n`;
}
