/**
 * Threads that share a build: the same bytes and findings whatever their number and whatever befalls them; and a document that no thread
 * can make is named, with the old site left in its place. The threads run the compiled program.
 */
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder, noCache, openCache } from '../../src/cache/cache.ts';
import { machine } from '../../src/host.ts';
import { build, type BuildRequest } from '../../src/pipeline.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { PLAIN, pngOf } from '../support/picture-files.ts';

/** Works that need what stands elsewhere: passages, pictures, other works, and the comparisons of other works. */
const CONTENT: Files = {
  'press.yaml': PRESS,
  'boilerplate/p/1.md': documentOf('boilerplate', 'A passage.[^1]\n\n[^1]: With a note.\n'),
  'pictures/dot.png': pngOf(PLAIN),
  'guidance/a/2019.md': guidance('## Aim {#aim}\n\nBe kind.\n\n## Scope {#scope}\n\nAll of you.\n', ''),
  'guidance/a/2023.md': guidance(
    '## Aim {#aim}\n\nOfficers must be kind. Arrow: ⸻\u{1F600}\n\n## Scope {#scope}\n\nAll of you.\n',
    'changes:\n  - note: It says more.\n    clauses: [aim]\n',
  ).replaceAll('2019', '2023'),
  'guidance/b/2019.md': guidance(
    '## Aim {#aim}\n\n![A dot](../../pictures/dot.png)\n\n::include{file="../../boilerplate/p/1.md"}\n\nSee [there](../a/2023.md#aim).\n',
    '',
  ),
  'guidance/c/2021.md': guidance(
    '## Aim {#aim}\n\n:::withheld{ground="s.31(1)(a)"}\nUnspoken plover thicket.\n:::\n\nSee [all](../a).\n',
    '',
  ),
  'consultations/d/2018.md': documentOf(
    'consultations',
    '## Ask {#ask}\n\nWhat do you think?\n\n:::outcome{to=ask led-to="../../guidance/a/2023.md#aim"}\nIt was changed.\n:::\n',
    'outcome-published: 2021\n',
  ),
};

/** Nothing is read or made in the thread that hands it out, if another can. */
const ALL_THERE = { threads: 2, few: 0, fewBytes: 0, aside: true };

async function built(place: string, request: Partial<BuildRequest> = {}, kept = false) {
  const out = path.join(place, 'dist');
  const cache = kept ? openCache(machine, cacheFolder(out, 'public'), 'public') : noCache(machine);
  const content = path.join(place, 'content');
  const asked = { content, out, audience: 'public', formats: ['html', 'pdf', 'json'], ...request } as const;
  const { published, ...told } = await build(machine, asked, cache.watch());
  expect(cache.close()).toBeUndefined();
  return { told, files: published ? filesIn(out) : {} };
}

const place = (content = CONTENT) =>
  folderOf(Object.fromEntries(Object.entries(content).map(([file, text]) => [`content/${file}`, text])));

/** A module for threads that does `first` before each order that has its turn. */
function moduleOf(first: string): URL {
  const worker = pathToFileURL(path.resolve('lib/works/worker.js')).href;
  const text = `import { existsSync, writeFileSync } from 'node:fs';
import work from ${JSON.stringify(worker)};
let before = Promise.resolve();
export default (order) => (before = before.catch(() => undefined).then(() => { ${first}; return work(order); }));
`;
  return pathToFileURL(path.join(folderOf({ 'thread.mjs': text }), 'thread.mjs'));
}

