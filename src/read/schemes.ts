/**
 * The files of `schemes/` to `Schemes`. Each kind of file is one row: which names it has and how its fields are read. A content
 * folder without such a folder, and files from anywhere, use those that the program brings; a folder of its own stands instead.
 */
import type { z } from 'zod';
import type { Host } from '../host.ts';
import type { Place } from '../model/document.ts';
import { type Finding, finding, said } from '../model/finding.ts';
import { gradesOf } from '../model/parse-marking.ts';
import type { MarkingScheme, Schemes } from '../model/schemes.ts';
import { compareText } from '../model/text.ts';
import type { HolidayTable } from '../model/working-days.ts';
import { decode } from './decode.ts';
import { EXEMPTION_FIELDS, exemptionScheme, NAMED_GROUND_FIELDS, namedGrounds } from './exemption-scheme.ts';
import { checkFields } from './fields.ts';
import { HOLIDAY_FIELDS, holidayScheme } from './holiday-scheme.ts';
import { MARKING_SCHEME_FIELDS, markingScheme } from './marking-scheme.ts';
import { RIGHTS_FIELDS, rightsScheme } from './rights-scheme.ts';
import { readYaml } from './yaml.ts';

const FOLDER = 'schemes';
/** Where the program keeps those that it brings. */
const BROUGHT = 'content/schemes';

