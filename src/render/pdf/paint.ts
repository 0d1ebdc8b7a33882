/**
 * The only file that draws. Finished pages, the structure tree and what the document says of itself come in; the bytes of a
 * PDF/UA-1 and PDF/A-2a file go out. Nothing is measured or decided here. pdfkit is the container: its pages, numbered objects,
 * output intent and cross-reference table; its text flow, tags, bookmarks and pictures are not used.
 */
import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { Orientation } from '../../pictures/pictures.ts';
import { Content } from './content.ts';
import { type Embedding, openEmbedding } from './embedding.ts';
import type {
  Artifact,
  LinkAim,
  LinkFrame,
  Owner,
  Page,
  PictureFrame,
  RectFrame,
  Slot,
  StructureNode,
  TextFrame,
} from './layout.ts';
import { type About, infoOf, xmpOf } from './metadata.ts';
import { type DrawnPage, type Objects, type Ref, textString } from './objects.ts';
import { Packing } from './packing.ts';
import { fill } from './streams.ts';
import { isArtifact } from './structure.ts';
import {
  type Bounds,
  destinationTree,
  type Drawn,
  type Mark,
  type Spot,
  writeBookmarks,
  writeStructure,
} from './tagging.ts';
import type { Fonts } from './typography.ts';

/** pdfkit's document as we use it; see `objects.ts`. */
interface Container extends Objects {
  readonly page: DrawnPage;
  addPage(options: object): void;
  appendXML(xml: string): void;
  getStructTreeRoot(): Ref;
  end(): void;
}

/** pdfkit's own header marks drop the Subtype that running matter needs (ISO 14289-1, 7.8), so these are written whole. */
const ARTIFACTS: Readonly<Record<Artifact, string>> = {
  Header: '/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC',
  Footer: '/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC',
  Layout: '/Artifact <</Type /Layout>> BDC',
  RepeatedHead: '/Artifact <</Type /Pagination>> BDC',
};

/** The last wall: whatever earlier stages let by, no other scheme becomes a link. */
const ALLOWED = /^(?:https?|mailto|tel):/i;

const short = (value: number) => String(Math.round(value * 100) / 100);

function colourOperands(colour: string): string {
  return [1, 3, 5].map((at) => String(Math.round(parseInt(colour.slice(at, at + 2), 16) / 2.55) / 100)).join(' ');
}

interface Canvas {
  readonly container: Container;
  readonly embedding: Embedding;
  readonly tags: ReadonlyMap<Slot, string>;
  readonly marks: Map<Slot, Mark[]>;
  readonly spots: Map<LinkAim, Spot[]>;
  readonly bounds: Map<Slot, Bounds>;
  readonly content: Content;
  readonly digest: { update(data: string | Uint8Array): unknown };
  /** The next free key of the parent tree, behind those of the pages. */
  nextKey: number;
}

/** The element that a slot stands in gives its marked content the tag. */
function tagsOf(structure: StructureNode): ReadonlyMap<Slot, string> {
  const tags = new Map<Slot, string>();
  const visit = (node: StructureNode): void => {
    for (const child of node.children) {
      if (child.kind === 'slot') tags.set(child, node.tag);
      else visit(child);
    }
  };
  visit(structure);
  return tags;
}

function rectContent({ x, y, width, height, fill, stroke, dots }: RectFrame): string {
  if (dots) {
    const line = `${short(x)} ${short(y + height / 2)} m ${short(x + width)} ${short(y + height / 2)} l`;
    return `q ${colourOperands(fill ?? '#000000')} RG ${short(height)} w 1 J [0 4] 0 d ${line} S Q`;
  }
  const path = `${[x, y, width, height].map(short).join(' ')} re`;
  if (fill && stroke) return `${colourOperands(fill)} rg ${colourOperands(stroke)} RG 0.75 w ${path} B`;
  return stroke ? `${colourOperands(stroke)} RG 0.75 w ${path} S` : `${colourOperands(fill ?? '#000000')} rg ${path} f`;
}

/** For each orientation the unit square's first column and first row on a page whose y runs downwards, and its corner. */
const TURNS: Readonly<Record<Orientation, readonly [number, number, number, number, number, number]>> = {
  1: [1, 0, 0, -1, 0, 1],
  2: [-1, 0, 0, -1, 1, 1],
  3: [-1, 0, 0, 1, 1, 0],
  4: [1, 0, 0, 1, 0, 0],
  5: [0, 1, -1, 0, 1, 0],
  6: [0, 1, 1, 0, 0, 0],
  7: [0, -1, 1, 0, 0, 1],
  8: [0, -1, -1, 0, 1, 1],
};

/** The matrix that puts a picture's unit square, whose y runs upwards, into its place on the turned page. */
function placing({ x, y, width, height, drawable }: PictureFrame): readonly number[] {
  const [a, b, c, d, e, f] = TURNS[drawable.orientation];
  return [a * width, b * height, c * width, d * height, x + e * width, y + f * height];
}

/** Writes the content of one page. State that the page already has is not set again. */
class PagePainter {
  private readonly content: Content;
  private readonly canvas: Canvas;
  private readonly page: DrawnPage;
  private readonly index: number;
  private readonly height: number;
  private owner: Owner | undefined;
  private inText = false;
  private font = '';
  private colour = '';
  private count = 0;

  constructor(canvas: Canvas, page: DrawnPage, index: number, height: number) {
    this.canvas = canvas;
    this.content = canvas.content;
    this.page = page;
    this.index = index;
    this.height = height;
    // In the place of pdfkit's own first line, which turns the page so that y runs downwards.
    this.put(`1 0 0 -1 0 ${short(height)} cm`);
  }

  private put(operation: string): void {
    this.content.put(operation);
    this.content.put('\n');
  }

