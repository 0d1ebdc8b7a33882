/** `press verify`: whether a release, a file of it, or a passage is genuine. Off-line, from a release and a public key. */
import path from 'node:path';
import type { Host } from '../host.ts';
import type { Operation } from '../model/comparison.ts';
import { UsageFault } from '../model/fault.ts';
import { MANIFEST } from '../model/manifest.ts';
import { sha256 } from '../ledger/ledger.ts';
import { PUBLIC_VARIABLE } from '../release/signing/signing.ts';
import {
  about,
  entriesIn,
  folderProblems,
  isProblem,
  lineText,
  openSealed,
  refused,
  releaseName,
  rollbackProblem,
  type Sealed,
  signedBy,
  tellFile,
  tellWords,
  type Told,
  type Trust,
  verifyFile,
  verifyWords,
} from '../release/verify/verify.ts';
import { type Command, type Options, OUT, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { counted } from './report.ts';
import { folderAt, TRUST_OPTIONS, trustFrom } from './trust.ts';

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

function tellFolder(host: Host, folder: string, sealed: Sealed, trust: Trust, anyRelease: boolean): Told {
  const problems = folderProblems(host, folder, sealed.manifest);
  if (problems.length > 0) return refused(problems);
  const older = anyRelease ? undefined : rollbackProblem(host, sealed, trust);
  if (older) return refused([older]);
  const { manifest } = sealed;
  const what = `${counted(manifest.files.length, 'file')}, all as they were published`;
  return {
    genuine: true,
    lines: [[`Genuine: ${releaseName(manifest)}, ${signedBy(sealed)}.`], [`${manifest.publisher}: ${what}.`]],
    value: { ...about(sealed), files: manifest.files.length },
  };
}

const SIGNS = {
  keep: (text: string) => text,
  delete: (text: string) => `[-${text}-]`,
  insert: (text: string) => `{+${text}+}`,
};

const inWords = (operations: readonly Operation[]) => operations.map(({ op, text }) => SIGNS[op](text)).join('');

async function judge({ host, terminal }: World, what: string, options: Options): Promise<Told> {
  const trust = trusted(host, options);
  const own = what === '-' ? undefined : folderAt(host, what);
  const named = textOption(options, 'release') ?? OUT;
  if (what !== '-' && host.kind(what) === undefined) throw new UsageFault(`There is nothing at "${what}".`);
  const folder = own ?? folderAt(host, named);
  const manifestFile = folder === undefined ? named : path.join(folder, MANIFEST);
  if (!own && host.kind(manifestFile) === undefined)
    throw new UsageFault(
      `There is no release at "${named}" to verify against: name one, or its manifest, with --release.`,
    );
  const sealed = openSealed(host, manifestFile, trust);
  if (isProblem(sealed)) return refused([sealed]);
  if (own !== undefined) return tellFolder(host, own, sealed, trust, options['anyRelease'] === true);
  if (what !== '-')
    return tellFile(what, verifyFile(path.basename(what), sha256(host.read(what)), sealed.manifest), sealed);
  if (folder === undefined) throw new UsageFault('Words are looked for in a release, and a manifest alone has none.');
  if (!terminal.input) throw new UsageFault('There is no text on standard input.');
  const passage = new TextDecoder().decode(await terminal.input());
  if (passage.trim() === '') throw new UsageFault('There is no text on standard input.');
  if (sealed.manifest.release === undefined)
    throw new UsageFault(`Words are looked for in the ledger, and ${releaseName(sealed.manifest)}, has none.`);
  const { entries, problems } = entriesIn(host, folder, sealed.manifest);
  return problems.length > 0 ? refused(problems) : tellWords(verifyWords(entries, passage), sealed);
}

async function run(world: World, [what = OUT]: readonly string[], options: Options): Promise<Exit> {
  const { genuine, lines, operations, value } = await judge(world, what, options);
  const sentences = [...lines.map(lineText), ...(operations ? [inWords(operations)] : [])].join('\n');
  const { out, error } = world.terminal;
  if (options['format'] === 'json') out(`${JSON.stringify({ version: 1, genuine, ...value }, undefined, 2)}\n`);
  else if (genuine) out(`${sentences}\n`);
  else error(`Not genuine.\n${sentences}\n`);
  return genuine ? EXIT.fine : EXIT.notGenuine;
}

export const verify: Command = {
  arguments: '[what]',
  options: [
    ...TRUST_OPTIONS,
    { flags: '--unsigned', summary: 'look at no signature: only whether all files are those of the manifest' },
    {
      flags: '--release <place>',
      summary: `the release, or the manifest of one, that a file or text is held against (default: "${OUT}")`,
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
