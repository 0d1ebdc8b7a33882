/**
 * The form of the ledger's files: canonical JSON, with the fields below and no others. Bytes come in, an entry and its digest or a
 * sentence go out. The same table makes the JSON Schemas in `templates/`.
 */
import { z } from 'zod';
import { parseCanonical } from '../model/canonical-json.ts';
import { type PartialDate, parseDate } from '../model/date.ts';
import { formatIdentifier, parseIdentifier } from '../model/identifier.ts';
import { LEDGER_FOLDER, type LedgerEntry, type LedgerHead, PART_KINDS } from '../model/ledger.ts';
import { digestOfParts, sha256 } from './parts.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is no SHA-256 digest' });
const count = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const date = z.custom<PartialDate>((value) => typeof value === 'string' && parseDate(value) !== undefined, {
  error: 'is no date',
});
/** `family/work@edition`. */
const edition = z.string().refine(
  (text) => {
    const parsed = parseIdentifier(text);
    return parsed?.edition !== undefined && formatIdentifier({ ...parsed, clause: undefined }) === text;
  },
  { error: 'names no edition' },
);

const part = z.strictObject({
  kind: z.enum(PART_KINDS),
  id: z.string().min(1),
  number: z.string().optional(),
  title: z.string().optional(),
  marking: z.string().optional(),
  text: z.string(),
  beside: z.array(z.string()).min(1).optional(),
  sha256: digest,
  own: digest,
});

export const entryForm = z.strictObject({
  version: z.literal(1),
  number: count,
  previous: digest.optional(),
  identifier: edition,
  published: date,
  corrections: z.array(z.strictObject({ date, reason: z.string().min(1), clauses: z.array(z.string().min(1)).min(1) })),
  edition: digest,
  parts: z.array(part).min(1),
}) satisfies z.ZodType<LedgerEntry>;

export const headForm = z.strictObject({
  version: z.literal(1),
  entries: count,
  last: digest,
  release: count,
  manifest: digest,
}) satisfies z.ZodType<LedgerHead>;

/** An entry with the bytes that its digest is of. `file` is its path from the content folder, or from the root of a release. */
export interface KeptEntry {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly entry: LedgerEntry;
}

/** `published/family/work/edition.json`, and `….correction-1.json` for the entries that follow it. */
export function entryPath(identifier: string, corrected: number): string {
  const { family = '', work = '', edition: name = '' } = parseIdentifier(identifier) ?? {};
  return `${LEDGER_FOLDER}/${family}/${work}/${name}${corrected === 0 ? '' : `.correction-${corrected}`}.json`;
}

function parsed<Value>(bytes: Uint8Array, form: z.ZodType<Value>): { value: Value } | { problem: string } {
  const read = parseCanonical(bytes);
  if ('problem' in read) return read;
  const version: unknown = read.value instanceof Object && 'version' in read.value ? read.value.version : undefined;
  if (typeof version === 'number' && version > 1)
    return { problem: `it is of version ${version}, which a newer guidance-press made` };
  const { data, error } = form.safeParse(read.value);
  if (data !== undefined) return { value: data };
  const [issue] = error?.issues ?? [];
  const where = issue?.path.join('.') ?? '';
  return { problem: `its form is wrong${where === '' ? '' : ` at "${where}"`}` };
}

/** An entry by its form alone, for whoever knows its bytes by their digest. */
export const readEntry = (bytes: Uint8Array): { readonly value: LedgerEntry } | { readonly problem: string } =>
  parsed(bytes, entryForm);

/** Also whether its digests are those of what it holds. */
export function parseEntry(file: string, bytes: Uint8Array): KeptEntry | { readonly problem: string } {
  const read = readEntry(bytes);
  if ('problem' in read) return read;
  const { value: entry } = read;
  const wrong = entry.parts.find((one) => sha256(one.text) !== one.sha256);
  if (wrong) return { problem: `the text of "${wrong.id}" is not that of its digest` };
  if (digestOfParts(entry.parts) !== entry.edition)
    return { problem: 'its parts are not those of the digest of the edition' };
  return { file, bytes, sha256: sha256(bytes), entry };
}

export function parseHead(bytes: Uint8Array): LedgerHead | { readonly problem: string } {
  const read = parsed(bytes, headForm);
  return 'problem' in read ? read : read.value;
}
