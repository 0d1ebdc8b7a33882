/**
 * Takes a file apart in a thread of its own, which may neither run for long nor take much memory: what other programs wrote can be
 * made to do both. The limits are wide for real documents, the largest of which take seconds.
 */
import { Worker } from 'node:worker_threads';
import { compiledModule } from '../host.ts';
import type { Extraction, Refusal } from './pieces.ts';
import type { Work } from './worker.ts';

const WIDE = {
  seconds: 60,
  /** Beyond what the program holds at the start, buffers included, which do not count as heap. */
  megabytes: 1024,
};
const HEAP_MEGABYTES = 512;
const LOOK_EVERY = 50;

const refused = (message: string): { readonly refusals: readonly Refusal[] } => ({
  refusals: [{ rule: 'import-limit', message }],
});
const TOO_MUCH = refused('To read the file takes more memory than a document needs.');

export function extractApart(work: Work, { seconds, megabytes } = WIDE): Promise<Extraction> {
  const memory = () => process.memoryUsage.rss() / 1024 / 1024;
  const begun = memory();
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MEGABYTES, stackSizeMb: 4 };
  const worker = new Worker(compiledModule('import/worker'), {
    workerData: work,
    resourceLimits,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  return new Promise<Extraction>((resolve, reject) => {
    let looks = 0;
    const look = setInterval(() => {
      looks++;
      if (memory() - begun > megabytes) resolve(TOO_MUCH);
      else if (looks * LOOK_EVERY > seconds * 1000)
        resolve(refused(`To read the file takes longer than ${seconds} seconds.`));
    }, LOOK_EVERY);
    const end = () => clearInterval(look);
    worker.once('message', (extraction: Extraction) => (end(), resolve(extraction)));
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      end();
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(TOO_MUCH);
      else reject(cause);
    });
    worker.once('exit', () => (end(), reject(new Error('the thread that reads files ended without an answer'))));
  }).finally(() => void worker.terminate());
}
