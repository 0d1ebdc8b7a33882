/** XML as text: elements with escaped content. Throws on characters that XML 1.0 has no place for (2.2): reading refuses them. */

const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  if (FORBIDDEN.test(text)) throw new Error('a character that XML does not have');
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');
}

/** XML that is written already. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** An element; text among `content` is escaped, attributes and content that are `undefined` are left out. */
export function element(
  name: string,
  attributes: Attributes,
  ...content: readonly (Markup | string | undefined)[]
): Markup {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(value)}"`,
  );
  const inner = content.map((part) =>
    part === undefined ? '' : typeof part === 'string' ? escaped(part) : part.markup,
  );
  const start = `<${name}${written.join('')}`;
  return { markup: inner.length === 0 ? `${start}/>` : `${start}>${inner.join('')}</${name}>` };
}

/** A whole document. */
export const xmlDocument = ({ markup }: Markup): string => `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n`;