interface SchemeFile {
  /** From the content root. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A checked file of one kind. */
interface SchemeValue<Value> {
  readonly file: string;
  readonly value: Value;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** Which files are of a kind and what they hold. */
interface SchemeKind<Value> {
  readonly names: RegExp;
  readonly schema: z.ZodType<Value>;
  /** The names of all fields, for suggestions. */
  readonly fields: readonly string[];
}

/** To add a kind, write its row here, its place in `Schemes` and a line in `schemesOf`. */
const KINDS = {
  markings: { names: /^marking-[a-z0-9-]+\.yaml$/, schema: markingScheme, fields: MARKING_SCHEME_FIELDS },
  exemptions: { names: /^foi-exemptions\.yaml$/, schema: exemptionScheme, fields: EXEMPTION_FIELDS },
  grounds: { names: /^grounds\.yaml$/, schema: namedGrounds, fields: NAMED_GROUND_FIELDS },
  holidays: { names: /^bank-holidays\.yaml$/, schema: holidayScheme, fields: HOLIDAY_FIELDS },
  rights: { names: /^review-rights\.yaml$/, schema: rightsScheme, fields: RIGHTS_FIELDS },
} as const satisfies Readonly<Record<string, SchemeKind<unknown>>>;

export interface SchemesRead {
  readonly schemes: Schemes;
  readonly findings: readonly Finding[];
}

const nameOf = (file: string) => file.slice(FOLDER.length + 1);

const stray = ({ file }: SchemeFile): boolean => Object.values(KINDS).every(({ names }) => !names.test(nameOf(file)));

/** The files of one kind, read by its row. */
function readKind<Value>(
  { names, schema, fields }: SchemeKind<Value>,
  files: readonly SchemeFile[],
  findings: Finding[],
): readonly SchemeValue<Value>[] {
  return files.flatMap(({ file, bytes }) => {
    if (!names.test(nameOf(file))) return [];
    const { text, findings: undecoded } = decode(file, bytes);
    findings.push(...undecoded);
    if (text === undefined) return [];
    const yaml = readYaml(file, text, 1);
    const { checked, findings: mistakes } = checkFields(
      file,
      yaml,
      schema,
      fields.map((name) => ({ name })),
    );
    findings.push(...mistakes);
    return checked === undefined ? [] : [{ file, value: checked, placeOf: yaml.placeOf }];
  });
}

function readMarkings(files: readonly SchemeFile[], findings: Finding[]): Schemes['markings'] {
  const schemes = readKind(KINDS.markings, files, findings).toSorted((a, b) =>
    compareText(a.value.from ?? '', b.value.from ?? ''),
  );
  const gradesNamed = (value: Omit<MarkingScheme, 'file'>) =>
    gradesOf({ ...value, file: '' })
      .map(({ name }) => name)
      .join(', ');
  schemes.forEach(({ file, value, placeOf }, index) => {
    if (index > 0 && schemes[index - 1]?.value.from === value.from)
      findings.push(finding('scheme-date', file, placeOf(['from']), 'Another scheme is in force from the same date.'));
    const first = schemes.find((other) => other.value.policy === value.policy)?.value ?? value;
    if (gradesNamed(first) === gradesNamed(value)) return;
    const message = `Another scheme of the policy ${said(value.policy)} has ${gradesNamed(first)}.`;
    findings.push(finding('scheme-tiers', file, placeOf(['tiers']), message));
  });
  return schemes.map(({ file, value }) => ({ ...value, file }));
}

const NO_HOLIDAYS: HolidayTable = { first: 0, last: 0, days: new Map() };

function schemesOf(files: readonly SchemeFile[]): SchemesRead {
  const findings = files
    .filter(stray)
    .map(({ file }) => finding('scheme-file', file, undefined, `No scheme is called ${said(nameOf(file))}.`));
  /** Of a kind that has one file. */
  const only = <Value>(kind: SchemeKind<Value>, none: Value): Value =>
    readKind(kind, files, findings)[0]?.value ?? none;
  const schemes: Schemes = {
    markings: readMarkings(files, findings),
    grounds: { sections: only(KINDS.exemptions, []), named: only(KINDS.grounds, []) },
    holidays: only(KINDS.holidays, NO_HOLIDAYS),
    rights: only(KINDS.rights, { rights: [], outdated: [] }),
  };
  return { schemes, findings };
}

const broughtFiles = (host: Host): readonly SchemeFile[] =>
  host.programFolder(BROUGHT).map((name) => ({
    file: `${FOLDER}/${name}`,
    bytes: host.program(`${BROUGHT}/${name}`),
  }));

const known = new WeakMap<Host, Schemes>();

/** Those that the program brings, read once. A mistake in them is ours. */
export function broughtSchemes(host: Host): Schemes {
  const before = known.get(host);
  if (before) return before;
  const { schemes, findings } = schemesOf(broughtFiles(host));
  const [mistake] = findings;
  if (mistake) throw new Error(`${mistake.file}:${mistake.place.line} ${mistake.message}`);
  known.set(host, schemes);
  return schemes;
}

/** Descriptors of the body's own stand beside those of every marking scheme that is still in use. */
function withDescriptors(schemes: Schemes, names: readonly string[]): Schemes {
  const own = names.map((name) => ({ name, permits: false, source: 'press.yaml', confirmed: true }));
  const markings = schemes.markings.map((scheme) => {
    const { legacy, parts } = scheme;
    return legacy ? scheme : { ...scheme, parts: { ...parts, descriptors: [...parts.descriptors, ...own] } };
  });
  return { ...schemes, markings };
}

/** What a content folder has for `schemes/`: absent, or its files, and findings on whatever is none. */
export interface SchemesFolder {
  readonly files?: readonly SchemeFile[] | undefined;
  readonly findings: readonly Finding[];
}

export function openSchemes(host: Host, root: string): SchemesFolder {
  const folder = `${root}/${FOLDER}`;
  const kind = host.kind(folder);
  if (kind === undefined) return { findings: [] };
  if (kind !== 'folder') {
    const rule = kind === 'link' ? 'file-link' : 'file-kind';
    return { findings: [finding(rule, FOLDER, undefined, 'This is no ordinary folder.')] };
  }
  const entries = host.list(folder).filter(({ name }) => !name.startsWith('.'));
  const odd = entries.flatMap(({ name, kind: what }) =>
    what === 'file' ? [] : [finding('file-kind', `${FOLDER}/${name}`, undefined, 'This is no ordinary file.')],
  );
  const files = entries
    .filter((entry) => entry.kind === 'file')
    .map(({ name, identity }) => ({ file: `${FOLDER}/${name}`, bytes: host.read(`${folder}/${name}`, identity) }));
  return { files, findings: odd };
}

/** Its own and, of each kind that it has no file of, those brought. */
function folderSchemes(host: Host, { files: own, findings: odd }: SchemesFolder): SchemesRead {
  if (!own) return { schemes: broughtSchemes(host), findings: odd };
  const lacking = Object.values(KINDS).filter(({ names }) => !own.some(({ file }) => names.test(nameOf(file))));
  const brought = broughtFiles(host).filter(({ file }) => lacking.some(({ names }) => names.test(nameOf(file))));
  const { schemes, findings } = schemesOf([...own, ...brought]);
  return { schemes, findings: [...odd, ...findings] };
}

/** The schemes that a content folder with this folder is judged by, with the descriptors that press.yaml adds. */
export function readSchemes(host: Host, folder: SchemesFolder, descriptors: readonly string[]): SchemesRead {
  const { schemes, findings } = folderSchemes(host, folder);
  return { schemes: withDescriptors(schemes, descriptors), findings };
}

/** Changes whenever another file stands in the folder, or the same one holds something else. */
export function schemesStamp(host: Host, root: string): readonly string[] {
  const folder = `${root}/${FOLDER}`;
  const kind = host.kind(folder);
  return kind === 'folder' ? host.list(folder).map(({ name, stamp }) => `${name} ${stamp}`) : [String(kind)];
}
