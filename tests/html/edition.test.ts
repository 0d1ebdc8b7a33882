/** The page of an edition: each kind of block as HTML, source and expectation side by side, and what stands round the text. */
import { createHash } from 'node:crypto';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { clausesOf } from '../../src/model/clauses.ts';
import type { Block, Inline } from '../../src/model/document.ts';
import { bodyOf } from '../../src/render/html/body.ts';
import { editionPage, editionPictures, spanWords } from '../../src/render/html/html.ts';
import { writingFor } from '../../src/render/html/writing.ts';
import { cell, date, edition, heading, paragraph, table, PUBLICATION, surroundings, text } from '../support/edition.ts';
import { elements, hasClass, PAGES, parse, wordsOf } from './pages.ts';
import { around, EVERYTHING, V2018, V2021 } from './sample.ts';
import { ALONE, TEMPLATES } from './templates.ts';

function html(body: readonly Block[]): string {
  const one = edition(body);
  const children = bodyOf(one, writingFor(one, surroundings(one), TEMPLATES));
  return unified().use(rehypeStringify).stringify({ type: 'root', children }).replace(/\n/g, '');
}

const inline = (...children: Inline[]) => html([paragraph(...children)]);
const permalink = (id: string, name: string) =>
  `<a class="permalink" href="#${id}" aria-label="Permanent link to ${name}" data-clause="${name}">#</a>`;
const link = (url: string): Inline => ({ type: 'link', url, children: [text('words')] });
const item = (label: string | undefined, ...children: Block[]) => ({ type: 'listItem' as const, label, children });

describe('a block becomes', () => {
  const cases: readonly (readonly [string, readonly Block[], string])[] = [
    [
      'a heading with its permanent link beside it',
      [heading(2, 'aims', 'Aims')],
      `<div class="headed"><h2 id="aims">Aims</h2>${permalink('aims', '“Aims”')}</div>`,
    ],
    [
      'a principle under a heading of the right level, its number as text',
      [
        heading(3, 'top', 'Top'),
        { type: 'principle', id: 'care', number: '2', title: 'Care', children: [paragraph('We care.')] },
      ],
      `<div class="headed"><h3 id="top">Top</h3>${permalink('top', '“Top”')}</div><section class="principle" id="care"><div class="headed"><h4><span class="number">Principle 2</span> <span>Care</span></h4>${permalink('care', 'principle 2')}</div><p>We care.</p></section>`,
    ],
    [
      'a numbered paragraph with the number in its first words',
      [{ type: 'clause', id: 'p7', number: '7.', children: [paragraph('Seventh.')] }],
      `<div class="clause" id="p7"><p><span class="label">7.</span> Seventh.</p>${permalink('p7', 'paragraph 7.')}</div>`,
    ],
    [
      'a list that keeps the labels of its author',
      [
        {
          type: 'list',
          ordered: true,
          spread: false,
          children: [item('3.', paragraph('Third.')), item('7)', paragraph('Seventh.'))],
        },
      ],
      '<ol class="labelled"><li><span class="label">3.</span> Third.</li><li><span class="label">7)</span> Seventh.</li></ol>',
    ],
    [
      'a loose list with paragraphs in its items',
      [{ type: 'list', ordered: false, spread: true, children: [item(undefined, paragraph('One.'))] }],
      '<ul><li><p>One.</p></li></ul>',
    ],
    [
      'a question and its answer, each leading to the other',
      [
        { type: 'question', id: 'q5', number: '5', children: [paragraph('Why?')] },
        { type: 'answer', id: 'a5', to: 'q5', children: [paragraph('Because.')] },
      ],
      `<section class="question" id="q5"><div class="headed"><h2><span class="number">Question 5</span></h2>${permalink('q5', 'question 5')}</div><p>Why?</p><p class="go"><a href="#a5">Answer to question 5</a></p></section>` +
        `<section class="answer" id="a5"><div class="headed"><h2>Answer to <a href="#q5">question 5</a></h2>${permalink('a5', 'the answer to question 5')}</div><p>Because.</p></section>`,
    ],
    [
      'a quotation with a link to its source',
      [
        {
          type: 'quote',
          from: 'x.md#y',
          source: { work: 'guidance/x', edition: '2019', clause: 'y' },
          children: [paragraph('Said.')],
        },
      ],
      '<figure class="quote"><blockquote><p>Said.</p></blockquote><figcaption>Quoted from <cite><a href="../../x/2019/#y">guidance/x, 2019 edition, “Y”</a></cite></figcaption></figure>',
    ],
    [
      'a table that can be scrolled with the keyboard',
      [table([['Hours']], ['right'])],
      '<div class="table" role="group" tabindex="0" aria-label="Table: Hours"><table><thead><tr><th scope="col" class="align-right">Hours</th></tr></thead></table></div>',
    ],
    [
      'a table with spans, headers of rows, and blocks in its cells',
      [
        {
          type: 'table',
          align: [null, 'right'],
          children: [
            {
              type: 'tableRow',
              children: [cell('Kind', { scope: 'column' }), cell('Hours', { scope: 'column', columns: 2 })],
            },
            {
              type: 'tableRow',
              children: [
                cell('Noise', { scope: 'row', rows: 2 }),
                cell('1'),
                cell([], { children: [paragraph('One.'), { type: 'code', value: 'R-1' }] }),
              ],
            },
            { type: 'tableRow', children: [cell('2')] },
          ],
        },
      ],
      '<div class="table" role="group" tabindex="0" aria-label="Table: Kind, Hours"><table>' +
        '<thead><tr><th scope="col">Kind</th><th scope="col" colspan="2" class="align-right">Hours</th></tr></thead>' +
        '<tbody><tr><th scope="row" rowspan="2">Noise</th><td class="align-right">1</td><td><p>One.</p><pre tabindex="0"><code>R-1</code></pre></td></tr>' +
        '<tr><td class="align-right">2</td><td></td></tr></tbody></table></div>',
    ],
    [
      'a notice in the place of what is withheld',
      [{ type: 'withheldNotice', ground: 's.31' }],
      '<p><span class="withheld">[Withheld: s.31]</span></p>',
    ],
    [
      'code with its signs escaped',
      [{ type: 'code', value: '<b>&' }],
      '<pre tabindex="0"><code>&#x3C;b>&#x26;</code></pre>',
    ],
  ];
  test.each(cases)('%s', (_, body, expected) => {
    expect(html(body)).toBe(expected);
  });
});

