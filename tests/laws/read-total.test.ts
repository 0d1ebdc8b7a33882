/**
 * Law 8: reading is total. Any bytes give a corpus or findings, in bounded time; and what is read loses no word. A failure prints
 * its seed. Counts are small here and large with PRESS_LONG=1.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { machine } from '../../src/host.ts';
import { normaliseText, textOfBlocks } from '../../src/model/text.ts';
import { hasError, inspect } from '../../src/examine.ts';
import { readPlain } from '../../src/read/read.ts';
import { folderOf } from '../support/folder.ts';
import { SCHEMES } from '../support/schemes.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { nastyBody, nastyFront } from '../support/nasty.ts';

const LONG = process.env['PRESS_LONG'] === '1';
const runs = (count: number) => ({ numRuns: LONG ? count * 50 : count });
vi.setConfig({ testTimeout: LONG ? 3_600_000 : 60_000 });

/** Milliseconds for one document of at most a few kilobytes. */
const SLOWEST = 5_000;

const FILE = 'guidance/a/2019.md';
const root = folderOf({
  'press.yaml': PRESS,
  [FILE]: '',
  'guidance/b/2019.md': guidance('## Aim {#b}\n'),
  'boilerplate/p/1.md': documentOf('boilerplate', 'A passage.\n'),
});

/** Reads and checks the folder with these bytes as its one random document. */
function inspectBytes(bytes: Uint8Array | string): ReturnType<typeof inspect> {
  writeFileSync(path.join(root, FILE), bytes);
  const start = performance.now();
  const result = inspect(machine, root);
  expect(performance.now() - start).toBeLessThan(SLOWEST);
  expect(result.checked === undefined).toBe(hasError(result.findings));
  return result;
}

/** Every finding stands at a place that the file has. */
function placesExist({ findings }: ReturnType<typeof inspect>, text: string): void {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (const { file, place, message } of findings) {
    if (file !== FILE) continue;
    expect(place.line, message).toBeLessThanOrEqual(Math.max(1, lines.length));
    expect(place.column, message).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 2);
  }
}

describe('a corpus or findings, whatever the bytes', () => {
  test('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void inspectBytes(bytes)),
      runs(150),
    );
  });

  test('random characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void inspectBytes(guidance(text))),
      runs(60),
    );
  });

  test('Markdown of nasty fragments', () => {
    fc.assert(
      fc.property(nastyBody, (body) => {
        const text = guidance(body);
        placesExist(inspectBytes(text), text);
      }),
      runs(400),
    );
  });

  test('front matter of nasty fragments', () => {
    fc.assert(
      fc.property(nastyFront, fc.constantFrom('', '\nText.\n', '---\n'), (front, body) => {
        placesExist(inspectBytes(front + body), front + body);
      }),
      runs(400),
    );
  });

  test('press.yaml of nasty fragments', () => {
    fc.assert(
      fc.property(nastyFront, (front) => {
        const folder = folderOf({
          'press.yaml': front.replaceAll('---', ''),
          [FILE]: guidance('Text.\n'),
        });
        const { checked, findings } = inspect(machine, folder);
        expect(checked === undefined).toBe(hasError(findings));
      }),
      runs(40),
    );
  });

  test('plain files', () => {
    const file = path.join(folderOf(), 'plain.txt');
    fc.assert(
      fc.property(nastyFront, nastyBody, (front, body) => {
        writeFileSync(file, front + body);
        const { edition, findings } = readPlain(machine, file, 'OFFICIAL', SCHEMES);
        if (!edition) expect(hasError(findings)).toBe(true);
      }),
      runs(150),
    );
  });
});

describe('no word is lost', () => {
  const word = fc.constantFrom(
    ...'the officer 10:30 3:1 27001:2022 (Admin):para a::b :smile: £5 AT&T R&D 1,000 — “so” 5<6 50% #3 @home a_b_c ~5 +1 =2 s.31(1)(a) [sic] {x} e.g. naïve x:y: ://'.split(
      ' ',
    ),
  );
  const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));
  /** One kind of block around words; what the words of a block are stays the same in all of them. */
  const block = fc.tuple(
    fc.constantFrom(
      (text: string) => `So: ${text}\n`,
      (text: string) => `- So: ${text}\n`,
      (text: string) => `3. So: ${text}\n7. So: ${text}\n`,
      (text: string) => `> So: ${text}\n`,
      (text: string) => `| So: ${text.replaceAll('|', '')} |\n|---|\n`,
      (text: string) => `:::note\nSo: ${text}\n:::\n`,
      (text: string) => `## So: ${text}.\n`,
      (text: string) => `*So:* **x** ${text}\n`,
      (text: string) => `So: ${text}[^n]\n\n[^n]: Note: ${text}\n`,
    ),
    words,
  );

  /** How often the words of the fragments stand in a text. */
  const counted = (text: string) => text.match(/word|two words|10:30|3:1|27001:2022|a::b/g)?.length ?? 0;

  /** What stands behind the fence of a code block names its language. */
  const withoutLanguages = (body: string) => body.replace(/^( *(?:```+|~~~+)).*$/gm, '$1');

  test('of fragments in a source that is read without a finding', () => {
    fc.assert(
      fc.property(nastyBody, (body) => {
        const { checked, findings } = inspectBytes(guidance(body));
        if (!checked || findings.length > 0) return;
        const { body: blocks, footnotes } = checked.load('guidance/a@2019');
        const read = textOfBlocks([...blocks, ...footnotes.flatMap(({ children }) => children)]);
        expect(counted(read)).toBeGreaterThanOrEqual(counted(withoutLanguages(body)));
      }),
      runs(400),
    );
  });

  test('every word of a sound source is in the text of its tree', () => {
    fc.assert(
      fc.property(block, ([around, text]) => {
        const { checked, findings } = inspectBytes(guidance(around(text)));
        if (!checked) throw new Error(findings.map(({ message }) => message).join(' '));
        const { body, footnotes } = checked.load('guidance/a@2019');
        const read = ` ${textOfBlocks([...body, ...footnotes.flatMap(({ children }) => children)])} `;
        for (const one of normaliseText(text).split(' ')) expect(read).toContain(one);
        expect(read).toContain(normaliseText(text));
      }),
      runs(400),
    );
  });
});
