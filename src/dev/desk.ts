/**
 * The content folder as it stands now, and what stands on its site: read again when files change, rendered when a page is asked for.
 * Half-typed files are the rule here. A page that cannot be made stays as it last was, and the panel says so; whatever goes wrong
 * is a sentence on the panel and never the end of the preview.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PartialDate } from '../model/date.ts';
import type { Audience, Checked, EditionEntry, Work } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import type { Rendition } from '../model/rendition.ts';
import { hasPages, inspect } from '../examine.ts';
import { openMemory } from '../read/read.ts';
import { pdfAddress } from '../render/html/html.ts';
import type { Press } from '../render/render.ts';
import { effectiveDate, pastDay, rewind } from '../rewind/rewind.ts';
import { neighbourFindings } from '../works/works.ts';
import type { EditorLink } from './editor.ts';
import { observe } from './observed.ts';
import { type Pages, pagesOf, Unshown } from './pages.ts';
import { type Findings, type Panel, panelOf } from './panel.ts';

export interface DeskRequest {
  /** The content folder. */
  readonly content: string;
  readonly audience: Audience;
  readonly asAt?: PartialDate | undefined;
  /** The folder of withheld passages, for the internal audience. */
  readonly withheld?: string | undefined;
  readonly link: EditorLink;
}

/** Which reading of the content by which program, and which findings of it; the two last numbers only rise. */
export interface Version {
  readonly session: number;
  readonly content: number;
  readonly findings: number;
}

export interface Shown {
  readonly rendition?: Rendition | undefined;
  /** `current`: as a build would make it. `before`: as it last was. `missing`: there is no such page. `unshown`: it cannot be made. */
  readonly how: 'current' | 'before' | 'missing' | 'unshown';
  /** Why it is not current. */
  readonly reason?: string | undefined;
}

export interface Desk {
  readonly version: () => Version;
  readonly findings: () => readonly Finding[];
  readonly fault: () => string | undefined;
  /** Whether the folders hold something else by now than what was read. */
  readonly moved: () => boolean;
  /** Whatever stands at a path from the root of the site. */
  readonly page: (path: string) => Promise<Shown>;
  readonly panel: (path: string, shown: Shown['how']) => Panel;
  /** Reads what changed; `files` are absolute paths of what is known to have. */
  readonly reread: (files: Iterable<string>) => void;
  /** Compares neighbouring editions, and editions with what was published of them, as `press check` does, a work at a time; ends early when the content changes. */
  readonly examine: () => Promise<void>;
}

/** Pages that are kept as they last were. */
const MOST_PAGES = 32;

/** Mistakes after which words that are meant to be withheld may stand in the open. */
const UNSAFE = /^(?:directive|withheld)-/;

export function sentenceOf(cause: unknown): string {
  if (cause instanceof HostFault || cause instanceof UsageFault || cause instanceof Unshown) return cause.message;
  return `guidance-press has a fault of its own: ${cause instanceof Error ? cause.message : String(cause)}.`;
}

interface Reading {
  readonly pages?: Pages | undefined;
  readonly asAt?: PartialDate | undefined;
  readonly checked?: Checked | undefined;
  readonly ledger?: Ledger | undefined;
  readonly findings: readonly Finding[];
  readonly fault?: string | undefined;
}

interface Examined {
  readonly editions: readonly EditionEntry[];
  /** Digest of the last entry of the ledger. */
  readonly published: string | undefined;
  readonly findings: readonly Finding[];
}

const sameEditions = (a: readonly EditionEntry[], b: readonly EditionEntry[]) =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