let alone: Awaited<ReturnType<typeof built>>;
beforeAll(async () => {
  alone = await built(place());
  expect(alone.told.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(Object.keys(alone.files)).toContain('guidance/a/2019..2023/index.html');
});

describe('threads that share a build', () => {
  test.each([
    ['two threads, one of which only hands out what there is to do', ALL_THERE, false],
    ['two threads that both do it', { threads: 2, few: 0, fewBytes: 0 }, false],
    ['three threads and a cache', { threads: 3, few: 1, fewBytes: 0 }, true],
  ])('%s publish what one does', async (_, crew, kept) => {
    const folder = place();
    expect(await built(folder, { crew }, kept)).toEqual(alone);
    if (kept) expect(await built(folder, { crew }, kept)).toEqual(alone);
  });

  test('an internal site, too', async () => {
    const internal = { audience: 'internal' } as const;
    const shared = await built(place(), { ...internal, crew: ALL_THERE });
    expect(shared).toEqual(await built(place(), internal));
  });

  test('threads do all of it but what shows the comparisons of other works', async () => {
    const isD = "order.job?.work.identifier === 'consultations/d'";
    const module = moduleOf(
      `if (!(${isD})) return work(order).then((reply) => { if (reply.undone) process.exit(1); return reply; })`,
    );
    expect(await built(place(), { crew: { ...ALL_THERE, module } })).toEqual(alone);
  });

  test('RE-15 a thread that ends in the middle of a job has it done again', async () => {
    const flag = JSON.stringify(path.join(folderOf({}), 'ended'));
    const module = moduleOf(`if (!existsSync(${flag})) { writeFileSync(${flag}, ''); process.exit(1); }`);
    expect(await built(place(), { crew: { ...ALL_THERE, module } })).toEqual(alone);
  });

  test.each([
    ['looks at', ''],
    ['ends over', "if ('folder' in order) process.exit(0)"],
  ])('a site that is begun with an older one, which a thread %s, is the same', async (_, first) => {
    const folder = place();
    const file = 'guidance/b/2019.md';
    const seen = path.join(folderOf({}), 'seen');
    const told = `if ('folder' in order) writeFileSync(${JSON.stringify(seen)}, order.folder); ${first}`;
    const crew = { ...ALL_THERE, many: 0, module: moduleOf(told) };
    const texts = ['One.', 'Two.', 'Three.', 'Four.'].map((more) => `${String(CONTENT[file])}\n${more}\n`);
    let last: unknown;
    for (const text of texts) {
      writeFileSync(path.join(folder, 'content', file), text);
      last = await built(folder, { crew }, true);
    }
    expect(path.basename(readFileSync(seen, 'utf8'))).toBe('spare-dist');
    expect(last).toEqual(await built(place({ ...CONTENT, [file]: texts.at(-1) ?? '' })));
  });

  const isC = "if (order.job?.work.identifier === 'guidance/c')";
  test.each([
    ['ends', `${isC} process.exit(0)`, {}, 'it ends the thread that works on it'],
    ['runs for ever', `${isC} for (;;);`, { seconds: 3 }, 'it takes longer than 3 seconds'],
    [
      'takes all memory',
      `${isC} for (const all = []; ; ) all.push(new Array(1000).fill(order))`,
      { limits: { maxOldGenerationSizeMb: 96 } },
      'there is not enough memory for it',
    ],
  ])('a document that %s is named, and the old site stays', { timeout: 120_000 }, async (_, first, more, reason) => {
    const folder = place();
    await built(folder);
    const before = readlinkSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'content/guidance/c/2021.md'), `${String(CONTENT['guidance/c/2021.md'])}\nMore.\n`);
    // The others are made before threads are started, however long that takes.
    const crew = { threads: 2, few: 3, aside: true, module: moduleOf(first), ...more };
    const { told, files } = await built(folder, { crew });
    const named = told.findings.filter(({ rule }) => rule === 'render-failed');
    expect(named).toMatchObject([
      { severity: 'error', file: 'guidance/c/2021.md', message: `No pages can be made of it: ${reason}.` },
    ]);
    expect(files).toEqual({});
    expect(readlinkSync(path.join(folder, 'dist'))).toBe(before);
  });

  test('a document that ends its thread takes no other along that the thread was to make next', async () => {
    const module = moduleOf("if (order.job?.work.identifier === 'guidance/a') process.exit(0)");
    const { told } = await built(place(), { crew: { ...ALL_THERE, module } });
    const named = told.findings.filter(({ severity }) => severity === 'error');
    expect(named).toMatchObject([{ rule: 'render-failed', file: 'guidance/a/2023.md' }]);
  });

  test('a file that ends the thread which reads it is named, and no other', async () => {
    const module = moduleOf("if (order.files?.some(({ file }) => file === 'guidance/c/2021.md')) process.exit(0)");
    const { told, files } = await built(place(), { crew: { ...ALL_THERE, module } });
    expect(told.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        rule: 'render-failed',
        file: 'guidance/c/2021.md',
        message: 'It cannot be read: it ends the thread that works on it.',
      },
    ]);
    expect(files).toEqual({});
  });

  test('nothing of what a thread says in its end is told', async () => {
    const module = moduleOf(`${isC} throw new Error('Unspoken plover thicket')`);
    const { told } = await built(place(), { crew: { ...ALL_THERE, module } });
    expect(told.findings.map(({ rule }) => rule)).toContain('render-failed');
    expect(JSON.stringify(told)).not.toContain('plover');
  });
});
