/** Wherever an author puts a picture it is drawn, on the page and in its place among the words, and told of to those who listen. */
import { describe, expect, test } from 'vitest';
import type { Inline } from '../../src/model/document.ts';
import { editionPdf, layoutEdition, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { walkStructure } from '../../src/render/pdf/structure.ts';
import { inspect } from '../../src/examine.ts';
import { machine } from '../../src/host.ts';
import { clear } from '../../src/clear/clear.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS as PUBLICATION } from '../support/inspected.ts';
import { surroundings } from '../support/edition.ts';
import { pngOf } from '../support/picture-files.ts';
import { PRESS } from './press.ts';

const sized = (width: number, height: number) =>
  pngOf({ width, height, type: 0, bits: 1, pixel: (x, y) => [(x + y) % 2] });

const PICTURES = {
  'guidance/a/icon.png': sized(16, 16),
  'guidance/a/chart.png': sized(1000, 40),
  'guidance/a/column.png': sized(20, 1600),
};

/** A guidance with this text, beside an icon, a chart wider than the page and a column taller than it. */
function read(text: string) {
  const root = folderOf({
    'press.yaml': PUBLICATION,
    'guidance/a/2019.md': guidance(text),
    ...PICTURES,
  });
  const { checked, findings } = inspect(machine, root);
  expect(findings).toEqual([]);
  if (!checked) throw new Error('the sample does not pass');
  return clear(checked.load('guidance/a@2019'), 'public');
}

function laid(text: string) {
  const edition = read(text);
  return layoutEdition(edition, surroundings(edition), PRESS);
}

type Laid = ReturnType<typeof laid>;

const drawn = ({ pages }: Laid) =>
  pages.flatMap(({ frames }, page) =>
    frames.flatMap((frame) => (frame.kind === 'picture' ? [{ page, ...frame }] : [])),
  );

const inside = ({ pages }: Laid) =>
  pages.every(({ frames, width, height }) =>
    frames.every(
      (frame) =>
        frame.kind !== 'picture' ||
        (frame.x > 50 && frame.y > 30 && frame.x + frame.width < width - 50 && frame.y + frame.height < height - 30),
    ),
  );

const ICON = '![a bell](icon.png)';
const CHART = '![a chart](chart.png)';

describe.each([
  ['a line', `Ring ${ICON} twice.`, 'Ring a bell twice.'],
  ['the start and the end of a line', `${ICON} rings, and so does ${ICON}`, 'a bell rings, and so does a bell'],
  ['emphasis', `*Ring ${ICON} twice*.`, 'Ring a bell twice.'],
  ['strong words in emphasis', `*Ring **it ${ICON}** twice*.`, 'Ring it a bell twice.'],
  ['words struck out', `~~Ring ${ICON}~~ no more.`, 'Ring a bell no more.'],
  ['a link', `See [${ICON} here](https://a.example/).`, 'See a bell here.'],
  ['a heading', `## Ring ${ICON}\n\nWords.`, 'Ring a bell Words.'],
  ['a table cell', `| Ring | it |\n|---|---|\n| now | ${ICON} twice |`, 'now a bell twice'],
  ['a header cell', `| Ring | ${ICON} |\n|---|---|\n| now | twice |`, 'Ring a bell now twice'],
  ['an item', `- Ring ${ICON} twice.`, 'Ring a bell twice.'],
  ['a quotation', `> Ring ${ICON} twice.`, 'Ring a bell twice.'],
  ['a footnote', `Ring.[^1]\n\n[^1]: It is ${ICON} here.`, 'It is a bell here.'],
])('a picture within %s', (_, text, words) => {
  test.each([
    ['small', text],
    ['wider than the page', text.replaceAll('icon.png', 'chart.png')],
    ['taller than the page', text.replaceAll('icon.png', 'column.png')],
  ])('%s', (_, source) => {
    const one = laid(`${source}\n`);
    expect(drawn(one).length).toBe(text.split('icon.png').length - 1);
    expect(inside(one)).toBe(true);
    expect(textOfStructure(one.structure, one.pages)).toContain(words);
    const figures = [...walkStructure(one.structure)].filter(
      (node) => node.kind === 'element' && node.tag === 'Figure',
    );
    expect(figures).toHaveLength(drawn(one).length);
    expect(figures).toEqual(figures.map((figure) => ({ ...figure, alt: 'a bell' })));
  });
});

describe('a picture alone', () => {
  const widest = 430;

  test.each([
    ['in its paragraph', `Before.\n\n${CHART}\n\nBehind.`],
    ['on its line', `Before:\n${CHART}\nbehind.`],
    ['between hard breaks', `Before:\\\n${CHART}\\\nbehind.`],
    ['as a link', `[${CHART}](https://a.example/)`],
    ['in an item', `- ${CHART}\n- Words.`],
    ['in a footnote', `Words.[^1]\n\n[^1]: ${CHART}`],
  ])('%s is as wide as the measure', (_, text) => {
    const one = laid(`${text}\n`);
    expect(drawn(one).map(({ width }) => width > widest - 60)).toEqual([true]);
    expect(inside(one)).toBe(true);
  });

  test('two on one line stand side by side', () => {
    const one = laid(`${CHART} ${CHART}\n`);
    const [first, second] = drawn(one);
    expect(second?.y).toBe(first?.y);
    expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
  });

  test('one taller than the page is made to fit it', () => {
    const one = laid('![a column](column.png)\n');
    expect(inside(one)).toBe(true);
  });

  test('one shown a hundred times is held once', async () => {
    const edition = read(`${CHART}\n\n`.repeat(100));
    const { bytes } = await editionPdf(edition, surroundings(edition), PRESS);
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Subtype \/Image/g),
    ).toHaveLength(1);
  });
});

test('the header row that is drawn again shows its picture again, for the eye alone', () => {
  const rows = Array.from({ length: 90 }, (_, i) => `| ${i} | words |\n`).join('');
  const one = laid(`| Ring | ${ICON} |\n|---|---|\n${rows}`);
  const [first, ...others] = drawn(one).map(({ owner }) => owner);
  expect(typeof first).toBe('object');
  expect(others.length).toBeGreaterThan(0);
  expect(new Set(others)).toEqual(new Set(['RepeatedHead']));
});

test('a comparison, which has no pictures, says what they show', () => {
  const image: Inline = { type: 'image', url: '', file: 'absent.png', alt: 'a bell' };
  const edition = read('Words.\n');
  const body = [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: 'Ring ' }, image] }];
  const one = layoutEdition({ ...edition, body }, surroundings(edition), PRESS);
  expect(textOfStructure(one.structure, one.pages)).toContain('Ring a bell');
});
