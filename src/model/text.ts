/**
 * The words of nodes as plain text: NFC, single spaces, nothing at either end. What is withheld from an audience has no words
 * here once it is cleared; notices are worded by `render`.
 */
import type { Block, Inline, ListItem, TableCell, TableRow } from './document.ts';

/** Letters of scripts that run from right to left. */
export const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** By UTF-16 code units: the same on every system and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is not to be found in ASCII that is normal already, as most texts are. */
const UNCOMMON = /[^ -~]|^ | $| {2}/;
/** White space that is not a single space between words. */
const UNEVEN = /[^\S ]|^ | $| {2}/u;
/** The same without the ends, as runs. A single space is left alone: most white space is. */
const ALL_UNEVEN = / \s+|[^\S ]\s*/gu;

/** NFC with every run of white space as one space. */
export function normaliseText(text: string): string {
  if (!UNCOMMON.test(text)) return text;
  const composed = text.normalize('NFC');
  return UNEVEN.test(composed) ? composed.replace(ALL_UNEVEN, ' ').trim() : composed;
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'inlineCode':
      return inline.value;
    case 'break':
      return '\n';
    case 'image':
      return inline.alt;
    case 'footnoteReference':
    case 'withheldTextNotice':
      return '';
    default:
      return lineText(inline.children);
  }
}

function lineText(inlines: readonly Inline[]): string {
  let text = '';
  for (const inline of inlines) text += inlineText(inline);
  return text;
}

/** The words of a line of inlines. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return normaliseText(lineText(inlines));
}

function gatherTexts(blocks: readonly (Block | ListItem | TableRow | TableCell)[], texts: string[]): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        texts.push(textOfInlines(block.children));
        break;
      case 'code':
        texts.push(normaliseText(block.value));
        break;
      case 'thematicBreak':
      case 'withheldNotice':
        break;
      default:
        gatherTexts(block.children, texts);
    }
  }
}

/** The words of blocks. List labels are not among them: they are numbers of the author's, not words of the text. */
export function textOfBlocks(blocks: readonly (Block | ListItem)[]): string {
  const texts: string[] = [];
  gatherTexts(blocks, texts);
  // With a space between two of them nothing at the end of one composes with the next: the whole is in normal form as its parts are.
  return texts.filter((text) => text !== '').join(' ');
}
