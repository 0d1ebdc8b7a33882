/** Word documents: what is read of them, and what stops an import until its author has decided. Each file is built here. */
import { describe, expect, test } from 'vitest';
import { readSource } from '../content/source-words.ts';
import { editionOf, imported, unitsOf } from '../support/imported.ts';
import { cell, heading, item, paragraph, run, table, wordFile } from '../support/word-file.ts';

const BLANKS = {
  title: 'A paper',
  classification: 'OFFICIAL',
  'date-created': '2024-01-01',
  'effective-from': '2024-01-01',
};

/** The body of what a Word document becomes, behind the front matter. */
async function bodyOf(body: string, parts: Parameters<typeof wordFile>[1] = {}) {
  const made = await imported('paper.docx', wordFile(body, parts), 'guidance');
  const { edition, findings } = editionOf('guidance', made.markdown, BLANKS);
  expect({ refused: made.findings, findings }).toEqual({ refused: [], findings: [] });
  return { ...made, body: made.markdown.split('\n---\n')[1]?.trim() ?? '', edition };
}

const told = (doubts: readonly { readonly text: string }[]) => doubts.map(({ text }) => text).join('\n');

/** The letter as Word would hold it: a table at its head, real lists, the link, the foot in a footer. */
function letterAsWord(): Buffer {
  const [head = '', text = ''] = readSource('consultation-letter-2024-04-29').split('\n\n\n\n');
  const rows = head.split('\n').map((line) => line.split('\t').slice(0, 2));
  const lines = text
    .split('\n\n')
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/\s+$/, ''));
  const body = lines.flatMap((line) => {
    if (line === '' || line.startsWith('1st Floor') || line === 'OFFICIAL') return [];
    const [, bullet] = /^(?:[-•]|(?= )) ?(.*)/.exec(line) ?? [];
    const words = line.replace(/<\/?u>/g, '').trim();
    return [bullet === undefined ? paragraph(words) : item(bullet.trim(), 2)];
  });
  return wordFile(table(rows) + body.join(''), { header: 'OFFICIAL' });
}

describe('the letter as a Word document', async () => {
  const made = await imported('letter.docx', letterAsWord());
  const plain = await imported('letter.txt', readSource('consultation-letter-2024-04-29'));
  const { edition, findings } = editionOf('consultations', made.markdown);

  test('becomes the same document as from plain text', () => {
    const fromText = unitsOf(editionOf('consultations', plain.markdown).edition?.body ?? []);
    const units = unitsOf(edition?.body ?? []);
    expect(findings).toEqual([]);
    // Word shows no underlining to be italics, and nothing else differs.
    expect(units).toEqual(fromText);
  });

  test('with the same facts of its table', () => {
    const facts = (markdown: string) => markdown.split('\ninterventions:')[0]?.replace(/^text-source.*$/m, '');
    expect(facts(made.markdown)).toBe(facts(plain.markdown));
  });

  test('tells that the head of its pages is left out', () => {
    expect(made.account.interventions.join('\n')).toContain(
      'The words "OFFICIAL", which stand at the head or foot of the pages',
    );
  });
});

describe('what is read', () => {
  test('lists keep the numbers that Word counts, across what stands between them, and their nesting', async () => {
    const { body } = await bodyOf(
      item('First.') +
        item('Within.', 1, 1) +
        item('Second within.', 1, 1) +
        item('Next.') +
        paragraph('Between.') +
        item('Goes on.', 3) +
        item('A bullet.', 2) +
        item('Deeper.', 2, 1),
    );
    expect(body).toBe(
      '1. First.\n   - (a) Within.\n   - (b) Second within.\n2. Next.\n\nBetween.\n\n3. Goes on.\n\n- A bullet.\n  - Deeper.'.replace(
        '3. Goes on.\n\n',
        '3. Goes on.\n',
      ),
    );
  });

  test('numbered paragraphs with points in their numbers are clauses', async () => {
    const { body } = await bodyOf(
      item('Scope of it all:', 4) + item('Officers record each visit.', 4, 1) + item('Visits are repeated.', 4, 1),
    );
    expect(body).toBe(
      '1. Scope of it all:\n\n:::clause{#clause-1-1 number=1.1}\nOfficers record each visit.\n:::\n\n:::clause{#clause-1-2 number=1.2}\nVisits are repeated.\n:::',
    );
  });

  test('a single heading of the first level is the title; the others go one level at a time', async () => {
    const { markdown, body } = await bodyOf(
      heading(1, 'Lone working') +
        heading(3, 'Purpose') +
        paragraph('Words.') +
        heading(3, 'Scope') +
        paragraph('More.'),
    );
    expect(markdown).toContain('\ntitle: Lone working\n');
    expect(body).toBe('## Purpose {#purpose}\n\nWords.\n\n## Scope {#scope}\n\nMore.');
  });

  test('numbered principles below their heading', async () => {
    const { body } = await bodyOf(
      heading(1, 'Principles') + heading(1, 'Guiding principles') + item('We listen.') + item('We record.'),
    );
    expect(body).toContain(
      ':::principle{#principle-1 number=1}\nWe listen.\n:::\n\n:::principle{#principle-2 number=2}\nWe record.\n:::',
    );
  });

  test('bold, italic and struck words, safe links with their words, and tabs', async () => {
    const link = `<w:hyperlink r:id="web">${run('the page')}</w:hyperlink>`;
    const { body } = await bodyOf(
      paragraph(
        `${run('Some ')}${run('bold', '<w:b/>')}${run(' and ')}${run('slanted', '<w:i/>')}${run(' words, see ')}${link}.`.replace(
          /\.$/,
          run('.'),
        ),
      ),
      {
        outside: { web: { type: 'hyperlink', target: 'https://a.example/b' } },
      },
    );
    expect(body).toBe('Some **bold** and *slanted* words, see [the page](https://a.example/b).');
  });

  test('footnotes, numbered in order', async () => {
    const mark = '<w:r><w:footnoteReference w:id="1"/></w:r>';
    const { body, edition } = await bodyOf(paragraph(run('A claim') + mark + run('.')), {
      footnotes: ['Where it is from.'],
    });
    expect(body).toBe('A claim[^1].\n\n[^1]: Where it is from.');
    expect(edition?.footnotes).toHaveLength(1);
  });

  test('tables; merged cells keep their words once and are in doubt', async () => {
    const rows = [
      ['Month', 'Visits', 'Place'],
      [cell('Spring', '<w:gridSpan w:val="2"/>'), 'North'],
      ['May', '2', 'South'],
    ];
    const { body, account } = await bodyOf(table(rows));
    expect(body).toBe('| Month | Visits | Place |\n| --- | --- | --- |\n| Spring |  | North |\n| May | 2 | South |');
    expect(told(account.doubts)).toContain('cells that are merged');
  });

  test('an unknown label of the control table survives; an unknown marking is no classification', async () => {
    const rows = [
      ['Security Classification', 'RATHER SECRET'],
      ['Author', 'A. Writer'],
      ['Colour of the folder', 'Blue'],
      ['Date created', '4 March 2024'],
    ];
    const { markdown, account } = await imported('paper.docx', wordFile(table(rows) + paragraph('Words.')), 'guidance');
    expect(markdown).toMatch(/\nclassification: FILL-IN\(.*\)\nclassification-as-printed: RATHER SECRET\n/);
    expect(markdown).toContain('  - label: Colour of the folder\n    value: Blue\n');
    expect(told(account.doubts)).toContain('"Colour of the folder" of the document-control table is not known');
  });
});

