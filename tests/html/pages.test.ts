/** What holds of every page: it is valid, marked, self-contained, and its links lead somewhere. */
import type { Element } from 'hast';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { ALONE_PAGES, elements, hasClass, PAGES, parse, SITE, wordsOf } from './pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The length of a title is its author's; numbers and references are as printed.
    'long-title': 'off',
    'tel-non-breaking': 'off',
    'doctype-style': ['error', { style: 'lowercase' }],
  },
});

async function faultsOf(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

describe.each([...ALONE_PAGES])('%s alone', (_, html) => {
  const tree = parse(html);

  test('is valid HTML', async () => {
    expect(await faultsOf(html)).toEqual([]);
  });

  test('has links to its own parts and to whole addresses only', () => {
    const hrefs = elements(tree).flatMap(({ properties }) =>
      typeof properties['href'] === 'string' ? [properties['href']] : [],
    );
    expect(hrefs.filter((href) => !/^(?:#|https:\/\/|mailto:|tel:)/.test(href))).toEqual([]);
  });
});

const paths = [...PAGES.keys()];
const pageAt = (path: string) => parse(PAGES.get(path) ?? '');

/** The file and fragment that a link on a page leads to, as a browser finds it. */
function resolved(href: string, path: string): readonly [file: string, fragment: string] {
  const url = new URL(href, `https://example.org/press/${path.replace(/index\.html$/, '')}`);
  const file = url.pathname.replace(/^\/press\//, '').replace(/(^|\/)$/, '$1index.html');
  return [file, decodeURIComponent(url.hash.slice(1))];
}

const known = new Set([...PAGES.keys(), ...SITE.map(({ path }) => path)]);
const idsOf = new Map(paths.map((path) => [path, elements(pageAt(path)).map(({ properties }) => properties['id'])]));

describe.each(paths)('%s', (path) => {
  const tree = pageAt(path);
  const hrefs = elements(tree).flatMap(({ properties }) =>
    typeof properties['href'] === 'string' ? [properties['href']] : [],
  );

  test('is valid HTML', async () => {
    expect(await faultsOf(PAGES.get(path) ?? '')).toEqual([]);
  });

  test('carries its marking at top and bottom', () => {
    const [top, bottom, ...more] = elements(tree, hasClass('bar-marking')).map(wordsOf);
    expect(top).toMatch(/^OFFICIAL/);
    expect(bottom).toBe(top);
    expect(more).toEqual([]);
  });

  test('has no id twice', () => {
    const ids = (idsOf.get(path) ?? []).filter((id) => id !== undefined);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('has links that all lead somewhere', () => {
    const inside = hrefs.filter((href) => !/^[a-z]+:/.test(href)).map((href) => resolved(href, path));
    const data = /\.(?:pdf|json)$/;
    expect(inside.filter(([file]) => !known.has(file) && !data.test(file))).toEqual([]);
    expect(inside.filter(([file, id]) => id !== '' && !idsOf.get(file)?.includes(id))).toEqual([]);
  });

  test('asks nobody else for anything, and runs no script but the one of the site', () => {
    const [policy] = elements(tree, ({ properties }) => properties['httpEquiv'] !== undefined).map(
      ({ properties }) => properties['content'],
    );
    expect(policy).toContain("default-src 'none'");
    expect(String(policy)).not.toMatch(/'unsafe|'wasm/);
    // The index of the search, what files are checked by and a list that is filtered are fetched as data.
    const asking = ['search', 'verify'].filter((name) => path === `${name}/index.html`);
    const isList = elements(tree, hasClass('list')).length > 0;
    expect(String(policy).includes("connect-src 'self'")).toBe(asking.length > 0 || isList);
    expect(elements(tree, ({ tagName }) => ['style', 'iframe', 'object'].includes(tagName))).toEqual([]);
    const isData = ({ properties: { type } }: Element) => type === 'application/ld+json';
    const scripts = elements(tree, (element) => element.tagName === 'script' && !isData(element));
    expect(scripts.map(wordsOf).join('')).toBe('');
    expect(scripts.map(({ properties: { src } }) => resolved(String(src), path)[0])).toEqual([
      'assets/reader.js',
      ...asking.map((name) => `assets/${name}.js`),
      ...(isList ? ['assets/list.js'] : []),
    ]);
    const forms = elements(tree, ({ tagName }) => tagName === 'form');
    const asked = forms.map(({ properties: { action, method } }) => [resolved(String(action ?? ''), path)[0], method]);
    // The form that checks files sends nothing anywhere: what is in it has no names.
    const own = path === 'verify/index.html' ? [['verify/index.html', undefined]] : [];
    expect(asked).toEqual([['search/index.html', 'get'], ...own]);
    const names = elements(tree).flatMap(({ properties }) => Object.keys(properties));
    expect(names.filter((name) => name === 'style' || /^on[a-z]/.test(name))).toEqual([]);
    const fetched = elements(tree, ({ tagName }) => ['img', 'link', 'script'].includes(tagName));
    const external = fetched.filter(
      ({ properties: { rel, src, href } }) =>
        !rel?.toString().includes('canonical') && /^(?:[a-z]+:)?\/\//.test(String(src ?? href)),
    );
    expect(external).toEqual([]);
  });

  test('has one first heading and skips no level', () => {
    const levels = elements(tree, ({ tagName }) => /^h[1-6]$/.test(tagName)).map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('says whose it is, as at when, and the notice of the publication', () => {
    const footer = elements(tree, hasClass('colophon')).map(wordsOf).join();
    expect(footer).toContain('A demonstration. Nobody’s official site.');
    expect(footer).toContain('Published by Example Constabulary. States are as at 1 January 2026.');
  });
});
