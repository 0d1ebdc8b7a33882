/**
 * What the program that made a release consisted of: every installed package that it can load, with version, licence and digest, as CycloneDX 1.5
 * (https://cyclonedx.org/docs/1.5/json/). The lists of the packages that the compiled program contains and that npm installed go in: of a package
 * in both, the one that is contained is what runs. The same installation gives the same
 * bytes: no serial number and no time. It is kept beside the provenance and not published: it concerns the program and no document.
 */
import path from 'node:path';
import { z } from 'zod';
import type { FileEntry, Host } from '../host.ts';
import { canonicalFile } from '../model/canonical-json.ts';
import { compareText } from '../model/text.ts';

export const BILL = 'sbom.json';
/** Made with the program, in the form of npm's list. */
const CONTAINED = 'lib/packages.json';

const ranges = z.record(z.string(), z.string()).optional();
const described = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.unknown().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().optional(),
  dependencies: ranges,
  optionalDependencies: ranges,
  peerDependencies: ranges,
});
const installedForm = z.object({ packages: z.record(z.string(), described) });

type Described = z.infer<typeof described>;

interface Component extends Described {
  readonly name: string;
  readonly version: string;
}

const refOf = ({ name, version }: Component) => `${name}@${version}`;

/** Packages by the paths at which they are installed, from the folder that has them. */
type Installed = ReadonlyMap<string, Component>;

const FOLDER = 'node_modules/';

/** `undefined` for a list in a form that is not known. */
function installedFrom(bytes: Uint8Array): Installed | undefined {
  const { data } = installedForm.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!data) return undefined;
  return new Map(
    Object.entries(data.packages).flatMap(([place, one]) => {
      const name = one.name ?? place.slice(place.lastIndexOf(FOLDER) + FOLDER.length);
      return one.version === undefined ? [] : [[place, { ...one, name, version: one.version }] as const];
    }),
  );
}

/** Where an import of a package leads from another: the nearest `node_modules` that has it. */
function placeOf(installed: Installed, name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf(FOLDER) - 1))) {
    const place = `${folder === '' ? '' : `${folder}/`}${FOLDER}${name}`;
    if (installed.has(place)) return place;
    if (folder === '') return undefined;
  }
}

function neededBy(installed: Installed, one: Described, from: string): readonly string[] {
  const names = Object.keys({ ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies });
  // What is optional need not be there.
  return names.flatMap((name) => placeOf(installed, name, from) ?? []);
}

const purlOf = ({ name, version }: Component) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A licence by its SPDX name, an expression of several, or what else a package says. */
function licencesOf({ license }: Described): readonly object[] | undefined {
  if (typeof license !== 'string' || license === '') return undefined;
  if (/^[A-Za-z0-9.+-]+$/.test(license) && license !== 'UNLICENSED') return [{ license: { id: license } }];
  return / (?:AND|OR|WITH) /.test(license) ? [{ expression: license }] : [{ license: { name: license } }];
}

/** `sha512-…` in base64 to CycloneDX's names and hexadecimal figures. */
function hashesOf({ integrity }: Described): readonly object[] | undefined {
  return integrity?.split(' ').map((one) => {
    const [, size = '', digest = ''] = /^sha(\d+)-(.+)$/.exec(one) ?? [];
    return { alg: `SHA-${size}`, content: Buffer.from(digest, 'base64').toString('hex') };
  });
}

function componentOf(one: Component, type: 'application' | 'library'): object {
  const scope = type === 'library' ? (one.optional ? 'optional' : 'required') : undefined;
  const { name, version } = one;
  const told = { licenses: licencesOf(one), hashes: hashesOf(one), purl: purlOf(one) };
  return { type, 'bom-ref': refOf(one), name, version, scope, ...told };
}

/** The program's own description, and what is known to be installed for it. */
export interface Installation {
  readonly own: Component;
  /** The program's folder, from the one that has the packages. */
  readonly from: string;
  /** What the program was compiled of, from its own folder. */
  readonly contained: Installed;
  /** Absent where npm left no list. */
  readonly installed?: Installed | undefined;
}

export function installationOf(host: Host): Installation {
  const files = host.programFiles();
  const ending = (name: string): FileEntry | undefined => files.find(({ file }) => path.basename(file) === name);
  const own = described.parse(JSON.parse(new TextDecoder().decode(host.program('package.json'))));
  const list = ending('.package-lock.json');
  const description = ending('package.json');
  const root = list && path.dirname(path.dirname(list.file));
  const from = root && description ? path.relative(root, path.dirname(description.file)) : '';
  return {
    own: { ...own, name: own.name ?? '', version: own.version ?? '' },
    from: from.split(path.sep).join('/'),
    contained: installedFrom(host.program(CONTAINED)) ?? new Map(),
    installed: list && installedFrom(host.read(list.file)),
  };
}

/** The file `sbom.json`. Where npm left no list, it names the program with what it contains, and says that more is missing. */
export function billOfMaterials({ own, from, contained, installed }: Installation): Uint8Array {
  // As if they were installed inside the program, where an import would look first.
  const inside = [...contained].map(([place, one]) => [from === '' ? place : `${from}/${place}`, one] as const);
  const packages: Installed = new Map([...(installed ?? []), ...inside]);
  const found = new Map<string, Component>();
  const edges = new Map<string, Set<string>>();
  function follow(one: Component, place: string): void {
    const needed = edges.get(refOf(one)) ?? new Set();
    edges.set(refOf(one), needed);
    for (const next of neededBy(packages, one, place)) {
      const component = packages.get(next);
      if (!component) continue;
      needed.add(refOf(component));
      if (found.has(next)) continue;
      found.set(next, component);
      follow(component, next);
    }
  }
  follow(own, from);
  const components = new Map([...found.values()].map((one) => [refOf(one), one]));
  const sorted = [...components].toSorted(([a], [b]) => compareText(a, b));
  return canonicalFile({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: componentOf(own, 'application') },
    components: sorted.map(([, one]) => componentOf(one, 'library')),
    dependencies: [...edges]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([ref, needed]) => ({ ref, dependsOn: [...needed].toSorted(compareText) })),
    compositions: [{ aggregate: installed ? 'complete' : 'incomplete', dependencies: [refOf(own)] }],
  });
}
