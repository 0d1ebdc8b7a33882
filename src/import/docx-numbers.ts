/** The printed number of each paragraph of a Word document, in the order of the paragraphs; `undefined` for those without. */
import { counter, type PrintedNumber } from './numbering.ts';
import { type Token, tokensOf } from './tags.ts';

interface Numbered {
  readonly id?: string | undefined;
  readonly level?: number | undefined;
}

/** Takes `numPr` with its two children out of a stream of tokens. */
function numberedBy(): (token: Token) => Numbered | undefined {
  let open: { id?: string; level?: number } | undefined;
  return (token) => {
    if (token.name === 'numPr') {
      const done = open;
      open = token.kind === 'open' ? {} : undefined;
      return token.kind === 'close' ? done : undefined;
    }
    if (open && token.name === 'numId') open.id = token.attribute('val') ?? '';
    if (open && token.name === 'ilvl') open.level = Number(token.attribute('val') ?? 0);
    return undefined;
  };
}

function numberedStyles(xml: string): ReadonlyMap<string, Numbered> {
  const own = new Map<string, Numbered>();
  const base = new Map<string, string>();
  const take = numberedBy();
  let style = '';
  for (const token of tokensOf(xml)) {
    if (token.name === 'style' && token.kind === 'open') style = token.attribute('styleId') ?? '';
    if (token.name === 'basedOn') base.set(style, token.attribute('val') ?? '');
    const numbered = take(token);
    if (numbered) own.set(style, numbered);
  }
  // A chain that leads back to itself ends with the number of styles.
  const found = (name: string, left: number): Numbered => {
    const from = base.get(name);
    return { ...(from !== undefined && left > 0 ? found(from, left - 1) : {}), ...own.get(name) };
  };
  return new Map(
    [...new Set([...own.keys(), ...base.keys()])].map((name) => [name, found(name, Math.min(base.size, 20))]),
  );
}

export interface Parts {
  readonly document: string;
  readonly styles: string;
  readonly numbering: string;
}

export function printedNumbers({ document, styles, numbering }: Parts): readonly (PrintedNumber | undefined)[] {
  const byStyle = numberedStyles(styles);
  const count = counter(numbering);
  const numbers: (PrintedNumber | undefined)[] = [];
  const take = numberedBy();
  let [style, direct, choices]: [string, Numbered | undefined, number] = ['', undefined, 0];
  for (const token of tokensOf(document)) {
    if (token.name === undefined) continue;
    const { name, kind } = token;
    // Of alternatives the reader takes the last, the fallback.
    if (name === 'Choice') choices += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
    if (choices > 0) continue;
    if (name === 'p' && kind !== 'close') {
      numbers.push(undefined);
      [style, direct] = ['', undefined];
    }
    if (name === 'pStyle') style = token.attribute('val') ?? '';
    direct = take(token) ?? direct;
    if (name === 'pPr' && kind === 'close') {
      const { id, level = 0 } = { ...byStyle.get(style), ...direct };
      if (id !== undefined && id !== '0') numbers[numbers.length - 1] = count(id, Math.min(Math.max(level, 0), 8));
    }
  }
  return numbers;
}
