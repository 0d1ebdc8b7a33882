/**
 * Cleared editions and comparisons to renditions. A format is a row of `FORMATS`: two functions from a value to renditions. The
 * PDF engine is loaded when the first PDF is asked for: it takes longer to load than a small site takes to build.
 */
import { transition } from '../diff/diff.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Cleared } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { Transition } from '../model/history.ts';
import { addressOf, addressOfComparison, formatComparisonIdentifier, formatIdentifier } from '../model/identifier.ts';
import { joinMarkings } from '../model/marking.ts';
import type { FormatName, Rendition } from '../model/rendition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { RIGHT_TO_LEFT } from '../model/text.ts';
import {
  comparisonDataAddress,
  comparisonPage,
  editionDataAddress,
  editionPage,
  editionPictures,
  madeFiles,
  type MadeFiles,
  pdfAddress,
} from './html/html.ts';
import { comparisonJson, editionJson } from './json/json.ts';
import type { Press } from './press.ts';
import { searchText, searchTextAddress } from './search-text.ts';

export { type MadeFile, type MadeFiles, madeFiles } from './html/html.ts';
export { type MeasuredFaces, measuredIn, openPress, type Press } from './press.ts';
export type { Stems } from './stems.ts';
export { comparisonText } from './text/text.ts';

export interface Rendered {
  readonly renditions: readonly Rendition[];
  readonly findings: readonly Finding[];
}

/** A comparison with the two editions that it was made from, and what became of their clauses where that is known already. */
export interface Compared {
  readonly comparison: Comparison;
  readonly transition?: Transition | undefined;
  readonly old: Cleared;
  readonly newer: Cleared;
}

/** `files` are those that are made already and stand beside what is made. */
interface Format {
  readonly edition: (edition: Cleared, around: Surroundings, press: Press, files?: MadeFiles) => Promise<Rendered>;
  readonly comparison: (compared: Compared, around: Surroundings, press: Press, files?: MadeFiles) => Promise<Rendered>;
}

type About = Pick<Rendition, 'identifier' | 'marking'>;

const transitionOf = ({ transition: known, comparison, old, newer }: Compared): Transition =>
  known ?? transition(comparison, old, newer);

const encoder = new TextEncoder();

const aboutEdition = (edition: Cleared): About => ({
  identifier: formatIdentifier(edition),
  marking: edition.matter.classification,
});

const pairOf = ({ old, newer }: Compared) => ({
  family: newer.family,
  work: newer.work,
  old: old.edition,
  new: newer.edition,
});

const aboutComparison = (compared: Compared): About => ({
  identifier: formatComparisonIdentifier(pairOf(compared)),
  marking: joinMarkings(compared.old.matter.classification, compared.newer.matter.classification),
});

function text(path: string, mediaType: string, content: string, about: About): Rendered {
  return { renditions: [{ path, mediaType, bytes: encoder.encode(content), ...about }], findings: [] };
}

/** The words of an edition for the search of its site: none where the publication wants no search. */
export function searchFiles(edition: Cleared, around: Surroundings): readonly Rendition[] {
  const words = around.publication.search === false ? undefined : searchText(edition, around);
  if (!words) return [];
  return text(searchTextAddress(edition), 'application/json', JSON.stringify(words), aboutEdition(edition)).renditions;
}

const html: Format = {
  async edition(edition, around, { templates }, files) {
    const path = `${addressOf(edition)}index.html`;
    const content = editionPage(edition, around, templates, files);
    const page = text(path, 'text/html; charset=utf-8', content, aboutEdition(edition));
    return { ...page, renditions: [...page.renditions, ...editionPictures(edition), ...searchFiles(edition, around)] };
  },
  async comparison(compared, around, { templates }, files) {
    const path = `${addressOfComparison(pairOf(compared))}index.html`;
    return text(
      path,
      'text/html; charset=utf-8',
      comparisonPage(compared.comparison, around, templates, transitionOf(compared), files),
      aboutComparison(compared),
    );
  },
};

interface PdfMade {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly missing: readonly { readonly character: string; readonly place?: Finding['place'] | undefined }[];
}

function pdfRendered(address: string, file: string, { bytes, pages, missing }: PdfMade, about: About): Rendered {
  const findings = missing.map(({ character, place }) => {
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return RIGHT_TO_LEFT.test(character)
      ? finding('text-direction', file, place, `The PDF cannot set right-to-left text, such as ${code}.`)
      : finding('glyph-missing', file, place, `No font of the PDF has the character ${code}.`);
  });
  return {
    renditions: [{ path: pdfAddress(address), mediaType: 'application/pdf', bytes, pages, ...about }],
    findings,
  };
}

const pdf: Format = {
  async edition(edition, around, { style, fonts }) {
    const { editionPdf } = await import('./pdf/pdf.ts');
    const made = await editionPdf(edition, around, { style, fonts: await fonts() });
    return pdfRendered(addressOf(edition), edition.file, made, aboutEdition(edition));
  },
  async comparison(compared, around, { style, fonts }) {
    const { comparisonPdf } = await import('./pdf/pdf.ts');
    const setting = { style, fonts: await fonts() };
    const made = await comparisonPdf(compared.comparison, around, setting, transitionOf(compared));
    return pdfRendered(addressOfComparison(pairOf(compared)), compared.newer.file, made, aboutComparison(compared));
  },
};

const json: Format = {
  async edition(edition, around) {
    return text(
      editionDataAddress(addressOf(edition)),
      'application/json',
      editionJson(edition, around),
      aboutEdition(edition),
    );
  },
  async comparison(compared) {
    const path = comparisonDataAddress(addressOfComparison(pairOf(compared)));
    return text(path, 'application/json', comparisonJson(compared.comparison), aboutComparison(compared));
  },
};

const FORMATS: Readonly<Record<FormatName, Format>> = { html, pdf, json };

/** All formats that are asked for. Pages come last: they tell of the files beside them. */
async function inOrder(
  formats: readonly FormatName[],
  make: (format: Format, files: MadeFiles) => Promise<Rendered>,
): Promise<Rendered> {
  const beside = formats.filter((name) => name !== 'html');
  const made = await Promise.all(beside.map((name) => make(FORMATS[name], new Map())));
  const files = madeFiles(made.flatMap(({ renditions }) => renditions));
  const pages = formats.includes('html') ? [await make(FORMATS.html, files)] : [];
  const all = [...pages, ...made];
  return {
    renditions: all.flatMap(({ renditions }) => renditions),
    findings: all.flatMap(({ findings }) => findings),
  };
}

export async function renderEdition(
  edition: Cleared,
  around: Surroundings,
  press: Press,
  formats: readonly FormatName[],
): Promise<Rendered> {
  return inOrder(formats, (format, files) => format.edition(edition, around, press, files));
}

export async function renderComparison(
  compared: Compared,
  around: Surroundings,
  press: Press,
  formats: readonly FormatName[],
): Promise<Rendered> {
  return inOrder(formats, (format, files) => format.comparison(compared, around, press, files));
}
