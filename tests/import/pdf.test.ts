/** PDFs: their text layer, what is told by how it stands on the page, and the layouts that are refused. Each file is drawn here. */
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import { readSource } from '../content/source-words.ts';
import { editionOf, imported, unitsOf } from '../support/imported.ts';

type Drawing = (page: PDFKit.PDFDocument) => void;

/** A PDF of what is drawn on it, in a font of its own names. */
function pdfOf(draw: Drawing, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const page = new PDFDocument({ size: 'A4', margin: 72, ...options });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    page.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
  });
  page.font('Helvetica').fontSize(11);
  draw(page);
  page.end();
  return done;
}

const PROSE =
  'Officers record each visit on the day on which it is made and name those who were there, so that anyone who reads the record later can tell what was done and by whom.';
const BLANKS = {
  title: 'A paper',
  classification: 'OFFICIAL',
  'date-created': '2024-01-01',
  'effective-from': '2024-01-01',
};

async function bodyOf(bytes: Uint8Array) {
  const made = await imported('paper.pdf', bytes, 'guidance');
  expect(made.findings).toEqual([]);
  expect(editionOf('guidance', made.markdown, BLANKS).findings).toEqual([]);
  return { ...made, body: made.markdown.split('\n---\n')[1]?.trim() ?? '' };
}

/** The letter, set on pages with its foot on each, its table with a column for values. */
function letterAsPdf(): Promise<Uint8Array> {
  const [head = '', text = ''] = readSource('consultation-letter-2024-04-29').split('\n\n\n\n');
  return pdfOf(
    (page) => {
      const foot = () => {
        page.text('1st Floor, 10 Victoria Street, London SW1H 0NN T 020 7084 8950 F 020 7084 8951', 72, 790, {
          lineBreak: false,
        });
        page.text('OFFICIAL', 280, 805, { lineBreak: false });
        page.x = 72;
        page.y = 72;
      };
      page.on('pageAdded', foot);
      foot();
      for (const row of head.split('\n')) {
        const [label = '', value = ''] = row.split('\t');
        const { y } = page;
        page.text(label, 72, y, { lineBreak: false });
        page.text(value, 320, y, { lineBreak: false });
        page.x = 72;
        page.y = y + 14;
      }
      for (const block of text.split('\n\n')) {
        const words = block.replace(/<\/?u>/g, '').trimEnd();
        if (/^(?:1st Floor|OFFICIAL|$)/.test(words.trim())) continue;
        page.moveDown(0.8);
        for (const line of words.split('\n'))
          page.text(line.trim().replace(/^Does the current/, '• Does the current'), { width: 450 });
      }
    },
    { margins: { top: 72, bottom: 72, left: 72, right: 72 } },
  );
}

describe('the letter as a PDF', async () => {
  const made = await imported('letter.pdf', await letterAsPdf());
  const { edition, findings } = editionOf('consultations', made.markdown);
  const plain = await imported('letter.txt', readSource('consultation-letter-2024-04-29'));
  const reference = unitsOf(editionOf('consultations', plain.markdown).edition?.body ?? []);

  test('becomes the same document as from plain text, wrapped lines joined and page feet taken out', () => {
    expect(findings).toEqual([]);
    // Where a line was wrapped behind a stroke, nothing says whether a space stood there.
    const plain = (units: typeof reference) => units.map(({ kind, words }) => [kind, words.replace(/\/ /g, '/')]);
    expect(plain(unitsOf(edition?.body ?? []))).toEqual(plain(reference));
  });

  test('keeps every word', () => {
    const words = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted();
    expect(
      words(
        unitsOf(edition?.body ?? [])
          .map((unit) => unit.words)
          .join(' '),
      ),
    ).toEqual(words(reference.map((unit) => unit.words).join(' ')));
  });

  test('has the facts of its table', () => {
    for (const line of [
      'classification: OFFICIAL',
      'foi-disclosable: yes',
      'date-created: 2024-04-29',
      'closes: 2024-07-22',
      'coordination-committee: Crime',
    ])
      expect(made.markdown).toContain(`\n${line}\n`);
  });
});