describe('words that run from right to left', () => {
  const words = 'על כל שוטר לרשום כל ביקור';

  test('give their direction to the block that begins with them', () => {
    expect(html([paragraph(words)])).toBe(`<p dir="rtl">${words}</p>`);
    expect(html([paragraph(`1. (${words}) and more`)])).toBe(`<p dir="rtl">1. (${words}) and more</p>`);
    expect(html([paragraph(`See ${words}`)])).toBe(`<p>See ${words}</p>`);
  });

  test('turn the block that holds their number, and not what stands inside and begins otherwise', () => {
    const clause = {
      type: 'clause',
      id: 'p',
      number: '1.1',
      children: [paragraph(words), paragraph('Words.')],
    } as const;
    expect(html([clause])).toBe(
      `<div class="clause" id="p" dir="rtl"><p><span class="label">1.1</span> ${words}</p><p dir="ltr">Words.</p>${permalink('p', 'paragraph 1.1')}</div>`,
    );
  });
});

describe('the list of contents', () => {
  const chapters = (count: number, inner: number) =>
    Array.from({ length: count }, (_, at) => [
      heading(2, `c-${at}`, `Chapter ${at}`),
      ...Array.from({ length: inner }, (_, part) => heading(3, `c-${at}-${part}`, `Part ${part}`)),
    ]).flat();
  const contents = (body: readonly Block[]) => {
    const one = edition(body);
    const [list] = elements(parse(editionPage(one, surroundings(one), TEMPLATES)), hasClass('contents'));
    return {
      entries: list ? elements(list, ({ tagName }) => tagName === 'a').length : 0,
      folded: list ? elements(list, ({ tagName }) => tagName === 'summary').map(wordsOf) : [],
    };
  };

  test.each([
    ['of a single part is left out', 1, 0, 0, []],
    ['of a short text stands open', 12, 0, 12, []],
    ['of a longer one is folded', 10, 2, 30, ['30 parts']],
    ['of a very long one names its chapters alone', 30, 6, 30, ['30 parts']],
    ['names every chapter, however many', 90, 1, 90, ['90 parts']],
  ] as const)('%s', (_, count, inner, entries, folded) => {
    expect(contents(chapters(count, inner))).toEqual({ entries, folded: [...folded] });
  });
});

test.each([
  ['full', 'A title (2019 edition)'],
  ['extract', 'A title (2019 edition, extract)'],
  ['illustrative', 'A title (2019 edition, illustrative text)'],
] as const)('an edition that is %s says how to cite it: %s, and its permanent address', (status, cite) => {
  const one = edition([], { matter: { text: status } });
  const [line] = elements(parse(editionPage(one, surroundings(one), TEMPLATES)), hasClass('cite'));
  expect(line && wordsOf(line)).toBe(`Cite as ${cite}, https://example.org/guidance/a-work/2019/`);
});

