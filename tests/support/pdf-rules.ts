/**
 * The rules of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) that can be decided from the objects of a file, one function for
 * each; a function gives the faults it finds. They cover what our files may hold: a construct that no rule looks at (forms,
 * scripts, attachments, layers, encryption) is itself a fault.
 */
import { below, charactersOf, type Element, type PdfFile, readPdfFile } from './pdf-file.ts';
import { type Dictionary, isReference, isStream, isText, type PdfObjects, type Value } from './pdf-objects.ts';

/** A name or number tree as its pairs. */
function pairs(
  objects: PdfObjects,
  tree: Value | undefined,
  key: 'Names' | 'Nums',
): readonly (readonly [Value, Value])[] {
  const node = objects.dictionary(tree);
  const own = objects.list(node[key]);
  const here = own.flatMap((one, i) => (i % 2 === 0 ? [[one, own[i + 1] ?? null] as const] : []));
  return [...here, ...objects.list(node['Kids']).flatMap((kid) => pairs(objects, kid, key))];
}

/* ---- structure ---- */

const TYPES = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody ' +
    'Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form'
  ).split(' '),
);

/** What an element may hold and stand in, for those of which ISO 14289-1, 7.2 says so. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
  TOCI: ['Lbl', 'Reference', 'NonStruct', 'P', 'TOC'],
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
};
const STANDS_IN: Readonly<Record<string, readonly string[]>> = {
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
};
/** Nothing may stand in these but text and what belongs to a line. */
const LINES = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Span', 'Strong', 'Em', 'Lbl', 'Reference', 'Link']);
const IN_LINES = new Set(['Span', 'Strong', 'Em', 'Code', 'Link', 'Reference', 'Note', 'Figure', 'Quote', 'Lbl']);

const bare = ({ tag }: Element) => tag.slice(1);

function tableWidths(objects: PdfObjects, table: Element): readonly number[] {
  const rows = [...below(table)].filter((one) => one.tag === '/TR' && tableOf(one) === table);
  // What spans rows takes up its columns in the rows below.
  const taken: number[] = [];
  return rows.map((row) => {
    let width = taken.filter((left) => left > 0).length;
    for (const [i, left] of taken.entries()) if (left > 0) taken[i] = left - 1;
    const fresh: number[] = [];
    for (const cell of row.children) {
      const own = attributesOf(objects, cell, '/Table');
      const [columns, depth] = [Number(own['ColSpan'] ?? 1), Number(own['RowSpan'] ?? 1)];
      width += columns;
      for (let i = 0; i < columns; i++) fresh.push(depth - 1);
    }
    taken.push(...fresh.filter((left) => left > 0));
    return width;
  });
}

function tableOf(row: Element): Element | undefined {
  const { parent } = row;
  return parent?.tag === '/Table' ? parent : parent && tableOf(parent);
}

function attributesOf(objects: PdfObjects, { dictionary }: Element, owner: string): Dictionary {
  const found = objects.get(dictionary['A']);
  const all = Array.isArray(found) ? (found as readonly Value[]) : [dictionary['A']];
  const own = all.map((one) => objects.dictionary(one)).filter((one) => one['O'] === owner);
  return Object.assign({}, ...own) as Dictionary;
}

/* ---- fonts ---- */

interface Program {
  readonly unitsPerEm: number;
  readonly glyphs: number;
  readonly advance: (glyph: number) => number;
}

