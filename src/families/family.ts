/**
 * What a family requires of its documents, as data: the fields of its front matter and what they mean to later stages.
 * A family is one file and one row in `families.ts`.
 */
import type { z } from 'zod';
import type { Matter, Standing } from '../model/edition.ts';

/** Checked front matter: what all families record, and what this family makes of its own fields. */
export interface FamilyMatter {
  readonly matter: Matter;
  readonly standing: Standing;
}

export interface Family {
  /** The folder under `content/` and the first part of every identifier. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Whether editions have pages of their own; passages that others include have none. */
  readonly published: boolean;
  /** Whether every question must have an answer in the same document. */
  readonly everyQuestionAnswered: boolean;
  /** The field whose date an edition stands from: its markings are judged by the scheme then in force. */
  readonly dated: string;
  /** Front matter as strings, lists and mappings, to checked values. */
  readonly schema: z.ZodType<FamilyMatter>;
  /** The names of all fields, for suggestions. */
  readonly fields: readonly string[];
}
