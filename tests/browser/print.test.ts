/** What comes out of a reader's printer: each sheet bears the marking at its top and bottom, and nothing that is of use on a screen alone. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, test } from 'vitest';
import { closeBrowser, withPage } from '../support/browser.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { builtSite } from '../support/sample-site.ts';
import { serve } from '../support/serve.ts';

const LABEL = 'Illustrative text: not the words of the published edition';
const long = Array.from(
  { length: 80 },
  (_, part) =>
    `## Part ${part + 1} {#part-${part + 1}}\n\n:::clause{#c-${part + 1} number=${part + 1}.1}\n${'Words of this part. '.repeat(60)}\n:::\n\n${'More words of it. '.repeat(220)}\n`,
).join('\n');
const marked = (text: string, words: string) =>
  text.replace('classification: OFFICIAL', 'classification: OFFICIAL-SENSITIVE').replace('text: full', words);

const ANSWER = documentOf(
  'foi',
  ':::question{#q1 number=1}\nWhat?\n:::\n\n::::answer{to=q1 #a1}\nAs [the rules](../../guidance/rules/2019.md#aim) have it, and [others](https://example.org/a).\n::::\n',
);
const RULES = guidance('## Aim {#aim}\n\nWords.\n', 'superseded-on: 2020\n');
const MORE = Array.from({ length: 4 }, (_, at) => [`foi/${at}-19/2019.md`, ANSWER] as const);

const CORPUS = {
  'press.yaml': PRESS,
  'guidance/long/2019.md': marked(guidance(long), 'text: illustrative'),
  'guidance/rules/2019.md': RULES,
  ...Object.fromEntries(MORE),
};

const { files } = await builtSite('print', () => CORPUS, ['html']);
const served = await serve(files, '/');
afterAll(async () => {
  await served.close();
  await closeBrowser();
});

interface Line {
  readonly text: string;
  /** From the foot of the sheet, in points. */
  readonly height: number;
}

/** The lines of each sheet from top to bottom. */
async function printed(path: string): Promise<readonly (readonly Line[])[]> {
  const bytes = await withPage(async (page) => {
    await page.goto(served.address + path);
    return page.pdf({ preferCSSPageSize: true });
  });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  const sheets = await Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const lines = new Map<number, string>();
      for (const item of items) {
        if (!('str' in item)) continue;
        const height = Math.round(Number(item.transform[5]));
        lines.set(height, (lines.get(height) ?? '') + item.str);
      }
      const found = [...lines].map(([height, text]) => ({ height, text: text.trim() }));
      return found.filter(({ text }) => text !== '').toSorted((a, b) => b.height - a.height);
    }),
  );
  await pdf.destroy();
  return sheets;
}

const textOf = (sheets: readonly (readonly Line[])[]) => sheets.flat().map(({ text }) => text);

test('each of many sheets has the marking and what else every page must say at top and bottom, and its words between', async () => {
  const sheets = await printed('guidance/long/2019/');
  expect(sheets.length).toBeGreaterThan(60);
  const ends = sheets.map((lines) => [...lines.slice(0, 2), ...lines.slice(-2)].map(({ text }) => text).join(' | '));
  expect([...new Set(ends)]).toEqual([`OFFICIAL-SENSITIVE | ${LABEL} | ${LABEL} | OFFICIAL-SENSITIVE`]);
  expect(new Set(sheets.map((lines) => lines[0]?.height)).size).toBe(1);
  // On the last sheet the foot stands behind the last words.
  expect(new Set(sheets.slice(0, -1).map((lines) => lines.at(-1)?.height)).size).toBe(1);
}, 60_000);

describe('on paper', () => {
  test.each(['guidance/rules/2019/', 'guidance/rules/'])(
    '/%s tells its permanent address, and offers no ways',
    async (path) => {
      const text = textOf(await printed(path));
      expect(text.join(' ')).toContain(`https://office.example/${path}`);
      expect(text.filter((line) => /^(?:Contents|Search|Home|#|Skip.*)$/.test(line))).toEqual([]);
    },
  );

  test('what is folded on the screen is unfolded', async () => {
    const text = textOf(await printed('guidance/rules/2019/')).join(' ');
    expect(text).toContain('Cited in 4 places');
    expect(text.match(/the answer to question 1/g)).toHaveLength(4);
  });

  test('the address of another site stands behind its words', async () => {
    expect(textOf(await printed('foi/1-19/2019/')).join(' ')).toContain('others (https://example.org/a)');
  });
});
