/** What a file `schemes/marking-….yaml` holds, to a marking scheme. */
import { z } from 'zod';
import type { MarkingScheme } from '../model/schemes.ts';
import { date, list, markingName, trueOrFalse, words } from './scheme-fields.ts';

const sourced = { rule: words.optional(), source: words.optional(), confirmed: trueOrFalse };

const part = z.strictObject({
  name: markingName,
  with: list(markingName).optional(),
  permits: trueOrFalse.default(false),
  ...sourced,
});
const codeWords = part.omit({ name: true });
const tier = z.strictObject({ name: markingName, public: trueOrFalse, ...sourced });

const fields = z.strictObject({
  policy: words,
  title: words,
  from: date.optional(),
  legacy: trueOrFalse.default(false),
  note: words.optional(),
  source: words,
  confirmed: trueOrFalse,
  tiers: z.array(tier).min(1, { error: 'is empty' }),
  'additional-markings': z.array(part).default([]),
  prefixes: z.array(part).default([]),
  'handling-instructions': z.array(part).default([]),
  descriptors: z.array(part).default([]),
  'code-words': codeWords.optional(),
  'national-caveats': z.array(part).default([]),
});

export const MARKING_SCHEME_FIELDS = Object.keys(fields.shape);

type Fields = z.infer<typeof fields>;

/** Grades that a rule names and the scheme does not have. */
function refuseUnknownGrades(scheme: Fields, context: z.RefinementCtx): void {
  const tiers = scheme.tiers.map((one) => one.name);
  const grades = scheme['additional-markings'].flatMap((one) =>
    (one.with ?? tiers).map((tierName) => tierName + one.name),
  );
  const known = new Set([...tiers, ...grades]);
  for (const kind of [
    'additional-markings',
    'prefixes',
    'handling-instructions',
    'descriptors',
    'national-caveats',
  ] as const) {
    scheme[kind].forEach((one, index) => {
      if (one.with?.some((grade) => !known.has(grade)))
        context.addIssue({
          code: 'custom',
          path: [kind, index, 'with'],
          message: 'names a tier that is not in the list',
        });
    });
  }
}

export const markingScheme = fields.superRefine(refuseUnknownGrades).transform((scheme) => {
  const cited = <Rule extends { source?: string | undefined }>(rule: Rule) => ({
    ...rule,
    source: rule.source ?? scheme.source,
  });
  return {
    policy: scheme.policy,
    title: scheme.title,
    from: scheme.from,
    legacy: scheme.legacy,
    note: scheme.note,
    tiers: scheme.tiers.map(cited),
    additional: scheme['additional-markings'].map(cited),
    parts: {
      prefixes: scheme.prefixes.map(cited),
      'handling-instructions': scheme['handling-instructions'].map(cited),
      descriptors: scheme.descriptors.map(cited),
      'national-caveats': scheme['national-caveats'].map(cited),
    },
    codeWords: scheme['code-words'] && cited(scheme['code-words']),
  } satisfies Omit<MarkingScheme, 'file'>;
});
