/** `press build`: a content folder to a site. */
import { UsageFault } from '../model/fault.ts';
import { build as buildSite } from '../pipeline.ts';
import { FORMAT_NAMES } from '../render/render.ts';
import { asTyped, tellBuilt, whatWasBuilt } from './built.ts';
import {
  type Command,
  CONTENT_OPTION,
  dateOption,
  type Options,
  siteFolder,
  textOption,
  WITHHELD_OPTION,
  withheldFolder,
  type World,
} from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { counted, countFindings } from './report.ts';

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

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
  const built = await buildSite(host, {
    content,
    out,
    audience,
    formats: only ? [only] : FORMAT_NAMES,
    asAt: dateOption(options, 'asAt'),
    withheld: withheldFolder(host, content, options),
  });
  const { published, findings } = built;
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
    { flags: '--out <folder>', summary: 'where the site is to stand (default: "dist")' },
    { flags: '--audience <who>', summary: 'who may read it', choices: ['public', 'internal'], fallback: 'public' },
    WITHHELD_OPTION,
    { flags: '--as-at <date>', summary: 'compute what is in force or open as at this date' },
    { flags: '--only <format>', summary: 'make one format only', choices: FORMAT_NAMES },
  ],
  examples: ['press build', 'press build --content texts --out site --as-at 2024-05-01'],
  run,
};
