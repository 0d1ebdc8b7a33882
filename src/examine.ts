/**
 * The first half of the journey, as far as `press check` goes: a content folder comes in; what could be read of it, what was published
 * of it and everything that is wrong with it go out. A build goes on from `inspect`.
 */
import { type Cache, noCache, type Watch } from './cache/cache.ts';
import { type CheckResult, check } from './check/check.ts';
import { clear, collectPassages, type Passage } from './clear/clear.ts';
import { FAMILIES } from './families/families.ts';
import type { Host } from './host.ts';
import { type Ledger, missingFindings, readLedger } from './ledger/ledger.ts';
import type { Audience, Checked, Cleared, Corpus, Work } from './model/edition.ts';
import { UsageFault } from './model/fault.ts';
import { compareFindings, type Finding } from './model/finding.ts';
import { type Levels, levelled } from './model/levels.ts';
import { type Joining, openMemory, read, readAhead, type Wanted } from './read/read.ts';
import { withheldFindings } from './release/release.ts';
import { type CrewSize, neighbourFindings, sharing } from './works/works.ts';

const sorted = (findings: readonly Finding[]) => findings.toSorted(compareFindings);

export const hasError = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

/** Throws unless `content` is a folder that can be read as content. */
export function inspectable(host: Host, content: string): void {
  if (host.kind(content) === 'link') throw new UsageFault(`"${content}" is a symbolic link; name the folder itself.`);
  if (host.kind(content) !== 'folder')
    throw new UsageFault(`There is no content folder "${content}": see --content, or "press new publication".`);
}

export interface Inspected extends CheckResult {
  /** What could be read, whatever is wrong with it: for those who look at pages and publish none. */
  readonly corpus?: Corpus | undefined;
  /** What was published, as far as it can be read. */
  readonly ledger?: Ledger | undefined;
}

/**
 * Reads and checks a content folder, with rules as loud as `louder` says where the publication does not say how; all findings of both
 * stages, in order of file and place. A build goes on from here.
 */
export function inspect(
  host: Host,
  content: string,
  wanted?: Wanted & { readonly cache?: Cache | undefined },
  audience: Audience = 'public',
  louder?: Levels,
): Inspected {
  inspectable(host, content);
  const { corpus, findings: unread } = read(host, content, wanted);
  if (!corpus) return { findings: sorted(unread) };
  wanted?.observer?.begin('check');
  const { checked, findings } = check(
    { ...corpus, levels: { ...louder, ...corpus.levels } },
    unread,
    audience,
    wanted?.cache,
  );
  const { ledger, findings: broken } = readLedger(host, content);
  const gone = checked ? missingFindings(ledger, (identifier) => checked.entries.has(identifier)) : [];
  return { corpus, checked, ledger, findings: sorted([...unread, ...findings, ...broken, ...gone]) };
}

export const hasPages = ({ family }: Work) => FAMILIES.some(({ name, published }) => name === family && published);

/**
 * `inspect`, and the findings of the stage behind it: changes between neighbouring editions that no note accounts for. A build
 * finds these among the comparisons that it prints, so that no tree is read and compared twice.
 */
export function examine(
  host: Host,
  content: string,
  joining?: Joining,
  louder?: Levels,
  cache: Cache = noCache(host),
  read: Pick<Wanted, 'memory' | 'ahead'> = { memory: openMemory(cache) },
): CheckResult {
  const { passages, withholding } = collectPassages();
  const { checked, ledger, findings } = inspect(
    host,
    content,
    { joining, withholding, ...read, cache },
    'public',
    louder,
  );
  const works = checked ? withPages(checked) : [];
  const found = checked ? works.flatMap((work) => neighbourFindings(work, checked, ledger, cache)) : [];
  return {
    checked,
    findings: sorted([...findings, ...found, ...(checked ? passageFindings(passages(), checked, works) : [])]),
  };
}

/** The same, with threads that share the reading. */
export async function examineSharing(
  crew: CrewSize,
  { host, cache }: Pick<Watch, 'host' | 'cache'>,
  content: string,
  joining: Joining | undefined,
): Promise<CheckResult> {
  inspectable(host, content);
  const memory = openMemory(cache);
  const ahead = await sharing(crew, { formats: [] }, { host, cache }, async (readers) =>
    readers ? readAhead(host, content, readers, { memory, joining }) : undefined,
  );
  return examine(host, content, joining, undefined, cache, { memory, ahead });
}

export const withPages = ({ works }: Checked) => [...works.values()].filter(hasPages);

/** Every edition of these works as the public sees it, one at a time. */
export function* publicEditions(checked: Checked, works: readonly Work[]): Generator<Cleared> {
  for (const { editions } of works)
    for (const { identifier } of editions) yield clear(checked.load(identifier), 'public');
}

/** What only those hear of who may know what is withheld: which passages cannot be looked for, and which stand uncovered. */
export function passageFindings(
  passages: readonly Passage[],
  checked: Checked,
  works: readonly Work[],
): readonly Finding[] {
  return levelled(withheldFindings(passages, publicEditions(checked, works)), checked.levels);
}
