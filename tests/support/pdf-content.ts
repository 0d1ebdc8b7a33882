/**
 * What a page of a PDF draws: its shown glyphs and painted paths, each with the marked content that it stands in. Faults of
 * nesting are thrown, because nothing behind them can be trusted.
 */
import {
  type Dictionary,
  isDictionary,
  isOperator,
  isStream,
  isText,
  type PdfObjects,
  Tokens,
  type Value,
} from './pdf-objects.ts';

export interface Drawing {
  readonly kind: 'text' | 'path' | 'picture';
  /** The number of the marked content, or the artifact; neither means that it stands in nothing. */
  readonly marked?: number | undefined;
  readonly artifact?: Dictionary | undefined;
  /** Tag of the marked content. */
  readonly tag?: string | undefined;
  readonly font?: string | undefined;
  /** Glyph numbers of two bytes each. */
  readonly glyphs: readonly number[];
}

const PAINTS = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh']);
/** All that our pages are made of; anything else is an operator that nobody has looked at. */
const OPERATORS = new Set(
  'q Q cm w J j M d m l c h re n W f B S rg RG g G BT ET Tf Tm Td TJ Tj BDC BMC EMC Do'.split(' '),
);

function glyphsOf(operands: readonly Value[]): readonly number[] {
  return operands
    .flat()
    .filter(isText)
    .flatMap(({ bytes }) =>
      Array.from({ length: bytes.length / 2 }, (_, i) => bytes.charCodeAt(i * 2) * 256 + bytes.charCodeAt(i * 2 + 1)),
    );
}

export function readContent(file: PdfObjects, page: Dictionary): readonly Drawing[] {
  const held = file.get(page['Contents']);
  const contents = (Array.isArray(held) ? (held as readonly Value[]) : [held ?? null]).map((one) => {
    const stream = file.get(one);
    return isStream(stream) ? stream.data.toString('latin1') : '';
  });
  const tokens = new Tokens(contents.join('\n'));
  const drawings: Drawing[] = [];
  const open: Pick<Drawing, 'marked' | 'artifact' | 'tag'>[] = [];
  const saved: (string | undefined)[] = [];
  let [operands, font, inText]: [Value[], string | undefined, boolean] = [[], undefined, false];
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    if (!isOperator(token)) {
      operands.push(token);
      continue;
    }
    const { operator } = token;
    const draw = (kind: Drawing['kind'], glyphs: readonly number[] = []) =>
      drawings.push({ kind, glyphs, ...open.at(-1), font: kind === 'text' ? font : undefined });
    if (!OPERATORS.has(operator)) throw new Error(`the operator ${operator} is not one of ours`);
    if (operator === 'q' && saved.push(font) > 28) throw new Error('states nest deeper than 28 (ISO 19005-2, 6.1.13)');
    if (operator === 'Q') {
      if (saved.length === 0) throw new Error('Q without q');
      font = saved.pop();
    }
    if (operator === 'BT' || operator === 'ET') {
      if (inText === (operator === 'BT')) throw new Error(`${operator} out of place`);
      inText = !inText;
    }
    if (operator === 'BDC' || operator === 'BMC') {
      if (open.length > 0) throw new Error('marked content inside marked content (ISO 14289-1, 7.1)');
      const [tag, properties] = operands;
      const own: Dictionary = isDictionary(properties) ? properties : {};
      const marked = own['MCID'];
      open.push({
        tag: String(tag),
        ...(tag === '/Artifact' ? { artifact: own } : typeof marked === 'number' ? { marked } : {}),
      });
    }
    if (operator === 'EMC' && !open.pop()) throw new Error('EMC without a beginning');
    if (operator === 'Tf') font = String(operands[0]);
    if (operator === 'TJ' || operator === 'Tj') draw('text', glyphsOf(operands));
    if (PAINTS.has(operator)) draw('path');
    if (operator === 'Do') draw('picture');
    operands = [];
  }
  if (open.length > 0 || saved.length > 0 || inText) throw new Error('a page ends in the middle of something');
  return drawings;
}
