/**
 * The design tokens that screen and paper share: `templates/tokens.json` comes in, a checked `Style` goes out. Lengths in
 * `paper` are points; in `type`, `body` is points on paper and the rest are multiples of it.
 */
import { z } from 'zod';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const palette = z.strictObject({
  page: colour,
  ink: colour,
  quiet: colour,
  accent: colour,
  rule: colour,
  shade: colour,
  inserted: colour,
  'inserted-shade': colour,
  deleted: colour,
  'deleted-shade': colour,
  notice: colour,
  'notice-shade': colour,
});
const positive = z.number().positive();

const style = z.strictObject({
  colour: z.strictObject({ light: palette, dark: palette }),
  type: z.strictObject({
    body: positive,
    leading: positive,
    small: positive,
    title: positive,
    /** For `##` and below. */
    headings: z.tuple([positive, positive, positive, positive, positive]),
  }),
  paper: z.strictObject({
    width: positive,
    height: positive,
    margin: z.strictObject({ top: positive, right: positive, bottom: positive, left: positive }),
  }),
});

export type Style = Readonly<z.infer<typeof style>>;

/** Throws when the token file does not fit: it is part of the program, not of what authors write. */
export function parseStyle(json: string): Style {
  return style.parse(JSON.parse(json));
}
