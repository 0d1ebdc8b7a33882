/**
 * YAML text to strings, lists and mappings with the place of each. A dialect of our own choosing: no anchors, aliases, tags,
 * merge keys or guessed types. Values are taken from the syntax tree by hand, because `toJS()` of 800 hostile bytes runs for
 * seconds; and shape is limited before parsing, because the parser recurses.
 */
import {
  type Document,
  LineCounter,
  type Node,
  type YAMLMap,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import type { Place } from '../model/document.ts';
import { finding, type Finding, type Rule, said } from '../model/finding.ts';
import { placeIn, placeKey, type Places } from '../model/places.ts';

export type YamlValue = string | readonly YamlValue[] | { readonly [key: string]: YamlValue };

export interface YamlText {
  readonly value?: YamlValue | undefined;
  /** The place of a value by its path; of a missing one the place of what should hold it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The place of a key by its path. */
  readonly placeOfKey: (path: readonly PropertyKey[]) => Place;
  /** The same as data. */
  readonly places: Places;
  readonly findings: readonly Finding[];
}

/** Characters, nodes and levels of nesting. Real front matter has some thousand, some hundred and four. */
export const LARGEST_YAML = 64 * 1024;
const MOST_NODES = 2000;
const DEEPEST = 24;

const DANGEROUS_KEYS = ['__proto__', 'constructor', 'prototype', '<<'];

/** A bound on how deep the parser can recurse, from one pass over the characters; quotes only make it an overestimate. */
function deepest(text: string): number {
  let flow = 0;
  let most = 0;
  for (const line of text.split('\n')) {
    const compact = /^(?:[-?:][ \t]+)+/.exec(line.trimStart())?.[0].replace(/[ \t]/g, '').length ?? 0;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    for (const character of line) {
      if (character === '[' || character === '{') flow++;
      if ((character === ']' || character === '}') && flow > 0) flow--;
      most = Math.max(most, flow);
    }
    most = Math.max(most, compact, indent / 2);
  }
  return most;
}

const lookUp = (places: Places) => (path: readonly PropertyKey[]) => placeIn(places, path);

interface Taken {
  readonly value: YamlValue;
  readonly places: ReadonlyMap<string, Place>;
  readonly keyPlaces: ReadonlyMap<string, Place>;
  readonly findings: readonly Finding[];
}

/** Takes the values out of a syntax tree. Throws `TooMuch` when there are very many. */
function takeValues(file: string, text: string, document: Document.Parsed, at: (offset: number) => Place): Taken {
  const places = new Map<string, Place>();
  const keyPlaces = new Map<string, Place>();
  const findings: Finding[] = [];
  let nodes = 0;

  /** Points at the sign that gives a value another meaning than its words. */
  function refuseSign(node: Node): boolean {
    const sign = isAlias(node) ? '*' : 'anchor' in node && node.anchor ? '&' : node.tag ? '!' : undefined;
    if (!sign) return false;
    let start = text.lastIndexOf(sign, node.range?.[0] ?? 0);
    while (text[start - 1] === sign) start--;
    const message = `"${sign}" has a meaning of its own at the head of a value.`;
    findings.push(finding('matter-alias', file, at(start), message));
    return true;
  }

  /** A "#" in the middle of a title cuts it off without a word: YAML takes the rest for a comment. */
  function refuseComment({ range }: Node): void {
    const end = range?.[1] ?? 0;
    const behind = /^[ \t]+#/.exec(
      text.slice(end, text.indexOf('\n', end) === -1 ? undefined : text.indexOf('\n', end)),
    );
    if (!behind || end === (range?.[0] ?? 0)) return;
    const message =
      'Everything from "#" on is read as a comment. If it belongs to the text, put the text in quotation marks; else write the comment on a line of its own.';
    findings.push(finding('matter-yaml', file, at(end + behind[0].length - 1), message));
  }

  /** The name of a field; `undefined` when it cannot be one, which has then been reported. */
  function nameOf(key: Node, seen: ReadonlySet<string>): string | undefined {
    const refuse = (rule: Rule, message: string) =>
      void findings.push(finding(rule, file, at(key.range?.[0] ?? 0), message));
    if (isAlias(key) || key.tag || !isScalar(key) || typeof key.value !== 'string') {
      refuse('matter-alias', 'The name of a field must be plain text.');
    } else if (DANGEROUS_KEYS.includes(key.value)) {
      refuse('field-unknown', 'The name of this field is never allowed.');
    } else if (seen.has(key.value)) {
      refuse('matter-yaml', `The field ${said(key.value)} stands here a second time.`);
    } else return key.value;
    return undefined;
  }

  function fieldsOf(map: YAMLMap<Node, Node | null>, path: readonly string[]): YamlValue {
    const seen = new Set<string>();
    const entries = map.items.flatMap(({ key, value }): readonly (readonly [string, YamlValue])[] => {
      const name = nameOf(key, seen);
      if (name === undefined) return [];
      seen.add(name);
      keyPlaces.set(placeKey([...path, name]), at(key.range?.[0] ?? 0));
      return [[name, valueOf(value, [...path, name])]];
    });
    return Object.fromEntries(entries);
  }

  function valueOf(node: Node | null, path: readonly string[]): YamlValue {
    if (++nodes > MOST_NODES) throw new TooMuch();
    if (node === null) return '';
    places.set(placeKey(path), at(node.range?.[0] ?? 0));
    if (refuseSign(node)) return '';
    if (isScalar(node)) {
      refuseComment(node);
      return typeof node.value === 'string' ? node.value : '';
    }
    if (isSeq<Node | null>(node)) return node.items.map((item, index) => valueOf(item, [...path, String(index)]));
    return isMap<Node, Node | null>(node) ? fieldsOf(node, path) : '';
  }

  return { value: valueOf(document.contents, []), places, keyPlaces, findings };
}

