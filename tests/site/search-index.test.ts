/** The index of the search: what it answers is what a reader of all texts would find, whatever was kept of earlier builds. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rendition } from '../../src/model/rendition.ts';
import { type SearchText, TEXTS_FOLDER } from '../../src/model/search-text.ts';
import { type Objects, openObjects } from '../../src/cache/cache.ts';
import { machine } from '../../src/host.ts';
import { openPress } from '../../src/render/render.ts';
import { INDEX_FOLDER, openSearchIndex } from '../../src/site/site.ts';
import { excerptsOf } from '../../templates/search-excerpts.js';
import { type Filters, openIndex, questionOf } from '../../templates/search-index.js';
import { openTerms, wordsIn, wordsOf } from '../../templates/search-words.js';
import { folderOf } from '../support/folder.ts';
import { marking } from '../support/schemes.ts';

const stems = await openPress(machine).stems('en-GB');
const termOf = openTerms(stems.stem);

type Told = Pick<SearchText, 'address' | 'title' | 'parts'> & Partial<SearchText>;

const textOf = (told: Told): SearchText => ({
  edition: '2019 edition',
  state: 'In force',
  kind: 'current',
  family: told.address.split('/')[0] ?? '',
  year: '2019',
  leading: true,
  current: true,
  ...told,
});

const part = (words: string, name = 'Opening', id?: string) => ({ id, name, words });

function fileOf(told: Told): Rendition {
  const bytes = Buffer.from(JSON.stringify(textOf(told)));
  const path = `${TEXTS_FOLDER}${told.address.slice(0, -1)}.json`;
  return { path, mediaType: 'application/json', bytes, marking: marking('OFFICIAL') };
}

test('words are the same in a text of ASCII and in any other', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aZ09'_-. \n") }), (text) => {
      const [accented, ...others] = wordsIn(`é ${text}`);
      expect(accented?.word).toBe('é');
      expect(wordsOf(text)).toEqual(others.map(({ word }) => word));
      expect([...wordsIn(text)]).toEqual(others.map(({ word, from, to }) => ({ word, from: from - 2, to: to - 2 })));
    }),
  );
});

/** Runs and files that are kept from index to index, and what was made of them. */
function shelves() {
  const known = new Map<string, unknown>();
  const made: string[] = [];
  const shelf = (label: string) => ({
    get: (what: unknown) => known.get(label + JSON.stringify(what)),
    set(what: unknown, value: unknown) {
      made.push(`${label} ${JSON.stringify(what)}`);
      known.set(label + JSON.stringify(what), value);
    },
  });
  return { shelf, made };
}

function indexOf(
  texts: readonly Told[],
  shelf?: ReturnType<typeof shelves>['shelf'],
  objects?: Objects,
): Promise<readonly Rendition[]> {
  const index = openSearchIndex(stems, shelf && { shelf, objects });
  texts.map(fileOf).forEach(index.add);
  return index.files();
}

async function asking(files: readonly Rendition[]) {
  const held = new Map(files.map(({ path, bytes }) => [path.slice(INDEX_FOLDER.length), bytes]));
  const read: string[] = [];
  const { ask } = await openIndex(async (name) => {
    read.push(name);
    const bytes = held.get(name) ?? new Uint8Array();
    return name.endsWith('.bin') ? gunzipSync(bytes) : bytes;
  }, termOf);
  return { read, ask: (question: string, filters: Filters = {}) => ask(questionOf(question, termOf), filters) };
}

const TEXTS: readonly Told[] = [
  {
    address: 'foi/12-24/2024/',
    title: 'Lanterns in the harbour',
    year: '2024',
    parts: [part('Whale oil is dear.\nThe clerk’s lantern burned.'), part('Nobody asked.', 'Question 1', 'q1')],
  },
  {
    address: 'guidance/lamps/2019/',
    title: 'Lamps',
    leading: false,
    current: false,
    parts: [part('The harbour lantern and the oil lantern burned; a Café in Zürich.'), part('Policies.', 'Oil', 'oil')],
  },
  { address: 'guidance/lamps/2023/', title: 'Lamps', current: false, parts: [part('A policy on lighting.')] },
];

