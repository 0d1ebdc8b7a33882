/**
 * The check as the page of a site makes it, with the same verdicts and words as `press verify`. What the site says of itself is fetched from it
 * when it is first needed, and the browser does the cryptography; a file or passage comes in, what there is to tell goes out, and nothing
 * is sent. `templates/verify.js` shows it; `npm run compile` makes one file of both and of the packages that they need.
 */
import './without-eval.ts';
import { blake2b } from '@noble/hashes/blake2';
import { type KeptEntry, readEntry } from '../../ledger/ledger.ts';
import { addressOf, addressOfComparison, parseComparisonIdentifier, parseIdentifier } from '../../model/identifier.ts';
import { MANIFEST, type Manifest, PUBLIC_KEY, SIGNATURE } from '../../model/manifest.ts';
import { parseManifest } from '../manifest.ts';
import { type Claim, parsePublicKey } from '../signing/signing.ts';
import { byNumber, CHANGED, ledgerFiles, MISSING } from './entries.ts';
import { verifyFile } from './file.ts';
import { askSeal } from './seal.ts';
import type { Problem, Sealed } from './sealed.ts';
import { refused, tellFile, tellWords, type Told } from './telling.ts';
import { verifyWords } from './words.ts';

export { lineText } from './telling.ts';

/** Not shared with another thread, as the browser's cryptography asks. */
type Bytes = Uint8Array<ArrayBuffer>;

/** A file of the site by its path; `undefined` where it does not come. */
export type Get = (path: string) => Promise<Bytes | undefined>;

/** What the site says of itself, and whose word that it is so: the site's own, the reader's who brought a key, or nobody's. */
export interface OpenSite extends Sealed {
  readonly trusted: 'site' | 'reader' | 'nobody';
}

/** What a browser cannot do, in a sentence for its reader. */
export class Unable extends Error {}

/** Bytes of ledger that are fetched for a passage. A thousand ordinary editions have about as many. */
const MOST_LEDGER = 16_000_000;
/** Files that are asked for at once. */
const AT_ONCE = 6;

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, '0')).join('');

function subtle(): typeof crypto.subtle {
  // Browsers have it on pages that came over a safe connection only.
  if (!globalThis.crypto?.subtle) throw new Unable('This browser checks nothing on a page that came over http.');
  return crypto.subtle;
}

const sha256 = async (bytes: Bytes): Promise<string> => hex(await subtle().digest('SHA-256', bytes));

async function holds({ message, signature, key }: Claim): Promise<boolean> {
  try {
    const [bytes, signed, by] = [message, signature, key.key].map((one) => new Uint8Array(one)) as [
      Bytes,
      Bytes,
      Bytes,
    ]; // three come of three
    const known = await subtle().importKey('raw', by, 'Ed25519', false, ['verify']);
    return await subtle().verify('Ed25519', known, signed, bytes);
  } catch (cause) {
    if (cause instanceof Unable) throw cause;
    throw new Unable('This browser cannot check signatures of this kind (Ed25519); newer ones can.');
  }
}

async function answered<Answer>(asked: Generator<Claim, Answer, boolean>): Promise<Answer> {
  let step = asked.next();
  while (step.done !== true) step = asked.next(await holds(step.value));
  return step.value;
}

export const isProblem = (value: OpenSite | Problem): value is Problem => 'what' in value;

