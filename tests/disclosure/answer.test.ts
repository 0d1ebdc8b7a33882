/**
 * An answer under the Freedom of Information Act with withheld passages of every kind, built for both audiences: what the public reads
 * in their place, what the internal audience sees, and the schedule that both are given. The content beside this file is made up.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { elementsOf, parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';

const PAGE = 'foi/bridge-inspections/2025-03-10';
const LAW = '[Withheld under section 31(1)(a): Law enforcement]';
const PERSON = '[Withheld under section 40(2): Personal information]';
const PRICE = '[Withheld under section 43(2): Commercial interests]';

/** By kind of place: what is withheld there, and the words around its notice. */
const PLACES: readonly (readonly [kind: string, secret: string, notice: string])[] = [
  ['a question', 'the keeper of the quillwort lodge', `inspection reported by ${PERSON} find?`],
  ['a line', 'on the second tern day at cockcrow', `The next inspection begins ${LAW}.`],
  ['an included passage', 'leave through the larchgate yard before the shift bell', `meet at the depot and ${LAW}.`],
  ['a list item', 'goes dark whenever the sluice bell rings', `The lamp at the northern end ${LAW}.`],
  [
    'a block',
    'stands in the culvert behind the osier screen',
    '[Withheld under section 31(1)(a): Law enforcement; section 38(1)(b): Health and safety]',
  ],
  ['a table cell', 'ninety marigold tokens', `2023 4 ${PRICE}`],
  ['a footnote', 'the heron of the front office', `The report was typed by ${PERSON} and runs to two pages.`],
];

const SCHEDULE = [
  '1 Question 2 Section 40(2): Personal information Absolute Not required',
  '2 Answer to question 1 Section 31(1)(a): Law enforcement Qualified Considered OFFICIAL-SENSITIVE',
  '3 Answer to question 1 Section 31(1)(a): Law enforcement Qualified Considered OFFICIAL-SENSITIVE',
  '4 Answer to question 2 Section 31(1)(a): Law enforcement Qualified Considered',
  '5 Answer to question 2 Section 31(1)(a): Law enforcement; section 38(1)(b): Health and safety Qualified Considered OFFICIAL-SENSITIVE',
  '6 Answer to question 3 Section 43(2): Commercial interests Qualified Considered',
  '7 Answer to question 3 Section 43(2): Commercial interests Qualified Considered',
  '8 Footnote 1 Section 40(2): Personal information Absolute Not required',
];
const FOR_PUBLIC = SCHEDULE.map((row) => row.replace(/ OFFICIAL-SENSITIVE$/, ''));

interface Seen {
  readonly html: string;
  readonly pdf: string;
  readonly json: string;
  readonly rows: readonly string[];
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

async function built(folder: string, audience: 'public' | 'internal'): Promise<Seen> {
  const { exit, error } = press(['build', '--audience', audience, '--out', audience], { in: folder });
  expect(exit, error).toBe(0);
  const files = filesIn(path.join(folder, audience));
  const tree = parseHtml(String(files[`${PAGE}/index.html`]));
  const { pages } = await readPdf(files[`${PAGE}/bridge-inspections-2025-03-10.pdf`] ?? Buffer.alloc(0));
  const [table] = elementsOf(tree).filter(({ properties }) => [properties['className']].flat().includes('schedule'));
  const rows = elementsOf(table ?? tree).filter(({ tagName }) => tagName === 'tr');
  return {
    html: spaced(wordsOf(tree)),
    pdf: spaced(pages.map(({ heard }) => heard).join(' ')),
    json: String(files[`${PAGE}/edition.json`]),
    rows: rows.slice(1).map((row) => spaced(wordsOf(row))),
  };
}

let seen: Readonly<Record<'public' | 'internal', Seen>>;
let checked: ReturnType<typeof press>;
beforeAll(async () => {
  const folder = folderOf();
  cpSync('tests/disclosure/content', path.join(folder, 'content'), { recursive: true });
  checked = press(['check'], { in: folder });
  seen = { public: await built(folder, 'public'), internal: await built(folder, 'internal') };
}, 120_000);

test('it passes every check', () => {
  expect(checked).toMatchObject({ exit: 0, error: '' });
});

describe.each(PLACES)('withheld in %s', (_, secret, notice) => {
  test('the public reads the ground, with the title of the exemption', () => {
    expect(seen.public.html).toContain(notice);
    expect(seen.public.pdf).toContain(notice);
    expect(spaced(seen.public.json)).toContain(notice);
    for (const form of ['html', 'pdf', 'json'] as const) expect(seen.public[form]).not.toContain(secret);
  });

  test('the internal audience reads the words', () => {
    for (const form of ['html', 'pdf', 'json'] as const) expect(seen.internal[form]).toContain(secret);
  });
});

describe('the schedule', () => {
  test('stands on the page, with markings for the internal audience only', () => {
    expect(seen.public.rows).toEqual(FOR_PUBLIC);
    expect(seen.internal.rows).toEqual(SCHEDULE);
  });

  test('is the same in the PDF and in the data', () => {
    for (const [rows, { pdf, json }] of [[FOR_PUBLIC, seen.public] as const, [SCHEDULE, seen.internal] as const]) {
      expect(pdf).toContain(rows.join(' '));
      const { withheld } = JSON.parse(json) as { readonly withheld: readonly Record<string, string | number>[] };
      const told = withheld.map(({ number, place, ground, exemption, publicInterest, marking }) =>
        [number, place, ground, exemption, publicInterest, marking].filter(Boolean).join(' '),
      );
      expect(told).toEqual(rows);
    }
  });

  test('names the clause that each passage stands in', () => {
    const { withheld } = JSON.parse(seen.public.json) as { readonly withheld: readonly { clause?: string }[] };
    const answers = ['q1-answer', 'q1-answer', 'q2-answer', 'q2-answer', 'q3-answer', 'q3-answer'];
    expect(withheld.map(({ clause }) => clause)).toEqual(['q2', ...answers, undefined]);
  });
});

test('the day on which it was due is counted', () => {
  expect(seen.public.html).toContain('Answer due by 10 March 2025');
  expect(seen.public.pdf).toContain('Answer due by 10 March 2025');
});

test('a refusal names its ground beside the outcome', () => {
  const words = 'Neither confirmed nor denied under section 24(2): National security';
  expect(seen.public.html).toContain(`Outcome: ${words}`);
  expect(seen.public.pdf).toContain(words);
});

test('the internal audience reads ground and marking at the passage', () => {
  const label = 'Withheld from the public under section 31(1)(a): Law enforcement · OFFICIAL-SENSITIVE';
  expect(seen.internal.html).toContain(`[${label} – on the second tern day at cockcrow]`);
  expect(seen.internal.pdf).toContain(`[${label} – on the second tern day at cockcrow]`);
});