describe('questions', () => {
  const QUESTIONS: readonly (readonly [question: string, found: readonly number[], filters?: Filters])[] = [
    ['lantern', [0, 1]],
    ['LANTERNS', [0, 1]],
    ['lantern oil', [1, 0]],
    ['lantern policy', [1]],
    ['policies', [2, 1]],
    ['cafe', [1]],
    ['zurich', [1]],
    ["clerk's", [0]],
    ['clerks', [0]],
    ['question', [0]],
    ['"oil lantern"', [1]],
    ['“harbour lantern”', [1]],
    ['"lantern oil"', []],
    ['"dear the"', []],
    ['"oil lantern" harbour', [1]],
    ['"oil lantern" whale', []],
    ['har', [0, 1]],
    ['har ', []],
    ['ha', []],
    ['"har"', []],
    ['light', [2]],
    ['burning', [1, 0]],
    ['lanthanum', []],
    ['…', []],
    ['""', []],
    ['lantern', [1], { family: 'guidance' }],
    ['lantern', [0], { standing: 'leading' }],
    ['policy', [], { standing: 'current' }],
    ['lantern', [0], { year: '2024' }],
  ];
  test.each(QUESTIONS.map(([question, found, filters = {}]) => [question, found, filters] as const))(
    '%s',
    async (question, expected, filters) => {
      const { ask } = await asking(await indexOf(TEXTS));
      const { found } = await ask(question, filters);
      expect(found).toEqual(expected.map((at) => TEXTS[at]?.address));
    },
  );

  test('tell how many documents there are without the filters', async () => {
    const { ask } = await asking(await indexOf(TEXTS));
    expect(await ask('lantern', { year: '1999' })).toEqual({ found: [], all: 2 });
  });
});

describe('excerpts', () => {
  const shown = (question: string, at: number) =>
    excerptsOf(textOf(TEXTS[at] ?? { address: '', title: '', parts: [] }), questionOf(question, termOf), termOf).map(
      ({ name, pieces }) => [name, pieces().join('|')],
    );
  test.each<readonly [string, number, readonly (readonly string[])[]]>([
    ['lantern', 0, [['Opening', 'Whale oil is dear.\nThe clerk’s |lantern| burned.']]],
    ['"oil lantern"', 1, [['Opening', 'The harbour lantern and the |oil| |lantern| burned; a Café in Zürich.']]],
    [
      'oil',
      1,
      [
        ['Opening', 'The harbour lantern and the |oil| lantern burned; a Café in Zürich.'],
        ['Oil', 'Policies.'],
      ],
    ],
    ['policy lamps', 1, [['Oil', '|Policies|.']]],
    ['lamps', 2, [['Opening', 'A policy on lighting.']]],
  ])('%s in document %i', (question, at, expected) => expect(shown(question, at)).toEqual(expected));

  test.each([
    ['oil', 'Whale |oil|.'],
    ['lamps', '|Lamps| of the town\nWhale oil.'],
    ['lamps oil', '|Lamps| of the town\nWhale |oil|.'],
  ])('of a section do not say its heading twice, unless something is found there alone: %s', (question, excerpt) => {
    const section = part('Lamps of the town\nWhale oil.', 'Lamps of the town', 'lamps');
    const text = textOf({ address: 'guidance/a/2019/', title: 'A', parts: [section] });
    const [found] = excerptsOf(text, questionOf(question, termOf), termOf);
    expect(found?.pieces().join('|')).toBe(excerpt);
  });

  test('of a long text show where most of the question is answered, with dots for what is left out', () => {
    const far = `${'oil and so on '.repeat(30)}then oil and whale came ${'and so on '.repeat(30)}`;
    const text = textOf({ address: 'guidance/a/2019/', title: 'A', parts: [part(far)] });
    const [found] = excerptsOf(text, questionOf('oil whale', termOf), termOf);
    const excerpt = found?.pieces().join('') ?? '';
    expect(excerpt).toMatch(/^….*oil and whale came.*…$/);
    expect(excerpt.split(' ').length).toBe(32);
  });
});