/** `key` is a public key that the reader has from elsewhere: the file, or its second line. */
export async function openSite(get: Get, key?: string): Promise<OpenSite | Problem> {
  const bytes = await get(MANIFEST);
  if (!bytes) return { path: MANIFEST, what: MISSING };
  const manifest = parseManifest(bytes);
  if ('problem' in manifest) return { path: MANIFEST, what: manifest.problem };
  const sealed = { manifest, digest: await sha256(bytes) };
  const isSigned = manifest.files.some(({ path }) => path === PUBLIC_KEY);
  if (!isSigned && key === undefined) return { ...sealed, trusted: 'nobody' };
  const own = key ?? textOf((await get(PUBLIC_KEY)) ?? new Uint8Array());
  const parsed = parsePublicKey(own.trim());
  if ('problem' in parsed) return { path: PUBLIC_KEY, what: parsed.problem };
  const signature = isSigned ? await get(SIGNATURE) : undefined;
  const told = await answered(askSeal(signature && textOf(signature), blake2b(bytes), manifest, [parsed]));
  if ('what' in told) return { path: SIGNATURE, what: told.what };
  return { ...sealed, key: told.key, trusted: key === undefined ? 'site' : 'reader' };
}

/** Where an identifier leads on the site, from its root. What is no clause leads to its edition. */
export function addressOfNamed(identifier: string): string | undefined {
  const plain = identifier.replace(/ \(.*$/, '');
  const pair = parseComparisonIdentifier(plain);
  if (pair) return addressOfComparison(pair);
  const one = parseIdentifier(plain);
  return one && addressOf(one);
}

export interface File {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

export async function checkFile(site: OpenSite, given: File): Promise<Told> {
  // What is larger than any file of the release need not be read.
  const isPossible = site.manifest.files.some(({ size }) => size >= given.size);
  const digest = isPossible ? await sha256(new Uint8Array(await given.arrayBuffer())) : '';
  return tellFile(given.name, verifyFile(given.name, digest, site.manifest), site);
}

/** The editions in which a passage may stand, as the search of the site finds them. */
export type Search = (passage: string) => Promise<ReadonlySet<string>>;

export interface ToldOfWords extends Told {
  /** How many editions were looked at, where not all were. */
  readonly looked?: { readonly editions: number; readonly of: number } | undefined;
}

const editionsOf = (files: readonly { readonly identifier?: string | undefined }[]) =>
  new Set(files.map(({ identifier }) => identifier)).size;

/** Entries that were fetched, by the digest of their file. */
const fetched = new Map<string, KeptEntry>();

async function entryOf(
  get: Get,
  { path: file, sha256: digest }: Manifest['files'][number],
): Promise<KeptEntry | Problem> {
  const known = fetched.get(digest);
  if (known) return known;
  const bytes = await get(file);
  if (!bytes) return { path: file, what: MISSING };
  if ((await sha256(bytes)) !== digest) return { path: file, what: CHANGED };
  const read = readEntry(bytes);
  if ('problem' in read) return { path: file, what: read.problem };
  const entry = { file, bytes, sha256: digest, entry: read.value };
  fetched.set(digest, entry);
  return entry;
}

async function entriesOf(get: Get, files: Manifest['files']): Promise<readonly (KeptEntry | Problem)[]> {
  const entries: (KeptEntry | Problem)[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE)
    entries.push(...(await Promise.all(files.slice(at, at + AT_ONCE).map((file) => entryOf(get, file)))));
  return entries;
}

/** `search` is asked where the ledger is too long to be fetched whole. */
export async function checkPassage(site: OpenSite, passage: string, get: Get, search: Search): Promise<ToldOfWords> {
  const all = ledgerFiles(site.manifest);
  const isShort = all.reduce((sum, { size }) => sum + size, 0) <= MOST_LEDGER;
  const likely = isShort ? undefined : await search(passage);
  const files = likely ? all.filter(({ identifier = '' }) => likely.has(identifier)) : all;
  const read = await entriesOf(get, files);
  const problems = read.flatMap((one) => ('what' in one ? [one] : []));
  if (problems.length > 0) return refused(problems);
  const entries = read.flatMap((one) => ('what' in one ? [] : [one])).toSorted(byNumber);
  const told = tellWords(verifyWords(entries, passage), site, 'strokes');
  return likely ? { ...told, looked: { editions: editionsOf(files), of: editionsOf(all) } } : told;
}
