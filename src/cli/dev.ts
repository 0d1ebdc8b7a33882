/** `press dev`: a live preview of a content folder, until it is interrupted. */
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import type { DevRequest, News } from '../dev/dev.ts';
import {
  type Command,
  CONTENT_OPTION,
  dateOption,
  type Options,
  textOption,
  WITHHELD_OPTION,
  withheldFolder,
  type World,
} from './command.ts';
import type { Exit } from './exit.ts';
import { countFindings, located, report } from './report.ts';

function portOf(options: Options): number {
  const text = textOption(options, 'port') ?? '4321';
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new UsageFault(`"${text}" is no port; write a number up to 65535.`);
  return port;
}

async function run(world: World, _: readonly string[], options: Options): Promise<Exit> {
  const { host, terminal } = world;
  const content = textOption(options, 'content') ?? 'content';
  const audience = textOption(options, 'audience') === 'internal' ? 'internal' : 'public';
  const withheld = withheldFolder(host, content, options);
  if (audience === 'public' && withheld !== undefined) {
    throw new UsageFault('The public never sees withheld passages: leave --withheld out, or add --audience internal.');
  }
  const port = portOf(options);

  const told = (findings: readonly Finding[]): string =>
    `${report('text', located(findings, content), { colour: terminal.colour })}${countFindings(findings)}`;
  let readings = 0;
  function tell(news: News): void {
    if (news.kind === 'port-taken') return terminal.error(`Port ${news.port} is in use; trying the next.\n`);
    if (news.kind === 'unwatched') {
      const reason = `because the system watches no more folders: ${news.reason}`;
      return terminal.error(`Changes will show a second or two after a save, ${reason}\n`);
    }
    // Tells one reading from the next, to people and to the list of problems of an editor.
    if (readings++ > 0) terminal.error(`\nReading ${content} …\n`);
    terminal.error(`${news.fault ?? told(news.findings)}\n`);
  }

  // The preview brings a server and a watcher, which no other command needs.
  const { dev: start, editorLink } = await import('../dev/dev.ts');
  const link = editorLink(textOption(options, 'editor') ?? 'vscode');
  terminal.error(`Reading ${content} …\n`);
  const request: Omit<DevRequest, 'open'> = {
    content,
    audience,
    withheld,
    asAt: dateOption(options, 'asAt'),
    link,
    port,
  };
  const { address } = await start(host, { ...request, open: options['open'] === true }, tell);
  const seen = audience === 'internal' ? 'as the internal audience sees it' : 'as the public will see it';
  terminal.out(`${address} shows ${content} ${seen}. Press Ctrl+C to stop.\n`);
  // Only an interruption ends it, see `dev`.
  return new Promise<Exit>(() => undefined);
}

export const dev: Command = {
  options: [
    CONTENT_OPTION,
    { flags: '--port <number>', summary: 'the first port to try', fallback: '4321' },
    { flags: '--open', summary: 'open it in the browser' },
    {
      flags: '--audience <who>',
      summary: 'whose eyes to look with',
      choices: ['public', 'internal'],
      fallback: 'public',
    },
    WITHHELD_OPTION,
    { flags: '--as-at <date>', summary: 'the day to show: what was there, in force or open on it' },
    {
      flags: '--editor <name>',
      summary:
        'what links to files open: vscode, vscodium, cursor, zed, idea, none, or an address with {file} and {line}',
      fallback: 'vscode',
    },
  ],
  examples: ['press dev', 'press dev --content texts --port 8080 --open'],
  run,
};
