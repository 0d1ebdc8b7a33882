/**
 * YAML text to strings, lists and mappings with the place of each. A dialect of our own choosing: no anchors, aliases, tags,
 * merge keys or guessed types. Values are taken from the syntax tree by hand, because `toJS()` of 800 hostile bytes runs for
 * seconds; and shape is limited before parsing, because the parser recurses.
 */
import { type Document, LineCounter, type Node, isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Place } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';

export type YamlValue = string | readonly YamlValue[] | { readonly [key: string]: YamlValue };

export interface YamlText {
  readonly value?: YamlValue | undefined;
  /** The place of a value by its path; of a missing one the place of what should hold it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The place of a key by its path. */
  readonly placeOfKey: (path: readonly PropertyKey[]) => Place;
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

/** Reads YAML that begins on line `firstLine` of `file`. */
export function readYaml(file: string, text: string, firstLine: number): YamlText {
  const lines = new LineCounter();
  const findings: Finding[] = [];
  const places = new Map<string, Place>();
  const keyPlaces = new Map<string, Place>();
  const start: Place = { line: firstLine, column: 1 };
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const keyOf = (path: readonly PropertyKey[]) => JSON.stringify(path.map(String));
  const lookUp = (table: ReadonlyMap<string, Place>) => (path: readonly PropertyKey[]) => {
    for (let length = path.length; length >= 0; length--) {
      const place = table.get(keyOf(path.slice(0, length)));
      if (place) return place;
    }
    return start;
  };
  const answer = (value?: YamlValue): YamlText => ({
    value,
    placeOf: lookUp(places),
    placeOfKey: lookUp(keyPlaces),
    findings,
  });
  const refuse = (rule: Parameters<typeof finding>[0], place: Place, message: string): YamlText => {
    findings.push(finding(rule, file, place, message));
    return answer();
  };

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
    return refuse('matter-yaml', place, sentence(firstError.code));
  }

  let nodes = 0;
  function valueOf(node: Node | null, path: readonly string[]): YamlValue {
    if (++nodes > MOST_NODES) throw new TooMuch();
    if (node === null) return '';
    const place = at(node.range?.[0] ?? 0);
    places.set(keyOf(path), place);
    const sign = isAlias(node) ? '*' : 'anchor' in node && node.anchor ? '&' : node.tag ? '!' : undefined;
    if (sign) {
      let start = text.lastIndexOf(sign, node.range?.[0] ?? 0);
      while (text[start - 1] === sign) start--;
      findings.push(
        finding('matter-alias', file, at(start), `"${sign}" has a meaning of its own at the head of a value.`),
      );
      return '';
    }
    if (isScalar(node)) return typeof node.value === 'string' ? node.value : '';
    if (isSeq<Node | null>(node)) return node.items.map((item, index) => valueOf(item, [...path, String(index)]));
    if (!isMap<Node, Node | null>(node)) return '';
    const entries: [string, YamlValue][] = [];
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const keyPlace = at(key.range?.[0] ?? 0);
      if (isAlias(key) || key.tag || !isScalar(key) || typeof key.value !== 'string') {
        findings.push(finding('matter-alias', file, keyPlace, 'The name of a field must be plain text.'));
        continue;
      }
      const name = key.value;
      if (DANGEROUS_KEYS.includes(name)) {
        findings.push(finding('field-unknown', file, keyPlace, 'The name of this field is never allowed.'));
        continue;
      }
      if (seen.has(name)) {
        findings.push(finding('matter-yaml', file, keyPlace, `The field "${name}" stands here a second time.`));
        continue;
      }
      seen.add(name);
      keyPlaces.set(keyOf([...path, name]), keyPlace);
      entries.push([name, valueOf(value, [...path, name])]);
    }
    return Object.fromEntries(entries);
  }

  try {
    return answer(valueOf(document.contents, []));
  } catch (cause) {
    if (cause instanceof TooMuch) return refuse('matter-limit', start, `There are more than ${MOST_NODES} values.`);
    throw cause;
  }
}

class TooMuch extends Error {}

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
