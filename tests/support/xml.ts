/** XML by a strict reader: elements with their namespaces, in order. Throws on what is not well-formed. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own characters and those of its children. */
  readonly text: string;
}

interface Open {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Open[] = [{ name: '', namespace: '', attributes: {}, children: [], text: '' }];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const own = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    stack.push({ name: local, namespace: uri, attributes: Object.fromEntries(own), children: [], text: '' });
  });
  parser.on('text', (text) => stack.forEach((one) => (one.text += text)));
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (closed) stack.at(-1)?.children.push(closed);
  });
  parser.write(source).close();
  const [root] = stack[0]?.children ?? [];
  if (!root) throw new Error('no element at all');
  return root;
}
