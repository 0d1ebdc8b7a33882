/** `press publish`: the release in `dist` to a folder that a web server shows, or to a bucket. */
import { UsageFault } from '../model/fault.ts';
import { openRelease, openTarget, publish, type PublishedTo, type SealedRelease } from '../publish/publish.ts';
import { lineText, refused } from '../release/verify/verify.ts';
import { type Command, type Options, OUT, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { openProgress } from './progress.ts';
import { counted } from './report.ts';
import type { Terminal } from './terminal.ts';
import { folderAt, TRUST_OPTIONS, trustFrom } from './trust.ts';

const size = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function inWords(done: PublishedTo, { manifest }: SealedRelease, target: string, dryRun: boolean): string {
  const { added, changed, removed, unchanged, bytes } = done;
  const sent = added.length + changed.length;
  if (sent + removed.length === 0) return `${target} shows release ${manifest.release} already.\n`;
  const count = `${counted(sent, 'file')} sent (${size(bytes)}), ${unchanged} unchanged, ${removed.length} removed`;
  if (!dryRun) return `Published release ${manifest.release} to ${target}: ${count}.\n`;
  const lines = [
    ...added.map((path) => `add     ${path}`),
    ...changed.map((path) => `change  ${path}`),
    ...removed.map((path) => `remove  ${path}`),
  ];
  return `${lines.join('\n')}\nRelease ${manifest.release} would be published to ${target}: ${count}. Nothing was done.\n`;
}

function tellSigned(terminal: Terminal, { signature, key }: SealedRelease): void {
  if (!signature) terminal.error('The release is not signed, so nobody can prove that it is yours.\n');
  else if (key === undefined)
    terminal.error('Whose signature it bears was not looked at: name the public key with --key.\n');
}

async function run({ host, terminal }: World, words: readonly string[], options: Options): Promise<Exit> {
  const [target = ''] = words;
  const named = textOption(options, 'release') ?? OUT;
  const folder = folderAt(host, named);
  if (folder === undefined) throw new UsageFault(`There is no release at "${named}"; "press release" makes one.`);
  const dryRun = options['dryRun'] === true;
  const asJson = options['format'] === 'json';
  const store = await openTarget(host, target, folder, {
    endpoint: textOption(options, 'endpoint'),
    thorough: options['thorough'] === true,
  });
  const release = openRelease(host, folder, named, trustFrom(host, options));
  if ('problems' in release) {
    const lines = refused(release.problems).lines.map((line) => `${lineText(line)}\n`);
    if (asJson)
      terminal.out(`${JSON.stringify({ version: 1, genuine: false, problems: release.problems }, undefined, 2)}\n`);
    terminal.error(`Not genuine.\n${lines.join('')}Nothing was published.\n`);
    return EXIT.notGenuine;
  }
  tellSigned(terminal, release);
  const progress = openProgress(terminal, host.process.clock);
  const done = await publish(store, release, {
    older: options['older'] === true,
    replace: options['replace'] === true,
    takeOver: options['takeOver'] === true,
    dryRun,
    observer: progress,
  }).finally(progress.clear);
  for (const sentence of done.told) terminal.error(`${sentence}\n`);
  const { added, changed, removed, unchanged, bytes } = done;
  const counts = { sent: added.length + changed.length, unchanged, removed: removed.length, bytes };
  const about = { version: 1, target: store.name, release: release.manifest.release, manifest: release.digest };
  const lists = dryRun ? { dryRun, add: added, change: changed, remove: removed } : {};
  terminal.out(
    asJson
      ? `${JSON.stringify({ ...about, ...counts, ...lists }, undefined, 2)}\n`
      : inWords(done, release, store.name, dryRun),
  );
  return EXIT.fine;
}

export const publishCommand: Command = {
  arguments: '<target>',
  options: [
    { flags: '--release <folder>', summary: 'the release that is to be published', fallback: OUT },
    ...TRUST_OPTIONS,
    { flags: '--endpoint <address>', summary: 'the storage server (default: the one in AWS_ENDPOINT_URL_S3)' },
    { flags: '--thorough', summary: 'read what stands in a bucket, and go by no list of it' },
    { flags: '--dry-run', summary: 'say what would be done, and do nothing' },
    { flags: '--older', summary: 'the target may show a newer release, as after press rollback' },
    { flags: '--replace', summary: 'files that no release put there may be written over where they are in the way' },
    { flags: '--take-over', summary: 'nothing else is publishing there, whatever the claims in the bucket say' },
    { flags: '--format <format>', summary: 'how to tell', choices: ['text', 'json'], fallback: 'text' },
  ],
  examples: [
    'press publish /srv/www/site --key press.pub',
    'press publish s3://bucket/prefix --key press.pub',
    'press publish s3://bucket --endpoint https://storage.example/ --dry-run',
  ],
  run,
};
