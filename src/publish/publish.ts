/**
 * A sealed release to a target, which has no rename that would show all of it at once as `dist` does. So everything is sent and read back before
 * an address changes: files for new addresses to their places, which no page leads to yet, others under names made of their
 * digests. Then the addresses change one after the other, which takes moments; then manifest and signature; at last what
 * the release no longer has is removed. Killed anywhere, the same command goes on where it stopped.
 */
import { HostFault } from '../host.ts';
import { sha256 } from '../ledger/ledger.ts';
import { UsageFault } from '../model/fault.ts';
import { MANIFEST, type ManifestFile, SIGNATURE } from '../model/manifest.ts';
import type { Observer } from '../model/observer.ts';
import { formatRecord, parseManifest, parseRecord, PUBLISHED_FOLDER, RECORD } from '../release/release.ts';
import { eachAtOnce } from './at-once.ts';
import { ASKED_AGAIN, cachingOf } from './caching.ts';
import type { Pointer, SealedRelease } from './open-release.ts';
import { type Found, ownPaths, type Plan, planFor } from './plan.ts';
import type { Standing, Store } from './store.ts';

export { openRelease, type Refused, type SealedRelease } from './open-release.ts';
export type { Store } from './store.ts';
export { openTarget } from './target.ts';

export interface PublishOptions {
  /** The target may show a newer release, or another of the same number. */
  readonly older: boolean;
  /** Files of others, and the release of another site, may be written over. */
  readonly replace: boolean;
  /** Whoever else is publishing there is taken to be gone. */
  readonly takeOver: boolean;
  readonly dryRun: boolean;
  /** Hears of files that are sent. */
  readonly observer?: Pick<Observer, 'begin' | 'step'> | undefined;
}

export interface PublishedTo {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Of what was added or changed. */
  readonly bytes: number;
  readonly told: readonly string[];
}

const INCOMING = `${PUBLISHED_FOLDER}/incoming/`;
/** The same for the same file of the same release, so that what was sent by a run that was killed is found. */
const incomingName = ({ path, sha256: digest }: { path: string; sha256: string }) =>
  `${INCOMING}${digest}-${sha256(path).slice(0, 16)}`;

const servedAs = (file: ManifestFile) => ({ mediaType: file.mediaType, caching: cachingOf(file) });

async function look(store: Store): Promise<Found> {
  const standing = await store.list();
  const bytesAt = async (path: string) => (standing.has(path) ? store.read(path) : undefined);
  const [recorded, shown] = [await bytesAt(RECORD), await bytesAt(MANIFEST)];
  const record = recorded && parseRecord(recorded);
  if (recorded && !record)
    throw new UsageFault(
      `${RECORD} at ${store.name} is damaged or of a newer guidance-press. Without it nobody knows which files there are of releases; if all are, remove it.`,
    );
  const manifest = shown && parseManifest(shown);
  const known = shown && manifest && !('problem' in manifest) ? { manifest, digest: sha256(shown) } : undefined;
  return { standing, record, shown: known };
}

/** Throws where the target shows what this release should not follow. */
function mayFollow(store: Store, release: SealedRelease, { shown, record }: Found, options: PublishOptions): void {
  const { manifest, digest } = release;
  if (shown && shown.manifest.baseAddress !== manifest.baseAddress && !options.replace)
    throw new UsageFault(
      `${store.name} shows the site ${shown.manifest.baseAddress}, and this is ${manifest.baseAddress}. Name another target, or add --replace.`,
    );
  if (options.older) return;
  const there = Math.max(shown?.manifest.release ?? 0, record?.release ?? 0);
  if (there > manifest.release)
    throw new UsageFault(
      `${store.name} has release ${there}, and this is release ${manifest.release}. To publish the older one on purpose, as after "press rollback", add --older.`,
    );
  const other = shown?.manifest.release === manifest.release && shown.digest !== digest;
  if (other || (there === manifest.release && record && record.manifest !== digest))
    throw new UsageFault(
      `${store.name} has another release ${there}: the two were made apart from each other. Make a new release, or add --older to publish this one all the same.`,
    );
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.from(a).equals(b);

/** Sends a file and reads back what arrived; once more where that is something else. */
async function send(store: Store, path: string, bytes: Uint8Array, served: Parameters<Store['put']>[2]): Promise<void> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    await store.put(path, bytes, served);
    if (sameBytes(await store.read(path), bytes)) return;
  }
  throw new HostFault(
    'EREADBACK',
    `${path} at ${store.name} does not read as it was sent. Readers still see the release before; run the command again.`,
    undefined,
  );
}

interface Journey {
  readonly store: Store;
  readonly release: SealedRelease;
  readonly found: Found;
  readonly plan: Plan;
  readonly options: PublishOptions;
}

/** Sends all that is missing; new addresses have their files then, and the others theirs under another name. */
async function sendAll({ store, release, found: { standing }, plan, options }: Journey): Promise<void> {
  const total = [...plan.additions, ...plan.changes].reduce((sum, { length }) => sum + length, 0);
  options.observer?.begin('send', total);
  async function bring(file: ManifestFile): Promise<void> {
    const name = incomingName(file);
    const bytes = release.read(file);
    const there = standing.get(name);
    const arrived = there?.size === file.size && (await store.holds(name, there, bytes));
    if (!arrived) await send(store, name, bytes, servedAs(file));
    options.observer?.step();
  }
  for (const wave of plan.changes) await eachAtOnce(store.atOnce, wave, bring);
  for (const wave of plan.additions) {
    await eachAtOnce(store.atOnce, wave, async (file) => {
      await send(store, file.path, release.read(file), servedAs(file));
      options.observer?.step();
    });
    await store.settle();
  }
}

