/**
 * Where a release comes from: an in-toto statement (v1) with a SLSA provenance predicate (v1), in a signed DSSE envelope where there is a key.
 * It claims no more than SLSA level 1: whoever ran the program wrote it. It is kept beside the release and never in it: digests
 * of files with withheld passages, and of a commit that holds them, could be guessed from.
 */
import { sign } from 'node:crypto';
import path from 'node:path';
import type { Host } from '../host.ts';
import { canonicalFile, canonicalJson } from '../model/canonical-json.ts';
import { MANIFEST } from '../model/manifest.ts';
import { BILL } from './bill-of-materials.ts';
import { privateKeyOf, type SecretKey } from './signing/signing.ts';

export interface Source {
  /** Digests of all files of the content folder that were read. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Digest of the list of the packages that the program consists of. */
  readonly bill: string;
  /** The commit that is checked out around the content folder, if it is in a repository. */
  readonly commit?: string | undefined;
  /** What was asked for. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The version of the program. */
  readonly version: string;
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

export function statementOf(manifestDigest: string, source: Source): object {
  const { inputs, bill, commit, parameters, version } = source;
  const files = [...inputs].map(([name, sha256]) => ({ name, digest: { sha256 } }));
  const repository = commit === undefined ? [] : [{ name: 'source', digest: { gitCommit: commit } }];
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: MANIFEST, digest: { sha256: manifestDigest } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:guidance-press:release:1',
        externalParameters: parameters,
        internalParameters: {},
        resolvedDependencies: [...repository, ...files],
      },
      runDetails: {
        builder: { id: 'urn:guidance-press:unattested', version: { 'guidance-press': version } },
        byproducts: [{ name: BILL, digest: { sha256: bill } }],
      },
    },
  };
}

/** What a DSSE signature is of (pre-authentication encoding). */
export function preAuthentication(type: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** The file of a statement: an envelope, or without a key the statement alone. */
export function provenanceFile(statement: object, key: SecretKey | undefined): Uint8Array {
  if (!key) return canonicalFile(statement);
  const payload = new TextEncoder().encode(canonicalJson(statement));
  const sig = sign(null, preAuthentication(PAYLOAD_TYPE, payload), privateKeyOf(key.seed)).toString('base64');
  return canonicalFile({
    payloadType: PAYLOAD_TYPE,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: key.id, sig }],
  });
}

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function textOf(host: Host, file: string): string | undefined {
  return host.kind(file) === 'file' ? new TextDecoder().decode(host.read(file)).trim() : undefined;
}

function commitIn(host: Host, git: string): string | undefined {
  const head = textOf(host, path.join(git, 'HEAD'));
  if (head === undefined || HASH.test(head)) return head;
  const name = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  if (name === undefined || name.includes('..')) return undefined;
  // A linked work tree keeps its branches with the main one.
  const common = path.resolve(git, textOf(host, path.join(git, 'commondir')) ?? '.');
  const loose = textOf(host, path.join(common, name));
  if (loose !== undefined) return HASH.test(loose) ? loose : undefined;
  const packed = textOf(host, path.join(common, 'packed-refs')) ?? '';
  const line = packed.split('\n').find((one) => one.endsWith(` ${name}`));
  const found = line?.slice(0, -name.length - 1);
  return found !== undefined && HASH.test(found) ? found : undefined;
}

/** The commit that is checked out around a folder. Whether files differ from it is told by their digests. */
export function commitAround(host: Host, folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const git = path.join(at, '.git');
    const kind = host.kind(git);
    if (kind === 'folder') return commitIn(host, git);
    const elsewhere = kind === 'file' ? /^gitdir: (.+)$/.exec(textOf(host, git) ?? '')?.[1] : undefined;
    if (elsewhere !== undefined) return commitIn(host, path.resolve(at, elsewhere));
    if (at === path.dirname(at)) return undefined;
  }
}
