/** The kinds of value that the files of `schemes/` are made of. Scalars arrive as text, as those of front matter do. */
import { z } from 'zod';
import { type PartialDate, parseDate } from '../model/date.ts';
import { isSlug } from '../model/identifier.ts';

export const words = z.string().trim().min(1, { error: 'is empty' });

export const slug = words.refine(isSlug, { error: 'must be lower-case letters, digits and single hyphens' });

export const trueOrFalse = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((text) => text === 'true');

export const date = words.transform((text, context): PartialDate => {
  const parsed = parseDate(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'is no date; write 2014-04-02' });
  return z.NEVER;
});

/** A list, or one item without the dash. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one) => [one])], { error: 'must be a list' });

/** A part of a marking, in the capitals that markings are written in; square brackets stand for words of the author's. */
export const markingName = words.refine((text) => /^[A-Z0-9[-][A-Z0-9 /&'()[\]-]*$/.test(text), {
  error: 'must be in capitals',
});