describe('what is in doubt', () => {
  test('marks of something withheld, with their place', async () => {
    const { account, markdown } = await bodyOf(
      paragraph('The plan.') + paragraph('Seen by **S31 Law Enforcement** and ******** on the day.'),
    );
    expect(account.doubts.find(({ text }) => text.includes('withheld'))?.place).toEqual({
      unit: 'paragraph',
      number: 2,
    });
    expect(markdown).toContain('\\*\\*S31 Law Enforcement\\*\\*');
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])(
    'a link to %s, which keeps its words only',
    async (target) => {
      const { body, account } = await bodyOf(paragraph(`<w:hyperlink r:id="web">${run('here')}</w:hyperlink>`), {
        outside: { web: { type: 'hyperlink', target } },
      });
      expect(body).toBe('here');
      expect(told(account.doubts)).toContain('A link leads to an address that is not published');
    },
  );

  test('a picture, also one that lies outside the file, which is never opened', async () => {
    const drawing =
      '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="out"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
    const { body, account } = await bodyOf(paragraph('Words.') + paragraph(drawing), {
      outside: { out: { type: 'image', target: 'file:///etc/passwd' } },
    });
    expect(body).toBe('Words.');
    expect(told(account.doubts)).toContain('A picture stands here');
  });
});

describe('what is refused until its author has decided, place by place', () => {
  const change = (name: string, inner: string) =>
    `<w:${name} w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">${inner}</w:${name}>`;
  test.each([
    ['an insertion', 'import-tracked', paragraph(run('Kept ') + change('ins', run('added')))],
    ['a deletion', 'import-tracked', paragraph(run('Kept ') + change('del', '<w:r><w:delText>gone</w:delText></w:r>'))],
    ['a moved passage', 'import-tracked', paragraph(run('Kept ') + change('moveTo', run('shifted')))],
    ['a comment', 'import-comment', paragraph(run('Kept ') + '<w:r><w:commentReference w:id="0"/></w:r>')],
    ['hidden words', 'import-hidden', paragraph(run('Kept ') + run('unseen', '<w:vanish/>'))],
    [
      'words hidden by their style',
      'import-hidden',
      paragraph(run('Kept ') + run('unseen', '<w:rStyle w:val="Secret"/>')),
    ],
    ['a paragraph hidden by its style', 'import-hidden', paragraph('unseen', '<w:pStyle w:val="Unseen"/>')],
  ])('%s', async (_, rule, body) => {
    const { markdown, findings } = await imported(
      'paper.docx',
      wordFile(paragraph('First.') + body, { comments: ['Secretly.'] }),
    );
    expect(markdown).toBe('');
    expect(findings.map((one) => [one.rule, one.severity, one.place.line])).toEqual([[rule, 'error', 2]]);
    for (const secret of ['unseen', 'added', 'gone', 'shifted', 'Secretly'])
      expect(findings[0]?.message).not.toContain(secret);
  });

  test('hiding that is switched off hides nothing', async () => {
    expect((await bodyOf(paragraph(run('Seen.', '<w:vanish w:val="0"/>')))).body).toBe('Seen.');
  });

  test('hidden words in a footnote', async () => {
    const footnotes = [run('unseen', '<w:vanish/>')];
    const { findings } = await imported('paper.docx', wordFile(paragraph('Words.'), { footnotes }));
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['import-hidden', 'Footnote paragraph 1 holds hidden words.'],
    ]);
  });
});
