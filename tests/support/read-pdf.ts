/** PDFs as an independent reader sees them: pdf.js, which shares no code with what wrote them. */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  /** What belongs to the text: real content, in the order of the content stream. */
  readonly text: string;
  /** What stands outside it: running heads and feet. */
  readonly artifacts: string;
  /** The text in the order in which it is read out: that of the structure tree. */
  readonly heard: string;
  /** Whether every piece of it stands on the page. */
  readonly within: boolean;
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly title: string | undefined;
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

type Content = Awaited<
  ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>['getTextContent']>
>;

type Tree = Awaited<
  ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>['getStructTree']>
>;

/** The text of each piece of marked content, by its name. */
function piecesOf({ items }: Content): ReadonlyMap<string, string> {
  const pieces = new Map<string, string>();
  const open: string[] = [];
  for (const item of items) {
    if ('str' in item) {
      const id = open.at(-1) ?? '';
      pieces.set(id, `${pieces.get(id) ?? ''}${item.str}${item.hasEOL ? '\n' : ''}`);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push('id' in item && typeof item.id === 'string' ? item.id : '');
  }
  return pieces;
}

function heardIn(node: Tree, pieces: ReadonlyMap<string, string>): string {
  return node.children
    .map((child) => ('id' in child ? (pieces.get(child.id) ?? '') : heardIn(child as Tree, pieces)))
    .join('');
}

function readPage(
  content: Content,
  tree: Tree | null,
  [left = 0, bottom = 0, right = 0, top = 0]: readonly number[],
): ReadPage {
  const { items } = content;
  const tags: string[] = [];
  const parts = { text: '', artifacts: '' };
  for (const item of items) {
    if ('str' in item)
      parts[tags.includes('Artifact') ? 'artifacts' : 'text'] += `${item.str}${item.hasEOL ? '\n' : ''}`;
    else if (item.type === 'endMarkedContent') tags.pop();
    else tags.push('tag' in item && typeof item.tag === 'string' ? item.tag : '');
  }
  const within = items.every((item) => {
    if (!('str' in item) || item.str.trim() === '') return true;
    const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
    return x >= left && x + item.width <= right && y >= bottom && y + item.height <= top;
  });
  const heard = tree ? spaced(heardIn(tree, piecesOf(content))) : '';
  return { text: spaced(parts.text), artifacts: spaced(parts.artifacts), heard, within };
}

/** The text of each page, with single spaces. The reader drops spaces at line ends and gives each line end as one. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(
        readPage(await page.getTextContent({ includeMarkedContent: true }), await page.getStructTree(), page.view),
      );
    }
    const { info } = await document.getMetadata();
    return { pages, title: 'Title' in info && typeof info.Title === 'string' ? info.Title : undefined };
  } finally {
    await document.destroy();
  }
}

export interface ReadPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly pixels: readonly number[];
}

/** An image as the reader hands it out: 1 is a bit a pixel, 2 three bytes, 3 four. */
interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly kind: 1 | 2 | 3;
  readonly data: Uint8ClampedArray;
}

function pixelsOf({ width, height, kind, data }: DecodedImage): readonly number[] {
  const one = (at: number): readonly number[] => {
    if (kind === 3) return [...data.subarray(at * 4, at * 4 + 4)];
    if (kind === 2) return [...data.subarray(at * 3, at * 3 + 3), 255];
    const [row, column] = [Math.floor(at / width), at % width];
    const bit = ((data[row * Math.ceil(width / 8) + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1;
    return [bit * 255, bit * 255, bit * 255, 255];
  };
  return Array.from({ length: width * height }, (_, at) => one(at)).flat();
}

/** The pictures that the pages show, decoded, in the order of drawing; `undefined` is one that the reader cannot decode. */
export async function picturesInPdf(bytes: Uint8Array): Promise<readonly (ReadPicture | undefined)[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const found: (ReadPicture | undefined)[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList();
      for (const [index, operator] of fnArray.entries()) {
        if (operator !== OPS.paintImageXObject) continue;
        const [name] = argsArray[index] as [string];
        const from = name.startsWith('g_') ? page.commonObjs : page.objs;
        const image = await new Promise<DecodedImage | null>((resolve) => void from.get(name, resolve));
        found.push(image ? { width: image.width, height: image.height, pixels: pixelsOf(image) } : undefined);
      }
    }
    return found;
  } finally {
    await document.destroy();
  }
}

/** The matrix under which each picture is drawn, as it is written before the picture: y runs downwards from the top of the page. */
export async function matricesInPdf(bytes: Uint8Array): Promise<readonly (readonly number[])[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const { fnArray, argsArray } = await (await document.getPage(1)).getOperatorList();
    return fnArray.flatMap((operator, index) => {
      const before = fnArray.lastIndexOf(OPS.transform, index);
      return operator === OPS.paintImageXObject ? [Array.from(argsArray[before] as Iterable<number>)] : [];
    });
  } finally {
    await document.destroy();
  }
}
