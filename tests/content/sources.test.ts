/** The two real documents stand in the content folder word for word, and the principles of 2019 as the FOI answer quotes them. */
import { describe, expect, test } from 'vitest';
import {
  BROKEN_BY_PAGE_END,
  bodyOf,
  CARRIED,
  contentParagraphs,
  FURNITURE,
  frontMatterOf,
  linksOf,
  readSource,
  SOURCES,
  sourceControlRows,
  sourceParagraphs,
} from './source-words.ts';

const FOI = CARRIED['foi-response-059-19'];
const LETTER = CARRIED['consultation-letter-2024-04-29'];

interface Fenced {
  readonly attributes: string;
  readonly words: string;
}

/** The blocks of one directive in a body, in order. None of those asked for here holds another of its kind. */
function blocks(body: string, name: string): Fenced[] {
  const fence = new RegExp(`^(:{3,})${name}\\{(.*)\\}\\n([^]*?)\\n\\1$`, 'gm');
  return [...body.matchAll(fence)].map(([, , attributes = '', words = '']) => ({ attributes, words }));
}

describe.each(SOURCES)('%s', (name) => {
  const file = CARRIED[name];
  const source = sourceParagraphs(name);
  const content = contentParagraphs(file);

  test('has every paragraph of the source, and no other, in the same order', () => {
    expect(content).toEqual(source);
  });

  test('has every word of the source, counted by another rule', () => {
    // Words of three letters and more, counted over the bare files: nothing that joins or splits paragraphs comes in here.
    const count = (text: string) => {
      const counts = new Map<string, number>();
      for (const [word] of text.matchAll(/\p{L}{3,}/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
      return counts;
    };
    const rows = sourceControlRows(name).flatMap(({ label, value }) => [label, value]);
    const furniture = FURNITURE[name].join(' ');
    const body = bodyOf(file)
      .replace(/^:.*$/gm, '')
      .replace(/\{#.*\}$/gm, '');
    expect(count([body, ...rows, furniture].join('\n'))).toEqual(count(readSource(name).replace(/<\/?u>/g, '')));
  });

  test('links to the same addresses', () => {
    expect(linksOf(bodyOf(file))).toEqual(linksOf(readSource(name)));
  });

  test('breaks lines where the source does', () => {
    const broken = (text: string, mark: RegExp) => [...text.matchAll(mark)].map(([, line]) => line);
    expect(broken(bodyOf(file), /^(.*)\\$/gm)).toEqual(broken(readSource(name), /^(.*) {2}$/gm));
  });

  test('keeps its header table as printed', () => {
    expect(frontMatterOf(file)['document-control'] ?? []).toEqual(sourceControlRows(name));
  });

  test('says where page ends and page furniture were taken out', () => {
    const interventions = (frontMatterOf(file)['interventions'] as string[]).join('\n');
    expect(interventions).toContain('The foot of the first page');
    for (const [before] of BROKEN_BY_PAGE_END[name]) {
      expect(interventions).toContain(`"${before.split(' ').slice(-2).join(' ')}"`);
    }
  });
});

describe('FOI answer 059/19', () => {
  const body = bodyOf(FOI);
  const questions = blocks(body, 'question');
  const answers = blocks(body, 'answer');

  test('has ten questions, and to each, in order, an answer that begins with the same words', () => {
    expect(questions.map(({ attributes }) => attributes)).toEqual(
      Array.from({ length: 10 }, (_, index) => `#q${index + 1} number=${index + 1}`),
    );
    const expected = questions.map(({ words }, index) => [`to=q${index + 1}`, `**${index + 1}. ${words}**`]);
    expect(answers.map(({ attributes, words }) => [attributes.split(' ')[0], words.split('\n')[0]])).toEqual(expected);
  });

  test('records no applicant', () => {
    expect(Object.keys(frontMatterOf(FOI)).filter((key) => /applicant|requester|requested-by/.test(key))).toEqual([]);
  });
});

describe('the principles of 2019', () => {
  const principles = blocks(bodyOf('guidance/sex-work/2019.md'), 'principle');
  const quoted = [...readSource('foi-response-059-19').matchAll(/^([1-5])\. "(.*)"$/gm)];
  const quotations = blocks(bodyOf(FOI), 'quote').map(({ attributes, words }) => [attributes, words]);
  const source = ({ attributes }: Fenced) => `from="../../guidance/sex-work/2019.md${attributes.split(' ')[0]}"`;

  test('are the five that the answer quotes, and nothing stands beside them', () => {
    expect(principles).toHaveLength(5);
    expect(principles.map(({ attributes, words }) => [attributes.split(' number=')[1], words])).toEqual(
      quoted.map(([, number, words]) => [number, words]),
    );
    expect(contentParagraphs('guidance/sex-work/2019.md')).toEqual(principles.map(({ words }) => words));
  });

  test('are quoted in answer 5, each from its clause, list number and quotation marks kept', () => {
    expect(quotations.slice(0, 5)).toEqual(
      principles.map((principle, index) => [source(principle), `${index + 1}. "${principle.words}"`]),
    );
  });

  test('are quoted once more in answer 6: the fourth without its first sentence', () => {
    const fourth = principles[3] ?? { attributes: '', words: '' };
    const part = fourth.words.slice('The role of policing is not to make moral judgements. '.length);
    expect(quotations.slice(5)).toEqual([[source(fourth), `${part}”`]]);
  });
});

describe('the edition of 2023', () => {
  const numbered = (file: string) =>
    new Map(
      blocks(bodyOf(file), 'principle').map(({ attributes, words }) => {
        const [id = '', number = ''] = attributes.split(' number=');
        return [id, { number, words }];
      }),
    );
  const old = numbered('guidance/sex-work/2019.md');
  const now = numbered('guidance/sex-work/2023.md');

  test('is labelled as illustrative', () => {
    expect(frontMatterOf('guidance/sex-work/2023.md')['text']).toBe('illustrative');
  });

  test('shows a principle unchanged, one changed, one moved, one split and one removed', () => {
    expect(now.get('#complexity')).toEqual(old.get('#complexity'));
    expect(old.get('#vulnerability')?.words).toContain('We will engage');
    expect(now.get('#vulnerability')?.words).toContain('Forces must engage');
    expect(now.get('#engagement')?.words).toBe(old.get('#engagement')?.words);
    expect(now.get('#engagement')?.number).not.toBe(old.get('#engagement')?.number);
    expect(`${now.get('#policing-role')?.words} ${now.get('#safeguarding')?.words}`).toBe(
      old.get('#policing-role')?.words,
    );
    expect([old.has('#evidence'), now.has('#evidence')]).toEqual([true, false]);
  });
});

test('the letter is dated and closed as its front matter says', () => {
  const { closes, 'closes-as-printed': printed, 'date-as-printed': created } = frontMatterOf(LETTER);
  expect(closes).toBe('2024-07-22');
  expect(readSource('consultation-letter-2024-04-29')).toContain(`open for submissions until ${printed}.`);
  expect(readSource('consultation-letter-2024-04-29')).toContain(`Date created\t${created}\n`);
});
