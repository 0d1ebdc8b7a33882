/** Readers of a corrected edition see the note, the old and the new text and both digests: on its page, in its PDF and in its JSON. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';

const PRESS = 'title: T\npublisher: P\nbase-address: https://e.example/\nas-at: 2025-06-01\n';
const document = (words: string, fields = '') =>
  `---\ntitle: Lamps\nclassification: OFFICIAL\ndate-created: 2019\neffective-from: 2019\ntext: full\n${fields}---\n## Scope {#scope}\n\n:::principle{#care number=1}\n${words}\n:::\n`;
const CORRECTION = 'corrections:\n  - date: 2025-07-01\n    reason: The week was left out.\n    clauses: [care]\n';

const [OLD, NEW] = ['Lamps are cleaned daily.', 'Lamps are cleaned daily, and on Sundays twice.'];
/** With hidden words for those who do not see strokes. */
const MARKED = 'Lamps are cleaned daily[inserted: , and on Sundays twice] .';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let files: Readonly<Record<string, Buffer>> = {};

beforeAll(async () => {
  const file = 'content/guidance/lamps/2019.md';
  const folder = folderOf({ 'content/press.yaml': PRESS, [file]: document(OLD) });
  expect((await pressHere(['release'], { in: folder })).exit).toBe(0);
  writeFileSync(path.join(folder, file), document(NEW, CORRECTION));
  // A build shows it too: the ledger of the content folder is enough.
  expect(await pressHere(['build'], { in: folder })).toMatchObject({ exit: 0 });
  files = filesIn(path.join(folder, 'dist'));
});

const NOTE = 'Corrected on 1 July 2025: The week was left out.';

test('on the page', () => {
  const words = wordsOf(parseHtml(String(files['guidance/lamps/2019/index.html'])));
  expect(words.match(/Corrected on 1 July 2025: The week was left out\./g)).toHaveLength(2);
  expect(words).toContain(
    `Corrections since publication ${NOTE} Principle 1 As published ${OLD} SHA-256 of the text: ${sha256(OLD)} As corrected ${MARKED} SHA-256 of the text: ${sha256(NEW)}`,
  );
});

test('in the PDF', async () => {
  const { pages } = await readPdf(files['guidance/lamps/2019/lamps-2019.pdf'] ?? Buffer.alloc(0));
  const words = pages
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');
  expect(words).toContain(NOTE);
  expect(words).toContain('Corrections since publication');
  for (const words_ of [OLD, NEW]) expect(words).toContain(words_);
  for (const digest of [sha256(OLD), sha256(NEW)]) expect(words.replaceAll(' ', '')).toContain(digest);
});

test('in the JSON', () => {
  const { corrections } = JSON.parse(
    String(files['guidance/lamps/2019/lamps-2019.json'] ?? files['guidance/lamps/2019/edition.json']),
  );
  expect(corrections).toMatchObject([
    {
      date: '2025-07-01',
      reason: 'The week was left out.',
      changes: [
        {
          kind: 'principle',
          id: 'care',
          old: { text: OLD, sha256: sha256(OLD) },
          new: { text: NEW, sha256: sha256(NEW) },
        },
      ],
      digests: { before: expect.stringMatching(/^[0-9a-f]{64}$/), after: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ]);
});
