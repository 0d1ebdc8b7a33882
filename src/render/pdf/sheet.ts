/**
 * The typographic choices for paper, made once from the design tokens: text styles, spaces and the measure. Spaces are halves
 * and quarters of the leading, so that the lines of a page keep one rhythm.
 */
import type { Style } from '../style.ts';
import type { TextStyle } from './layout.ts';

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly measure: number;
  readonly colour: Style['colour']['light'];
  readonly body: TextStyle;
  readonly small: TextStyle;
  readonly quiet: TextStyle;
  readonly title: TextStyle;
  readonly lead: TextStyle;
  readonly code: TextStyle;
  readonly marking: TextStyle;
  readonly heading: (level: number) => TextStyle;
  /** The leading of a type size. */
  readonly leading: (size: number) => number;
  /** Space between paragraphs. */
  readonly space: number;
  /** How far a nested block stands in when nothing asks for more. */
  readonly indent: number;
  /** Blocks nested deeper stay at this indent, so that there is always room for words. */
  readonly deepest: number;
}

export function sheetOf({ colour: { light }, type, paper }: Style): Sheet {
  const { width, height, margin } = paper;
  const measure = width - margin.left - margin.right;
  const base = { face: 'regular', size: type.body, colour: light.ink } as const;
  const small = { ...base, size: type.body * type.small };
  const sizes = type.headings;
  const leading = (size: number) => (size > type.body * 1.1 ? size * 1.22 : size * type.leading);
  return {
    width,
    height,
    margin,
    measure,
    colour: light,
    body: base,
    small,
    quiet: { ...small, colour: light.quiet },
    title: { ...base, face: 'bold', size: type.body * type.title, colour: light.ink },
    lead: { ...base, size: type.body * 1.12 },
    code: { ...base, face: 'mono', size: type.body * 0.86 },
    marking: { ...base, face: 'bold', size: type.body * 0.95 },
    heading: (level) => ({
      ...base,
      face: level >= 6 ? 'boldItalic' : 'bold',
      size: type.body * (sizes[Math.min(Math.max(level, 2), 6) - 2] ?? 1),
      colour: level <= 3 ? light.accent : light.ink,
    }),
    leading,
    space: (type.body * type.leading) / 2,
    indent: type.body * 1.75,
    deepest: measure * 0.45,
  };
}
