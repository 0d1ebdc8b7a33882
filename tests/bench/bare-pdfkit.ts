/**
 * The same text set the plain way with pdfkit, as its guide shows it: fonts registered by name in each document, one `text` call for
 * each run, its own line and page breaks. No tags, marking, tables or footnotes at the foot. What the press is measured against.
 */
import PDFDocument from 'pdfkit';
import type { Block, Inline } from '../../src/model/document.ts';
import type { Edition } from '../../src/model/edition.ts';

type Face = 'regular' | 'bold' | 'italic';
interface Run {
  readonly text: string;
  readonly face: Face;
  readonly link?: string;
}

function runsOf(inlines: readonly Inline[], face: Face = 'regular'): readonly Run[] {
  return inlines.flatMap((inline): readonly Run[] => {
    switch (inline.type) {
      case 'text':
        return [{ text: inline.value, face }];
      case 'strong':
        return runsOf(inline.children, 'bold');
      case 'emphasis':
        return runsOf(inline.children, 'italic');
      case 'link':
        return runsOf(inline.children, face).map((run) => ({ ...run, link: inline.url }));
      default:
        return [];
    }
  });
}

/** Paragraphs in reading order, whatever block they stand in. */
function paragraphs(blocks: readonly Block[]): readonly { readonly runs: readonly Run[]; readonly size: number }[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return [{ runs: runsOf(block.children, 'bold'), size: block.depth === 2 ? 18 : 15 }];
      case 'paragraph':
        return [{ runs: runsOf(block.children), size: 12 }];
      case 'principle':
        return [
          { runs: [{ text: block.title ?? '', face: 'bold' as const }], size: 12 },
          ...paragraphs(block.children),
        ];
      case 'list':
        return block.children.flatMap(({ children }) => paragraphs(children));
      case 'table':
        return block.children.flatMap((row) => row.children.flatMap(({ children }) => paragraphs(children)));
      case 'blockquote':
        return paragraphs(block.children);
      default:
        return [];
    }
  });
}

export type FaceFiles = Readonly<Record<Face, string>>;

export function barePdf(edition: Edition, files: FaceFiles): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4', margin: 71 });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  for (const [face, file] of Object.entries(files)) document.registerFont(face, file);
  const notes = edition.footnotes.flatMap(({ children }) => children);
  document.font('bold').fontSize(24).text(edition.matter.title);
  for (const { runs, size } of paragraphs([...edition.body, ...notes])) {
    document.fontSize(size).moveDown(0.5);
    for (const [index, { text, face, link }] of runs.entries()) {
      const options = { continued: index < runs.length - 1, link: link ?? null, underline: link !== undefined };
      document.font(face).text(text, options);
    }
  }
  document.end();
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))));
}