const VOCABULARY = ['oil', 'lamp', 'lamps', 'harbour', 'x1', 'Öl', 'a'];
const word = fc.constantFrom(...VOCABULARY);
const paragraph = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const randomTexts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.array(paragraph, { maxLength: 3 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((all) =>
    all.map(([work, paragraphs], edition): Told => {
      return { address: `guidance/w${work}/${edition}/`, title: 'T', parts: [part(paragraphs.join('\n'))] };
    }),
  )
  .map((all) => all.toSorted((a, b) => (a.address < b.address ? -1 : 1)));

const termsOf = ({ parts }: Told) =>
  parts.flatMap(({ words }) => words.split('\n').map((line) => ` ${line.split(' ').map(termOf).join(' ')} `));

describe('of any texts', () => {
  test('words and passages are found where they stand and nowhere else', () =>
    fc.assert(
      fc.asyncProperty(
        randomTexts,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (texts, words, passage) => {
          const { ask } = await asking(await indexOf(texts));
          const { found } = await ask(passage ? `"${words.join(' ')}"` : `${words.join(' ')} `);
          const terms = words.map(termOf);
          const has = (text: Told, asked: string) => termsOf(text).some((line) => line.includes(` ${asked} `));
          const holds = (text: Told) => (passage ? has(text, terms.join(' ')) : terms.every((term) => has(text, term)));
          expect(found.toSorted()).toEqual(
            texts
              .filter(holds)
              .map(({ address }) => address)
              .toSorted(),
          );
        },
      ),
    ));
});

describe('an index that goes on from earlier ones', () => {
  test('is the index from nothing, whatever came, went or changed', () =>
    fc.assert(
      fc.asyncProperty(fc.array(randomTexts, { minLength: 2, maxLength: 5 }), async (steps) => {
        const { shelf } = shelves();
        for (const texts of steps) {
          const once = texts.filter(({ address }, at) => texts[at - 1]?.address !== address);
          expect(await indexOf(once, shelf)).toEqual(await indexOf(once));
        }
      }),
      { numRuns: 50 },
    ));
});

describe('the files', () => {
  const many = Array.from({ length: 900 }, (_, at): Told => {
    const address = `guidance/work-${String(at).padStart(4, '0')}/2019/`;
    return { address, title: `Work ${at}`, parts: [part(`Lantern ${at} of the harbour and the oil.`)] };
  });
  const changed = many.map((text, at) => (at === 400 ? { ...text, parts: [part('Candles.')] } : text));

  test('are the same whatever is kept, and a change makes one run anew', async () => {
    const { shelf, made } = shelves();
    await indexOf(many, shelf);
    const before = made.length;
    expect(before).toBeGreaterThan(5);
    expect(await indexOf(changed, shelf)).toEqual(await indexOf(changed));
    expect(made.length).toBe(before + 1);
    // A document that comes changes the runs around it alone.
    await indexOf(many.toSpliced(400, 0, { address: 'guidance/work-0399b/2019/', title: 'New', parts: [] }), shelf);
    expect(made.length).toBeLessThanOrEqual(before + 3);
  });

  test('that say how often words occur are not packed again where words have only moved', async () => {
    const { shelf, made } = shelves();
    const objects = openObjects(machine, folderOf());
    await indexOf(many, shelf, objects);
    const before = made.length;
    const words = 'Candles. Lantern 400 of the harbour and the oil.';
    await indexOf(
      many.map((text, at) => (at === 400 ? { ...text, parts: [part(words)] } : text)),
      shelf,
      objects,
    );
    const packed = (kind: string) => made.slice(before).filter((one) => one.includes(`["packed","${kind}"`)).length;
    expect(packed('words')).toBe(1);
    expect(packed('phrases')).toBeGreaterThan(5);
  });

  test('are the same on a disk that takes no more of what is made', async () => {
    const objects = openObjects(machine, folderOf());
    const { shelf } = shelves();
    await indexOf(many, shelf);
    const full = (label: string) => ({ ...shelf(label), set: () => undefined });
    const bytesOf = (files: readonly Rendition[]) => files.map(({ path, bytes }) => [path, Buffer.from(bytes)]);
    expect(bytesOf(await indexOf(changed, full, objects))).toEqual(bytesOf(await indexOf(changed)));
  });

  test('are read for the words that are asked for, and no others', async () => {
    const files = await indexOf(many);
    const { ask, read } = await asking(files);
    await ask('lantern oil');
    expect(read.length).toBe(3);
    await ask('"lantern 400"');
    expect(read.filter((name) => name.includes('/phrases-')).length).toBe(2);
    expect(files.length).toBeGreaterThan(30);
  });

  test('of two indexes have no name in common but the list and the rules for stems', async () => {
    const named = (files: readonly Rendition[]) => new Set(files.map(({ path }) => path.slice(INDEX_FOLDER.length)));
    const others = named(await indexOf(changed));
    const both = [...named(await indexOf(many))].filter((name) => others.has(name));
    expect(both).toEqual(['list.json', 'stem.js']);
  });
});
