/**
 * What a user and a script see of each command: words, files and exit codes. One call for each way in which a process ends runs the real
 * program (`press`); the others run the same command line in this process (`here`), which is much faster.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { machine } from '../../src/host.ts';
import { press } from '../support/command.ts';
import { townCorpus } from '../support/corpus.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';

const OLD =
  '---\nclassification: OFFICIAL\n---\n# Opening hours\n\nThe hall is open from 9 to 5. Visitors should sign the book.\n';
const NEW =
  '---\nclassification: OFFICIAL\n---\n# Opening hours\n\nThe hall is open from 9 to 6. Visitors must sign the book.\n';

const EMPTY = folderOf();
const here = (words: readonly string[], options = { in: EMPTY }) => pressHere(words, options);
afterEach(() => vi.unstubAllEnvs());

/** The index of a search takes longer than these sites. */
const PRESS_YAML = `${townCorpus()['press.yaml']}search: no\n`;
const GOOD = {
  'content/press.yaml': PRESS_YAML,
  'content/guidance/elms/2019.md': townCorpus()['guidance/elms/2019.md'] ?? '',
};

describe('press', () => {
  test('--help lists the commands and ends with 0', () => {
    const { exit, out } = press(['--help']);
    expect(exit).toBe(0);
    for (const command of ['build', 'changes', 'check', 'diff', 'explain', 'import', 'new', 'render'])
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  test.each(['build', 'changes', 'check', 'diff', 'explain', 'import', 'new', 'render'])(
    '%s --help has an example',
    async (command) => {
      const { exit, out } = await here([command, '--help']);
      expect(exit).toBe(0);
      expect(out).toContain(`  press ${command}`);
    },
  );

  test('an unknown command is wrong usage, with the one that was meant', () => {
    const { exit, error } = press(['biuld']);
    expect(exit).toBe(2);
    expect(error).toContain('Did you mean build?');
  });

  test('an unknown option is wrong usage', async () => {
    expect((await here(['build', '--ouut', 'x'])).exit).toBe(2);
  });

  test('a format that is none is wrong usage, with those there are', async () => {
    const { exit, error } = await here(['render', 'a.md', '--to', 'docx']);
    expect(exit).toBe(2);
    expect(error).toContain('html, pdf, json');
  });
});

describe('press build', () => {
  test('publishes, says what and where, and swaps a link', () => {
    const folder = folderOf(GOOD);
    const { exit, out, error } = press(['build'], { in: folder });
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(out).toMatch(/^Published 1 edition and 0 comparisons to dist\/: \d+ files, \d+\.\d MB\.\n$/);
    expect(readlinkSync(path.join(folder, 'dist'))).toMatch(/^\.press\/releases\/dist-[0-9a-f]{16}$/);
    const files = Object.keys(filesIn(path.join(folder, 'dist')));
    expect(files).toEqual(
      expect.arrayContaining([
        'index.html',
        'guidance/elms/2019/index.html',
        'guidance/elms/2019/elms-2019.pdf',
        'guidance/elms/2019/edition.json',
        'manifest.json',
      ]),
    );
  });

  test('with an error: exit 1, findings by file, line and column, and the old site as it was', async () => {
    const folder = folderOf(GOOD);
    await here(['build', '--only', 'html'], { in: folder });
    const before = filesIn(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'content/guidance/elms/2019.md'), '---\ntitel: Elms\n---\nText.\n');
    const { exit, out, error } = press(['build', '--only', 'html'], { in: folder });
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(error).toContain(
      'content/guidance/elms/2019.md:2:1 error field-unknown There is no field “titel” here; did you mean "title"?',
    );
    expect(error).toContain(
      'content/guidance/elms/2019.md:2:1 error classification-missing The field "classification" is missing: ',
    );
    expect(error).not.toMatch(/\n {4}at /);
    expect(filesIn(path.join(folder, 'dist'))).toEqual(before);
  });

  test('--only makes one format, and nothing leads to the others', async () => {
    const folder = folderOf(GOOD);
    await here(['build', '--only', 'html'], { in: folder });
    const html = filesIn(path.join(folder, 'dist'));
    expect(Object.keys(html).filter((file) => /\.pdf$|(?:edition|comparison)\.json$/.test(file))).toEqual([]);
    expect(Object.values(html).map(String).join('')).not.toMatch(/href="[^"]*(?:\.pdf|(?:edition|comparison)\.json)"/);
    await here(['build', '--only', 'json'], { in: folder });
    expect(Object.keys(filesIn(path.join(folder, 'dist')))).toEqual([
      'guidance/elms/2019/edition.json',
      'manifest.json',
    ]);
  });

  test('included passages alone are nothing to publish', async () => {
    const passage = String(GOOD['content/guidance/elms/2019.md']).replace(/^effective-from: .*\n/m, '');
    const folder = folderOf({
      'content/press.yaml': GOOD['content/press.yaml'],
      'content/boilerplate/elms/2019.md': passage,
    });
    const { exit, error } = await here(['build', '--only', 'html'], { in: folder });
    expect(exit).toBe(1);
    expect(error).toContain('content/press.yaml:1:1 error content-empty There is no document');
  });

  test('a site cannot stand inside the content folder', async () => {
    const { exit, error } = await here(['build', '--out', 'content/site'], { in: folderOf(GOOD) });
    expect(exit).toBe(2);
    expect(error).toContain('inside the content folder');
    expect((await here(['build', '--out', 'content/..site'], { in: folderOf(GOOD) })).exit).toBe(2);
  });

  test('an internal site needs a place of its own', async () => {
    const { exit, error } = await here(['build', '--audience', 'internal'], { in: folderOf(GOOD) });
    expect(exit).toBe(2);
    expect(error).toContain('--out');
  });

  test('a folder that no build made is left alone', async () => {
    const folder = folderOf({ ...GOOD, 'dist/mine.txt': 'mine' });
    const { exit, error } = await here(['build'], { in: folder });
    expect(exit).toBe(2);
    expect(error).toContain('is in the way');
    expect(readFileSync(path.join(folder, 'dist/mine.txt'), 'utf8')).toBe('mine');
  });

  test('a place that cannot be written is a fault of the machine, in one sentence', () => {
    const folder = folderOf({ ...GOOD, file: '' });
    const { exit, error } = press(['build', '--out', 'file/site'], { in: folder });
    expect(exit).toBe(3);
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(error).toMatch(/^press: Cannot .*\.\n$/);
  });

  test('waits for nobody: a second build in the same place fails and says why', async () => {
    const { machine: host, birth } = machine.process;
    const held = `${process.pid}\n${host}\n${birth(process.pid) ?? ''}\n`;
    const folder = folderOf({ ...GOOD, '.press/dist.lock': held });
    const { exit, error } = await here(['build', '--only', 'html'], { in: folder });
    expect(exit).toBe(3);
    expect(error).toContain(`process ${process.pid}`);
  });

  test('the lock and the staging folder of a build that was killed are swept away', async () => {
    const folder = folderOf({
      ...GOOD,
      '.press/dist.lock': `999999999\n${machine.process.machine}\n\n`,
      '.press/staging-dist/half.html': '<',
    });
    expect((await here(['build', '--only', 'html'], { in: folder })).exit).toBe(0);
    const left = Object.keys(filesIn(path.join(folder, '.press')));
    expect(left.filter((file) => !/^(?:releases|cache)\//.test(file))).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s in the middle ends with %i and leaves nothing behind but what the next run can go on from',
    async (signal, code) => {
      const files = Object.entries(townCorpus()).filter(([file]) => /^(?:press|boilerplate|guidance.[a-e])/.test(file));
      const folder = folderOf(Object.fromEntries(files.map(([file, text]) => [`content/${file}`, text])));
      const running = spawn(process.execPath, [path.resolve('lib/cli/press.js'), 'build'], { cwd: folder });
      const ended = new Promise<number | null>((resolve) => running.once('exit', resolve));
      const staged = path.join(folder, '.press/staging-dist/guidance');
      while (!existsSync(staged) && running.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
      running.kill(signal);
      expect(await ended).toBe(code);
      expect(existsSync(path.join(folder, 'dist'))).toBe(false);
      const left = Object.keys(filesIn(path.join(folder, '.press')));
      expect(left.filter((file) => !file.startsWith('cache/'))).toEqual([]);
    },
  );

  test('a dist that links elsewhere is left alone', async () => {
    const folder = folderOf(GOOD);
    mkdirSync(path.join(folder, 'other'));
    symlinkSync('other', path.join(folder, 'dist'));
    expect((await here(['build'], { in: folder })).exit).toBe(2);
    expect(readlinkSync(path.join(folder, 'dist'))).toBe('other');
  });

  test('--as-at decides what is open', async () => {
    const files = townCorpus();
    const content = Object.fromEntries(
      ['press.yaml', 'guidance/allotments/2019.md', 'consultations/allotments/2025-05-01.md'].map((file) => [
        `content/${file}`,
        String(files[file]).replace('date-created: 2025-05-01', 'date-created: 2025-04-01'),
      ]),
    );
    const folder = folderOf({ ...content, 'content/press.yaml': PRESS_YAML });
    const stateAt = async (date: string) => {
      await here(['build', '--only', 'html', '--as-at', date], { in: folder });
      return /Not yet open|Open|Closed/.exec(
        String(filesIn(path.join(folder, 'dist'))['consultations/allotments/index.html']),
      )?.[0];
    };
    expect([await stateAt('2025-04-30'), await stateAt('2025-07-31'), await stateAt('2025-08-01')]).toEqual([
      'Not yet open',
      'Open',
      'Closed',
    ]);
  });

  test('without any date it is wrong configuration, and never today', async () => {
    const folder = folderOf({ ...GOOD, 'content/press.yaml': PRESS_WITHOUT_DATE });
    for (const [epoch, exit] of [
      ['', 2],
      ['today', 2],
      ['1735689600', 0],
    ] as const) {
      vi.stubEnv('SOURCE_DATE_EPOCH', epoch);
      expect((await here(['build', '--only', 'html'], { in: folder })).exit).toBe(exit);
    }
  });
});

const PRESS_WITHOUT_DATE = 'title: T\npublisher: P\nbase-address: https://example.org/\nsearch: no\n';

describe('press check', () => {
  test('a sound folder: exit 0', async () => {
    const { exit, out } = await here(['check'], { in: folderOf(GOOD) });
    expect({ exit, out }).toEqual({ exit: 0, out: 'no findings\n' });
  });

  const broken = () => folderOf({ ...GOOD, 'content/guidance/elms/2020.md': '---\ntitle: x\n---\n<b>bold</b>\n' });

  test('json for machines', () => {
    const { exit, out } = press(['check', '--format', 'json'], { in: broken() });
    expect(exit).toBe(1);
    const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'html-raw',
        severity: 'error',
        file: 'content/guidance/elms/2020.md',
        line: 4,
        column: 1,
      }),
    );
  });

  test('annotations for GitHub', async () => {
    const { out } = await here(['check', '--format', 'github'], { in: broken() });
    expect(out).toContain('::error file=content/guidance/elms/2020.md,line=4,col=1,title=html-raw::');
  });

  test('SARIF for code scanning', async () => {
    const { out } = await here(['check', '--format', 'sarif'], { in: broken() });
    const log = JSON.parse(out) as { version: string; runs: { results: { ruleId: string }[] }[] };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('html-raw');
  });

  test('a path that is not there, or lies elsewhere, is wrong usage', async () => {
    const folder = broken();
    expect(await here(['check', 'content/guidanc'], { in: folder })).toMatchObject({
      exit: 2,
      error: 'press: There is nothing at "content/guidanc".\n',
    });
    expect((await here(['check', '.'], { in: folder })).exit).toBe(2);
  });

  test('paths narrow what is reported', async () => {
    const folder = broken();
    expect((await here(['check', 'content/guidance/elms/2019.md'], { in: folder })).exit).toBe(0);
    expect((await here(['check', 'content/guidance'], { in: folder })).exit).toBe(1);
  });

  test('a content folder that is not there is wrong usage', async () => {
    const { exit, error } = await here(['check', '--content', 'nowhere']);
    expect(exit).toBe(2);
    expect(error).toBe('press: There is no content folder "nowhere": see --content, or "press new publication".\n');
  });
});

describe('press diff', () => {
  test('two editions of a work', async () => {
    const files = townCorpus();
    const names = ['press.yaml', 'guidance/elms/2019.md', 'guidance/elms/2023.md'];
    const folder = folderOf(Object.fromEntries(names.map((file) => [`content/${file}`, files[file] ?? ''])));
    const { exit, out } = await here(['diff', 'guidance/elms', '2019', '2023'], { in: folder });
    expect(exit).toBe(0);
    expect(out).toContain('[-should-]{+must+}');
    expect((await here(['diff', 'guidance/elms', '2019', '2024'], { in: folder })).error).toContain(
      'it has 2019, 2023',
    );
  });

  test('any two Markdown files', async () => {
    const folder = folderOf({ 'a/hours.md': OLD, 'b/hours.md': NEW });
    const { exit, out, error } = await here(['diff', 'a/hours.md', 'b/hours.md'], { in: folder });
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(out).toMatch(/\[-should-\]\{\+must\+\}|\[-5\.? .*should-\]/);
  });

  test('as JSON on standard output', async () => {
    const folder = folderOf({ 'old.md': OLD, 'new.md': NEW });
    const { out } = await here(['diff', 'old.md', 'new.md', '--to', 'json'], { in: folder });
    expect(JSON.parse(out)).toMatchObject({ summary: { fates: { changed: 1 } } });
  });

  test('as one HTML file that needs no other', async () => {
    const folder = folderOf({ 'old.md': OLD, 'new.md': NEW });
    expect((await here(['diff', 'old.md', 'new.md', '--to', 'html', '-o', 'changes.html'], { in: folder })).exit).toBe(
      0,
    );
    const html = readFileSync(path.join(folder, 'changes.html'), 'utf8');
    expect(html).toContain('<ins');
    expect(html).toContain('<style>');
    expect(html).not.toMatch(/<link[^>]+stylesheet|<a [^>]*href="(?!#|https?:)/);
  });

  test('as PDF', async () => {
    const folder = folderOf({ 'old.md': OLD, 'new.md': NEW });
    expect((await here(['diff', 'old.md', 'new.md', '--to', 'pdf', '-o', 'changes.pdf'], { in: folder })).exit).toBe(0);
    expect(readFileSync(path.join(folder, 'changes.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a file without a classification needs one from the command line', async () => {
    const folder = folderOf({ 'old.md': '# A\n\nText.\n', 'new.md': '# A\n\nNew text.\n' });
    const without = await here(['diff', 'old.md', 'new.md'], { in: folder });
    expect(without.exit).toBe(1);
    expect(without.error).toContain('old.md:1:1 error classification-missing');
    expect((await here(['diff', 'old.md', 'new.md', '--classification', 'OFFICIAL'], { in: folder })).exit).toBe(0);
    expect((await here(['diff', 'old.md', 'new.md', '--classification', 'SECRETISH'], { in: folder })).exit).toBe(2);
  });
});

describe('press render', () => {
  test.each(['html', 'json', 'pdf'] as const)('an edition of a content folder as %s', async (format) => {
    const folder = folderOf(GOOD);
    const { exit, error } = await here(
      ['render', 'content/guidance/elms/2019.md', '--to', format, '-o', `out.${format}`],
      {
        in: folder,
      },
    );
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(readFileSync(path.join(folder, `out.${format}`)).length).toBeGreaterThan(1000);
  });

  test('a plain file: its first heading is the title', async () => {
    const folder = folderOf({ 'notes.md': OLD });
    const { exit, out } = await here(['render', 'notes.md', '--to', 'html'], { in: folder });
    expect(exit).toBe(0);
    expect(out).toMatch(/<h1[^>]*>Opening hours<\/h1>/);
    expect(out).toContain('OFFICIAL');
    expect(wordsOf(parseHtml(out))).not.toMatch(/\b20\d\d\b/);
    const data = JSON.parse((await here(['render', 'notes.md', '--to', 'json'], { in: folder })).out) as Record<
      string,
      unknown
    >;
    expect(data).toMatchObject({
      title: 'Opening hours',
      opening: 'The hall is open from 9 to 5. Visitors should sign the book.',
    });
    expect(data).not.toHaveProperty('dates');
  });

  test('what a file can be checked for alone is checked', async () => {
    const text = '---\nclassification: OFFICIAL\n---\n# T\n\n## A {#x}\n\n#### B {#x}\n\n:::answer{to=q}\nA.\n:::\n';
    const { exit, error } = await here(['render', 'notes.md'], { in: folderOf({ 'notes.md': text }) });
    expect(exit).toBe(1);
    for (const rule of ['clause-duplicate', 'heading-depth', 'answer-question'])
      expect(error).toContain(` error ${rule} `);
  });

  test('a file that is not there is wrong usage', async () => {
    expect((await here(['render', 'nothing.md'])).exit).toBe(2);
  });

  test('findings keep the result from being written', async () => {
    const folder = folderOf({ 'notes.md': `${OLD}\n[x](javascript:alert)\n` });
    const { exit, error } = await here(['render', 'notes.md', '-o', 'notes.html'], { in: folder });
    expect(exit).toBe(1);
    expect(error).toContain('notes.md:8:1 error link-scheme');
    expect(Object.keys(filesIn(folder))).toEqual(['notes.md']);
  });
});
