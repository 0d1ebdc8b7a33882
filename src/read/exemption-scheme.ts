/**
 * What `schemes/foi-exemptions.yaml` and `schemes/grounds.yaml` hold, to the tables of grounds. A limb takes from its section what it
 * does not state itself. `confirmed` is for those who keep the file.
 */
import { z } from 'zod';
import { GROUND_BASES, GROUND_KINDS, type Limb, type Section, SECTION_PARTS } from '../model/ground.ts';
import { date, slug, trueOrFalse, words } from './scheme-fields.ts';

const limb = words.refine((text) => /^(?:\([0-9A-Za-z]{1,4}\))+$/.test(text), {
  error: 'is no limb; write for instance (1)(a)',
});
const kind = z.enum(GROUND_KINDS, { error: `must be one of ${GROUND_KINDS.join(', ')}` });
const basis = z.enum(GROUND_BASES, { error: `must be one of ${GROUND_BASES.join(', ')}` });

const limbRow = z.strictObject({
  limb,
  kind: kind.optional(),
  basis: basis.optional(),
  deny: trueOrFalse.default(false),
  from: date.optional(),
  until: date.optional(),
  now: limb.optional(),
});

const section = z.strictObject({
  section: words.refine((text) => /^\d{1,3}[A-Z]{0,2}$/.test(text), { error: 'is no number of a section' }),
  title: words,
  part: z.enum(SECTION_PARTS, { error: `must be one of ${SECTION_PARTS.join(', ')}` }).default('exemption'),
  kind,
  basis,
  from: date.optional(),
  confirmed: trueOrFalse.default(true),
  limbs: z.array(
    z.union([limb.transform((text) => limbRow.parse({ limb: text })), limbRow], {
      error: 'is no limb; write for instance (1)(a)',
    }),
  ),
});

const exemptions = z.strictObject({ from: date, exemptions: z.array(section).min(1, { error: 'is empty' }) });

export const EXEMPTION_FIELDS = Object.keys(exemptions.shape);

export const exemptionScheme = exemptions.transform((table): readonly Section[] =>
  table.exemptions.map(({ limbs, section: number, title, part, ...own }) => ({
    section: number,
    title,
    part,
    limbs: limbs.map((row): Limb => {
      const from = row.from ?? own.from ?? table.from;
      return { ...row, kind: row.kind ?? own.kind, basis: row.basis ?? own.basis, from };
    }),
  })),
);

const named = z.strictObject({ grounds: z.array(z.strictObject({ name: slug, title: words })) });

export const NAMED_GROUND_FIELDS = Object.keys(named.shape);

export const namedGrounds = named.transform(({ grounds }) => grounds);
