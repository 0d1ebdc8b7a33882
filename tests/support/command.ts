/** Runs the real program as a user would. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly error: string;
}

const PROGRAM = path.resolve('lib/cli/press.js');

export function press(
  words: readonly string[],
  options: { readonly in?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    cwd: options.in,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', ...options.environment },
  });
  return { exit: status, out: stdout, error: stderr };
}
