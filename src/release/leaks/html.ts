/**
 * An HTML page to its text, attributes, comments and scripts, by the tokenizer that the HTML standard describes, or a quicker reader where
 * both must come to the same. What elements the tags build does not matter here: nothing that stands in the file is left
 * out because a browser would not show it.
 */
import { type Token, Tokenizer, type TokenHandler, TokenizerMode } from 'parse5';
import type { Channel } from './channel.ts';
import { jsonChannels } from './json.ts';
import { Page } from './page.ts';
import { plainPage } from './plain-page.ts';
import { inside } from './text.ts';

/** Elements behind whose start tag other rules hold until their end tag (HTML, 13.2.6.4). */
const MODES = new Map<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
]);

/** What is no sound HTML may lose a part, such as an attribute given twice. */
export function tokenizedPage(source: string): { readonly page: Page; readonly sound: boolean } {
  const page = new Page();
  let sound = true;
  const onCharacter = ({ chars }: Token.CharacterToken) => page.addCharacters(chars);
  function onTag({ attrs }: Token.TagToken, name = ''): void {
    page.addTag(name);
    for (const attribute of attrs) page.addAttribute(attribute.name, attribute.value);
  }
  const handler: TokenHandler = {
    onStartTag(tag) {
      onTag(tag, tag.tagName);
      const mode = MODES.get(tag.tagName);
      if (mode !== undefined) tokenizer.state = mode;
    },
    onEndTag: (tag) => onTag(tag),
    onCharacter,
    onWhitespaceCharacter: onCharacter,
    onNullCharacter: onCharacter,
    onComment: ({ data }) => page.addComment(data),
    onDoctype: ({ name, publicId, systemId }) => page.addComment([name, publicId, systemId].join(' ')),
    onEof: () => undefined,
    onParseError: () => void (sound = false),
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  tokenizer.write(source, true);
  return { page, sound };
}

export function htmlChannels(source: string): readonly Channel[] {
  const plain = plainPage(source);
  const { page, sound } = plain ? { page: plain, sound: true } : tokenizedPage(source);
  const told = [
    ['in the text of the page', page.text, true],
    ['in an attribute', page.attributes, true],
    ['in an attribute', page.markup, false],
    ['in a comment', page.comments, true],
    ['in a style', page.styles, false],
  ] as const;
  return [
    ...told.flatMap(([where, words, prose]) => [words, ...inside(words)].map((text) => ({ where, text, prose }))),
    ...page.scripts.flatMap((script) => jsonChannels(script, 'in a script')),
    ...(sound ? [] : [{ where: 'in its bytes', text: source, prose: false }]),
  ];
}