/** `changed` hears of every new version. */
export function openDesk(host: Host, press: Press, request: DeskRequest, changed: () => void): Desk {
  const { content, audience, withheld, link } = request;
  const memory = openMemory();
  const observed = observe(host, [content, ...(withheld === undefined ? [] : [withheld])]);
  const joining = audience === 'internal' || withheld !== undefined ? { folder: withheld } : undefined;
  const lastShown = new Map<string, Rendition>();
  const examined = new Map<string, Examined>();
  let version: Version = { session: host.process.id, content: 0, findings: 0 };
  let reading: Reading = { findings: [] };
  let finished = false;

  function look(): Reading {
    observed.begin();
    const { corpus: whole, checked, ledger, findings } = inspect(observed.host, content, { joining, memory }, audience);
    if (!whole) return { findings };
    const past = pastDay(host, request.asAt, whole, ledger);
    const { corpus, ledger: published } = past && ledger ? rewind(whole, ledger, past.day) : { corpus: whole, ledger };
    const unsafe = new Set(
      findings.filter(({ rule, severity }) => severity === 'error' && UNSAFE.test(rule)).map(({ file }) => file),
    );
    const asAt = effectiveDate(host, request.asAt, corpus.publication);
    return {
      pages: pagesOf(corpus, asAt, { audience, press, unsafe, ledger: published }),
      asAt,
      checked,
      ledger,
      findings,
    };
  }

  function lookSafely(): Reading {
    try {
      return look();
    } catch (cause) {
      return { findings: [], fault: sentenceOf(cause) };
    }
  }

  function tell(next: Version): void {
    version = next;
    changed();
  }

  /** There is something to compare: an edition before, or what was published. */
  const isComparable = (work: Work) =>
    hasPages(work) &&
    (work.editions.length > 1 || work.editions.some(({ identifier }) => reading.ledger?.of.has(identifier)));
  const works = () => [...(reading.checked?.works.values() ?? [])].filter(isComparable);
  const published = () => reading.ledger?.entries.at(-1)?.sha256;
  const isExamined = ({ identifier, editions }: Work) => {
    const before = examined.get(identifier);
    return before?.published === published() && sameEditions(before?.editions ?? [], editions);
  };

  function reread(files: Iterable<string>): void {
    for (const file of files) memory.forget(path.relative(path.resolve(content), file).split(path.sep).join('/'));
    reading = lookSafely();
    finished = works().every(isExamined);
    tell({ ...version, content: version.content + 1, findings: version.findings + 1 });
  }

  async function examine(): Promise<void> {
    const of = reading;
    const { checked, ledger } = of;
    const waiting = works().filter((work) => !isExamined(work));
    if (!checked || waiting.length === 0) return;
    for (const work of waiting) {
      try {
        const found = neighbourFindings(work, checked, ledger);
        examined.set(work.identifier, { editions: work.editions, published: published(), findings: found });
      } catch {
        return; // the files changed, of which there will be news
      }
      await host.process.breathe();
      if (reading !== of) return;
    }
    finished = true;
    tell({ ...version, findings: version.findings + 1 });
  }

  function findings(): readonly Finding[] {
    const changes = works().flatMap((work) =>
      isExamined(work) ? (examined.get(work.identifier)?.findings ?? []) : [],
    );
    return changes.length === 0 ? reading.findings : [...reading.findings, ...changes].toSorted(compareFindings);
  }

  function keep(page: string, rendition: Rendition): void {
    lastShown.delete(page);
    lastShown.set(page, rendition);
    const oldest = lastShown.keys().next();
    if (lastShown.size > MOST_PAGES && !oldest.done) lastShown.delete(oldest.value);
  }

  /** Whether there is a file for the page that could not be made into one. */
  function hasSource(page: string): boolean {
    const [family = '', work = '', edition = '', rest] = page.split('/');
    const names = rest === undefined ? [] : edition.split('..');
    const isName = (name: string) => /^[a-z0-9-]+$/.test(name);
    if (names.length === 0 || ![family, work, ...names].every(isName)) return false;
    return names.every((name) => host.kind(`${content}/${family}/${work}/${name}.md`) === 'file');
  }

  function before(page: string, reason: string): Shown {
    const rendition = lastShown.get(page);
    return rendition ? { rendition, how: 'before', reason } : { how: 'unshown', reason };
  }

  async function show(page: string): Promise<Shown> {
    const { pages, fault } = reading;
    if (!pages) return before(page, fault ?? 'The content cannot be read as a whole until the findings are mended.');
    const rendition = await pages.at(page);
    if (rendition) {
      keep(page, rendition);
      return { rendition, how: 'current' };
    }
    if (hasSource(page)) return before(page, 'The file of this page cannot be read until its findings are mended.');
    return { rendition: pages.notFound(), how: 'missing' };
  }

  reading = lookSafely();
  finished = works().every(isExamined);
  return {
    version: () => version,
    findings,
    fault: () => reading.fault,
    moved: observed.moved,
    reread,
    examine,
    async page(page) {
      try {
        return await show(page);
      } catch (cause) {
        return before(page, sentenceOf(cause));
      }
    },
    panel(page, how) {
      const { pages, asAt, fault } = reading;
      const known: Findings = { all: findings(), finished, fault, root: content, link };
      const pdf = pdfAddress(page.slice(0, page.lastIndexOf('/') + 1));
      const panel = panelOf(page, pages && asAt ? { place: pages.placeOf(page), asAt, pdf } : undefined, known);
      const old = how === 'before' ? ['Shown as it was before the last change'] : [];
      return { ...panel, flags: [...old, ...panel.flags] };
    },
  };
}
