/** `press dev` as a user starts and stops it. */
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

interface Stopped {
  readonly exit: number | null;
  readonly out: string;
  readonly error: string;
}

/** Starts the command and interrupts it as soon as it says where the preview is and what was found. */
function startAndStop(words: readonly string[], signal: NodeJS.Signals, folder: string): Promise<Stopped> {
  const child = spawn(process.execPath, [path.resolve('lib/cli/press.js'), 'dev', ...words], { cwd: folder });
  let [out, error] = ['', ''];
  const stop = () => out.includes('http://') && error.includes('no findings') && child.kill(signal);
  child.stdout.on('data', (text) => ((out += text), stop()));
  child.stderr.on('data', (text) => ((error += text), stop()));
  return new Promise((resolve) => child.on('close', (exit) => resolve({ exit, out, error })));
}

const FILES = { 'content/press.yaml': PRESS, 'content/guidance/a/2019.md': guidance('Words.\n') };

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it, and nothing was written', async (signal, exit) => {
  const folder = folderOf(FILES);
  const stopped = await startAndStop(['--port', '0'], signal, folder);
  expect(stopped.exit).toBe(exit);
  expect(stopped.out).toMatch(
    /^http:\/\/localhost:\d+\/ shows content as the public will see it\. Press Ctrl\+C to stop\.\n$/,
  );
  expect(stopped.error).toBe('Reading content …\nno findings\n');
  expect(Object.keys(filesIn(folder))).toEqual(Object.keys(FILES).toSorted());
});

test('a port in use is named, and the next one taken', async () => {
  const other = net.createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as net.AddressInfo).port)),
  );
  const { out, error } = await startAndStop(['--port', String(port)], 'SIGINT', folderOf(FILES));
  other.close();
  expect(error).toContain(`Port ${port} is in use; trying the next.\n`);
  expect(Number(/localhost:(\d+)/.exec(out)?.[1])).toBeGreaterThan(port);
});

test.each([
  [['--content', 'nowhere'], 'There is no content folder "nowhere"'],
  [['--port', 'http'], '"http" is no port; write a number up to 65535.'],
  [['--port', '70000'], '"70000" is no port'],
  [['--editor', 'pen'], '"pen" is no editor: write one of vscode'],
  [['--as-at', 'today'], '"today" is no date'],
])('%j is wrong usage', async (words, sentence) => {
  const { exit, error } = await pressHere(['dev', ...words], { in: folderOf(FILES) });
  expect(exit).toBe(2);
  expect(error).toContain(sentence);
});
