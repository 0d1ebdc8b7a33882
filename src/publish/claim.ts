/**
 * One publisher at a time in a bucket, which has no locks, and whose conditional writes not every server heeds. Whoever wants to publish puts
 * an object with a name of its own among the claims and then lists them: of two, at least the one that listed last sees the other, and whoever
 * sees another takes its own away and tries again a little later. Until then its claim says that it asks, which stops nobody who publishes.
 * The claim of a run that is gone – on this machine its process tells, elsewhere that it was not renewed for long – is removed. Time is the
 * server's alone.
 */
import { type Host, HostFault } from '../host.ts';
import { canonicalFile, parseCanonical } from '../model/canonical-json.ts';
import { isGone, type Owner, ownerNow, PUBLISHED_FOLDER } from '../release/release.ts';
import type { ListedObject } from './bucket-list.ts';
import type { Claim } from './store.ts';

/** What a claim needs of a bucket; keys are paths from the target. */
export interface Claimable {
  readonly name: string;
  readonly list: (below: string) => Promise<{ readonly objects: readonly ListedObject[]; readonly now: number }>;
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  readonly put: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

const CLAIMS = `${PUBLISHED_FOLDER}/claims/`;
/** Milliseconds. A claim that was not renewed for ten minutes is of a run that is gone. */
const LASTS = 600_000;
const RENEWED_EVERY = 60_000;
const ATTEMPTS = 4;

/** What a claim says: of a run that has not yet seen whether it is alone, that it is `asking`. */
interface Said extends Owner {
  readonly asking?: true;
}

function saidIn(bytes: Uint8Array): Said | undefined {
  const read = parseCanonical(bytes);
  if ('problem' in read || !(read.value instanceof Object)) return undefined;
  const { machine, process, birth, asking } = read.value as Partial<Record<keyof Said, unknown>>; // any object
  if (typeof machine !== 'string' || typeof process !== 'number' || typeof birth !== 'string') return undefined;
  return { machine, process, birth, ...(asking === true && { asking }) };
}

const inWords = (owner: Owner | undefined) =>
  owner ? `process ${owner.process} on ${owner.machine}` : 'of which nothing more is known';

/** The claims of others that stand, in words and whether they ask; those of runs that are gone are removed, and `told`. */
async function others(host: Host, bucket: Claimable, own: string, takeOver: boolean, told: string[]) {
  const { objects, now } = await bucket.list(CLAIMS);
  const standing: { readonly who: string; readonly asks: boolean }[] = [];
  for (const { key, written } of objects) {
    if (key === own) continue;
    const bytes = await bucket.read(key);
    // Taken away since it was listed: whoever did that lists the claims again before it goes on.
    if (!bytes) continue;
    const owner = saidIn(bytes);
    const old = now - written > LASTS;
    if (takeOver || old || (owner && isGone(host, owner))) {
      await bucket.remove(key);
      told.push(`A run before this one (${inWords(owner)}) was cut short or pushed aside; its claim was removed.`);
    } else standing.push({ who: inWords(owner), asks: owner?.asking === true });
  }
  return { standing, isThere: objects.some(({ key }) => key === own) };
}

const refused = (name: string, who: string) =>
  new HostFault(
    'ELOCKED',
    `Another run (${who}) is publishing to ${name}. If nothing runs there, wait ten minutes or add --take-over.`,
    undefined,
  );

export async function claimBucket(host: Host, bucket: Claimable, takeOver: boolean): Promise<Claim> {
  const own = `${CLAIMS}${Buffer.from(host.random(12)).toString('hex')}.json`;
  const owner = ownerNow(host);
  const asking = canonicalFile({ ...owner, asking: true } satisfies Said);
  const holding = canonicalFile(owner);
  const told: string[] = [];
  for (let attempt = 1; ; attempt++) {
    await bucket.put(own, asking);
    const { standing } = await others(host, bucket, own, takeOver, told);
    const [first] = standing;
    if (!first) break;
    await bucket.remove(own);
    if (attempt === ATTEMPTS) throw refused(bucket.name, first.who);
    const [chance = 0] = host.random(1);
    await new Promise((resolve) => void setTimeout(resolve, 200 + chance * 4));
  }
  // A run that cannot renew its claim finds out when it looks whether it still has it.
  const renew = async () => void ((await bucket.read(own)) && (await bucket.put(own, holding)));
  await renew();
  const renewing = setInterval(() => void renew().catch(() => undefined), RENEWED_EVERY);
  renewing.unref();
  return {
    told,
    check: async () => {
      const { standing, isThere } = await others(host, bucket, own, false, told);
      const holder = standing.find(({ asks }) => !asks);
      if (holder || !isThere)
        throw new HostFault(
          'ELOCKED',
          `Another run (${holder?.who ?? 'which has ended'}) has taken over ${bucket.name}; this one has stopped before readers saw anything of it.`,
          undefined,
        );
    },
    release: async () => {
      clearInterval(renewing);
      // The claim of a run that failed is in nobody's way for long, and the fault that is under way is the one to tell of.
      await bucket.remove(own).catch(() => undefined);
    },
  };
}
