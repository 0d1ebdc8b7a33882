/** One file to one document: decoded, split, its fields checked by its family, its body parsed. Includes are still empty. */
import { hash } from 'node:crypto';
import { FAMILIES, type Family, familyNamed } from '../families/families.ts';
import type { Matter, Standing } from '../model/edition.ts';
import { type Finding, finding, withoutWords } from '../model/finding.ts';
import type { Places } from '../model/places.ts';
import type { Schemes } from '../model/schemes.ts';
import { closest } from '../model/suggest.ts';
import { textBlanks } from './blanks.ts';
import { type Body, readBody, unreadBody } from './blocks.ts';
import { decode } from './decode.ts';
import { withDueDate } from './due-date.ts';
import { checkFields } from './fields.ts';
import { checkLimits } from './limits.ts';
import { targetOfPath } from './links.ts';
import { judgeFields, type Ruling, withNotes } from './markings.ts';
import { splitMatter } from './matter.ts';

/**
 * Puts withheld passages that stand in a folder of their own into the body of a file; `bytes` are those of the passages, `names`
 * tells whether the body names any.
 */
export type Join = (
  body: Body,
  file: string,
  ruling: Ruling,
) => { readonly body: Body; readonly bytes: readonly Uint8Array[]; readonly names: boolean };

export interface Document {
  readonly file: string;
  readonly family: Family;
  readonly work: string;
  readonly edition: string;
  readonly matter: Matter;
  readonly standing: Standing;
  /** Of the values of the front matter. */
  readonly places: Places;
  readonly body: Body;
  /** SHA-256 of the bytes that were read. It covers what is withheld, so it never leaves the program. */
  readonly digest: string;
}

export interface DocumentRead {
  readonly document?: Document | undefined;
  readonly findings: readonly Finding[];
  /** SHA-256 of the bytes of the file alone; absent where it was not read. */
  readonly sha256?: string | undefined;
  /** Whether anything withheld stands in it or may; so does in a file that could not be read. */
  readonly withholds: boolean;
  /** Whether it depends on files of the folder of withheld passages. */
  readonly joined?: boolean | undefined;
}

interface Named {
  readonly family: Family;
  readonly work: string;
  readonly edition: string;
}

function unknownFamily(name: string): string {
  const known = FAMILIES.map((family) => family.name);
  const near = closest(name, known);
  return `There is no family "${name}"; ${near ? `did you mean "${near}"?` : `there are ${known.join(', ')}.`}`;
}

/** Where a file of this name was most likely meant to stand. */
function misplaced(file: string): string {
  const [family = '', name = '', ...deeper] = file.replace(/\.md$/, '').split('/');
  const known = familyNamed(family) ? family : 'guidance';
  const work = deeper.length > 0 ? `${name}-${deeper.slice(0, -1).join('-')}`.replace(/-$/, '') : name || family;
  const place = `${known}/${work}/${deeper.at(-1) ?? '2024'}.md`;
  return `A document stands in the folder of its work, which stands in that of its family: for instance at ${place}.`;
}

function nameOf(file: string): Named | Finding {
  const target = targetOfPath(file);
  if (!target?.edition) return finding('edition-place', file, undefined, misplaced(file));
  const [name = '', work = ''] = target.work.split('/');
  const family = familyNamed(name);
  return family
    ? { family, work, edition: target.edition }
    : finding('family-unknown', file, undefined, unknownFamily(name));
}

/** Parses a body whose file has passed the limits; a parser that gives up all the same is a finding and not a crash. */
export function parseBody(file: string, source: string, ruling: Ruling, inCorpus: boolean): Body {
  const limits = checkLimits(file, source);
  if (limits.length > 0) return unreadBody(limits);
  try {
    return readBody(file, source, ruling, inCorpus);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return unreadBody([finding('markdown-limit', file, undefined, 'The document is nested too deeply to be read.')]);
  }
}

const unjoined = (body: Body): ReturnType<Join> => ({ body, bytes: [], names: false });

/** `bytesOf` gives the bytes of the file, and is asked where the name of the file is that of a document. */
export function readDocument(file: string, bytesOf: () => Uint8Array, schemes: Schemes, join?: Join): DocumentRead {
  const named = nameOf(file);
  if ('rule' in named) return { findings: [named], withholds: true };
  const bytes = bytesOf();
  const sha256 = hash('sha256', bytes);
  const unread = { sha256, withholds: true };
  const { text, findings: undecoded } = decode(file, bytes);
  if (text === undefined) return { ...unread, findings: undecoded };
  const { front, body: source, findings: unsplit } = splitMatter(file, text);
  if (unsplit.length > 0) return { ...unread, findings: unsplit };
  const judged = judgeFields(file, front, named.family.dated, schemes);
  const parsed = parseBody(file, source, judged.ruling, true);
  const { body, bytes: passages, names: joined } = join?.(parsed, file, judged.ruling) ?? unjoined(parsed);
  if (!front) {
    const missing = finding('matter-missing', file, undefined, 'The document has no front matter.');
    const told = body.withholds ? body.findings.map(withoutWords) : body.findings;
    return { ...unread, findings: [missing, ...told], joined };
  }
  const fields = checkFields(file, { ...front, value: judged.fields }, named.family.schema, named.family.fields);
  const known = fields.checked && withDueDate(fields.checked, schemes.holidays);
  const checked = judged.sound && known ? withNotes(known, judged.notes) : undefined;
  const empty = checked && body.findings.length === 0 && body.blocks.length === 0 && checked.matter.text !== 'not-held';
  const noText = empty ? [finding('text-empty', file, undefined, 'The document has front matter but no text.')] : [];
  const blanks = textBlanks(file, source);
  const all = [...judged.findings, ...fields.findings, ...noText, ...blanks, ...body.findings].map((found) =>
    body.withholds ? withoutWords(found) : found,
  );
  if (!checked || !body.read) return { ...unread, findings: all, joined };
  const digest = passages.length === 0 ? sha256 : hash('sha256', Buffer.concat([bytes, ...passages]));
  const document = { file, ...named, ...checked, places: front.places, body, digest };
  return { document, sha256, withholds: body.withholds, findings: all, joined };
}
