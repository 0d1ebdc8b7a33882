/**
 * The attributes of a directive or heading: `#id key=value key="two words"`. Stricter than the directive syntax of the parser:
 * what it would drop or merge in silence (a class, a repeated key, a stray word) is a problem here.
 */
import { said } from '../model/finding.ts';
import { isSlug, slugOf } from '../model/identifier.ts';

export interface Attributes {
  readonly id?: string | undefined;
  readonly values: ReadonlyMap<string, string>;
}

const ATTRIBUTE =
  /\s*(?:#(?<id>[^\s#{}"'=]+)|(?<key>[A-Za-z][\w-]*)=(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'{}=]+)))(?=\s|$)/y;

/** Takes the text between the braces. */
export function parseAttributes(source: string): {
  readonly attributes: Attributes;
  readonly problem?: string | undefined;
} {
  const values = new Map<string, string>();
  let id: string | undefined;
  let problem: string | undefined;
  if (/[“”‘’]/.test(source))
    return { attributes: { values }, problem: 'There are curly quotation marks; write straight ones.' };
  ATTRIBUTE.lastIndex = 0;
  const text = source.trimEnd();
  while (ATTRIBUTE.lastIndex < text.length) {
    const groups = ATTRIBUTE.exec(text)?.groups;
    if (!groups) {
      problem ??= 'Attributes are written {#id name=value name="two words"}.';
      break;
    }
    const { key, double, single, bare } = groups;
    if (key === undefined) {
      if (id !== undefined) problem ??= 'There are two ids.';
      id = groups['id'];
    } else {
      if (values.has(key)) problem ??= `The attribute ${said(key)} stands here twice.`;
      values.set(key, double ?? single ?? bare ?? '');
    }
  }
  return { attributes: { id, values }, problem };
}

/** What is wrong with an id that is no plain name, and which one would be. */
export function idProblem(id: string): string {
  const plain = slugOf(id);
  return `The id ${said(id)} is no plain name${isSlug(plain) ? `; ${said(plain)} is one.` : '.'}`;
}
