/**
 * The only writer of published sites. Renditions go through the leak scan to a staging folder as they are made; `publish` adds the
 * manifest and, for a release, what it adds to the ledger and the signature, and shows all of it to readers at once. Until then the old
 * site stands untouched.
 */
import path from 'node:path';
import type { Objects } from '../cache/cache.ts';
import { type KeptEntry, type Ledger, nextEntry, type Recorded, sha256 } from '../ledger/ledger.ts';
import type { PartialDate } from '../model/date.ts';
import type { Audience, Phase, Publication } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import { type Finding, finding } from '../model/finding.ts';
import { LEDGER_FOLDER, LEDGER_HEAD, type Part } from '../model/ledger.ts';
import {
  isReleasePath,
  type Manifest,
  MANIFEST,
  type ManifestEdition,
  type ManifestFile,
  SIGNATURE,
} from '../model/manifest.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Scan } from './leaks/leaks.ts';
import { formatManifest, manifestFile } from './manifest.ts';
import { currentFolder, type Place, sealedManifest } from './place.ts';
import {
  keepRecords,
  newestOf,
  type Numbered,
  numberAfter,
  publicKeyFile,
  refuseChanged,
  type Seal,
  shows,
  signatureOf,
  showRelease,
} from './seal.ts';
import { openStagedFiles, type Standing } from './staged-files.ts';
import { swap, sweep } from './swap.ts';

export interface About {
  readonly publication: Publication;
  readonly audience: Audience;
  readonly asAt: PartialDate;
  readonly ledger: Ledger;
  /** Of a view of the past: the day at which the publication stands, and its whole ledger. */
  readonly past?: { readonly present: PartialDate; readonly ledger: Ledger } | undefined;
  /** The parts of an edition as the public sees it, by its identifier. */
  readonly partsOf: (identifier: string) => readonly Part[];
}

/** An edition as a release shows it; `state` and `label` as at the date of the release. */
export interface ShownEdition extends Recorded {
  readonly title: string;
  readonly phase: Phase;
  /** The identifier of the edition of the same work that is in force. */
  readonly inForce?: string | undefined;
}

export interface Published {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** The number of a release. */
  readonly release?: number | undefined;
  /** Entries that the ledger has from now on. */
  readonly recorded: number;
  /** Whether this very release stood there already. */
  readonly unchanged: boolean;
}

export interface Released {
  /** Absent when the findings kept the old site in its place. */
  readonly published?: Published | undefined;
  readonly findings: readonly Finding[];
  /** Of what is published the files as they stand, as `treeOfFiles` tells; absent where nobody can tell without looking. */
  readonly tree?: (() => string) | undefined;
}

export interface Staging {
  /** Writes one rendition. Throws when its path is not one inside the site, or is taken. */
  readonly add: (rendition: Rendition) => void;
  /** Notes an edition that is shown. To be called in the order in which the ledger is to have them. */
  readonly record: (edition: ShownEdition) => void;
  /** Makes all that was added the site, unless anything withheld stands in it. */
  readonly publish: () => Released;
}

function editionOf({ identifier, title, digest, phase, inForce, corrections }: ShownEdition, published?: PartialDate) {
  const corrected = corrections.length > 0 ? corrections.map(({ date }) => date) : undefined;
  const { kind: state, label } = phase;
  return { identifier, title, edition: digest, state, label, inForce, published, corrected } satisfies ManifestEdition;
}

/** When an edition was first published, unless a view of the past shows a day before. */
function publishedBy(first: KeptEntry | undefined, { past, asAt }: About): PartialDate | undefined {
  const published = first?.entry.published;
  return past && published !== undefined && published > asAt ? undefined : published;
}

/** Whether the ledger of the content folder is that of the release before, or goes on from it. */
function continuityFindings({ entries }: Ledger, before: Manifest | undefined): readonly Finding[] {
  const { ledger, release } = before ?? {};
  if (!ledger || entries[ledger.entries - 1]?.sha256 === ledger.last) return [];
  const message = `The ledger does not go on from that of release ${release}, which ended with entry ${ledger.entries}: entries were lost or replaced.`;
  return [finding('ledger-chain', `${LEDGER_FOLDER}/${LEDGER_HEAD}`, undefined, message)];
}

/**
 * Opens a staging folder in a place. `scan` looks at all that comes in; with a `seal` a release is made, else a build. `objects` are told what
 * of theirs an older site has, with which it begins; `spare` is what stands in that, for who has looked since the place is ours.
 */
