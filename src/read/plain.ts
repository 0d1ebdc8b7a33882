/**
 * One Markdown file from anywhere, outside a content folder: front matter is optional, relative links stay as they are written,
 * nothing is included. A file without a classification is an error unless the caller gives it one.
 */
import path from 'node:path';
import { lawfulDay, plain } from '../families/families.ts';
import type { Host } from '../host.ts';
import { reachableFootnotes, withFootnotes } from '../model/clauses.ts';
import type { Block } from '../model/document.ts';
import type { Edition, EditionEntry } from '../model/edition.ts';
import { type Finding, finding, withoutWords } from '../model/finding.ts';
import { isSlug } from '../model/identifier.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import type { Schemes } from '../model/schemes.ts';
import { textOfInlines } from '../model/text.ts';
import { textBlanks } from './blanks.ts';
import { decode } from './decode.ts';
import { parseBody } from './document.ts';
import { checkFields } from './fields.ts';
import { lookUpGrounds } from './grounds.ts';
import { judgeFields, withNotes } from './markings.ts';
import { isMapping, splitMatter } from './matter.ts';
import { citationEntries, clauseEntries, portionEntries, takenIds } from './entry.ts';
import { type PictureFiles, pictureReader } from './pictures.ts';
import { readYaml } from './yaml.ts';

export type PlainParts = Pick<EditionEntry, 'clauses' | 'taken' | 'citations' | 'portions' | 'withholds'>;

export interface PlainRead {
  readonly edition?: Edition | undefined;
  /** For the checks that a file can stand alone. */
  readonly parts?: PlainParts | undefined;
  readonly findings: readonly Finding[];
}

/** The first heading of level 1 is the title; the text goes on behind it. */
function splitTitle(blocks: readonly Block[]): { readonly title?: string; readonly rest: readonly Block[] } {
  const [first] = blocks;
  return first?.type === 'heading' && first.depth === 1
    ? { title: textOfInlines(first.children), rest: blocks.slice(1) }
    : { rest: blocks };
}

function slugOf(file: string): string {
  const stem = path
    .basename(file)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return isSlug(stem) ? stem : 'file';
}

/** Reads `file`, a path as the user typed it. `classification` stands in where the file states none. */
export function readPlain(host: Host, file: string, classification: string | undefined, schemes: Schemes): PlainRead {
  const { text, findings: undecoded } = decode(file, host.read(file));
  if (text === undefined) return { findings: undecoded };
  const split = splitMatter(file, text);
  if (split.findings.length > 0) return { findings: split.findings };
  const front = split.front ?? readYaml(file, '', 1);
  const given = classification === undefined ? {} : { classification };
  const own = isMapping(front.value) ? front.value : {};
  const hasFields = front.value === '' || isMapping(front.value);
  const judged = judgeFields(file, hasFields ? { ...front, value: { ...given, ...own } } : front, plain.dated, schemes);
  const body = parseBody(path.basename(file), split.body, judged.ruling, false);
  const { title, rest } = splitTitle(body.blocks);
  const value = hasFields
    ? { title: title ?? slugOf(file), ...(isMapping(judged.fields) ? judged.fields : {}) }
    : judged.fields;
  const fields = checkFields(file, { ...front, value }, plain.schema, plain.fields);
  const checked = judged.sound && fields.checked ? withNotes(fields.checked, judged.notes) : undefined;
  const folder = path.dirname(file);
  const blocks = withFootnotes(rest, body.footnotes);
  const { pictures, findings: unseen } = pictureReader(host, folder, picturesBeside(host, folder))(file, blocks);
  const told = [
    ...judged.findings,
    ...fields.findings,
    ...textBlanks(file, split.body),
    ...body.findings.map((found): Finding => ({ ...found, file })),
    ...unseen,
  ];
  const all = body.withholds ? told.map(withoutWords) : told;
  if (rest.length === 0 && body.findings.length === 0)
    all.push(finding('text-empty', file, undefined, 'The file has no text.'));
  if (!checked) return { findings: all };
  const footnotes = reachableFootnotes(rest, body.footnotes);
  const edition = {
    family: plain.name,
    work: slugOf(file),
    edition: slugOf(file),
    file,
    ...checked,
    ...lookUpGrounds({ body: rest, footnotes }, schemes.grounds, lawfulDay(checked.standing.date)),
    pictures,
  };
  const parts = {
    clauses: clauseEntries(withoutWithheld(rest)),
    taken: takenIds(rest),
    citations: citationEntries({ body: rest, footnotes }),
    portions: portionEntries(withoutWithheld(blocks)),
    withholds: body.withholds,
  };
  return { edition, parts, findings: all };
}

/** The pictures in the file's own folder; a plain file shows no others. */
function picturesBeside(host: Host, folder: string): PictureFiles {
  const files = host.list(folder).filter(({ kind, name }) => kind === 'file' && /\.(?:png|jpe?g)$/.test(name));
  return new Map(files.map(({ name, size, identity }) => [name, { size, identity }]));
}
