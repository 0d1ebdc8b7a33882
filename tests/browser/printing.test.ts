/** Every kind of page printed from the browser: each sheet carries the marking at its head and at its foot, and no word is off the sheet. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

interface Sheet {
  /** The words of the uppermost and of the lowest line. */
  readonly first: string;
  readonly last: string;
  readonly within: boolean;
}

async function sheetsOf(pdf: Uint8Array): Promise<readonly Sheet[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const sheets: Sheet[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width }]
          : [],
      );
      const lines = [...new Set(pieces.map(({ y }) => Math.round(y)))].toSorted((a, b) => b - a);
      const line = (y: number | undefined) =>
        pieces.flatMap((one) => (Math.round(one.y) === y ? [one.text] : [])).join('');
      const within = pieces.every(({ x, y, width }) => x >= left && x + width <= right + 1 && y >= bottom && y <= top);
      sheets.push({ first: line(lines[0]), last: line(lines.at(-1)), within });
    }
    return sheets;
  } finally {
    await document.destroy();
  }
}

describe('on paper', () => {
  test.each(shown)('/%s is marked on each sheet', async (path) => {
    const { pdf, marking } = await withPage(async (page) => {
      await page.goto(address + path);
      const marking = await page.locator('.bar-marking').first().textContent();
      return { marking, pdf: await page.pdf({ preferCSSPageSize: true }) };
    });
    const sheets = await sheetsOf(pdf);
    expect(sheets.length).toBeGreaterThan(0);
    const unmarked = sheets
      .map(({ first, last }) => [first, last])
      .filter((ends) => ends.some((end) => end !== marking));
    expect(unmarked).toEqual([]);
    expect(sheets.every(({ within }) => within)).toBe(true);
  });
});
