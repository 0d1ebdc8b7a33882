/** `press verify`: whether a release, a file of it, or a passage is genuine. Off-line, from a release and a public key. */
import path from 'node:path';
import type { Host } from '../host.ts';
import type { Operation } from '../model/comparison.ts';
import { formatDate } from '../model/date.ts';
import { UsageFault } from '../model/fault.ts';
import { MANIFEST, type Manifest, type ManifestEdition } from '../model/manifest.ts';
import { PUBLIC_VARIABLE } from '../release/signing/signing.ts';
import {
  entriesIn,
  type FileVerdict,
  folderProblems,
  isProblem,
  openSealed,
  type Problem,
  rollbackProblem,
  type Sealed,
  type Trust,
  verifyFile,
  verifyWords,
  type WordsVerdict,
} from '../release/verify/verify.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { counted } from './report.ts';
import { folderAt, TRUST_OPTIONS, trustFrom } from './trust.ts';

/** What is told, for people line by line and for programs. */
interface Told {
  readonly genuine: boolean;
  readonly lines: readonly string[];
  readonly value: object;
}

/** `undefined` where whoever asks wants no signature looked at. */
function trusted(host: Host, options: Options): Trust {
  if (options['unsigned']) return undefined;
  const trust = trustFrom(host, options);
  if (!trust)
    throw new UsageFault(
      `Say whose signature is to be trusted: --key FILE.pub, or ${PUBLIC_VARIABLE}. With --unsigned no signature is looked at.`,
    );
  return trust;
}

const releaseName = ({ release, asAt }: Manifest) =>
  release === undefined
    ? `a build as at ${formatDate(asAt)}, which is no release`
    : `release ${release}, as at ${formatDate(asAt)}`;

const signedBy = ({ key }: Sealed) =>
  key === undefined ? 'its signature was not looked at' : `signed with the key ${key}`;

const about = ({ manifest, key, digest }: Sealed) => ({
  release: manifest.release,
  asAt: manifest.asAt,
  publisher: manifest.publisher,
  address: manifest.baseAddress,
  manifest: digest,
  key,
});

function refused(problems: readonly Problem[]): Told {
  return {
    genuine: false,
    lines: problems.map(({ path: file, what }) => `${file}: ${what}.`),
    value: { problems },
  };
}

function tellFolder(host: Host, folder: string, sealed: Sealed, anyRelease: boolean): Told {
  const problems = folderProblems(host, folder, sealed.manifest);
  if (problems.length > 0) return refused(problems);
  const older = anyRelease ? undefined : rollbackProblem(host, sealed);
  if (older) return refused([older]);
  const { manifest } = sealed;
  const what = `${counted(manifest.files.length, 'file')}, all as they were published`;
  return {
    genuine: true,
    lines: [`Genuine: ${releaseName(manifest)}, ${signedBy(sealed)}.`, `${manifest.publisher}: ${what}.`],
    value: { ...about(sealed), files: manifest.files.length },
  };
}

function editionLines({ identifier, title, label, published, corrected }: ManifestEdition): readonly string[] {
  return [
    `It shows ${identifier}, “${title}”.`,
    ...(published === undefined ? [] : [`Published as at ${formatDate(published)}. State: ${label}.`]),
    ...(corrected === undefined ? [] : [`Corrected on ${corrected.map(formatDate).join(', ')}.`]),
  ];
}

function tellFile(name: string, { file, edition, supersededBy, namesake }: FileVerdict, sealed: Sealed): Told {
  const { manifest } = sealed;
  if (!file) {
    const known = namesake
      ? `It is not ${namesake.path}${namesake.identifier ? ` (${namesake.identifier})` : ''} as published there: it was changed, or is of another release.`
      : 'No file of it has these bytes.';
    return {
      genuine: false,
      lines: [`${name} is not of ${releaseName(manifest)}. ${known}`],
      value: { ...about(sealed), namesake: namesake?.path },
    };
  }
  const lines = [
    `Genuine: ${file.path} of ${releaseName(manifest)}, ${signedBy(sealed)}.`,
    ...(edition ? editionLines(edition) : file.identifier ? [`It shows ${file.identifier}.`] : []),
    ...(supersededBy ? [`In force in its place: ${supersededBy.identifier}, “${supersededBy.title}”.`] : []),
  ];
  return { genuine: true, lines, value: { ...about(sealed), file, edition, supersededBy: supersededBy?.identifier } };
}