describe('what is read', () => {
  test('headings by the size of their letters, page numbers and running heads taken out', async () => {
    const parts = ['Attics', 'Bridges', 'Cellars'];
    const prose = (part: string) => `${part} are visited by two. ${PROSE}`;
    const closing = (part: string) => `${PROSE} No one goes to ${part.toLowerCase()} alone.`;
    const bytes = await pdfOf(
      (page) => {
        for (const [index, part] of parts.entries()) {
          if (index > 0) page.addPage();
          page.fontSize(9).text('The safety team', 72, 40, { lineBreak: false });
          page.text(`Page ${index + 1} of 3`, 72, 800, { lineBreak: false });
          page
            .fontSize(16)
            .text(part, 72, 90)
            .moveDown(0.5)
            .fontSize(11)
            .text(prose(part))
            .moveDown()
            .text(closing(part));
        }
      },
      { margins: { top: 30, bottom: 10, left: 72, right: 72 } },
    );
    const { body, account } = await bodyOf(bytes);
    const written = (part: string) => `## ${part} {#${part.toLowerCase()}}\n\n${prose(part)}\n\n${closing(part)}`;
    expect(body).toBe(parts.map(written).join('\n\n'));
    expect(account.interventions.join('\n')).toContain('"The safety team", which stand at page 1, line 1, 3 times');
  });

  test('a paragraph that a page end breaks is joined, and told', async () => {
    const cut = PROSE.indexOf(' name those');
    const [before, behind] = [PROSE.slice(0, cut), PROSE.slice(cut)];
    const { body, account } = await bodyOf(await pdfOf((page) => void page.text(before).addPage().text(behind.trim())));
    expect(body).toBe(PROSE);
    expect(account.interventions.join('\n')).toContain('The paragraph that is broken between');
  });

  test('a word broken at the end of a line keeps its hyphen, in doubt', async () => {
    const bytes = await pdfOf((page) => {
      page.text('The book tells who was there and for how long, and it is kept for their own well-', 72, 72, {
        lineBreak: false,
      });
      page.text('being, as is the list of those who are called when nobody comes back in time.', 72, 85, {
        lineBreak: false,
      });
    });
    const { body, account } = await bodyOf(bytes);
    expect(body).toContain('their own well-being, as');
    expect(account.doubts.map(({ text }) => text).join()).toContain('A word is broken at the end of the line');
  });

  test('bold letters, and addresses of links as doubts', async () => {
    const { body, account } = await bodyOf(
      await pdfOf(
        (page) =>
          void page
            .font('Helvetica-Bold')
            .text('Mind this: it matters.')
            .font('Helvetica')
            .moveDown()
            .text('See the page.', { link: 'https://a.example/b' }),
      ),
    );
    expect(body).toBe('**Mind this: it matters.**\n\nSee the page.');
    expect(account.doubts.map(({ text }) => text).join()).toContain('https://a.example/b');
  });
});

describe('what is refused', () => {
  test('import-columns: two columns of prose, named by page', async () => {
    const bytes = await pdfOf((page) => {
      page.text('On the first page there is one column.').addPage();
      page.text(`${PROSE} ${PROSE} ${PROSE}`, 72, 72, { width: 210 });
      page.text(`${PROSE} ${PROSE} ${PROSE}`, 310, 72, { width: 210 });
    });
    const { markdown, findings } = await imported('paper.pdf', bytes);
    expect(markdown).toBe('');
    expect(findings.map(({ rule, message, place }) => [rule, message.slice(0, 32), place.line])).toEqual([
      ['import-columns', 'Page 2 has text side by side, in', 2],
    ]);
  });

  test('import-columns: also where their lines do not stand on one height', async () => {
    const bytes = await pdfOf((page) => {
      page.text(`${PROSE} ${PROSE} ${PROSE}`, 72, 72, { width: 210 });
      page.text(`${PROSE} ${PROSE} ${PROSE}`, 310, 79, { width: 210 });
    });
    expect((await imported('paper.pdf', bytes)).findings.map(({ rule }) => rule)).toEqual(['import-columns']);
  });

  test('import-scanned: pages without text', async () => {
    const { findings } = await imported(
      'scan.pdf',
      await pdfOf((page) => void page.rect(72, 72, 400, 600).fill('#ddd')),
    );
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'import-scanned',
        'The PDF has no text, as when pages are scanned: they are pictures. Recognise its text with another program first.',
      ],
    ]);
  });

  test('import-encrypted: a password', async () => {
    const bytes = await pdfOf((page) => void page.text(PROSE), { userPassword: 'secret' });
    expect((await imported('paper.pdf', bytes)).findings.map(({ rule }) => rule)).toEqual(['import-encrypted']);
  });

  test('import-corrupt: nothing but the first line', async () => {
    expect((await imported('paper.pdf', '%PDF-1.7\nnothing')).findings.map(({ rule }) => rule)).toEqual([
      'import-corrupt',
    ]);
  });
});
