/** Threads that are ended while they have an order. They run a module of the test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openThreads, Unmade } from '../../src/works/threads.ts';
import { folderOf } from '../support/folder.ts';

test('a thread that is ended in the middle of an order has no other in its place', async () => {
  const folder = folderOf({
    started: '',
    'thread.mjs': `import { appendFileSync } from 'node:fs';
appendFileSync(new URL('started', import.meta.url), 'started ');
export default () => new Promise(() => undefined);
`,
  });
  const module = pathToFileURL(path.join(folder, 'thread.mjs'));
  const threads = openThreads(1, { module }, { formats: [] });
  const reply = expect(threads.run({ folder })).rejects.toThrow(Unmade);
  await threads.begun();
  await expect.poll(() => readFileSync(path.join(folder, 'started'), 'utf8')).toBe('started ');
  await threads.close();
  await reply;
  await expect(threads.run({ folder })).rejects.toThrow('the build has ended');
  // Time for one to start that nobody should have started.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(readFileSync(path.join(folder, 'started'), 'utf8')).toBe('started ');
});