/** Of a TrueType program, what its widths are checked by. */
function readProgram(data: Buffer): Program {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < data.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    const from = data.readUInt32BE(at + 8);
    tables.set(data.toString('latin1', at, at + 4), data.subarray(from, from + data.readUInt32BE(at + 12)));
  }
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font program has no ${tag}`);
    return found;
  };
  const count = table('hhea').readUInt16BE(34);
  table('glyf');
  return {
    unitsPerEm: table('head').readUInt16BE(18),
    glyphs: table('maxp').readUInt16BE(4),
    advance: (glyph) => table('hmtx').readUInt16BE(Math.min(glyph, count - 1) * 4),
  };
}

/** The widths that a font says, by glyph. */
function widthsOf(objects: PdfObjects, descendant: Dictionary): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const entries = objects.list(descendant['W']);
  for (let i = 0; i < entries.length;) {
    const first = Number(entries[i]);
    const next = objects.get(entries[i + 1]);
    if (Array.isArray(next)) {
      for (const [place, width] of (next as readonly number[]).entries()) widths.set(first + place, width);
      i += 2;
    } else {
      for (let glyph = first; glyph <= Number(next); glyph++) widths.set(glyph, Number(entries[i + 2]));
      i += 3;
    }
  }
  return widths;
}

const PRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;

function fontFaults({ objects, fonts }: PdfFile): readonly string[] {
  return fonts.flatMap(({ dictionary, glyphs }) => {
    const faults: string[] = [];
    const name = String(dictionary['BaseFont']);
    const descendant = objects.dictionary(objects.list(dictionary['DescendantFonts'])[0]);
    const descriptor = objects.dictionary(descendant['FontDescriptor']);
    const program = objects.get(descriptor['FontFile2']);
    const cmap = objects.get(dictionary['ToUnicode']);
    const info = objects.dictionary(descendant['CIDSystemInfo']);
    if (dictionary['Subtype'] !== '/Type0' || descendant['Subtype'] !== '/CIDFontType2')
      faults.push(`${name}: another kind`);
    if (dictionary['Encoding'] !== '/Identity-H') faults.push(`${name}: 7.21.3.3 another encoding`);
    if (descendant['CIDToGIDMap'] !== '/Identity') faults.push(`${name}: 7.21.3.2 CIDToGIDMap`);
    if (objects.text(info['Registry']) !== 'Adobe' || objects.text(info['Ordering']) !== 'Identity')
      faults.push(`${name}: 7.21.3.1 CIDSystemInfo`);
    if (!/^\/[A-Z]{6}\+/.test(name)) faults.push(`${name}: no subset tag`);
    if (descendant['BaseFont'] !== name || descriptor['FontName'] !== name) faults.push(`${name}: names differ`);
    if (descriptor['CIDSet'] !== undefined) faults.push(`${name}: a CIDSet, which nobody checks`);
    // Exactly one of symbolic (bit 3) and non-symbolic (bit 6).
    if (![4, 32].includes(Number(descriptor['Flags']) & 36)) faults.push(`${name}: flags`);
    for (const key of ['FontBBox', 'ItalicAngle', 'Ascent', 'Descent', 'CapHeight', 'StemV'])
      if (descriptor[key] === undefined) faults.push(`${name}: no ${key}`);
    if (!isStream(program)) return [...faults, `${name}: 7.21.4.1 not embedded`];
    if (!isStream(cmap)) return [...faults, `${name}: 7.21.7 no ToUnicode`];
    if (program.dictionary['Length1'] !== program.data.length) faults.push(`${name}: Length1`);
    const { unitsPerEm, advance, glyphs: count } = readProgram(program.data);
    const [widths, characters] = [widthsOf(objects, descendant), charactersOf(cmap.data.toString('latin1'))];
    for (const glyph of glyphs) {
      if (glyph === 0) faults.push(`${name}: 7.21.8 .notdef is shown`);
      if (glyph >= count) faults.push(`${name}: 7.21.4.1 glyph ${glyph} is not in the program`);
      const [said, is] = [widths.get(glyph) ?? Number(descendant['DW'] ?? 1000), (advance(glyph) * 1000) / unitsPerEm];
      if (!(Math.abs(said - is) <= 1)) faults.push(`${name}: 7.21.5 glyph ${glyph} is ${is} wide, not ${said}`);
      const character = characters.get(glyph) ?? '';
      if (character === '' || /[\0\ufeff\ufffe]/.test(character))
        faults.push(`${name}: 7.21.7 glyph ${glyph} is no character`);
      if (PRIVATE.test(character)) faults.push(`${name}: 6.2.11.7.3 glyph ${glyph} is a private character`);
    }
    return faults;
  });
}

/* ---- metadata ---- */

function unescaped(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function said(xmp: string, name: string): string | undefined {
  const inner = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xmp)?.[1];
  return inner === undefined ? undefined : unescaped(inner.replace(/<[^>]*>/g, ''));
}

function dateOf(text: string): number {
  const [, y, mo, d, h, mi, s] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z?/.exec(text) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}

/* ---- places ---- */

const LANGUAGE = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

function outlineOf(objects: PdfObjects, parent: Dictionary): readonly Dictionary[] {
  const items: Dictionary[] = [];
  for (let at = parent['First']; at !== undefined;) {
    const item = objects.dictionary(at);
    items.push(item, ...outlineOf(objects, item));
    at = item['Next'];
  }
  return items;
}

/** The page and height that a destination names. */
function placeOf({ objects, pages }: PdfFile, destination: Value | undefined): { page: number; y: number } | undefined {
  const [page, , , y] = objects.list(destination);
  const index = pages.indexOf(objects.dictionary(page));
  return index < 0 ? undefined : { page: index, y: Number(y) };
}

const outside = (box: readonly Value[], page: Dictionary): boolean => {
  const [, , width, height] = page['MediaBox'] as readonly number[];
  const [left, bottom, right, top] = box as readonly [number, number, number, number];
  return !(left >= 0 && bottom >= 0 && right <= Number(width) && top <= Number(height) && left < right && bottom < top);
};

type Rule = (file: PdfFile) => readonly string[];
const wrong = (fault: boolean, words: string) => (fault ? [words] : []);

export const RULES: Readonly<Record<string, Rule>> = {
  'the head and the end of the file (6.1.2, 6.1.3)': ({ objects: { source, trailer } }) => [
    ...wrong(!/^%PDF-1\.7\n%[\x80-\xff]{4}\n/.test(source), 'no comment of four bytes above 127 in line 2'),
    ...wrong(!/%%EOF\r?\n?$/.test(source) || source.split('%%EOF').length !== 2, 'not one end'),
    ...wrong((trailer['ID'] as readonly Value[] | undefined)?.length !== 2, 'no identifier'),
    ...wrong('Encrypt' in trailer, 'encrypted'),
  ],
  'nothing that the archive forbids (6.1.7, 6.2.5, 6.2.8, 6.3 to 6.5, 6.8 to 6.11)': ({ objects }) => {
    const banned =
      /^(?:AA|OpenAction|JavaScript|AcroForm|XFA|OCProperties|EmbeddedFiles|AF|Requirements|AlternatePresentations|PresSteps|Alternates|OPI|TR|TR2|HTP|Perms|LZWDecode|Crypt|F|FFilter|FDecodeParms|PieceInfo|Thumb|Halftone|NeedAppearances)$/;
    const walk = (value: Value, at: number): readonly string[] => {
      if (Array.isArray(value)) return (value as readonly Value[]).flatMap((one) => walk(one, at));
      if (value === '/LZWDecode' || value === '/Crypt' || value === '/JavaScript' || value === '/Launch')
        return [`${at}: ${value}`];
      const dictionary = isStream(value) ? value.dictionary : value;
      if (typeof dictionary !== 'object' || dictionary === null || isText(dictionary) || isReference(dictionary))
        return [];
      return Object.entries(dictionary as Dictionary).flatMap(([key, inner]) => [
        ...wrong(banned.test(key) && !(key === 'F' && typeof inner === 'number'), `object ${at} has ${key}`),
        ...wrong(key === 'Interpolate' && inner === true, `object ${at} interpolates`),
        ...walk(inner, at),
      ]);
    };
    return [...objects.all()].flatMap(([number, value]) => walk(value, number));
  },
  'the limits of readers (6.1.13)': ({ objects }) => {
    const walk = (value: Value, at: number): readonly string[] => {
      if (Array.isArray(value)) return (value as readonly Value[]).flatMap((one) => walk(one, at));
      if (isText(value))
        return wrong(value.bytes.length > 32767, `object ${at} has a text of ${value.bytes.length} bytes`);
      if (typeof value === 'string')
        return wrong(value.length > 128, `object ${at} has a name of ${value.length} bytes`);
      if (typeof value === 'number')
        return wrong(Number.isInteger(value) && Math.abs(value) > 2 ** 31 - 1, `object ${at}: ${value}`);
      const dictionary = isStream(value) ? value.dictionary : value;
      if (typeof dictionary !== 'object' || dictionary === null || isReference(dictionary)) return [];
      return Object.values(dictionary as Dictionary).flatMap((inner) => walk(inner, at));
    };
    return [...objects.all()].flatMap(([number, value]) => walk(value, number));
  },
  'nothing unreferenced, no reference to nothing': ({ objects }) => {
    const seen = new Set<number>();
    const faults: string[] = [];
    const visit = (value: Value | undefined): void => {
      if (Array.isArray(value)) for (const one of value as readonly Value[]) visit(one);
      else if (isReference(value)) {
        if (seen.has(value.number)) return;
        seen.add(value.number);
        const found = objects.get(value);
        if (found === undefined) faults.push(`object ${value.number} is named and not there`);
        else visit(found);
      } else if (typeof value === 'object' && value !== null && !isText(value)) {
        for (const one of Object.values(isStream(value) ? value.dictionary : (value as Dictionary)))
          visit(one as Value);
      }
    };
    visit(objects.trailer);
    for (const [number, value] of objects.all()) {
      const type = isStream(value) ? value.dictionary['Type'] : undefined;
      if (!seen.has(number) && type !== '/ObjStm' && type !== '/XRef') faults.push(`nothing names object ${number}`);
    }
    return faults;
  },
  'one output intent, for the colours that are used (6.2.3, 6.2.4.3)': ({ objects }) => {
    const intents = objects.list(objects.catalogue['OutputIntents']).map((one) => objects.dictionary(one));
    const profile = objects.get(intents[0]?.['DestOutputProfile']);
    const images = [...objects.all().values()].filter((one) => isStream(one) && one.dictionary['Subtype'] === '/Image');
    return [
      ...wrong(intents.length !== 1 || intents[0]?.['S'] !== '/GTS_PDFA1', 'no intent of PDF/A'),
      ...wrong(
        !isStream(profile) || profile.dictionary['N'] !== 3 || profile.data.toString('latin1', 16, 20) !== 'RGB ',
        'no RGB profile',
      ),
      ...images.flatMap((one) => {
        const space = isStream(one) ? objects.get(one.dictionary['ColorSpace']) : undefined;
        const base = Array.isArray(space) ? (space as readonly Value[])[1] : space;
        return wrong(base !== '/DeviceRGB' && base !== '/DeviceGray', `a picture in ${String(base)}`);
      }),
    ];
  },
  'fonts: embedded, as wide as they say, every glyph a character (7.21; 6.2.11)': fontFaults,
  'the metadata say the same twice and declare both standards (5, 7.1; 6.6.2, 6.6.4)': ({ objects, xmp }) => {
    const info = objects.dictionary(objects.trailer['Info']);
    const twins = {
      Title: 'dc:title',
      Author: 'dc:creator',
      Subject: 'dc:description',
      Keywords: 'pdf:Keywords',
      Creator: 'xmp:CreatorTool',
      Producer: 'pdf:Producer',
    };
    const packet = /^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>[\s\S]*<\?xpacket end="[rw]"\?>\s*$/;
    return [
      ...Object.entries(twins).flatMap(([key, name]) =>
        wrong(objects.text(info[key]) !== said(xmp, name), `${key}: ${objects.text(info[key])} and ${said(xmp, name)}`),
      ),
      ...wrong(!said(xmp, 'dc:title'), 'no title'),
      ...wrong(
        dateOf(objects.text(info['CreationDate']) ?? '') !== Date.parse(said(xmp, 'xmp:CreateDate') ?? ''),
        'dates',
      ),
      ...wrong('ModDate' in info, 'a date of change without a twin'),
      ...wrong(said(xmp, 'pdfuaid:part') !== '1', 'not PDF/UA-1'),
      ...wrong(said(xmp, 'pdfaid:part') !== '2' || said(xmp, 'pdfaid:conformance') !== 'A', 'not PDF/A-2a'),
      ...wrong(!xmp.includes('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>'), 'pdfuaid is not explained (6.6.2.3)'),
      ...wrong(!packet.test(xmp), 'no whole packet'),
      ...wrong(/&(?!amp;|lt;|gt;|quot;|apos;|#)/.test(xmp), 'an & that is not escaped'),
    ];
  },
  'the catalogue: tagged, titled, in a language (7.1, 7.2; 6.7)': ({ objects }) => {
    const { catalogue } = objects;
    return [
      ...wrong(objects.dictionary(catalogue['MarkInfo'])['Marked'] !== true, 'not marked'),
      ...wrong(objects.dictionary(catalogue['MarkInfo'])['Suspects'] === true, 'suspects'),
      ...wrong(objects.dictionary(catalogue['ViewerPreferences'])['DisplayDocTitle'] !== true, 'shows the file name'),
      ...wrong(!LANGUAGE.test(objects.text(catalogue['Lang']) ?? ''), `language ${objects.text(catalogue['Lang'])}`),
    ];
  },
  'each page: what it draws is tagged or an artifact (7.1, 7.8, 7.18.3)': ({ objects, pages, drawings }) =>
    pages.flatMap((page, index) => [
      ...wrong(page['Tabs'] !== '/S', `page ${index + 1}: tab order`),
      ...wrong(page['Resources'] === undefined, `page ${index + 1}: no resources`),
      ...wrong(
        page['Group'] !== undefined && !objects.dictionary(page['Group'])['CS'],
        `page ${index + 1}: a group without colours`,
      ),
      ...(drawings[index] ?? []).flatMap(({ kind, marked, artifact, tag }) => [
        ...wrong(marked === undefined && !artifact, `page ${index + 1}: ${kind} in nothing`),
        ...wrong(
          kind === 'text' && artifact !== undefined && artifact['Type'] !== '/Pagination',
          `page ${index + 1}: words in an artifact that is no running matter`,
        ),
        ...wrong(
          !artifact && !TYPES.has((tag ?? '').slice(1)) && !['/Strong', '/Em'].includes(tag ?? ''),
          `tag ${tag}`,
        ),
      ]),
    ]),
  'every marked content belongs to one element, and the parent tree says so (7.1)': (file) => {
    const { objects, elements, drawings, pages } = file;
    const tree = objects.dictionary(objects.catalogue['StructTreeRoot'])['ParentTree'];
    const parents = new Map(pairs(objects, tree, 'Nums').map(([key, value]) => [Number(key), value]));
    const claimed = new Map<string, number>();
    const faults: string[] = [];
    for (const element of elements) {
      for (const { page, mark } of element.marks) {
        const key = `${page}/${mark}`;
        if (claimed.has(key)) faults.push(`content ${key} belongs to two elements`);
        claimed.set(key, element.number);
      }
    }
    for (const [index, list] of drawings.entries()) {
      const owners = objects.list(parents.get(Number(pages[index]?.['StructParents'])));
      for (const marked of new Set(list.flatMap((one) => one.marked ?? []))) {
        const owner = owners[marked];
        const claims = claimed.get(`${index}/${marked}`);
        if (claims === undefined) faults.push(`content ${index}/${marked} belongs to no element`);
        if (!isReference(owner) || owner.number !== claims) faults.push(`the parent of ${index}/${marked} is another`);
        claimed.delete(`${index}/${marked}`);
      }
    }
    return [...faults, ...[...claimed.keys()].map((key) => `content ${key} is claimed and not drawn`)];
  },
  'elements: known types, in their places, none empty (7.2)': ({ objects, elements }) => {
    const root = objects.dictionary(objects.catalogue['StructTreeRoot']);
    const roles = objects.dictionary(root['RoleMap']);
    return [
      ...Object.entries(roles).flatMap(([from, to]) =>
        wrong(TYPES.has(from) || !TYPES.has(String(to).slice(1)), `role ${from}`),
      ),
      ...elements.flatMap((element) => {
        const { parent, children, marks, annotations, number } = element;
        const tag = bare(element);
        const [holds, stands] = [HOLDS[tag], STANDS_IN[tag]];
        const inLine = LINES.has(tag) ? children.filter((child) => !IN_LINES.has(bare(child))) : [];
        const up = element.dictionary['P'];
        return [
          ...wrong(!TYPES.has(tag) && !(tag in roles), `${tag} is no known type`),
          ...wrong(stands !== undefined && !stands.includes(parent ? bare(parent) : ''), `${tag} in ${parent?.tag}`),
          ...(holds ? children.flatMap((child) => wrong(!holds.includes(bare(child)), `${child.tag} in ${tag}`)) : []),
          ...wrong(holds !== undefined && marks.length > 0, `words in ${tag}`),
          ...inLine.map((child) => `${child.tag} in ${tag}`),
          ...wrong(
            children.length + marks.length + annotations.length === 0 && tag !== 'TH' && tag !== 'TD',
            `an empty ${tag} (${number})`,
          ),
          ...wrong(
            isReference(up) && parent !== undefined && up.number !== parent.number,
            `${tag}: its parent is another`,
          ),
          ...wrong(children.filter((child) => child.tag === '/Caption').length > 1, `${tag}: two captions`),
        ];
      }),
    ];
  },
  'headings begin at 1 and skip no level (7.4.2, 7.4.4)': ({ elements }) => {
    const levels = elements.flatMap(({ tag }) => /^\/H([1-6])$/.exec(tag)?.[1] ?? []).map(Number);
    return [
      ...wrong(levels[0] !== 1, 'the first is no H1'),
      ...wrong(levels.filter((level) => level === 1).length !== 1, 'more than one H1'),
      ...levels.flatMap((level, i) =>
        wrong(i > 0 && level > (levels[i - 1] ?? 0) + 1, `H${level} behind H${levels[i - 1]}`),
      ),
      ...wrong(
        elements.some(({ tag }) => tag === '/H'),
        'an H beside H1',
      ),
    ];
  },
  'lists say how they count, and each item has label and words (7.6)': ({ objects, elements }) =>
    elements.flatMap((element) => {
      if (element.tag === '/L') {
        const labelled = element.children.some(({ children }) => children.some(({ tag }) => tag === '/Lbl'));
        const counts = attributesOf(objects, element, '/List')['ListNumbering'];
        return wrong(labelled && !counts, `list ${element.number}`);
      }
      if (element.tag !== '/LI') return [];
      const tags = element.children.map(bare).join(' ');
      return wrong(tags !== 'Lbl LBody' && tags !== 'LBody' && tags !== 'Lbl', `an item of ${tags}`);
    }),
  'tables: a scope for each header, rows of one width, a body behind each head (7.2, 7.5)': ({ objects, elements }) =>
    elements.flatMap((element) => {
      if (element.tag === '/TH') {
        const scope = attributesOf(objects, element, '/Table')['Scope'];
        return wrong(
          !['/Column', '/Row', '/Both'].includes(String(scope)),
          `a header without scope (${element.number})`,
        );
      }
      if (element.tag !== '/Table') return [];
      const tags = element.children.map(bare);
      const widths = new Set(tableWidths(objects, element));
      return [
        ...wrong(widths.size > 1, `a table of rows ${[...widths].join(', ')} wide`),
        ...wrong(tags.includes('THead') && !tags.includes('TBody'), 'a head without a body'),
        ...wrong(tags.filter((tag) => tag === 'THead').length > 1, 'two heads'),
        ...wrong(tags.slice(1, -1).includes('Caption'), 'a caption in the middle'),
      ];
    }),
  'figures have alternative text and their place (7.3)': ({ objects, elements }) =>
    elements.flatMap((element) =>
      element.tag !== '/Figure'
        ? []
        : [
            ...wrong(!objects.text(element.dictionary['Alt']), `figure ${element.number} says nothing`),
            ...wrong(
              !Array.isArray(attributesOf(objects, element, '/Layout')['BBox']),
              `figure ${element.number} is nowhere`,
            ),
          ],
    ),
  'notes have identifiers of their own (7.9)': ({ objects, elements }) => {
    const notes = elements.filter(({ tag }) => tag === '/Note');
    const ids = notes.map(({ dictionary }) => objects.text(dictionary['ID']) ?? '');
    const tree = pairs(objects, objects.dictionary(objects.catalogue['StructTreeRoot'])['IDTree'], 'Names');
    const known = new Set(tree.map(([id]) => objects.text(id)));
    return [
      ...wrong(ids.includes(''), 'a note without one'),
      ...wrong(new Set(ids).size !== ids.length, 'two of one name'),
      ...ids.flatMap((id) => wrong(!known.has(id), `${id} is not in the tree of identifiers`)),
    ];
  },
  'texts in place of words, and languages, are whole (7.2; 6.7.4)': ({ objects, elements }) =>
    elements.flatMap(({ dictionary, tag }) => [
      ...wrong('Lang' in dictionary && !LANGUAGE.test(objects.text(dictionary['Lang']) ?? ''), `${tag}: language`),
      ...['Alt', 'ActualText', 'E'].flatMap((key) => {
        const text = objects.text(dictionary[key]);
        return wrong(key in dictionary && !text, `${tag}: an empty ${key}`);
      }),
    ]),
  'annotations are links in Link elements, with words, on their page (7.18; 6.3)': (file) => {
    const { objects, annotations, elements, pages } = file;
    const tree = objects.dictionary(objects.catalogue['StructTreeRoot'])['ParentTree'];
    const parents = new Map(pairs(objects, tree, 'Nums').map(([key, value]) => [Number(key), value]));
    const holders = new Map<Dictionary, { element: Element; page: number }>();
    for (const element of elements)
      for (const { annotation, page } of element.annotations) holders.set(annotation, { element, page });
    return annotations.flatMap(({ dictionary, page }) => {
      const holder = holders.get(dictionary);
      const owner = parents.get(Number(dictionary['StructParent']));
      const flags = Number(dictionary['F']);
      return [
        ...wrong(dictionary['Subtype'] !== '/Link', `a ${String(dictionary['Subtype'])}`),
        ...wrong(!objects.text(dictionary['Contents']), 'a link without words'),
        ...wrong(holder?.element.tag !== '/Link', `a link in ${holder?.element.tag}`),
        ...wrong(holder?.page !== page, 'a link tagged on another page'),
        ...wrong(!isReference(owner) || owner.number !== holder?.element.number, 'a link that the parent tree lacks'),
        ...wrong((flags & 4) === 0 || (flags & (1 | 2 | 32 | 256)) !== 0, `flags ${flags}`),
        ...wrong(outside(objects.list(dictionary['Rect']), pages[page] ?? {}), `page ${page + 1}: a link off the page`),
      ];
    });
  },
  'every link and bookmark leads to a place on a page (7.17)': (file) => {
    const { objects, annotations, pages } = file;
    const names = pairs(objects, objects.dictionary(objects.catalogue['Names'])['Dests'], 'Names');
    const known = new Map(names.map(([name, value]) => [isText(name) ? name.bytes : '', value]));
    const keys = [...known.keys()];
    const check = (destination: Value | undefined, what: string): readonly string[] => {
      const found = isText(destination) ? known.get(destination.bytes) : destination;
      const place = placeOf(file, found);
      const height = Number((pages[place?.page ?? 0]?.['MediaBox'] as readonly number[])[3]);
      return wrong(!place || place.y < 0 || place.y > height, `${what} leads nowhere`);
    };
    const root = objects.dictionary(objects.catalogue['Outlines']);
    return [
      ...wrong(
        keys.some((key, i) => i > 0 && key <= (keys[i - 1] ?? '')),
        'names out of order',
      ),
      ...annotations.flatMap(({ dictionary }) =>
        dictionary['A']
          ? wrong(
              !/^(?:https?|mailto|tel):[\x21-\x7e]+$/.test(
                objects.text(objects.dictionary(dictionary['A'])['URI']) ?? '',
              ),
              'an address',
            )
          : check(dictionary['Dest'], `the link “${objects.text(dictionary['Contents'])}”`),
      ),
      ...outlineOf(objects, root).flatMap((item) => [
        ...wrong(!objects.text(item['Title']), 'a bookmark without words'),
        ...check(item['Dest'], `the bookmark “${objects.text(item['Title'])}”`),
      ]),
    ];
  },
  'pages have labels (7.17)': ({ objects }) =>
    wrong(pairs(objects, objects.catalogue['PageLabels'], 'Nums')[0]?.[0] !== 0, 'none'),
};

/** All that is wrong with a file, each with the rule that says so. */
export function faultsIn(file: PdfFile): readonly string[] {
  return Object.entries(RULES).flatMap(([rule, check]) => check(file).map((fault) => `${rule}: ${fault}`));
}

export const faultsOf = (bytes: Uint8Array): readonly string[] => faultsIn(readPdfFile(bytes));