/** Whether all that stands there is of this release, by what the store itself tells. */
async function readBack({ store, release, found, plan }: Journey): Promise<void> {
  const standing = await store.list();
  const wrong: string[] = [];
  const seen = new Map(plan.unchanged.map(({ path }) => [path, found.standing.get(path)?.tag]));
  await eachAtOnce(store.atOnce, release.manifest.files, async (file) => {
    const there: Standing | undefined = standing.get(file.path);
    const asBefore = there !== undefined && there.tag === seen.get(file.path);
    const holds = there?.size === file.size && (asBefore || (await store.holds(file.path, there, release.read(file))));
    if (!holds) wrong.push(file.path);
  });
  const [first] = wrong.toSorted();
  if (first !== undefined)
    throw new HostFault(
      'EREADBACK',
      `${first} at ${store.name} is not as it was sent${wrong.length > 1 ? `, nor are ${wrong.length - 1} more` : ''}: somebody else writes there. Manifest and signature were left as they are; run the command again.`,
      undefined,
    );
}

/** Manifest and signature, which tell readers what they see: at the very end, and one right after the other. */
async function point({ store, release, found: { standing } }: Journey): Promise<void> {
  const pointers: readonly Pointer[] = [release.manifestFile, ...(release.signature ? [release.signature] : [])];
  const served = ({ mediaType }: Pointer) => ({ mediaType, caching: ASKED_AGAIN });
  const nameOf = ({ path, bytes }: Pointer) => incomingName({ path, sha256: sha256(bytes) });
  for (const one of pointers) await send(store, nameOf(one), one.bytes, served(one));
  await store.settle();
  for (const one of pointers) await store.move(nameOf(one), one.path);
  if (!release.signature && standing.has(SIGNATURE)) await store.remove(SIGNATURE);
  await store.settle();
  for (const { path, bytes } of pointers)
    if (!sameBytes(await store.read(path), bytes))
      throw new HostFault(
        'EREADBACK',
        `${path} at ${store.name} is not as it was sent; run the command again.`,
        undefined,
      );
}

const isPointedAt = async ({ store, release: { manifestFile, signature } }: Pick<Journey, 'store' | 'release'>) =>
  sameBytes(await store.read(MANIFEST), manifestFile.bytes) &&
  (signature ? sameBytes(await store.read(SIGNATURE), signature.bytes) : (await store.read(SIGNATURE)) === undefined);

async function remove({ store }: Journey, paths: readonly string[]): Promise<void> {
  await eachAtOnce(store.atOnce, paths, store.remove);
  await store.settle();
}

async function record({ store, release, found }: Journey, whole: boolean): Promise<void> {
  const { manifest, digest } = release;
  const listed = manifest.files.map(({ path }) => path);
  const before = [...ownPaths(found)].filter((path) => path !== MANIFEST && path !== SIGNATURE);
  const paths = whole ? listed : [...new Set([...before, ...listed])].toSorted();
  const bytes = formatRecord({ version: 1, whole, release: manifest.release, manifest: digest, paths });
  await send(store, RECORD, bytes, { mediaType: 'application/json', caching: ASKED_AGAIN });
  await store.settle();
}

function summary({ plan, release }: Journey, told: readonly string[], pointed: boolean): PublishedTo {
  const [added, changed] = [plan.additions.flat(), plan.changes.flat()];
  const pointers = [release.manifestFile, ...(release.signature ? [release.signature] : [])];
  const size = (files: readonly { readonly size: number }[]) => files.reduce((sum, one) => sum + one.size, 0);
  const moved = pointed ? [] : pointers;
  return {
    added: added.map(({ path }) => path),
    changed: [...changed.map(({ path }) => path), ...moved.map(({ path }) => path)],
    removed: plan.removals,
    unchanged: plan.unchanged.length + pointers.length - moved.length,
    bytes: size([...added, ...changed]) + moved.reduce((sum, { bytes }) => sum + bytes.length, 0),
    told,
  };
}

async function publishClaimed(
  store: Store,
  release: SealedRelease,
  options: PublishOptions,
  claim: Awaited<ReturnType<Store['claim']>> | undefined,
): Promise<PublishedTo> {
  const found = await look(store);
  mayFollow(store, release, found, options);
  const plan = await planFor(store, release, found, options.replace);
  const journey = { store, release, found, plan, options };
  const pointed = await isPointedAt(journey);
  const outcome = summary(journey, claim?.told ?? [], pointed);
  const leftOver = [...found.standing.keys()].filter((path) => path.startsWith(INCOMING));
  const idle = outcome.added.length + outcome.changed.length + outcome.removed.length + leftOver.length === 0;
  if (!claim || (idle && found.record?.whole && found.record.manifest === release.digest)) return outcome;
  await record(journey, false);
  await sendAll(journey);
  await claim.check();
  for (const wave of plan.changes)
    await eachAtOnce(store.atOnce, wave, (file) => store.move(incomingName(file), file.path));
  await store.settle();
  await readBack(journey);
  await claim.check();
  if (!pointed) await point(journey);
  await remove(journey, plan.removals);
  await remove(journey, leftOver);
  await record(journey, true);
  return outcome;
}

/** Makes the target show the release. With `dryRun` nothing is written there, and the outcome is what would have been done. */
export async function publish(store: Store, release: SealedRelease, options: PublishOptions): Promise<PublishedTo> {
  if (options.dryRun) return publishClaimed(store, release, options, undefined);
  const claim = await store.claim(options.takeOver);
  try {
    return await publishClaimed(store, release, options, claim);
  } finally {
    await claim.release();
  }
}
