/** The preview in a real browser: an author edits, sees, errs and mends. Nothing here waits for a time, everything for an event. */
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { editorLink } from '../../src/dev/dev.ts';
import { build } from '../../src/pipeline.ts';
import { machine } from '../../src/host.ts';
import { closeBrowser, withPage } from '../support/browser.ts';
import { correctedEdition } from '../support/corrected.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { withoutRights } from '../support/rights.ts';
import { closePreviews, LONG, preview } from './previewed.ts';

afterEach(closePreviews);
afterAll(closeBrowser);

/** Files saved at once. */
const MANY = process.env['PRESS_LONG'] === '1' ? 5000 : 400;

const FILE = 'guidance/a/2019.md';
const PAGE = 'guidance/a/2019/';

/** Playwright's selectors look into the shadow root of the panel. */
const verdict = (page: Page): Locator => page.locator('press-preview .verdict');
const findings = (page: Page): Locator => page.locator('press-preview .findings li');

async function says(locator: Locator, words: string | RegExp): Promise<void> {
  await locator.filter({ hasText: words }).first().waitFor();
}

async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await says(verdict(page), /./);
}

describe('an author', () => {
  test('edits and sees, at the same place of the page, without a reload', async () => {
    const { address, save } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      await says(verdict(page), 'press check would pass');
      await page.evaluate('window.sameWindow = true');
      const part = page.locator('#part-20');
      await part.evaluate((one) => one.scrollIntoView());
      const place = await part.evaluate((one) => one.getBoundingClientRect().top);
      const selected = await page.evaluate(
        'getSelection().selectAllChildren(document.querySelector("#part-20")), getSelection().toString()',
      );

      // Whole paragraphs come in above, so that keeping the distance from the top would show other words.
      save(FILE, LONG.replace('## Part 2 ', `${'New words stand here. '.repeat(60)}\n\n## Part 2 `));
      await says(page.locator('main p'), 'New words stand here.');
      await page.locator('press-preview[data-content]').waitFor({ state: 'attached' });
      expect(Math.abs((await part.evaluate((one) => one.getBoundingClientRect().top)) - place)).toBeLessThan(2);
      expect(await page.evaluate('getSelection().toString()')).toBe(selected);
      expect(await page.evaluate('window.sameWindow')).toBe(true);
    });
  });

  test('errs, reads what is wrong and where, follows the link to the editor, and mends', async () => {
    const { address, save, content } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      save(FILE, LONG.replace('Words of part 1.', 'See [there](../../guidance/b/2019.md).'));
      await says(verdict(page), 'press check would fail: 1 error');
      await says(page.locator('main p a'), 'there');
      expect(await page.locator('press-preview h2').allTextContents()).toEqual(['On this page (1)']);
      await says(findings(page), 'There is no document “guidance/b”');
      await says(findings(page), 'link-edition');
      const link = findings(page).locator('a');
      expect(await link.getAttribute('href')).toBe(`vscode://file${content}/${FILE}:10:5`);
      expect(await link.textContent()).toMatch(/2019\.md:10:5$/);

      save(FILE, LONG);
      await says(verdict(page), 'press check would pass');
      expect(await findings(page).count()).toBe(0);
    });
  });

  test('breaks the front matter and keeps the page; breaks press.yaml and mends it', async () => {
    const { address, save } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      save(FILE, LONG.replace('---\n', '---\ntitel: [\n'));
      await says(page.locator('press-preview .flags li'), 'Shown as it was before the last change');
      await says(page.locator('main p'), 'Words of part 1.');
      save(FILE, LONG.replace('Words of part 1.', 'Mended words.'));
      await says(page.locator('main p'), 'Mended words.');
      // The panel is told behind the page.
      await page.locator('press-preview .flags li').waitFor({ state: 'detached' });

      save('press.yaml', 'title: [');
      await says(verdict(page), 'press check would fail');
      await says(page.locator('main p'), 'Mended words.');
      save('press.yaml', PRESS.replace('Papers', 'Other papers'));
      await says(page.locator('.publication'), 'Other papers');
      await says(verdict(page), 'press check would pass');
    });
  });

  test('opens a page that cannot be shown, and is told what stands in the way and nothing else', async () => {
    const { address, save } = await preview({
      [FILE]: guidance('X.\n').replace('title:', 'titel:'),
      'guidance/b/2019.md': LONG,
    });
    save('guidance/b/2019.md', LONG.replace('Words of part 1.', '[there](#nowhere)'));
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      await says(page.locator('h1'), 'This page cannot be shown yet');
      const listed = page.locator('main li');
      expect(await listed.allTextContents()).toEqual([
        expect.stringContaining('The field "title" is missing: the title, as readers see it.'),
        expect.stringContaining('There is no field “titel” here; did you mean "title"?'),
      ]);
      expect(await listed.locator('a').first().getAttribute('href')).toMatch(/^vscode:\/\/file.*2019\.md:2:1$/);
      save(FILE, guidance('Words.\n'));
      await says(page.locator('h1'), 'A title');
    });
  });

  test('removes the file, brings it back, and renames its folder', async () => {
    const { address, save, content } = await preview({ [FILE]: LONG, 'guidance/b/2019.md': guidance('Others.\n') });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      rmSync(path.join(content, FILE));
      await says(page.locator('h1'), 'Page not found');
      save(FILE, LONG);
      await says(page.locator('h1'), 'A title');
      renameSync(path.join(content, 'guidance/a'), path.join(content, 'guidance/c'));
      await says(page.locator('h1'), 'Page not found');
      await openPage(page, `${address}guidance/c/2019/`);
      save('guidance/c/2019.md', LONG.replace('Words of part 1.', 'Words in the renamed folder.'));
      await says(page.locator('main p'), 'Words in the renamed folder.');
    });
  });

  test.each([
    ['and sees in between that it is away', (away: string, content: string) => renameSync(away, content), true],
    ['within a moment', (away: string, content: string) => renameSync(away, content), false],
    [
      'and has a copy in its place',
      (away: string, content: string) => cpSync(away, content, { recursive: true }),
      false,
    ],
  ])('moves the whole content folder away and back, %s', async (_, back, seen) => {
    const { address, content, save } = await preview({ [FILE]: LONG });
    const away = `${content}-away`;
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      renameSync(content, away);
      if (seen) {
        await says(verdict(page), 'There is no content folder');
        await says(page.locator('h1'), 'A title');
      }
      back(away, content);
      // The second save shows that the folder is watched for good.
      for (const words of ['Words after the move.', 'Words of the second save.']) {
        save(FILE, LONG.replace('Words of part 1.', words));
        await says(page.locator('main p'), words);
      }
      await says(verdict(page), 'press check would pass');
      expect(await page.locator('main p').filter({ hasText: 'Words after the move.' }).count()).toBe(0);
    });
    rmSync(away, { recursive: true, force: true });
  });

  test('loses the right to read a folder, reads why, and goes on when it has it again', async () => {
    const { address, content } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      await withoutRights(path.join(content, 'guidance'), async () => {
        await says(verdict(page), 'guidance/: permission was refused.');
        await says(page.locator('h1'), 'A title');
      });
      await says(verdict(page), 'press check would pass');
    });
  });

  test('saves thousands of files at once: few rebuilds show them all', { timeout: 200_000 }, async () => {
    const { address, content, save } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, `${address}guidance/many-${MANY - 1}/2019/`);
      const before = Number((await page.locator('press-preview').getAttribute('data-content'))?.split('.')[1]);
      for (let index = 0; index < MANY; index++) {
        mkdirSync(path.join(content, `guidance/many-${index}`));
        save(`guidance/many-${index}/2019.md`, guidance('Words.\n').replace('A title', `Title ${index}.`));
      }
      await page
        .locator('h1')
        .filter({ hasText: `Title ${MANY - 1}.` })
        .waitFor({ timeout: 180_000 });
      const after = Number((await page.locator('press-preview').getAttribute('data-content'))?.split('.')[1]);
      // A disk tells of so many files for longer than any one moment of quiet; a rebuild a file would be a thousand.
      expect(after - before).toBeLessThan(MANY / 20);
    });
  });

  test('is told of changes that no note accounts for, once editions are compared', async () => {
    const old = guidance('## Aim {#aim}\n\nOfficers should be kind.\n');
    const { address } = await preview({
      [FILE]: old,
      'guidance/a/2023.md': old.replaceAll('2019', '2023').replace('should', 'must'),
    });
    await withPage(async (page) => {
      await openPage(page, `${address}guidance/a/2023/`);
      await says(verdict(page), 'press check would fail: 1 error');
      await says(findings(page), 'change-unaccounted');
    });
  });

  test('sees at once what is a draft and what is illustrative', async () => {
    const draft = guidance('Words.\n')
      .replace('effective-from: 2019', 'effective-from: 2099')
      .replace('text: full', 'text: illustrative');
    const { address } = await preview({ [FILE]: draft });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      expect(await page.locator('press-preview .flags li').allTextContents()).toEqual([
        'Draft: not yet in force as at 2025',
        'Illustrative text, written for demonstration',
      ]);
    });
  });
});

