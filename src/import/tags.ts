/** The tags and texts of an XML part in order. Enough to look for marks in well-formed XML; entities and structure are the reader's. */

export interface Tag {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly attribute: (name: string) => string | undefined;
}
export type Token = Tag | { readonly name: undefined; readonly text: string };

const TOKEN = /<!--[^]*?-->|<[?!][^>]*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name: string) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    if (code === undefined) return ENTITIES[name] ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

export function* tokensOf(xml: string): Generator<Token> {
  for (const [, slash, name, attributes = '', empty, text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) yield { name: undefined, text: unescapeXml(text) };
    else if (name !== undefined) {
      yield {
        name,
        kind: slash ? 'close' : empty ? 'empty' : 'open',
        attribute: (wanted) => {
          const value = new RegExp(`(?:^|[\\s:])${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
          return value ? unescapeXml(value[1] ?? value[2] ?? '') : undefined;
        },
      };
    }
  }
}
