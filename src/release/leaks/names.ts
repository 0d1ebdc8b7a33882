/** An edition or other value comes in, and the texts go out that stand wherever it is named. */
import { clausesOf } from '../../model/clauses.ts';
import type { Cleared } from '../../model/edition.ts';
import { textOfBlocks } from '../../model/text.ts';

/** Every string in a value. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** What stands wherever an edition is named: its front matter and headings. */
export function namesOf({ matter, standing, body }: Cleared): readonly string[] {
  const headings = clausesOf(body).flatMap(({ node }) => (node.type === 'heading' ? [textOfBlocks([node])] : []));
  return [...stringsOf([matter, standing]), ...headings];
}
