/**
 * The text layer of a PDF to pieces. Headings are told by the size of their letters, paragraphs by the space between lines, running
 * heads by recurring or by being marked as no part of the text. Pictures of text have no layer, and are said to. Runs in a worker.
 */
import { clean, cleanNote } from './clean.ts';
import { mostCommon } from './counting.ts';
import { furnitureNotes, takeFurniture } from './furniture.ts';
import { type Line, piecesOf } from './lines.ts';
import { type Drawn, linesOfPage, type PageLines } from './pdf-lines.ts';
import { type Doubt, type Extracted, type Furniture, Refused, type Run, tidyRuns } from './pieces.ts';

const MOST_PAGES = 1000;

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** What the library gives, as far as it is read here. Its own types need those of a browser. */
interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}
interface MarkItem {
  readonly type: string;
  readonly tag?: string;
}
interface Page {
  readonly getTextContent: (options: object) => Promise<{ readonly items: readonly (TextItem | MarkItem)[] }>;
  readonly getAnnotations: () => Promise<readonly { readonly subtype?: string; readonly url?: string }[]>;
  readonly getOperatorList: () => Promise<unknown>;
  readonly commonObjs: {
    readonly has: (name: string) => boolean;
    readonly get: (name: string) => { readonly name?: string };
  };
  readonly cleanup: () => void;
}
interface Pdf {
  readonly numPages: number;
  readonly getPage: (number: number) => Promise<Page>;
  readonly destroy: () => Promise<void>;
}

async function library(): Promise<Library> {
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } catch {
    throw new Refused({
      rule: 'import-format',
      message:
        'PDFs are read with the package pdfjs-dist, which is not installed; run: npm install pdfjs-dist@5.6.205.',
    });
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  const { getDocument } = await library();
  try {
    const task = getDocument({
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      verbosity: 0,
    });
    return (await task.promise) as unknown as Pdf; // narrowed to what is read here
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'PasswordException')
      throw new Refused({
        rule: 'import-encrypted',
        message: 'The PDF is protected by a password; save it without one.',
      });
    throw new Refused({ rule: 'import-corrupt', message: 'The PDF is damaged or is none: it cannot be opened.' });
  }
}

interface ReadPage {
  readonly text: PageLines;
  /** Marked by the file itself as no part of the text. */
  readonly artifacts: PageLines;
  readonly links: readonly string[];
  readonly removed: number;
}

/** Names of fonts come with the drawing operations only. */
async function boldFonts(page: Page, names: readonly string[]): Promise<ReadonlySet<string>> {
  await page.getOperatorList();
  const bold = (name: string) =>
    page.commonObjs.has(name) && /bold|black|heavy/i.test(page.commonObjs.get(name).name ?? '');
  return new Set([...new Set(names)].filter(bold));
}

async function readPage(page: Page, number: number): Promise<ReadPage> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const bold = await boldFonts(
    page,
    items.flatMap((item) => ('str' in item ? [item.fontName] : [])),
  );
  const drawn: { readonly text: Drawn[]; readonly artifacts: Drawn[] } = { text: [], artifacts: [] };
  const tags: string[] = [];
  let removed = 0;
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') tags.pop();
      else tags.push(item.tag ?? '');
      continue;
    }
    const cleaned = clean(item.str);
    removed += cleaned.removed;
    const [x = 0, y = 0] = item.transform.slice(4);
    const size = item.height || Math.abs(item.transform[3] ?? 0);
    const one = { text: cleaned.text, x, y, width: item.width, size, bold: bold.has(item.fontName) };
    drawn[tags.includes('Artifact') ? 'artifacts' : 'text'].push(one);
  }
  const links = (await page.getAnnotations()).flatMap(({ subtype, url }) => (subtype === 'Link' && url ? [url] : []));
  page.cleanup();
  return { text: linesOfPage(drawn.text, number), artifacts: linesOfPage(drawn.artifacts, number), links, removed };
}

/** Sizes well above that of most letters are those of headings, the largest first. */
function withDepths(pages: readonly ReadPage[]): readonly Line[] {
  const lines = pages.flatMap(({ text }) => text.lines);
  const sizes = lines.flatMap(({ text, size }) =>
    Array<number>(Math.ceil(text.length / 10)).fill(Math.round(size * 2) / 2),
  );
  const body = mostCommon(sizes) ?? 0;
  const large = [...new Set(sizes)].filter((size) => size > body * 1.12).toSorted((a, b) => b - a);
  return lines.map(({ size, ...line }) => {
    const rank = large.indexOf(Math.round(size * 2) / 2);
    const isHeading = rank >= 0 && !line.text.includes('\t') && line.text.length < 200;
    return isHeading ? { ...line, depth: Math.min(rank + 1, 6) } : line;
  });
}

function doubtsAbout(pages: readonly ReadPage[]): readonly Doubt[] {
  return pages.flatMap(({ text, links }, index): readonly Doubt[] => {
    const place = { unit: 'line', number: 1, page: index + 1 } as const;
    return [
      ...(text.lines.length === 0
        ? [{ place, text: 'The page has no text; what it shows is a picture, which is not imported.' }]
        : []),
      ...links.map((url) => ({ place, text: `A link on the page leads to ${url}; write it where it belongs.` })),
    ];
  });
}

export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > MOST_PAGES)
      throw new Refused({ rule: 'import-limit', message: `The PDF has more than ${MOST_PAGES} pages; divide it.` });
    const pages: ReadPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++)
      pages.push(await readPage(await pdf.getPage(number), number));
    if (pages.every(({ text }) => text.lines.length === 0))
      throw new Refused({
        rule: 'import-scanned',
        message:
          'The PDF has no text, as when pages are scanned: they are pictures. Recognise its text with another program first.',
      });
    const columns = pages.flatMap(({ text }, index) => (text.columns ? [index + 1] : []));
    if (columns.length > 0)
      throw new Refused(
        ...columns.map((page) => ({
          rule: 'import-columns' as const,
          message: `Page ${page} has text side by side, in columns or in a table with long cells; read across, it would be mixed.`,
          place: { unit: 'line' as const, number: 1, page },
        })),
      );
    return extractedFrom(pages);
  } finally {
    await pdf.destroy();
  }
}

function extractedFrom(pages: readonly ReadPage[]): Extracted {
  const { lines, furniture: recurring } = takeFurniture(withDepths(pages));
  const marked = pages.flatMap(({ artifacts }) =>
    artifacts.lines.map(({ text, place }): Furniture => ({ text: text.replaceAll('\t', ' '), place })),
  );
  const furniture = [...marked, ...recurring];
  const toRuns = (text: string, bold: boolean): readonly Run[] =>
    tidyRuns(text.split(/(\n)/).map((part) => ({ text: part, ...(bold && part !== '\n' ? { bold } : {}) })));
  const { pieces, doubts } = piecesOf(lines, toRuns);
  const removed = pages.reduce((sum, page) => sum + page.removed, 0);
  return {
    pieces,
    footnotes: [],
    furniture,
    interventions: [...cleanNote(removed), ...furnitureNotes(furniture)],
    doubts: [...doubtsAbout(pages), ...doubts],
  };
}
