/**
 * What is to be done so that a target shows a release: files to add, to change and to remove, in waves. The order is that of links. Before the
 * first address changes all new ones have their files, and no old one has lost its own; so whatever page a reader has, old or new,
 * leads to files that are there. Of new files those that lead to others come last, the home page behind all.
 */
import { UsageFault } from '../model/fault.ts';
import { type Manifest, MANIFEST, type ManifestFile, SIGNATURE } from '../model/manifest.ts';
import { compareText } from '../model/text.ts';
import { isOwnPath, type PublishedRecord } from '../release/release.ts';
import { eachAtOnce } from './at-once.ts';
import type { SealedRelease } from './open-release.ts';
import type { Standing, Store } from './store.ts';

/** What was found in a target. */
export interface Found {
  readonly standing: ReadonlyMap<string, Standing>;
  /** Of what was published last, or was being published. */
  readonly record?: PublishedRecord | undefined;
  /** Of the release that it shows. */
  readonly shown?: { readonly manifest: Manifest; readonly digest: string } | undefined;
}

export interface Plan {
  /** New addresses; each wave may lead to those before it. */
  readonly additions: readonly (readonly ManifestFile[])[];
  /** Addresses that show something else so far. */
  readonly changes: readonly (readonly ManifestFile[])[];
  readonly unchanged: readonly ManifestFile[];
  /** In the order in which they may go: pages that lead to others first. */
  readonly removals: readonly string[];
}

const isOfEdition = ({ identifier }: ManifestFile) => identifier?.includes('@') === true;

/** Files that lead nowhere, or only to what was published with them. */
const LEADS_NOWHERE = /^(?:application\/(?:pdf|octet-stream|wasm)|image\/|text\/(?:css|javascript))/;

const HOME = 'index.html';
/** Steps in a path; deeper than that all files are alike. */
const DEEPEST = 12;

/** 0 for what may stand first; then the more, the nearer to the home page. */
function rank(file: ManifestFile): number {
  if (isOfEdition(file) || LEADS_NOWHERE.test(file.mediaType)) return 0;
  return file.path === HOME ? DEEPEST : DEEPEST - Math.min(file.path.split('/').length, DEEPEST - 1);
}

function waves(files: readonly ManifestFile[]): readonly (readonly ManifestFile[])[] {
  const ranks = [...new Set(files.map(rank))].toSorted((a, b) => a - b);
  return ranks.map((one) => files.filter((file) => rank(file) === one));
}

/** All paths that releases have put there, as far as is known. */
export function ownPaths({ record, shown }: Found): ReadonlySet<string> {
  const listed = shown ? [...shown.manifest.files.map(({ path }) => path), MANIFEST, SIGNATURE] : [];
  return new Set([...(record ? [...record.paths, MANIFEST, SIGNATURE] : []), ...listed]);
}

/** A name that stands where a path needs a folder, or has a folder where it needs the name. */
function blocked(paths: readonly string[], standing: ReadonlySet<string>): string | undefined {
  const needed = new Set(paths);
  const above = (path: string) => {
    const steps = path.split('/').slice(0, -1);
    return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  };
  return (
    paths.flatMap(above).find((one) => standing.has(one)) ??
    [...standing].find((one) => above(one).some((folder) => needed.has(folder)))
  );
}

/** Throws where files that no release put there are in the way. */
function respect(store: Store, found: Found, own: ReadonlySet<string>, writing: readonly string[]): void {
  const foreign = new Set([...found.standing.keys()].filter((path) => !own.has(path) && !isOwnPath(path)));
  const taken = [...writing, MANIFEST, SIGNATURE].filter((path) => foreign.has(path));
  const [first] = taken;
  if (first !== undefined) {
    const more = taken.length > 1 ? ` and ${taken.length - 1} more` : '';
    throw new UsageFault(
      `"${first}"${more} at ${store.name} would be written over, and no release put it there. Move it away, or add --replace.`,
    );
  }
  const block = blocked(writing, foreign);
  if (block !== undefined)
    throw new UsageFault(`"${block}" at ${store.name} is in the way, and no release put it there. Move it away.`);
}

/** `replace`: files of others may be written over where they are in the way. They are never removed. */
export async function planFor(store: Store, release: SealedRelease, found: Found, replace: boolean): Promise<Plan> {
  const { standing } = found;
  const { files } = release.manifest;
  const same = new Set<ManifestFile>();
  await eachAtOnce(store.atOnce, files, async (file) => {
    const there = standing.get(file.path);
    if (there?.size === file.size && (await store.holds(file.path, there, release.read(file)))) same.add(file);
  });
  const added = files.filter(({ path }) => !standing.has(path));
  const changed = files.filter((file) => standing.has(file.path) && !same.has(file));
  const own = ownPaths(found);
  if (!replace)
    respect(
      store,
      found,
      own,
      [...added, ...changed].map(({ path }) => path),
    );
  const kept = new Set([...files.map(({ path }) => path), MANIFEST, SIGNATURE]);
  const removals = [...own].filter((path) => standing.has(path) && !kept.has(path));
  const steps = (path: string) => path.split('/').length;
  return {
    additions: waves(added),
    changes: waves(changed),
    unchanged: files.filter((file) => same.has(file)),
    removals: removals.toSorted((a, b) => steps(a) - steps(b) || compareText(a, b)),
  };
}