test('the links to other forms say what is known of the files', () => {
  const one = edition([]);
  const files = new Map([
    ['guidance/a-work/2019/a-work-2019.pdf', { bytes: 1_249_000, pages: 60, sha256: '' }],
    ['guidance/a-work/2019/edition.json', { bytes: 40, sha256: '' }],
  ]);
  const offered = (known?: typeof files) => {
    const [list] = elements(parse(editionPage(one, surroundings(one), TEMPLATES, known)), hasClass('downloads'));
    return list ? elements(list, ({ tagName }) => tagName === 'a').map(wordsOf) : [];
  };
  expect(offered(files)).toEqual(['PDF, 1.2 MB, 60 pages', 'Data (JSON), 1 kB']);
  expect(offered()).toEqual(['PDF', 'Data (JSON)']);
});

describe('a link', () => {
  test.each(['https://example.org/a?b=1', 'mailto:a@example.org', 'tel:+441234'])('to %s is kept', (url) => {
    expect(inline(link(url))).toBe(`<p><a href="${url}">words</a></p>`);
  });

  const unsafe = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.org/x',
    'file:///etc/passwd',
    '',
  ];
  test.each(unsafe)('to %j leaves its words alone', (url) => {
    expect(inline(link(url))).toBe('<p><span>words</span></p>');
  });

  test('inside the corpus is relative to the page', () => {
    const inside = (target: { work: string; edition?: string; clause?: string }): Inline =>
      ({ ...link('x.md'), target }) as Inline;
    expect(inline(inside({ work: 'guidance/a-work', edition: '2019', clause: 'c' }))).toContain('href="#c"');
    expect(inline(inside({ work: 'guidance/other' }))).toContain('href="../../other/"');
    expect(inline(inside({ work: 'foi/b', edition: '2020' }))).toContain('href="../../../foi/b/2020/"');
  });

  test('to a passage without a page of its own leaves its words alone', () => {
    expect(inline({ ...link('x.md'), target: { work: 'passages/complaints', edition: '2019' } } as Inline)).toBe(
      '<p><span>words</span></p>',
    );
  });
});

test('words are escaped wherever they stand', () => {
  const words = `<img src=x onerror=alert(1)> & "quoted" 'too'`;
  const one = edition([heading(2, 'a', words), paragraph(words), { type: 'note', title: words, children: [] }], {
    matter: {
      title: words,
      summary: words,
      textSource: [words],
      changes: [{ note: words, clauses: [], minor: false }],
    },
    standing: {
      date: V2018.standing.date,
      phases: [{ label: words, kind: 'current' }],
      control: [{ label: words, value: words }],
      facts: [{ label: words, value: words }],
    },
  });
  const tree = parse(editionPage(one, surroundings(one), TEMPLATES));
  expect(elements(tree, ({ tagName }) => tagName === 'img')).toEqual([]);
  expect(elements(tree, ({ tagName }) => tagName === 'h1').map(wordsOf)).toEqual([words]);
  expect(
    elements(tree, ({ tagName }) => tagName === 'title')
      .map(wordsOf)
      .join(),
  ).toContain(words);
  expect(
    elements(tree, ({ properties }) => properties['name'] === 'description').map(
      ({ properties }) => properties['content'],
    ),
  ).toEqual([words]);
});

