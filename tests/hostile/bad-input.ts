/** The bad inputs that the program promises to survive, as whole content folders. Beside them stands a sound press.yaml. */
import { documentOf, guidance } from '../support/inspected.ts';
import { type Case, FILE } from './cases.ts';

const one = (what: string, text: string | Uint8Array, ...expect: readonly string[]): Case => ({
  id: 'bad input',
  what,
  files: { [FILE]: text },
  expect: expect.map((place) => `${FILE}:${place}`),
});

const FOI = 'foi/a/2019.md';
const foi = (what: string, body: string, ...expect: readonly string[]): Case => ({
  id: 'bad input',
  what,
  files: {
    [FILE]: guidance('## Aim {#aim}\n\nPolicing starts from consent.\n'),
    [FOI]: documentOf('foi', `${body}\n:::review-rights\nAsk for a review.\n:::\n`),
  },
  expect: expect.map((place) => `${FOI}:${place}`),
});

const QUESTION = ':::question{#q1 number=1}\nWhy?\n:::\n';

export const BAD_INPUT: readonly Case[] = [
  one('a missing field', guidance('Text.\n').replace('effective-from: 2019\n', ''), '2:1 field-missing'),
  one('an unknown field', guidance('Text.\n', 'sumary: Short.\n'), '7:1 field-unknown'),
  one('YAML that does not parse', '---\ntitle: "A title\n---\nText.\n', '2:8 matter-yaml'),
  one('a YAML alias bomb', '---\na: &a [x, x]\nb: &b [*a, *a]\n---\nText.\n', '2:4 matter-alias', '3:4 matter-alias'),
  one('front matter that is a program', '---js\nprocess.exit(9)\n---\nText.\n', '1:1 matter-fence'),
  one('not UTF-8', new Uint8Array(Buffer.from(guidance('It costs £5.\n'), 'latin1')), '8:10 file-encoding'),
  one('NUL bytes', guidance('One\u0000two.\n'), '8:4 file-character'),
  one(
    'a missing classification',
    guidance('Text.\n').replace('classification: OFFICIAL\n', ''),
    '2:1 classification-missing',
  ),
  {
    id: 'bad input',
    what: 'two editions with one name',
    files: { [FILE]: guidance('Text.\n'), 'guidance/a/2019.MD': guidance('Text.\n') },
    expect: ['guidance/a/2019.MD:1:1 file-name', `${FILE}:1:1 edition-duplicate`],
  },
  one('a link to an edition that is not there', guidance('See [it](2018.md).\n'), '8:5 link-edition'),
  one('a link to a clause that is not there', guidance('See [it](#aim).\n'), '8:5 link-clause'),
  foi('a question without an answer', QUESTION, '10:1 question-unanswered'),
  foi(
    'a quotation that differs from its source',
    `${QUESTION}\n::::answer{to=q1}\n:::quote{from="../../guidance/a/2019.md#aim"}\nPolicing starts from force.\n:::\n::::\n`,
    '15:1 quote-differs',
  ),
  one('two clauses with one id', guidance('## A {#a}\n\n## B {#a}\n'), '10:1 clause-duplicate'),
  one('raw HTML', guidance('A <b>word</b>.\n'), '8:3 html-raw', '8:10 html-raw'),
  one('a link that is a program', guidance('See [it](javascript:alert(1)).\n'), '8:5 link-scheme'),
  one('a path that leaves the folder', guidance('::include{file="../../../secret.md"}\n'), '8:1 link-outside'),
  one('10,000 nested block quotes', guidance(`${'>'.repeat(10_000)} a\n`), '8:1 markdown-limit'),
  { id: 'bad input', what: 'an empty content folder', files: {}, expect: ['press.yaml:1:1 content-empty'] },
];
