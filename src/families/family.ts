/**
 * What a family requires of its documents, as data: the fields of its front matter and what they mean to later stages.
 * A family is one file and one row in `families.ts`.
 */
import { z } from 'zod';
import type { Matter, Standing } from '../model/edition.ts';
import type { Facet } from './facets.ts';

/** Checked front matter: what all families record, and what this family makes of its own fields. */
export interface FamilyMatter {
  readonly matter: Matter;
  readonly standing: Standing;
}

/** What authors are told of a field of front matter. */
export interface FieldNote {
  /** What to write, as words that can stand in brackets: no colon, no bracket, no "#". */
  readonly hint: string;
  /** Whether the value is a fact of one edition, which the next one does not take over. */
  readonly fresh?: true;
}

export interface Field extends FieldNote {
  readonly name: string;
  readonly required: boolean;
  /** The words of which it must be one. */
  readonly choices?: readonly string[] | undefined;
  /** What is wrong with a text as its value: "is no date; …". */
  readonly problem: (text: string) => string | undefined;
}

/** A note for each field: the compiler asks whoever adds one what authors are told of it. */
export type FieldNotes<Shape> = Readonly<Record<keyof Shape, FieldNote>>;

/** The fields of a schema in its order, with what is told of them. */
export function fieldsOf<Shape extends z.ZodRawShape>(shape: Shape, notes: FieldNotes<Shape>): readonly Field[] {
  const told: Readonly<Record<string, FieldNote>> = notes;
  return Object.entries(shape).map(([name, field]) => {
    const { hint = '', ...note } = told[name] ?? {};
    const required = !z.safeParse(field, undefined).success;
    const choices = field instanceof z.ZodEnum ? field.options.map(String) : undefined;
    return {
      name,
      hint,
      ...note,
      required,
      choices,
      problem: (text) => z.safeParse(field, text).error?.issues[0]?.message,
    };
  });
}

export interface Current {
  /** "In force", as a heading. */
  readonly title: string;
  /** What is said where there is none. */
  readonly none: string;
  /** Whether readers must act within a span of time: pages then say how much of it is left. */
  readonly deadline?: true;
}

export interface Family {
  /** The folder under `content/` and the first part of every identifier. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Whether editions have pages of their own; passages that others include have none. */
  readonly published: boolean;
  /** In the order in which its list shows them. */
  readonly facets: readonly Facet[];
  /** What readers call the documents that stand at a date; absent where each is the record of one day, which never ceases to stand. */
  readonly current?: Current | undefined;
  /** Whether every question must have an answer in the same document. */
  readonly everyQuestionAnswered: boolean;
  /** The field whose date an edition stands from: its markings are judged by the scheme then in force. */
  readonly dated: string;
  /** Front matter as strings, lists and mappings, to checked values. */
  readonly schema: z.ZodType<FamilyMatter>;
  readonly fields: readonly Field[];
  /** The body of a new document: the parts that the family is made of, with blanks for their words. */
  readonly sample: string;
}