describe('the page', () => {
  const page = PAGES.get('guidance/visits/2021/index.html') ?? '';
  const tree = parse(page);

  test('keeps every id of the author as it is', () => {
    const ids = elements(tree).map(({ properties }) => properties['id']);
    expect(clausesOf(EVERYTHING).filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  test('gives its own ids a form that no author can write', () => {
    const own = elements(tree)
      .map(({ properties }) => String(properties['id'] ?? ''))
      .filter((id) => id.includes('_'));
    expect(own).toContain('page_main');
    expect(own.filter((id) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('says at the head, at the top and at the bottom that an illustrative text is one', () => {
    expect(elements(tree, hasClass('bar-label')).map(wordsOf)).toEqual(
      Array(2).fill('Illustrative text: not the words of the published edition'),
    );
    expect(elements(tree, hasClass('notice-illustrative')).map(wordsOf)).toEqual([
      'The text on this page was written for demonstration. These are not the words of the published edition.',
    ]);
  });

  test('says that an older edition is superseded, and by which', () => {
    const older = parse(PAGES.get('guidance/visits/2018/index.html') ?? '');
    expect(elements(older, hasClass('notice-ended')).map(wordsOf)).toEqual([
      [
        'Superseded 12 March 2021',
        'In force now: Visits to homes & what is written down, 2021 edition Illustrative text: not the words of the published edition',
        'What changed from 2018 to 2021',
      ].join(''),
    ]);
  });

  test('shows the document-control table with row headers and a caption', () => {
    const [table] = elements(tree, hasClass('control'));
    expect(table && elements(table, ({ tagName }) => tagName === 'caption').map(wordsOf)).toEqual(['Document control']);
    expect(table && elements(table, ({ properties }) => properties['scope'] === 'row').map(wordsOf)).toEqual(
      V2021.standing.control.map(({ label }) => label),
    );
  });

  test('names its permanent address', () => {
    expect(page).toContain('<link rel="canonical" href="https://example.org/press/guidance/visits/2021/">');
  });

  test('leads from each footnote back to every place that refers to it', () => {
    const back = elements(tree, ({ properties }) => properties['role'] === 'doc-backlink').map(
      ({ properties }) => properties['href'],
    );
    expect(back).toEqual(['#noteref_1', '#noteref_2', '#noteref_2_2']);
  });

  test('nests its contents as the clauses stand', () => {
    const [contents] = elements(tree, hasClass('contents'));
    const [list] = contents ? elements(contents, ({ tagName }) => tagName === 'ol') : [];
    const items = list?.children.filter((child) => child.type === 'element') ?? [];
    expect(items.map((one) => wordsOf(one.children[0] ?? one))).toEqual([
      'About this guidance',
      'Guiding principles',
      'At the address',
      'Times',
      'If you are dissatisfied',
    ]);
  });
});

test('a phase that is known to end says on which day', () => {
  const open = { label: 'Open', kind: 'current', from: date('2024-04-29') } as const;
  const closed = (from: string) => ({ label: 'Closed', kind: 'ended', from: date(from) }) as const;
  expect(spanWords(open, [open])).toBe('Open from 29 April 2024');
  expect(spanWords(open, [open, closed('2024-07-01')])).toBe('Open from 29 April 2024 until 30 June 2024');
  expect(spanWords(open, [open, closed('2025-04')])).toBe('Open from 29 April 2024 until April 2025');
  expect(spanWords({ ...open, label: 'Superseded', kind: 'ended' }, [open, closed('2024-07-01')])).toBe(
    'Superseded 29 April 2024',
  );
});

test('pictures lie beside the page that shows them', () => {
  const picture = {
    file: 'guidance/a-work/map.png',
    mediaType: 'image/png' as const,
    width: 40,
    height: 30,
    bytes: new Uint8Array([1]),
  };
  const image: Inline = { type: 'image', url: 'map.png', alt: 'A map', file: picture.file };
  const one = edition([paragraph(image)], { pictures: [picture] });
  expect(editionPage(one, surroundings(one), TEMPLATES)).toContain(
    '<img src="picture-1.png" alt="A map" width="40" height="30">',
  );
  expect(editionPictures(one).map(({ path }) => path)).toEqual(['guidance/a-work/2019/picture-1.png']);
});

describe('a page that stands alone', () => {
  const picture = {
    file: 'map.png',
    mediaType: 'image/png' as const,
    width: 4,
    height: 3,
    bytes: new Uint8Array([1, 2]),
  };
  const image: Inline = { type: 'image', url: 'map.png', alt: 'A map', file: picture.file };
  const other: Inline = { ...link('x.md'), target: { work: 'guidance/other', edition: '2020' } } as Inline;
  const one = edition([heading(2, 'top', 'Top'), paragraph(image, other)], { pictures: [picture] });
  const page = (publication: Partial<typeof PUBLICATION>) =>
    editionPage(one, { ...surroundings(one), publication: { ...PUBLICATION, ...publication } }, ALONE);

  test('brings its style and pictures, and its policy admits just these', () => {
    const html = page({});
    const css = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(html).toContain(
      `style-src &#x27;sha256-${createHash('sha256').update(css).digest('base64')}&#x27;; img-src data:;`,
    );
    expect(html).toContain('<img src="data:image/png;base64,AQI=" alt="A map" width="4" height="3">');
    expect(html).not.toContain('rel="stylesheet"');
  });

  test('leads to the site by whole addresses, and offers no files that are not there', () => {
    const hrefs = elements(parse(page({})), ({ tagName }) => tagName === 'a').map(
      ({ properties }) => properties['href'],
    );
    expect(hrefs).toEqual([
      '#page_main',
      'https://example.org/guidance/a-work/2019/',
      '#top',
      'https://example.org/guidance/other/2020/',
      'https://example.org/guidance/a-work/2019/',
    ]);
  });

  test('of a plain file names no publisher, no edition and no address', () => {
    const html = page({ title: '', publisher: '', baseAddress: '' });
    expect(elements(parse(html), ({ tagName }) => tagName === 'a').map(({ properties }) => properties['href'])).toEqual(
      ['#page_main', '#top'],
    );
    expect(html).toContain('<title>A title</title>');
    expect(html).not.toMatch(/Published by|canonical|2019 edition/);
  });

  test('is marked at top and bottom like any other', () => {
    expect(elements(parse(page({})), hasClass('bar-marking')).map(wordsOf)).toEqual(['OFFICIAL', 'OFFICIAL']);
  });
});

test('a page is the same bytes each time', () => {
  expect(editionPage(V2021, around(V2021), TEMPLATES)).toBe(editionPage(V2021, around(V2021), TEMPLATES));
});
