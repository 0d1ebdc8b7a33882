/**
 * Sites built for tests: once in a run of the tests, by whichever test file asks first, in a folder that the run takes away again.
 * `sampleSite` is the one that shows everything; see `sample-corpus.ts` for what it holds and how to add to it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { correctedEdition } from './corrected.ts';
import { type Files, filesIn, folderOf } from './folder.ts';
import { where } from './inspected.ts';
import { sampleCorpus } from './sample-corpus.ts';

export interface BuiltSite {
  /** Where the site stands on the disk: the folder of `index.html`. */
  readonly folder: string;
  /** Every file of it, by path from there. */
  readonly files: Readonly<Record<string, Buffer>>;
}

type Formats = readonly ('html' | 'pdf' | 'json')[];

async function publish(corpus: Files, formats: Formats, out: string): Promise<void> {
  const content = folderOf(corpus);
  const { findings, published } = await build(machine, { content, out, audience: 'public', formats });
  const told = findings.filter(({ severity }) => severity === 'error').map((one) => `${where(one)}: ${one.message}`);
  if (!published) throw new Error(`the site was not built:\n${told.join('\n')}`);
}

/** Of the test files that come here at once one builds, the others wait until it is done or has failed. */
export async function builtSite(
  name: string,
  corpus: () => Files | Promise<Files>,
  formats: Formats,
): Promise<BuiltSite> {
  const place = path.join(inject('builtSites'), name);
  const [done, failed] = [path.join(place, 'done'), path.join(place, 'failed')];
  const folder = path.join(place, 'dist');
  mkdirSync(inject('builtSites'), { recursive: true });
  if (claimed(place)) {
    try {
      await publish(await corpus(), formats, folder);
      writeFileSync(done, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`another test file could not build the site "${name}"`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { folder, files: filesIn(folder) };
}

/** Whether nobody was here before. */
function claimed(place: string): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch {
    return false;
  }
}

export const sampleSite = (): Promise<BuiltSite> =>
  builtSite('sample', async () => ({ ...sampleCorpus(), ...(await correctedEdition()) }), ['html', 'pdf', 'json']);