/** Reads YAML that begins on line `firstLine` of `file`. */
export function readYaml(file: string, text: string, firstLine: number): YamlText {
  const lines = new LineCounter();
  const start: Place = { line: firstLine, column: 1 };
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const refuse = (rule: Rule, place: Place, message: string): YamlText => ({
    ...placesOf(new Map(), new Map(), start),
    findings: [finding(rule, file, place, message)],
  });
  if (text.length > LARGEST_YAML) return refuse('matter-limit', start, 'There are more than 64 KiB of fields.');
  if (deepest(text) > DEEPEST)
    return refuse('matter-limit', start, `Fields are nested more than ${DEEPEST} levels deep.`);

  let document: Document.Parsed;
  try {
    // uniqueKeys compares every key with every other: 200,000 of them take minutes. We look for doubles ourselves.
    document = parseDocument(text, {
      schema: 'failsafe',
      stringKeys: true,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines,
    });
  } catch {
    return refuse('matter-limit', start, 'The fields are too deep to be read.');
  }
  const [firstError] = document.errors;
  if (firstError) {
    const offset = firstError.pos[0];
    const place = at(firstError.code === 'MISSING_CHAR' ? openedBefore(document, offset) : offset);
    const likely = likelyMistake(text.split('\n'), place.line - firstLine);
    return likely
      ? refuse('matter-yaml', { line: likely.line + firstLine, column: likely.column }, likely.message)
      : refuse('matter-yaml', place, sentence(firstError.code));
  }
  try {
    const { value, places, keyPlaces, findings } = takeValues(file, text, document, at);
    return { value, ...placesOf(places, keyPlaces, start), findings };
  } catch (cause) {
    if (cause instanceof TooMuch) return refuse('matter-limit', start, `There are more than ${MOST_NODES} values.`);
    throw cause;
  }
}

function placesOf(
  values: ReadonlyMap<string, Place>,
  keys: ReadonlyMap<string, Place>,
  start: Place,
): Pick<YamlText, 'places' | 'placeOf' | 'placeOfKey'> {
  const places = { start, at: Object.fromEntries(values) };
  return { places, placeOf: lookUp(places), placeOfKey: lookUp({ start, at: Object.fromEntries(keys) }) };
}

class TooMuch extends Error {}

/** Frequent slips, told from the line of an error or the one behind it; `line` counts from 0. */
function likelyMistake(lines: readonly string[], line: number): (Place & { readonly message: string }) | undefined {
  for (const at of [line, line + 1]) {
    const text = lines[at] ?? '';
    const tight = /^([\w-]+):(?=[^\s:/])/.exec(text);
    if (tight) return { line: at, column: tight[0].length, message: 'A space is missing behind the colon.' };
    if (/^[\w-]+:\s*'[^']*[\p{L}\p{N}]'[\p{L}\p{N}]/u.test(text)) {
      const message = 'The apostrophe ends the quotation; use double quotation marks around the text.';
      return { line: at, column: text.indexOf("'") + 1, message };
    }
    const indented = /^ +(?=[\w-]+:(?:\s|$))/.exec(text);
    if (indented && /^[\w-]+:\s+\S/.test(lines[at - 1] ?? '')) {
      return {
        line: at,
        column: 1,
        message: 'The line is indented as if it belonged to the one above; begin it at the left edge.',
      };
    }
  }
  return undefined;
}

/** Where the quotation or bracket begins that is still open at `offset`, which may be many lines below. */
function openedBefore(document: Document.Parsed, offset: number): number {
  let opened = offset;
  const look = (node: Node): void => {
    const [start, , end] = node.range ?? [offset, offset, offset];
    const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    const bracketed = (isMap(node) || isSeq(node)) && node.flow === true;
    if ((quoted || bracketed) && start < offset && offset <= end) opened = start;
  };
  visit(document, { Node: (_, node) => look(node) });
  return opened;
}

/** The parser's own messages quote the source, which may hold what must stay unseen; its codes do not. */
function sentence(code: string): string {
  const known: Readonly<Record<string, string>> = {
    TAB_AS_INDENT: 'The line is indented with a tab; use spaces.',
    BAD_INDENT: 'The indent does not fit the line above.',
    MISSING_CHAR: 'A closing quotation mark or bracket, or the colon behind a name, is missing.',
    BLOCK_AS_IMPLICIT_KEY: 'Text with ": " inside must stand in quotation marks.',
    MULTILINE_IMPLICIT_KEY: 'A name of a field goes over several lines; a colon is missing.',
    UNEXPECTED_TOKEN: 'A character here has a meaning of its own; put the text in quotation marks.',
    BAD_SCALAR_START: 'A value cannot begin with this character; put the text in quotation marks.',
    BAD_DQ_ESCAPE: 'A backslash in double quotation marks has a meaning of its own; use single ones.',
    BLOCK_IN_FLOW: 'A bracket or brace above is never closed.',
    MULTIPLE_DOCS: 'A line of hyphens or dots divides the fields; remove it.',
  };
  return known[code] ?? 'This is not valid YAML.';
}
