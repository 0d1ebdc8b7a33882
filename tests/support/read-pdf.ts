/** PDFs as an independent reader sees them: pdf.js, which shares no code with what wrote them. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  /** What belongs to the text: real content, in the order of the content stream. */
  readonly text: string;
  /** What stands outside it: running heads and feet. */
  readonly artifacts: string;
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly title: string | undefined;
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

type Content = Awaited<
  ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>['getTextContent']>
>;

function readPage({ items }: Content): ReadPage {
  const tags: string[] = [];
  const parts = { text: '', artifacts: '' };
  for (const item of items) {
    if ('str' in item)
      parts[tags.includes('Artifact') ? 'artifacts' : 'text'] += `${item.str}${item.hasEOL ? '\n' : ''}`;
    else if (item.type === 'endMarkedContent') tags.pop();
    else tags.push('tag' in item && typeof item.tag === 'string' ? item.tag : '');
  }
  return { text: spaced(parts.text), artifacts: spaced(parts.artifacts) };
}

/** The text of each page, with single spaces. The reader drops spaces at line ends and gives each line end as one. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(readPage(await page.getTextContent({ includeMarkedContent: true })));
    }
    const { info } = await document.getMetadata();
    return { pages, title: 'Title' in info && typeof info.Title === 'string' ? info.Title : undefined };
  } finally {
    await document.destroy();
  }
}