export function stage(
  place: Place,
  about: About,
  options: {
    scan?: Scan | undefined;
    seal?: Seal | undefined;
    objects?: Pick<Objects, 'standIn'> | undefined;
    spare?: Standing | undefined;
  } = {},
): Staging {
  const { host, staging } = place;
  const { scan, seal } = options;
  const releasing = about.past ? undefined : seal;
  // The place is ours alone: until this run changes it, readers see the same.
  const previous = currentFolder(place);
  const files = new Map<string, ManifestFile>();
  const editions: ManifestEdition[] = [];
  const added: KeptEntry[] = [];
  const digests = new Map<string, string>();

  function add(rendition: Rendition): void {
    if (!isReleasePath(rendition.path)) throw new Error(`a rendition cannot stand at "${rendition.path}"`);
    if (files.has(rendition.path)) throw new Error(`two renditions stand at "${rendition.path}"`);
    scan?.look(rendition);
    files.set(rendition.path, manifestFile(rendition));
    staged.write(rendition.path, rendition);
  }

  const addEntry = ({ file, bytes, entry: { identifier } }: KeptEntry) =>
    add({ path: file, mediaType: 'application/json', bytes, identifier });

  function record(edition: ShownEdition): void {
    const [first] = about.ledger.of.get(edition.identifier) ?? [];
    digests.set(edition.identifier, edition.digest);
    editions.push(editionOf(edition, publishedBy(first, about) ?? (releasing && about.asAt)));
    const entry = releasing && nextEntry(about.ledger, added, edition, about.asAt, about.partsOf);
    if (!entry) return;
    addEntry(entry);
    added.push(entry);
  }

  /** The manifest, as that of a release with this number. */
  function manifestAs(numbered: Numbered | undefined): Manifest {
    const { publication, audience, asAt, ledger, past } = about;
    const end = added.at(-1) ?? ledger.entries.at(-1);
    return {
      version: 1,
      publisher: publication.publisher,
      baseAddress: publication.baseAddress,
      audience,
      asAt,
      ...numbered,
      view: past && (seal ? { made: past.present, ...newestOf(past.ledger) } : {}),
      ledger: releasing && end && { entries: end.entry.number, last: end.sha256 },
      editions,
      files: [...files.values()].map(({ identifier, marking, mediaType, path, sha256, size }) => {
        const edition = digests.get(identifier ?? '');
        return { edition, identifier, marking, mediaType, path, sha256, size };
      }),
    };
  }

  /** Whether it is these files that stand in the folder, and not the same of an earlier run. */
  function put(folder: string): boolean {
    staged.settle();
    if (host.kind(folder) !== undefined) return false;
    host.rename(staging, folder);
    host.syncFolder(place.releases);
    return true;
  }

  /** What a publication of these manifest bytes comes to. */
  const outcome = (folder: string, release: number | undefined, unchanged: boolean): Published => {
    const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    return { folder, files: files.size + 1, bytes, release, recorded: unchanged ? 0 : added.length, unchanged };
  };

  function freeName(digest: string, signature: string | undefined, number?: number): string {
    const base = `${place.name}-${number === undefined ? '' : `${number}-`}${digest.slice(0, 16)}`;
    for (let count = 1; ; count++) {
      const folder = path.join(place.releases, count === 1 ? base : `${base}-${count}`);
      const same = () => shows(host, folder, [...files.values()]) && signatureIn(folder) === signature;
      if (host.kind(folder) === undefined || same()) return folder;
    }
  }

  function publish(): Released {
    const before = releasing && sealedManifest(host, previous);
    if (seal?.key) add(publicKeyFile(seal.key));
    if (releasing) {
      const broken = continuityFindings(about.ledger, before?.manifest);
      if (broken.length > 0) return { findings: broken };
      about.ledger.entries.forEach(addEntry);
      // After a rollback an older release is shown, and whatever comes next is a new one.
      const newest = about.ledger.head?.release ?? before?.manifest.release;
      if (before && previous !== undefined && before.manifest.release === newest) {
        const { release, previous: earlier } = before.manifest;
        const same = manifestAs({ release, previous: earlier });
        const again = formatManifest(same);
        const stands = sha256(again) === sha256(before.bytes) && shows(host, previous, [...files.values()]);
        if (stands && signatureOf(again, releasing, same) === signatureIn(previous))
          return { findings: [], published: outcome(previous, release, true) };
      }
    }
    const numbered = releasing && numberAfter(about, before);
    const manifest = manifestAs(numbered);
    const bytes = formatManifest(manifest);
    scan?.look({ path: MANIFEST, mediaType: 'application/json', bytes });
    const leaks = scan?.leaks() ?? [];
    if (leaks.length > 0) return { findings: leaks };
    staged.write(MANIFEST, { bytes });
    const signature = seal && signatureOf(bytes, seal, manifest);
    if (signature !== undefined) staged.write(SIGNATURE, { bytes: new TextEncoder().encode(signature) });
    const folder = freeName(sha256(bytes), signature, numbered?.release);
    if (seal) {
      const records = { bytes, signature, name: numbered ? String(numbered.release) : `as-at-${manifest.asAt}` };
      keepRecords(place, seal, records);
      refuseChanged(seal);
    }
    let own = false;
    if (releasing && numbered) {
      const showing = { bytes, manifest, release: numbered.release };
      showRelease(place, releasing, { ...showing, folder: path.basename(folder), added }, () => {
        own = put(folder);
        swap(place, folder);
      });
    } else {
      own = put(folder);
      if (previous !== folder) swap(place, folder);
    }
    const removed = sweep(place, previous, staged.lasts());
    const tree = own && removed === 0 ? () => staged.tree(folder) : undefined;
    return { findings: [], published: outcome(folder, numbered?.release, false), tree };
  }

  function signatureIn(folder: string): string | undefined {
    const file = path.join(folder, SIGNATURE);
    return host.kind(file) === 'file' ? new TextDecoder().decode(host.read(file)) : undefined;
  }

  const shownNow = about.past && sealedManifest(host, previous)?.manifest.release;
  if (shownNow !== undefined)
    throw new UsageFault(
      `Release ${shownNow} stands at "${place.out}", and a view of the past is no release that could follow it: say with --out where it goes.`,
    );
  if (seal && !seal.key && !seal.unsigned && previous !== undefined && signatureIn(previous) !== undefined)
    throw new UsageFault(
      'What stands there is signed, and this would not be: whoever verifies it is told that it is not genuine. Name the key with --key, or say --unsigned.',
    );
  const staged = openStagedFiles(place, options.spare);
  options.objects?.standIn(staging, staged.found);
  return { add, record, publish };
}
