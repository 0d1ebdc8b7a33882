/** What an import writes is read back by this program as the same words: no letter of a source means anything to Markdown or YAML. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import type { DraftBlock } from '../../src/import/draft.ts';
import { writeMarkdown, yamlText } from '../../src/import/markdown.ts';
import { type Run, tidyRuns, wordsOfRuns } from '../../src/import/pieces.ts';
import { textOfBlocks } from '../../src/model/text.ts';
import { broughtSchemes, readPlain } from '../../src/read/read.ts';
import { folderOf } from '../support/folder.ts';
import { parse } from 'yaml';

const RUNS = process.env['PRESS_LONG'] ? 4000 : 200;
const schemes = broughtSchemes(machine);

function readBack(body: readonly DraftBlock[]) {
  const fields = [
    { name: 'title', value: 'A title' },
    { name: 'classification', value: 'OFFICIAL' },
    { name: 'date-created', value: '2024-01-01' },
    { name: 'text', value: 'full' },
  ];
  const markdown = writeMarkdown({ fields, body, footnotes: [] });
  const folder = folderOf({ 'a.md': markdown });
  return { markdown, ...readPlain(machine, `${folder}/a.md`, undefined, schemes) };
}

const letters = (text: string) => text.replace(/\s+/g, '');

/** The reader suspects a misspelt reference or directive in these, escaped or not, and tells the author. */
const SUSPECT = /\]\s*\[|\[\^|withheld/;

/** Text made of what Markdown and our directives take for marks. */
const marked = fc
  .array(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '`',
      '~~',
      '#',
      '-',
      '+',
      '1.',
      '2)',
      ':::',
      '::',
      ':',
      '{#a}',
      '{',
      '}',
      '|',
      '&amp;',
      '&',
      '\\',
      '!',
      '=',
      '---',
      '***',
      'word',
      'a',
      'Two',
      ' ',
      ' ',
      ' ',
      'http://a.example',
      '<b>',
      '</b>',
      '.',
      '"',
      "'",
      '~',
      'x_y',
      '[x]',
      '[ ]',
      '    ',
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(''));

const run: fc.Arbitrary<Run> = fc.record(
  { text: fc.oneof(marked, fc.constant('\n')), bold: fc.boolean(), italic: fc.boolean(), strike: fc.boolean() },
  { requiredKeys: ['text'] },
);
const runs = fc.array(run, { minLength: 1, maxLength: 4 }).map(tidyRuns);

describe('what is written is read back', () => {
  test.each([
    ['paragraph', (own: readonly Run[]): DraftBlock => ({ kind: 'paragraph', runs: own })],
    ['heading', (own: readonly Run[]): DraftBlock => ({ kind: 'heading', depth: 2, runs: own })],
    [
      'list item',
      (own: readonly Run[]): DraftBlock => ({
        kind: 'list',
        items: [
          { runs: own, children: [] },
          { label: '7.', runs: own, children: [{ kind: 'list', items: [{ runs: own, children: [] }] }] },
        ],
      }),
    ],
    [
      'table',
      (own: readonly Run[]): DraftBlock => ({
        kind: 'table',
        rows: [[{ runs: own }, { runs: own }], [{ runs: own, columns: 2 }]],
      }),
    ],
    [
      'passage',
      (own: readonly Run[]): DraftBlock => ({
        kind: 'container',
        name: 'principle',
        number: '1',
        children: [{ kind: 'paragraph', runs: own }],
      }),
    ],
  ])('as the same letters in the same order: %s', (_, blockOf) => {
    fc.assert(
      fc.property(runs, (own) => {
        fc.pre(letters(wordsOfRuns(own)) !== '' && !SUSPECT.test(wordsOfRuns(own)));
        const block = blockOf(own);
        const { edition, findings, markdown } = readBack([block, { kind: 'paragraph', runs: [{ text: 'End.' }] }]);
        expect({ markdown, errors: findings.filter(({ severity }) => severity === 'error') }).toEqual({
          markdown,
          errors: [],
        });
        const copies = { paragraph: 1, heading: 1, list: 3, table: 3, container: 1 }[block.kind];
        expect(letters(textOfBlocks(edition?.body ?? []))).toBe(`${letters(wordsOfRuns(own)).repeat(copies)}End.`);
      }),
      { numRuns: RUNS },
    );
  });

  test('found: a tilde before struck words opens no block of code', () => {
    const runs = [{ text: '~' }, { text: 'word', strike: true }];
    const { edition } = readBack([{ kind: 'paragraph', runs }]);
    expect(textOfBlocks(edition?.body ?? [])).toBe('~word');
  });

  test('front matter too', () => {
    fc.assert(
      fc.property(fc.oneof(marked, fc.string()), (text) => {
        const single = text.replace(/\s+/g, ' ').trim();
        expect(parse(`a: ${yamlText(text)}\n`, { schema: 'failsafe' })).toEqual({ a: single });
      }),
      { numRuns: RUNS },
    );
  });
});