  /** Opens marked content for an owner, unless it is open already. */
  private own(owner: Owner): void {
    if (this.owner === owner) return;
    this.close();
    this.owner = owner;
    if (isArtifact(owner)) {
      this.put(ARTIFACTS[owner]);
      return;
    }
    const { marks, tags } = this.canvas;
    const number = this.count++;
    this.put(`/${tags.get(owner) ?? 'Span'} <</MCID ${number}>> BDC`);
    marks.set(owner, [...(marks.get(owner) ?? []), { page: this.page.dictionary, index: this.index, number }]);
  }

  close(): void {
    this.endText();
    if (this.owner) this.put('EMC');
    this.owner = undefined;
  }

  private endText(): void {
    if (this.inText) this.put('ET');
    this.inText = false;
  }

  text({ x, y, shapes, face, size, colour, owner }: TextFrame): void {
    const { embedding } = this.canvas;
    this.own(owner);
    if (!this.inText) this.put('BT');
    this.inText = true;
    const font = `/${embedding.font(face, this.page)} ${short(size)} Tf`;
    if (font !== this.font) this.put(font);
    if (colour !== this.colour) this.put(`${colourOperands(colour)} rg`);
    [this.font, this.colour] = [font, colour];
    // The page is turned so that y runs downwards; the text matrix turns the letters up again.
    this.content.put(`1 0 0 -1 ${short(x)} ${short(y)} Tm [`);
    embedding.show(shapes, face, this.content);
    this.put('] TJ');
  }

  rect(frame: RectFrame): void {
    this.own(frame.owner);
    this.endText();
    this.put(rectContent(frame));
    this.colour = '';
  }

  picture(frame: PictureFrame): void {
    const { x, y, width, height, drawable, owner } = frame;
    this.own(owner);
    this.endText();
    const [bottom, top] = [this.height - y - height, this.height - y];
    if (!isArtifact(owner)) this.canvas.bounds.set(owner, [x, bottom, x + width, top]);
    const name = this.canvas.embedding.picture(drawable, this.page);
    this.put(`q ${placing(frame).map(short).join(' ')} cm /${name} Do Q`);
  }
}

function annotate(
  canvas: Canvas,
  page: DrawnPage,
  height: number,
  { x, y, width, height: tall, link }: LinkFrame,
): void {
  if (link.kind === 'outside' && !ALLOWED.test(link.to)) return;
  const { container, spots } = canvas;
  const key = canvas.nextKey++;
  const annotation = container.ref({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [x, height - y - tall, x + width, height - y],
    Border: [0, 0, 0],
    F: 4,
    Contents: textString(link.description || link.to),
    StructParent: key,
    ...(link.kind === 'inside' ? { Dest: textString(link.to) } : { A: { S: 'URI', URI: textString(link.to) } }),
  });
  annotation.end();
  page.annotations.push(annotation);
  spots.set(link, [...(spots.get(link) ?? []), { page: page.dictionary, annotation, key }]);
  canvas.digest.update(`${link.to}\n${link.description}\n`);
}

/** Grounds, rules and underlines first, in one artifact; words over them. */
function paintPage(canvas: Canvas, { width, height, frames }: Page, index: number): DrawnPage {
  canvas.container.addPage({ size: [width, height], margin: 0 });
  const { page } = canvas.container;
  page.dictionary.data['StructParents'] = index;
  const painter = new PagePainter(canvas, page, index, height);
  for (const frame of frames) if (frame.kind === 'rect') painter.rect(frame);
  for (const frame of frames) {
    if (frame.kind === 'text') painter.text(frame);
    if (frame.kind === 'picture') painter.picture(frame);
  }
  painter.close();
  for (const frame of frames) if (frame.kind === 'link') annotate(canvas, page, height, frame);
  const bytes = canvas.content.take();
  page.content.buffer = [];
  fill(page.content, bytes);
  canvas.digest.update(bytes);
  return page;
}

function openContainer(about: About): { readonly container: Container; readonly packing: Packing } {
  const options = {
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: about.language,
    displayTitle: true,
    info: infoOf(about),
    font: null,
    autoFirstPage: false,
    compress: true,
  };
  // The published types know neither `font: null` nor the parts named in `objects.ts`.
  const container = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Container;
  const packing = new Packing();
  Object.assign(container, {
    _addInfo: () => container.appendXML(xmpOf(about)),
    _write: (data: Uint8Array | string) => packing.write(data),
  });
  return { container, packing };
}

/** Draws a document. The file's identifier is made from what is drawn and said, so equal documents are equal bytes. */
export function paint(pages: readonly Page[], structure: StructureNode, about: About, fonts: Fonts): Uint8Array {
  const { container, packing } = openContainer(about);
  const digest = createHash('sha256').update(JSON.stringify(about));
  const canvas: Canvas = {
    container,
    embedding: openEmbedding(container, fonts),
    content: new Content(),
    tags: tagsOf(structure),
    marks: new Map(),
    spots: new Map(),
    bounds: new Map(),
    digest,
    nextKey: pages.length,
  };
  const painted = pages.map((page, index) => paintPage(canvas, page, index));
  const drawn: Drawn = { marks: canvas.marks, spots: canvas.spots, bounds: canvas.bounds, pages: painted };
  canvas.embedding.finish();
  writeStructure(container, container.getStructTreeRoot(), structure, drawn);
  writeBookmarks(container, drawn, pages);
  const names = container['_root'].data['Names'] as Ref; // set by pdfkit's constructor
  names.data['Dests'] = destinationTree(drawn, pages);
  container['_root'].data['PageLabels'] = { Nums: [0, { S: 'D' }] };
  Object.assign(container, { _id: new Uint8Array(digest.digest().subarray(0, 16)) });
  container.end();
  return packing.finish();
}
