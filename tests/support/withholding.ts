/**
 * Random content that withholds: documents that are whole but for the passages in them, and passages of any length, alphabet and
 * shape to put there. The same content can be made with other passages, and nothing else about it is then different.
 */
import fc from 'fast-check';
import type { Files } from './folder.ts';

/** What is withheld at one place: as running text and as blocks; where only one of them is wanted, that. */
export interface Secret {
  readonly line: string;
  readonly blocks: string;
  readonly marking: string;
}

const ALPHABETS = ['abcdefghijklmnop', 'ŵŷâêîôûïöë', 'αβγδεζηθικλμ', 'абвгдежзик', '0123456789'];

/** Words that stand nowhere else. */
const word = fc
  .constantFrom(...ALPHABETS)
  .chain((letters) =>
    fc
      .array(fc.constantFrom(...letters), { minLength: 4, maxLength: 14 })
      .map((signs) => (/\d/.test(letters) ? `9${signs.join('')}` : `zq${signs.join('')}`)),
  );
const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((many) => many.join(' '));

const line = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: words.map((some) => `**${some}**`) },
  { weight: 1, arbitrary: fc.tuple(words, word).map(([some, one]) => `${some} \`${one}\``) },
  { weight: 1, arbitrary: words.map((some) => `[${some}](https://zqzq.example/zq)`) },
  { weight: 1, arbitrary: fc.tuple(words, words).map(([a, b]) => `${a}\n${b}`) },
);

const block = fc.oneof(
  { weight: 4, arbitrary: line },
  { weight: 1, arbitrary: fc.tuple(word, fc.nat(1e6)).map(([name, id]) => `## ${name} {#zq${id}}`) },
  {
    weight: 1,
    arbitrary: fc
      .array(words, { minLength: 1, maxLength: 5 })
      .map((items) => items.map((one) => `- ${one}`).join('\n')),
  },
  { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `| ${a} | ${b} |\n|---|---|\n| ${b} | ${a} |`) },
  { weight: 1, arbitrary: words.map((some) => `    ${some}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(words, fc.nat(1e6)).map(([some, n]) => `:::clause{#zqc${n} number=${n}}\n${some}\n:::`),
  },
);

/** Small numbers are drawn often: two clauses of one passage must not have one id. */
const nameOf = (text: string) => /\{#(\w+)/.exec(text)?.[1] ?? text;

export const secret: fc.Arbitrary<Secret> = fc.record({
  line: line.map((one) => one.replace(/\n/g, ' ')),
  blocks: fc.uniqueArray(block, { minLength: 1, maxLength: 5, selector: nameOf }).map((many) => many.join('\n\n\n')),
  marking: fc.constantFrom('', ' marking="OFFICIAL-SENSITIVE"'),
});

const inline = ({ line: words, marking }: Secret) => `:withheld[${words}]{ground="s.40(2)"${marking}}`;
const fenced = ({ blocks, marking }: Secret) => `::::withheld{ground="s.31(1)(a)"${marking}}\n${blocks}\n::::`;
const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');

/** One place in a document: its text and what stands elsewhere because of it. */
type Place = (secret: Secret, number: number) => { readonly text: string; readonly files?: Files };

export const PLACES: Readonly<Record<string, Place>> = {
  'running text': (s) => ({ text: `Some ${inline(s)} words.` }),
  'several in a line': (s) => ({ text: `Some ${inline(s)} words ${inline(s)}, and **${inline(s)}**.` }),
  blocks: (s) => ({ text: fenced(s) }),
  'a table cell': (s) => ({ text: `| Where | What |\n|---|---|\n| Here | ${inline(s)} |\n| There | nothing |` }),
  'a list item': (s) => ({ text: `- first\n- then ${inline(s)}\n- last` }),
  'blocks in a list item': (s) => ({
    text: `1. first\n${indented(indented(fenced(s)))}\n2. last`.replace(/^    (?=.)/gm, '   '),
  }),
  'a footnote': (s, n) => ({
    text: `Words.[^n${n}] And more.[^m${n}]\n\n[^n${n}]: Note ${inline(s)}.\n[^m${n}]: Other note.`,
  }),
  'a footnote of a withheld passage': (s, n) => ({
    text: `${fenced({ ...s, blocks: `${s.blocks}\n\nzq.[^n${n}]` })}\n\nWords.[^m${n}]\n\n[^n${n}]: ${s.line}\n[^m${n}]: Other note.`,
  }),
  'an address of a withheld passage': (s, n) => ({
    text: `${fenced({ ...s, blocks: `[zq][d${n}]` })}\n\n[d${n}]: https://zq${s.line.length}.example/`,
  }),
  'an included passage': (s, n) => ({
    text: `::include{file="../../boilerplate/b${n}/2019.md"}`,
    files: {
      [`boilerplate/b${n}/2019.md`]: `---\ntitle: B\nclassification: OFFICIAL\ndate-created: 2019\ntext: full\n---\nPassage.\n\n${fenced(s)}\n\nEnd ${inline(s)}.\n`,
    },
  }),
  'a question and its answer': (s, n) => ({
    text: `:::question{#q${n} number=${n}}\nWhat of ${inline(s)}?\n:::\n\n:::::answer{to=q${n}}\nThis.\n\n${fenced(s)}\n:::::`,
  }),
  'a principle': (s, n) => ({ text: `:::principle{#p${n} number=${n}}\nAlways ${inline(s)}.\n:::` }),
  'a call-out': (s) => ({ text: `:::::note{title="Note"}\nWords.\n\n${fenced(s)}\n:::::` }),
};

export interface Withholding {
  readonly place: keyof typeof PLACES;
  readonly editions: 'one' | 'old' | 'new' | 'both';
  readonly before: string;
}

export const withholding: fc.Arbitrary<Withholding> = fc.record({
  place: fc.constantFrom(...Object.keys(PLACES)),
  editions: fc.constantFrom('one', 'old', 'new', 'both'),
  before: fc
    .array(fc.constantFrom('the', 'force', 'must', 'report', 'each', 'visit', 'near', '28', 'April'), {
      minLength: 3,
      maxLength: 60,
    })
    .map((many) => many.join(' ')),
});

const FRONT = 'classification: OFFICIAL\ntext: full\n';

/** A content folder with a document for each of these, and in each the secret of the same number. */
export function contentOf(documents: readonly Withholding[], secrets: readonly Secret[]): Files {
  const files = documents.map(({ place, editions, before }, number): Files => {
    const own = secrets[number % secrets.length];
    const put = PLACES[place];
    if (!own || !put) return {};
    const { text, files: more = {} } = put(own, number + 1);
    const body = (holds: boolean) =>
      `## Part {#part}\n\n${before}.\n\n${holds ? text : 'Nothing here.'}\n\n## End {#end}\n\nThe end.\n`;
    const edition = (year: number, holds: boolean, fields = '') =>
      `---\ntitle: Work ${number}\n${FRONT}date-created: ${year}\neffective-from: ${year}\n${fields}---\n${body(holds)}`;
    const changes = 'changes:\n  - note: Changed.\n    clauses: [part]\n';
    const folder = `guidance/w${number}`;
    const first = { [`${folder}/2019.md`]: edition(2019, editions !== 'new') };
    const second = { [`${folder}/2020.md`]: edition(2020, editions !== 'old', changes) };
    return { ...first, ...(editions === 'one' ? {} : second), ...more };
  });
  const press = 'title: T\npublisher: P\nbase-address: https://e.example/\nas-at: 2025-01-01\n';
  return Object.assign({ 'press.yaml': press }, ...files) as Files; // Object.assign gives any for a spread of several
}
