/** `press build`: a content folder to a site. */
import type { Cache } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { Observer } from '../model/observer.ts';
import { FORMAT_NAMES } from '../model/rendition.ts';
import type { Built, BuildRequest } from '../pipeline.ts';
import { asTyped, builtJson, tellBuilt, whatWasBuilt } from './built.ts';
import {
  CACHE_OPTION,
  cacheFor,
  type Command,
  CONTENT_OPTION,
  dateOption,
  FORMAT_OPTION,
  JOBS_OPTION,
  jobsOption,
  type Options,
  OUT,
  siteFolder,
  textOption,
  WITHHELD_OPTION,
  withheldFolder,
  type World,
} from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { openProgress } from './progress.ts';
import { counted, countFindings } from './report.ts';

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What was published stands there already. */
const standingAs = (built: Built): Built => ({
  ...built,
  published: built.published && { ...built.published, recorded: 0, unchanged: true },
});

/** What an earlier run published, if it stands and all that it was made from is as it was; else what is published now. */
async function builtSite(host: Host, cache: Cache, request: BuildRequest, observer: Observer): Promise<Built> {
  // What is published does not hang on how many threads make it.
  const asked = ['build', { ...request, crew: undefined }];
  const known = cache.recall(asked) as Built | undefined; // remembered below, by the same program
  if (known) return standingAs(known);
  const watch = cache.watch();
  const { build: buildSite } = await import('../pipeline.ts');
  const built = await buildSite(host, request, watch, observer);
  if (built.published && built.told.length === 0) watch.remember(asked, built);
  return built;
}

async function run({ host, terminal }: World, _: readonly string[], options: Options): Promise<Exit> {
  const content = textOption(options, 'content') ?? 'content';
  const audience = textOption(options, 'audience') === 'internal' ? 'internal' : 'public';
  const asked = textOption(options, 'out');
  if (audience === 'internal' && asked === undefined) {
    throw new UsageFault('An internal site never goes to dist/: say where with --out.');
  }
  if (audience === 'public' && textOption(options, 'withheld') !== undefined) {
    throw new UsageFault(
      'A build for the public never reads withheld passages: leave --withheld out, or add --audience internal.',
    );
  }
  const only = FORMAT_NAMES.find((name) => name === options['only']);
  const out = siteFolder(content, asked);
  const cache = cacheFor(host, options, out, audience);
  const progress = openProgress(terminal, host.process.clock);
  const request: BuildRequest = {
    content,
    out,
    audience,
    formats: only ? [only] : FORMAT_NAMES,
    asAt: dateOption(options, 'asAt'),
    withheld: withheldFolder(host, content, options),
    crew: { threads: jobsOption(host, options) },
  };
  const built = await builtSite(host, cache, request, progress).finally(progress.clear);
  const { published, findings } = built;
  const unkept = cache.close();
  if (unkept !== undefined) terminal.error(`${unkept}\n`);
  if (options['format'] === 'json') {
    terminal.out(builtJson(built, content, progress.times()));
    return published ? EXIT.fine : EXIT.findings;
  }
  tellBuilt(terminal, built, content);
  if (!published) {
    terminal.error(`Nothing was published: ${countFindings(findings)}.\n`);
    return EXIT.findings;
  }
  const size = `${counted(published.files, 'file')}, ${megabytes(published.bytes)}`;
  terminal.out(`Published ${whatWasBuilt(built)} to ${asTyped(out)}/: ${size}.\n`);
  return EXIT.fine;
}

export const build: Command = {
  options: [
    CONTENT_OPTION,
    { flags: '--out <folder>', summary: `where the site is to stand (default: "${OUT}")` },
    { flags: '--audience <who>', summary: 'who may read it', choices: ['public', 'internal'], fallback: 'public' },
    WITHHELD_OPTION,
    { flags: '--as-at <date>', summary: 'the day to show: what was there, in force or open on it' },
    { flags: '--only <format>', summary: 'make one format only', choices: FORMAT_NAMES },
    JOBS_OPTION,
    FORMAT_OPTION,
    CACHE_OPTION,
  ],
  examples: ['press build', 'press build --content texts --out site --as-at 2024-05-01'],
  run,
};
