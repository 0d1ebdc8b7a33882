/**
 * Before any test: make `lib/` from `src/`, because the tests of the command line run the real program. Types are checked apart.
 * Sites that several test files look at are built by the first that asks, into a folder that lasts as long as the run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly builtSites: string;
  }
}

export default function compile(project: TestProject): () => void {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noCheck'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`src/ does not compile:\n${stdout}`);
  const bundled = spawnSync('npm', ['run', '--silent', 'bundle'], { encoding: 'utf8' });
  if (bundled.status !== 0) throw new Error(`the script of a page cannot be made:\n${bundled.stderr}`);
  const sites = mkdtempSync(path.join(tmpdir(), 'press-sites-'));
  project.provide('builtSites', sites);
  const forget = () => rmSync(sites, { recursive: true, force: true });
  project.onTestsRerun(async () => forget());
  return forget;
}