const SIGNS = {
  keep: (text: string) => text,
  delete: (text: string) => `[-${text}-]`,
  insert: (text: string) => `{+${text}+}`,
};

const inWords = (operations: readonly Operation[]) => operations.map(({ op, text }) => SIGNS[op](text)).join('');

function tellWords({ found, nearest }: WordsVerdict, sealed: Sealed): Told {
  const { manifest } = sealed;
  if (found.length > 0)
    return {
      genuine: true,
      lines: [
        `Genuine: published in ${releaseName(manifest)}, ${signedBy(sealed)}.`,
        ...found.map(({ identifier, published, corrected, how }) => {
          const exactly =
            how === 'exact' ? 'has these words' : 'has these words, but for quotation marks, dashes or hyphens';
          const since = corrected ? ', and was corrected since: it no longer has them' : '';
          return `${identifier} ${exactly}. Published as at ${formatDate(published as Manifest['asAt'])}${since}.`;
        }),
      ],
      value: {
        ...about(sealed),
        found: found.map(({ identifier, part, published, corrected, how }) => {
          return { identifier, sha256: part.sha256, published, corrected, how };
        }),
      },
    };
  const near = nearest
    ? [
        `Nearest is ${nearest.identifier}, which has the words in [-…-] where the text has those in {+…+}:`,
        inWords(nearest.operations),
      ]
    : ['Nothing that was published is like it.'];
  return {
    genuine: false,
    lines: [`No clause of ${releaseName(manifest)} has these words.`, ...near],
    value: { ...about(sealed), found: [], nearest },
  };
}

async function judge({ host, terminal }: World, what: string, options: Options): Promise<Told> {
  const trust = trusted(host, options);
  const own = what === '-' ? undefined : folderAt(host, what);
  const named = textOption(options, 'release') ?? 'dist';
  if (what !== '-' && host.kind(what) === undefined) throw new UsageFault(`There is nothing at "${what}".`);
  const folder = own ?? folderAt(host, named);
  const manifestFile = folder === undefined ? named : path.join(folder, MANIFEST);
  if (!own && host.kind(manifestFile) === undefined)
    throw new UsageFault(
      `There is no release at "${named}" to verify against: name one, or its manifest, with --release.`,
    );
  const sealed = openSealed(host, manifestFile, trust);
  if (isProblem(sealed)) return refused([sealed]);
  if (own !== undefined) return tellFolder(host, own, sealed, options['anyRelease'] === true);
  if (what !== '-') return tellFile(what, verifyFile(path.basename(what), host.read(what), sealed.manifest), sealed);
  if (folder === undefined) throw new UsageFault('Words are looked for in a release, and a manifest alone has none.');
  if (!terminal.input) throw new UsageFault('There is no text on standard input.');
  const passage = new TextDecoder().decode(await terminal.input());
  if (passage.trim() === '') throw new UsageFault('There is no text on standard input.');
  const { entries, problems } = entriesIn(host, folder, sealed.manifest);
  return problems.length > 0 ? refused(problems) : tellWords(verifyWords(entries, passage), sealed);
}

async function run(world: World, [what = 'dist']: readonly string[], options: Options): Promise<Exit> {
  const { genuine, lines, value } = await judge(world, what, options);
  const { out, error } = world.terminal;
  if (options['format'] === 'json') out(`${JSON.stringify({ version: 1, genuine, ...value }, undefined, 2)}\n`);
  else if (genuine) out(`${lines.join('\n')}\n`);
  else error(`Not genuine.\n${lines.join('\n')}\n`);
  return genuine ? EXIT.fine : EXIT.notGenuine;
}

export const verify: Command = {
  arguments: '[what]',
  options: [
    ...TRUST_OPTIONS,
    { flags: '--unsigned', summary: 'look at no signature: only whether all files are those of the manifest' },
    {
      flags: '--release <place>',
      summary: 'the release, or the manifest of one, that a file or text is held against (default: "dist")',
    },
    { flags: '--any-release', summary: 'accept a release that is older than one seen before' },
    { flags: '--format <format>', summary: 'how to tell', choices: ['text', 'json'], fallback: 'text' },
  ],
  examples: [
    'press verify dist --key press.pub',
    'press verify letter.pdf --key press.pub --release dist/manifest.json',
    'echo "the words" | press verify - --key press.pub',
  ],
  run,
};
