/** The fields of `press.yaml` in which a body states how accessible its site and its documents are. */
import { z } from 'zod';
import { COMPLIANCE, ENFORCERS, PROBLEM_REASONS } from '../model/accessibility.ts';
import { date, list, words } from './scheme-fields.ts';

const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

const problem = z.strictObject({
  what: words,
  reason: oneOf(PROBLEM_REASONS),
  criterion: words.optional(),
  plan: words.optional(),
});

const contact = z
  .strictObject({
    email: words.refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), { error: 'is no e-mail address' }).optional(),
    telephone: words.optional(),
    post: words.optional(),
    'reply-within': words.optional(),
  })
  .refine(({ email, telephone, post }) => email ?? telephone ?? post, {
    error: 'needs an email, a telephone or a post; a statement without a way to answer it is none',
  })
  .transform(({ 'reply-within': replyWithin, ...ways }) => ({ ...ways, replyWithin }));

export const accessibility = z.strictObject({
  compliance: oneOf(COMPLIANCE),
  standard: words.default('Web Content Accessibility Guidelines version 2.2, level AA'),
  prepared: date,
  reviewed: date.optional(),
  tested: date.optional(),
  testing: words.optional(),
  improvements: words.optional(),
  problems: z.array(problem).default([]),
  contact,
  enforcement: oneOf(ENFORCERS).optional(),
});

export const accessibleDocuments = z.strictObject({
  prepared: date,
  reviewed: date.optional(),
  practice: list(words).default([]),
  problems: z.array(problem).default([]),
  contact,
});
