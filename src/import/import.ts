/**
 * A .docx file, a PDF or plain text to a Markdown file of a family, with an account of what was recognised, changed and left in doubt.
 * Nothing is written here. A source that cannot be read rightly gives findings and no document.
 */
import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { HostFault, type Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { type Finding, finding } from '../model/finding.ts';
import { broughtSchemes } from '../read/read.ts';
import { type Account, countWords } from './account.ts';
import { extractApart } from './apart.ts';
import type { Field } from './draft.ts';
import { FAMILY_NAMES, type FamilyName } from './facts.ts';
import { writeMarkdown } from './markdown.ts';
import { Notes } from './notes.ts';
import type { Extraction, Refusal } from './pieces.ts';
import { extractPlainText } from './plain-text.ts';
import { recognise } from './recognise.ts';

export { type Account, accountJson, accountText } from './account.ts';
export { FAMILY_NAMES, type FamilyName };

const MEGABYTE = 1024 * 1024;

type FormatName = 'docx' | 'pdf' | 'text';

/** What files may weigh, and how their kind is called in the front matter. */
const FORMATS: Readonly<Record<FormatName, { readonly most: number; readonly kind: string }>> = {
  docx: { most: 50 * MEGABYTE, kind: 'a Word document' },
  pdf: { most: 50 * MEGABYTE, kind: 'the text layer of a PDF' },
  text: { most: 2 * MEGABYTE, kind: 'plain text' },
};
const LARGEST = Math.max(...Object.values(FORMATS).map(({ most }) => most));

/** The kind is told by the first bytes, never by the name. */
function formatOf(bytes: Uint8Array): FormatName {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.startsWith('PK') || head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'docx';
  return head.includes('%PDF-') ? 'pdf' : 'text';
}

function sizeProblem(size: number, most: number): Refusal | undefined {
  if (size <= most) return undefined;
  const weight = Math.ceil(size / MEGABYTE);
  return {
    rule: 'import-limit',
    message: `The file has ${weight} MB; ${most / MEGABYTE} MB are the most that is read.`,
  };
}

async function extract(bytes: Uint8Array, format: FormatName): Promise<Extraction> {
  const tooLarge = sizeProblem(bytes.length, FORMATS[format].most);
  if (tooLarge) return { refusals: [tooLarge] };
  if (bytes.length === 0) return { refusals: [{ rule: 'import-format', message: 'The file is empty.' }] };
  if (format !== 'text') return extractApart({ format, bytes });
  if (bytes.includes(0) || !isUtf8(bytes))
    return {
      refusals: [{ rule: 'import-format', message: 'The file is no .docx file, no PDF and no text in UTF-8.' }],
    };
  return extractPlainText(new TextDecoder('utf-8').decode(bytes));
}

/** The entry of a file in its folder: its size is known before it is read, and it is told apart from one put in its place. */
function entryOf(host: Host, file: string) {
  const kind = host.kind(file);
  if (kind === undefined) throw new UsageFault(`There is no file ${file}.`);
  if (kind === 'folder') throw new UsageFault(`"${file}" is a folder; name a .docx, .pdf or .txt file.`);
  const entry = host.list(path.dirname(file)).find(({ name }) => name === path.basename(file));
  if (!entry) throw new HostFault('ENOENT', `Cannot read ${file}: it does not exist.`, undefined);
  return entry;
}

export interface Imported {
  /** Absent when findings stand in the way. */
  readonly made?: { readonly markdown: string; readonly account: Account } | undefined;
  readonly findings: readonly Finding[];
}

export interface Request {
  readonly file: string;
  /** The name of the file that is to be written, for the account. */
  readonly output: string;
  readonly family?: FamilyName | undefined;
}

const refusedFor = (file: string, refusals: readonly Refusal[]): Imported => ({
  findings: refusals.map(({ rule, message, place }) => {
    const where = place?.page === undefined ? place?.number : place.page;
    return finding(rule, file, where === undefined ? undefined : { line: where, column: 1 }, message);
  }),
});

export async function importFile(host: Host, { file, output, family: asked }: Request): Promise<Imported> {
  const { size, identity } = entryOf(host, file);
  const tooLarge = sizeProblem(size, LARGEST);
  if (tooLarge) return refusedFor(file, [tooLarge]);
  const bytes = host.read(file, identity);
  const format = formatOf(bytes);
  const extracted = await extract(bytes, format);
  if ('refusals' in extracted) return refusedFor(file, extracted.refusals);
  if (extracted.pieces.length === 0)
    return refusedFor(file, [{ rule: 'import-format', message: 'The file has no text.' }]);

  const notes = new Notes();
  const source = { schemes: broughtSchemes(host).markings, name: path.basename(file), kind: FORMATS[format].kind };
  const { family, draft } = recognise(extracted, asked, source, notes);
  const blanks = draft.fields.flatMap(({ name, value, advice = '' }: Field) =>
    value === undefined ? [{ field: name, advice }] : [],
  );
  const { recognised, interventions, doubts } = notes;
  const words = countWords(extracted.pieces);
  const account = { source: file, output, family, words, recognised, interventions, doubts, blanks };
  return { made: { markdown: writeMarkdown(draft), account }, findings: [] };
}
