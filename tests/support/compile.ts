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
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'bundle'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`lib/ cannot be made of src/:\n${stderr}`);
  const sites = mkdtempSync(path.join(tmpdir(), 'press-sites-'));
  project.provide('builtSites', sites);
  const forget = () => rmSync(sites, { recursive: true, force: true });
  project.onTestsRerun(async () => forget());
  return forget;
}
