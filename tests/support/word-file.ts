/** Small .docx files for tests, built part by part: a zip archive that a few lines write, and the XML that Word would write. */
import { crc32 } from 'node:zlib';
import { deflateRawSync } from 'node:zlib';

export interface ZipOptions {
  /** Sets the bit that says an entry is encrypted. */
  readonly encrypted?: boolean;
}

/** A zip archive of these parts, packed. */
export function zipOf(
  parts: Readonly<Record<string, string | Uint8Array>>,
  { encrypted = false }: ZipOptions = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000'),
        head.subarray(0, 26),
        entry.subarray(2),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, list, Buffer.from('PK\u0005\u0006'), end]);
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A run; `look` is the inside of its properties, such as `<w:b/>`. */
export const run = (text: string, look = '') =>
  `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ''}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
/** A paragraph of runs, or of plain words. */
export const paragraph = (inner: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${inner.startsWith('<') || inner === '' ? inner : run(inner)}</w:p>`;
export const heading = (depth: number, text: string) => paragraph(run(text), `<w:pStyle w:val="Heading${depth}"/>`);
/** An item of the list with this number definition: 1 counts "1." and "(a)", 2 has bullets, 3 counts as 1 and goes on from it. */
export const item = (text: string, list = 1, level = 0) =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
export const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
export const table = (rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((one) => (one.startsWith('<w:tc>') ? one : cell(one))).join('')}</w:tr>`).join('')}</w:tbl>`;

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `${HEAD}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}${level(1, 'bullet', '–')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${level(0, 'decimal', '%1.')}${level(1, 'decimal', '%1.%2')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>`;

const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
const STYLES = `${HEAD}<w:styles ${NAMESPACES}>${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Heading2', 'heading 2')}${style('Heading3', 'heading 3')}${style('Unseen', 'Unseen', '<w:rPr><w:vanish/></w:rPr>')}<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;

export interface WordParts {
  readonly footnotes?: readonly string[];
  readonly header?: string;
  readonly comments?: readonly string[];
  /** Relationships by id, as addresses outside the file. */
  readonly outside?: Readonly<Record<string, { readonly type: string; readonly target: string }>>;
  /** Parts that are added or stand instead. */
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

/** The body stands between the tags; what is said otherwise is what Word would write. */
export function wordFile(
  body: string,
  { footnotes = [], header, comments = [], outside = {}, more = {} }: WordParts = {},
): Buffer {
  const relations = Object.entries(outside).map(
    ([id, { type, target }]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`,
  );
  const own = ['styles', 'numbering', 'footnotes', 'comments'].map(
    (name) => `<Relationship Id="own-${name}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`,
  );
  const type = (name: string, kind: string) =>
    `<Override PartName="/word/${name}.xml" ContentType="${TYPES}.${kind}+xml"/>`;
  const notes = footnotes
    .map((text, index) => `<w:footnote w:id="${index + 1}">${paragraph(text)}</w:footnote>`)
    .join('');
  const remarks = comments
    .map((text, index) => `<w:comment w:id="${index}" w:author="A">${paragraph(text)}</w:comment>`)
    .join('');
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('document', 'document.main')}${type('styles', 'styles')}${type('numbering', 'numbering')}${type('footnotes', 'footnotes')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${own.join('')}${relations.join('')}</Relationships>`,
    'word/document.xml': `${HEAD}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': `${HEAD}<w:footnotes ${NAMESPACES}>${notes}</w:footnotes>`,
    'word/comments.xml': `${HEAD}<w:comments ${NAMESPACES}>${remarks}</w:comments>`,
    ...(header === undefined ? {} : { 'word/header1.xml': `${HEAD}<w:hdr ${NAMESPACES}>${paragraph(header)}</w:hdr>` }),
    ...more,
  });
}
