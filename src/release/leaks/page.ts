/** What an HTML page says, sorted as it is told by either reader: text, attributes, comments, scripts, styles. */
import { APART } from './fold.ts';

/** A word may end here, and another begin. */
const BETWEEN = ` ${APART} `;

/** Attributes whose values are markup's own words. */
const MARKUP = new Set(['class', 'style', 'type', 'rel', 'charset', 'role', 'scope']);

export class Page {
  text = '';
  attributes = '';
  markup = '';
  comments = '';
  styles = '';
  readonly scripts: string[] = [];
  /** The element whose content comes next, where that is no text of the page. */
  private inside = '';

  addCharacters(characters: string): void {
    if (this.inside === 'script') this.scripts.push(`${this.scripts.pop() ?? ''}${characters}`);
    else if (this.inside === 'style') this.styles += characters;
    else this.text += characters;
  }

  addAttribute(name: string, value: string): void {
    this.markup += name + BETWEEN;
    if (value === '') return;
    if (MARKUP.has(name)) this.markup += value + BETWEEN;
    else this.attributes += value + BETWEEN;
  }

  /** `name` of a start tag; none of an end tag. */
  addTag(name = ''): void {
    // Words may end at a tag; that they need not is the business of the matcher.
    this.text += ' ';
    this.inside = name;
    if (name === 'script') this.scripts.push('');
  }

  addComment(words: string): void {
    this.comments += `${words}\n`;
  }
}