describe('the panel', () => {
  test('is worked with the keyboard, is named, and stays as it was left', async () => {
    const { address, save } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      save(FILE, LONG.replace('Words of part 1.', '[there](#nowhere)'));
      await says(findings(page), 'link-clause');
      const toggle = page.getByRole('button', { name: 'Findings: 1 here, 1 in all' });
      await toggle.focus();
      expect(await toggle.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await toggle.getAttribute('aria-expanded')).toBe('false');
      expect(await page.locator('press-preview .findings').isVisible()).toBe(false);
      await page.reload();
      await says(verdict(page), 'fail');
      expect(await toggle.getAttribute('aria-expanded')).toBe('false');
      await toggle.focus();
      await page.keyboard.press('Enter');
      expect(await toggle.getAttribute('aria-expanded')).toBe('true');
      expect(await page.getByRole('region', { name: 'Preview' }).count()).toBe(1);
      expect(await page.locator('press-preview').getByRole('status').textContent()).toBe(
        'press check would fail: 1 error',
      );
    });
  });

  test('shows the PDF beside the page on request', async () => {
    const { address } = await preview({ [FILE]: guidance('Words.\n') });
    await withPage(async (page) => {
      await openPage(page, address + PAGE);
      const answered = page.waitForResponse(/\.pdf$/);
      await page.getByRole('button', { name: 'PDF beside' }).click();
      const response = await answered;
      expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf']);
      expect(await page.locator('press-preview iframe').getAttribute('title')).toBe('PDF of this page');
      await page.getByRole('button', { name: 'PDF beside' }).click();
      expect(await page.locator('press-preview iframe').count()).toBe(0);
    });
  });

  test.each(['light', 'dark'] as const)(
    'fits a narrow window in %s, and leaves the end of the page in sight',
    async (colorScheme) => {
      const { address } = await preview({ [FILE]: LONG.replace('text: full', 'text: illustrative') });
      const narrow = { viewport: { width: 360, height: 640 }, colorScheme };
      await withPage(async (page) => {
        await openPage(page, address + PAGE);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
        const [end, bar] = [
          await page.locator('.bar-bottom').boundingBox(),
          await page.locator('press-preview .desk').boundingBox(),
        ];
        expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + 1);
      }, narrow);
    },
  );

  test('runs under a policy that nothing on a page breaks', async () => {
    const { address } = await preview({ [FILE]: LONG });
    await withPage(async (page) => {
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await openPage(page, address + PAGE);
      expect(complaints).toEqual([]);
    });
  });
});

