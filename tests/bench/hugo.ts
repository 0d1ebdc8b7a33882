/**
 * Hugo's whole build, where it is installed, of a content folder and the site that the press made of it: once of the Markdown alone, and
 * once of all pages that the press makes. Hugo compares nothing, so the pages of comparisons are handed to it made, which costs it less
 * than it would to make them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const HEAD = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body><p>{{ .Params.classification }}</p>
<nav><a href="/">{{ .Site.Title }}</a>{{ with .Parent }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<main><h1>{{ .Title }}</h1>`;
const FOOT = '</main><footer><p>{{ .Params.classification }}</p></footer></body></html>';
const BARE = '<html><h1>{{ .Title }}</h1>{{ .Content }}</html>';

const LAYOUTS = {
  bare: { single: BARE, list: BARE },
  same: {
    single: `${HEAD}{{ .TableOfContents }}{{ .Content }}${FOOT}`,
    list: `${HEAD}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>${FOOT}`,
  },
};

const CONFIG = `baseURL = "https://example.org/"
title = "Papers"
[markup.goldmark.renderer]
unsafe = true
`;

export interface HugoSeconds {
  /** Of the Markdown alone. */
  readonly bare: number;
  /** Of the pages of works, editions and comparisons, with what stands around their texts, and the feeds of works. */
  readonly same: number;
}

function open(site: string, { single, list }: (typeof LAYOUTS)['bare']): void {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(path.join(site, 'layouts/_default'), { recursive: true });
  // By its new name and its old one.
  for (const name of ['hugo.toml', 'config.toml']) writeFileSync(path.join(site, name), CONFIG);
  writeFileSync(path.join(site, 'layouts/_default/single.html'), single);
  writeFileSync(path.join(site, 'layouts/_default/list.html'), list);
}

function seconds(site: string): number {
  const began = performance.now();
  const { status, stderr } = spawnSync('hugo', ['--quiet'], { cwd: site, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return (performance.now() - began) / 1000;
}

const mainOf = (page: string) => page.slice(page.indexOf('<main'), page.indexOf('</main>'));

/** Puts what the press shows of a work beside its editions: a page of its own, and one of each comparison. */
function addPages(work: string, shown: string): void {
  writeFileSync(path.join(work, '_index.md'), `---\ntitle: ${path.basename(work)}\n---\n`);
  for (const name of readdirSync(shown).filter((one) => one.includes('..'))) {
    const main = mainOf(readFileSync(path.join(shown, name, 'index.html'), 'utf8'));
    writeFileSync(path.join(work, `${name.replace('..', '-to-')}.html`), `---\ntitle: Changes\n---\n${main}\n`);
  }
}

/** `content` and `out` are those of a build; Hugo works in `folder`. */
export function hugoSeconds(folder: string, content: string, out: string): HugoSeconds | undefined {
  if (spawnSync('hugo', ['version']).status !== 0) return undefined;
  const site = path.join(folder, 'hugo');
  const papers = path.join(site, 'content/guidance');
  open(site, LAYOUTS.bare);
  cpSync(path.join(content, 'guidance'), papers, { recursive: true });
  const bare = seconds(site);
  open(site, LAYOUTS.same);
  cpSync(path.join(content, 'guidance'), papers, { recursive: true });
  for (const work of readdirSync(papers)) {
    const shown = path.join(out, 'guidance', work);
    if (existsSync(shown)) addPages(path.join(papers, work), shown);
  }
  return { bare, same: seconds(site) };
}
