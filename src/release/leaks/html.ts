/**
 * An HTML page to its text, attributes, comments and scripts, by the tokenizer that the HTML standard describes. What elements the
 * tags build does not matter here: nothing that stands in the file is left out because a browser would not show it.
 */
import { type Token, Tokenizer, type TokenHandler, TokenizerMode } from 'parse5';
import type { Channel } from './channel.ts';
import { APART } from './fold.ts';
import { jsonChannels } from './json.ts';
import { inside } from './text.ts';

/** A word may end here, and another begin. */
const BETWEEN = ` ${APART} `;

/** Attributes whose values are markup's own words. */
const MARKUP = new Set(['class', 'style', 'type', 'rel', 'charset', 'role', 'scope']);

/** Elements behind whose start tag other rules hold until their end tag (HTML, 13.2.6.4). */
const MODES: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
};

export function htmlChannels(source: string): readonly Channel[] {
  const parts = { text: '', attributes: '', markup: '', comments: '', script: '', styles: '' };
  const scripts: string[] = [];
  let sound = true;
  let into: 'text' | 'script' | 'styles' = 'text';
  function onCharacter({ chars }: Token.CharacterToken): void {
    parts[into] += chars;
  }
  function onTag({ attrs }: Token.TagToken): void {
    // Words may end at a tag; that they need not is the business of the matcher.
    parts.text += ' ';
    for (const { name, value } of attrs) {
      parts.markup += `${name}${BETWEEN}`;
      parts[MARKUP.has(name) ? 'markup' : 'attributes'] += `${value}${BETWEEN}`;
    }
    if (into === 'script') scripts.push(parts.script);
    parts.script = '';
    into = 'text';
  }
  const handler: TokenHandler = {
    onStartTag(tag) {
      onTag(tag);
      const mode = MODES[tag.tagName];
      if (mode !== undefined) tokenizer.state = mode;
      if (tag.tagName === 'script') into = 'script';
      if (tag.tagName === 'style') into = 'styles';
    },
    onEndTag: onTag,
    onCharacter,
    onWhitespaceCharacter: onCharacter,
    onNullCharacter: onCharacter,
    onComment: ({ data }) => void (parts.comments += `${data}\n`),
    onDoctype: ({ name, publicId, systemId }) => void (parts.comments += `${name} ${publicId} ${systemId}\n`),
    onEof: () => undefined,
    onParseError: () => void (sound = false),
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  tokenizer.write(source, true);
  scripts.push(parts.script);
  const told = [
    ['in the text of the page', parts.text, true],
    ['in an attribute', parts.attributes, true],
    ['in an attribute', parts.markup, false],
    ['in a comment', parts.comments, true],
    ['in a style', parts.styles, false],
  ] as const;
  return [
    ...told.flatMap(([where, words, prose]) => [words, ...inside(words)].map((text) => ({ where, text, prose }))),
    ...scripts.flatMap((script) => jsonChannels(script, 'in a script')),
    // What is no sound HTML may have lost a part, such as an attribute given twice.
    ...(sound ? [] : [{ where: 'in its bytes', text: source, prose: false }]),
  ];
}
