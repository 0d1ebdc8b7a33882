/** `press release`: a content folder to a numbered, signed release. */
import path from 'node:path';
import { UsageFault } from '../model/fault.ts';
import { build, type Built, type BuildRequest } from '../pipeline.ts';
import { type SecretKey, witness } from '../release/release.ts';
import { KEY_VARIABLE, openKey } from '../release/signing/signing.ts';
import { FORMAT_NAMES } from '../model/rendition.ts';
import { asTyped, builtJson, tellBuilt, whatWasBuilt } from './built.ts';
import {
  type Command,
  CONTENT_OPTION,
  dateOption,
  FORMAT_OPTION,
  JOBS_OPTION,
  jobsOption,
  type Options,
  OUT,
  programVersion,
  siteFolder,
  textOption,
  type World,
} from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { openProgress } from './progress.ts';
import { counted, countFindings } from './report.ts';
import type { Terminal } from './terminal.ts';

interface Where {
  readonly out: string;
  readonly content: string;
}

function tellNumbered(terminal: Terminal, built: Built, { out, content }: Where): void {
  const { release, unchanged = false, recorded = 0, files = 0 } = built.published ?? {};
  terminal.out(
    unchanged
      ? `Nothing changed since release ${release}, which stands in ${out}/.\n`
      : `Released ${whatWasBuilt(built)} as number ${release} to ${out}/: ${counted(files, 'file')}.\n`,
  );
  if (unchanged) return;
  const some = recorded === 1 ? '1 new entry' : `${recorded} new entries`;
  const entries = recorded === 0 ? 'no new entry, but names this release' : some;
  terminal.out(`The ledger in ${path.join(content, 'published')}/ has ${entries}: commit the folder.\n`);
}

function tellReleased(terminal: Terminal, built: Built, where: Where, key?: SecretKey): void {
  const { published, past } = built;
  if (!published) return;
  if (past) {
    const what = `${whatWasBuilt(built)} in ${where.out}/: ${counted(published.files, 'file')}`;
    terminal.out(`Made a view of ${what}. It has no number, and the ledger stays as it is.\n`);
  } else tellNumbered(terminal, built, where);
  if (key) terminal.out(`Signed with the key ${key.id}.\n`);
  else
    terminal.error(
      `The ${past ? 'view' : 'release'} is not signed, so nobody can prove that it is yours: name a key with --key.\n`,
    );
}

async function run({ host, terminal }: World, _: readonly string[], options: Options): Promise<Exit> {
  const content = textOption(options, 'content') ?? 'content';
  if (textOption(options, 'audience') === 'internal')
    throw new UsageFault(
      'A release is for the public; "press build --audience internal --out DIR" makes a site for others.',
    );
  const out = siteFolder(content, textOption(options, 'out'));
  const { ask } = terminal;
  const key = await openKey(host, textOption(options, 'key'), ask && (() => ask('Password of the key: ')));
  const asAt = dateOption(options, 'asAt');
  const progress = openProgress(terminal, host.process.clock);
  const request: BuildRequest = {
    content,
    out,
    audience: 'public',
    formats: FORMAT_NAMES,
    asAt,
    crew: { threads: jobsOption(host, options) },
    seal: {
      key,
      unsigned: options['unsigned'] === true,
      content: path.resolve(content),
      witness: witness(host, content),
      parameters: { command: 'press release', ...(asAt && { 'as-at': asAt }) },
      version: programVersion(host),
    },
  };
  const built = await build(host, request, undefined, progress).finally(progress.clear);
  if (options['format'] === 'json') {
    terminal.out(builtJson(built, content, progress.times()));
    return built.published ? EXIT.fine : EXIT.findings;
  }
  tellBuilt(terminal, built, content);
  tellReleased(terminal, built, { out: asTyped(out), content }, key);
  if (built.published) return EXIT.fine;
  terminal.error(`Nothing was released: ${countFindings(built.findings)}.\n`);
  return EXIT.findings;
}

export const release: Command = {
  options: [
    CONTENT_OPTION,
    { flags: '--out <folder>', summary: `where the site is to stand (default: "${OUT}")` },
    { flags: '--key <file>', summary: `the secret key to sign it with (default: the key in ${KEY_VARIABLE})` },
    { flags: '--unsigned', summary: 'without a signature, although the release before has one' },
    { flags: '--as-at <date>', summary: 'the day to show: what was there, in force or open on it' },
    {
      flags: '--audience <who>',
      summary: 'the public, and no other',
      choices: ['public', 'internal'],
      fallback: 'public',
    },
    JOBS_OPTION,
    FORMAT_OPTION,
  ],
  examples: ['press release --key ~/press.key', 'press release --key ~/press.key --as-at 2025-06-01'],
  run,
};
