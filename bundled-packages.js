/**
 * What goes into `lib/` of other people's packages is told beside it: `packages.json`, in the form in which npm lists what is installed,
 * for the bill of materials of a release; and `LICENCES.txt`, because most licences ask that their words go with the code.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 'node_modules/';

/** Where the package stands that a module belongs to, from the program's folder; `undefined` of the program's own. */
function placeOf(module) {
  const file = path.relative('.', module).split(path.sep).join('/');
  const within = file.lastIndexOf(FOLDER) + FOLDER.length;
  if (within < FOLDER.length || module.startsWith('\0')) return undefined;
  const [scope, name] = file.slice(within).split('/');
  return file.slice(0, within) + (scope.startsWith('@') ? `${scope}/${name}` : scope);
}

const parse = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Not where a package was fetched from, which is of one machine. */
const told = ({ version, integrity, license, optional, dependencies, optionalDependencies, peerDependencies }) => ({
  ...{ version, integrity, license, optional, dependencies, optionalDependencies, peerDependencies },
});

/** The words of a package's licence, or of what it says of it where it has none. */
function licenceOf(place) {
  const { name, version, license, author } = parse(`${place}/package.json`);
  const files = readdirSync(place).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file));
  const words = files.toSorted().map((file) => readFileSync(`${place}/${file}`, 'utf8').trim());
  const stated = `Licence: ${license}. Author: ${author?.name ?? author ?? 'not stated'}.`;
  return `${name} ${version}\n\n${words.length > 0 ? words.join('\n\n') : stated}\n`;
}

export function bundledPackages() {
  return {
    name: 'bundled-packages',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const places = [...new Set(modules.flatMap((module) => placeOf(module) ?? []))].toSorted();
      const installed = parse(`${FOLDER}.package-lock.json`).packages;
      const packages = Object.fromEntries(places.map((place) => [place, told(installed[place])]));
      const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
      emit('packages.json', `${JSON.stringify({ packages }, undefined, 2)}\n`);
      const rule = `\n${'-'.repeat(80)}\n\n`;
      emit(
        'LICENCES.txt',
        ['Packages that this program contains, and their licences.\n', ...places.map(licenceOf)].join(rule),
      );
    },
  };
}
