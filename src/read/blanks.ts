/** Blanks of a scaffold that nobody has filled in: of fields and of running text. */
import { type Blank, blanksIn } from '../model/blank.ts';
import type { Place } from '../model/document.ts';
import { type Finding, finding, said } from '../model/finding.ts';
import { placer } from './reading.ts';
import type { YamlText } from './yaml.ts';

const unfilled = (file: string, place: Place, { what }: Blank): Finding =>
  finding('blank-unfilled', file, place, `This blank is not filled in${what === '' ? '.' : `: ${said(what)}.`}`);

/** Blanks in the values of fields, each at the head of its value. */
export function fieldBlanks(file: string, value: unknown, { placeOf }: Pick<YamlText, 'placeOf'>): readonly Finding[] {
  const visit = (at: unknown, path: readonly string[]): readonly Finding[] => {
    if (typeof at === 'string') return blanksIn(at).map((one) => unfilled(file, placeOf(path), one));
    if (typeof at !== 'object' || at === null) return [];
    return Object.entries(at).flatMap(([key, inner]) => visit(inner, [...path, key]));
  };
  return visit(value, []);
}

/** Blanks anywhere in the text of a document. */
export function textBlanks(file: string, text: string): readonly Finding[] {
  const placeAt = placer(text);
  return blanksIn(text).map((one) => unfilled(file, placeAt(one.index), one));
}