test('every file of a build is shown as it was built, but for the policy, what is told of other files and the script of the preview', async () => {
  // Also of an edition that was corrected since it was published.
  const [content, out] = [folderOf(await correctedEdition()), path.join(folderOf(), 'dist')];
  cpSync('content', content, { recursive: true });
  const built = await build(machine, { content, out, audience: 'public', formats: ['html', 'pdf', 'json'] });
  expect(built.published).toBeDefined();
  const { address } = await preview(
    Object.fromEntries(Object.entries(filesIn(content)).map(([file, bytes]) => [file, bytes])),
  );
  const POLICY = /<meta http-equiv="Content-Security-Policy" content="[^"]*">\n/;
  const SCRIPT = /<script src="\/-\/desk\.js" data-content="[\d.]+" data-how="\w+" defer><\/script>(?=<\/body>)/;
  // The register tells sizes too.
  const SIZED = 'register.json';
  const SIZES = /<span class="file-facts">[^<]*<\/span>/g;
  /** A preview makes a file when it is looked at: the register names files without what only the finished ones tell. */
  const named = (register: string): unknown =>
    JSON.parse(register, (key, value: unknown) =>
      ['bytes', 'pages', 'sha256', 'digest'].includes(key) ? undefined : value,
    );
  for (const [file, bytes] of Object.entries(filesIn(out))) {
    if (['manifest.json', '404.html', SIZED].includes(file)) continue;
    const response = await fetch(address + file);
    const shown = Buffer.from(await response.arrayBuffer());
    if (file === 'register.json') expect(named(shown.toString())).toEqual(named(bytes.toString()));
    else if (!file.endsWith('.html')) expect(shown.equals(bytes), file).toBe(true);
    else expect(shown.toString().replace(SCRIPT, '')).toBe(bytes.toString().replace(POLICY, '').replace(SIZES, ''));
  }
});

describe('the editor', () => {
  const spot = { file: '/a b/ü#.md', line: 3, column: 7 };
  test.each([
    ['vscode', 'vscode://file/a%20b/%C3%BC%23.md:3:7'],
    ['idea', 'idea://open?file=/a%20b/%C3%BC%23.md&line=3&column=7'],
    ['subl://open?url=file://{file}&line={line}', 'subl://open?url=file:///a%20b/%C3%BC%23.md&line=3'],
    ['none', undefined],
  ])('%s opens %s', (wanted, link) => {
    expect(editorLink(wanted)(spot)).toBe(link);
  });

  test.each(['emacs', 'javascript:alert({file})', 'data:text/html,{file}', 'https://example.org/{file}', 'x://open'])(
    '%s is refused',
    (wanted) => {
      expect(() => editorLink(wanted)).toThrow('is no editor');
    },
  );
});
