/**
 * The one style sheet of the site: the design tokens as custom properties, in light and dark, and behind them the style files.
 * Nothing in it comes from what authors write.
 */
import type { Style } from '../style.ts';

/** The part of the templates that makes the style sheet. */
interface Styled {
  readonly style: Style;
  readonly styles: readonly string[];
}

function colours(palette: Style['colour']['light']): string {
  return Object.entries(palette)
    .map(([name, value]) => `  --${name}: ${value};`)
    .join('\n');
}

/** The body size of paper is left out: on a screen it is the reader's own. */
function type({ leading, small, title, headings }: Style['type']): string {
  const named = Object.entries({ leading, small, title }).map(([name, value]) => `  --${name}: ${value};`);
  return [...named, ...headings.map((size, index) => `  --heading-${index + 2}: ${size};`)].join('\n');
}

export function styleSheet({ style, styles }: Styled): string {
  const light = `:root {\n  color-scheme: light dark;\n${colours(style.colour.light)}\n${type(style.type)}\n}`;
  const dark = `@media screen and (prefers-color-scheme: dark) {\n:root {\n${colours(style.colour.dark)}\n}\n}`;
  return [light, dark, ...styles].join('\n\n');
}
