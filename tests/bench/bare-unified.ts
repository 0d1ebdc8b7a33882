/**
 * The same files made into HTML the plain way with unified: front matter cut off, Markdown parsed, HTML written. No checks, no
 * comparison, no page around it. What the press is measured against, once with all of GFM, as unified is commonly set up, and once with
 * the grammar of the press alone, which looks for no addresses in running text: that takes a third less.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { directive } from 'micromark-extension-directive';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const SYNTAX = [gfmTable(), gfmFootnote(), gfmStrikethrough(), gfmTaskListItem(), directive()];
const TREE = [
  gfmTableFromMarkdown(),
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  directiveFromMarkdown(),
];

const GRAMMARS = {
  gfm: () => unified().use(remarkParse).use(remarkGfm),
  press: () => unified().data('micromarkExtensions', SYNTAX).data('fromMarkdownExtensions', TREE).use(remarkParse),
};

export type Grammar = keyof typeof GRAMMARS;

export const isGrammar = (word: string): word is Grammar => word in GRAMMARS;

/** Renders each of `files` into `out`. */
export function bareUnified(files: readonly string[], out: string, grammar: Grammar): void {
  const processor = GRAMMARS[grammar]().use(remarkRehype).use(rehypeStringify).freeze();
  mkdirSync(out, { recursive: true });
  for (const [index, file] of files.entries()) {
    const [, , ...body] = readFileSync(file, 'utf8').split(/^---\n/m);
    writeFileSync(path.join(out, `${index}.html`), String(processor.processSync(body.join('---\n'))));
  }
}
