/** `press new FAMILY NAME` and `press new publication`: from what options say and, at a terminal, from what is answered. */
import path from 'node:path';
import { publicationFields, publicationScaffold, scaffold, type Values } from '../draft/draft.ts';
import type { Family, Field } from '../families/families.ts';
import type { Host } from '../host.ts';
import { parseDate } from '../model/date.ts';
import { UsageFault } from '../model/fault.ts';
import { RULES } from '../model/finding.ts';
import { gradesOf, parseByFirst } from '../model/parse-marking.ts';
import { type MarkingScheme, schemeAt, type Schemes } from '../model/schemes.ts';
import { addressProblem, schemesIn } from '../read/read.ts';
import { type Ask, askFor } from './ask.ts';
import { type Options, textOption, type World } from './command.ts';
import type { Exit } from './exit.ts';
import { hasSchema, schemaLine, writeEditorFiles } from './editor-files.ts';
import { begin, begunContent, contentFolder, contentWords, PUBLICATION_FILE, soundName } from './new-file.ts';

const ended = (sentence: string) => (/[.?]$/.test(sentence) ? sentence : `${sentence}.`);

/** What the options say of these fields, each held against what the field may be. */
function givenValues(fields: readonly Field[], given: Values): Values {
  for (const { name, problem } of fields) {
    const { [name]: text } = given;
    const wrong = text === undefined ? undefined : problem(text);
    if (wrong !== undefined) throw new UsageFault(ended(`The ${name} ${wrong}`));
  }
  return given;
}

/** With answers for those that are required and not known. */
async function askedValues(ask: Ask | undefined, fields: readonly Field[], known: Values): Promise<Values> {
  const values: Record<string, string | undefined> = { ...known };
  for (const { name, hint, choices, problem } of fields) {
    if (!ask || values[name] !== undefined) continue;
    const about = `${name} (${hint}; empty to leave it blank)`;
    const wrong = (text: string) => {
      const found = problem(text);
      return found === undefined ? undefined : ended(`This ${found}`);
    };
    values[name] = await askFor(ask, { about, choices, problem: wrong });
  }
  return values;
}

/* ---- classification ---- */

/** As a field like any other, once the scheme that judges it is known. */
function classificationBy(scheme: MarkingScheme, field: Field): Field {
  const choices = gradesOf(scheme).flatMap((grade) => (grade.public ? [grade.name] : []));
  const hint = `by the ${scheme.title}, or any marking of it`;
  const problem = (text: string) => {
    const fault = parseByFirst(text, [scheme]).faults.find(({ rule }) => RULES[rule].severity === 'error');
    return fault?.message;
  };
  return { ...field, hint, choices, problem };
}

/** It is judged by the scheme of the day from which the document stands; of an unknown day, by the newest. */
function classificationField(family: Family, schemes: Schemes, values: Values): readonly Field[] {
  const scheme = schemeAt(schemes, parseDate(values[family.dated] ?? ''));
  const field = family.fields.find(({ name }) => name === 'classification');
  return scheme && field ? [classificationBy(scheme, field)] : [];
}

/* ---- documents ---- */

/** The editions that stand in the folder of a work. */
function editionsAt(host: Host, folder: string): readonly string[] {
  const kind = host.kind(folder);
  if (kind === undefined) return [];
  if (kind !== 'folder') throw new UsageFault(`"${folder}" is no folder; choose another name.`);
  return host.list(folder).flatMap(({ name }) => (name.endsWith('.md') ? [name.slice(0, -'.md'.length)] : []));
}

const unnamed = () =>
  new UsageFault('The edition needs a name, which is its address for good: add --edition 2024 or --date 2024-05-01.');

/** An edition is called by its day, unless somebody says otherwise: its name is its address for good. */
async function editionNameOf(ask: Ask | undefined, date: string | undefined): Promise<string> {
  if (date !== undefined) return date;
  const about = 'Name of the edition (such as 2024 or 2024-05-01, its address for good)';
  const answer = ask && (await askFor(ask, { about, problem: addressProblem }));
  if (answer !== undefined) return answer;
  throw unnamed();
}

async function valuesOf({ host, terminal: { ask } }: World, content: string, family: Family, options: Options) {
  const [title, classification, date] = ['title', 'classification', 'date'].map((name) => textOption(options, name));
  const others = family.fields.filter(({ required, name }) => required && name !== 'classification');
  const given = givenValues(others, { title, 'date-created': date, [family.dated]: date });
  const schemes = schemesIn(host, content);
  givenValues(classificationField(family, schemes, given), { classification });
  const known = { ...(await askedValues(ask, others, given)), classification };
  return askedValues(ask, classificationField(family, schemes, known), known);
}

export async function beginDocument(
  world: World,
  family: Family,
  [slug, ...rest]: readonly string[],
  options: Options,
): Promise<Exit> {
  const { host, terminal } = world;
  if (slug === undefined || rest.length > 0)
    throw new UsageFault(`Give the document one name: press new ${family.name} NAME --edition 2024`);
  soundName('a document', slug);
  const content = begunContent(host, options);
  const identifier = `${family.name}/${slug}`;
  const folder = path.join(content, identifier);
  const editions = editionsAt(host, folder);
  if (editions.length > 0) {
    const there = `There is a ${identifier} already, with ${editions.join(', ')}`;
    throw new UsageFault(
      `${there}. For its next edition: press new edition ${identifier} NAME${contentWords(content)}`,
    );
  }
  const asked = textOption(options, 'edition');
  if (asked !== undefined) soundName('an edition', asked);
  if (!terminal.ask && asked === undefined && textOption(options, 'date') === undefined) throw unnamed();
  const values = await valuesOf(world, content, family, options);
  const edition = asked ?? (await editionNameOf(terminal.ask, values[family.dated]));
  const leads = hasSchema(host, content, family.name);
  const first = leads ? [schemaLine(content, `${identifier}/${edition}.md`, family.name)] : [];
  return begin(world, content, path.join(folder, `${edition}.md`), scaffold(family, values, first), []);
}

/* ---- publication ---- */

export async function beginPublication(world: World, words: readonly string[], options: Options): Promise<Exit> {
  const { host, terminal } = world;
  if (words.length > 0)
    throw new UsageFault('A publication has no name but its folder: press new publication --content FOLDER');
  const content = contentFolder(host, options);
  const file = path.join(content, PUBLICATION_FILE);
  if (host.kind(file) !== undefined)
    throw new UsageFault(
      `There is a ${file} already. Go on with: press new guidance NAME --edition 2024${contentWords(content)}`,
    );
  const fields = publicationFields.filter(({ required }) => required);
  const given = givenValues(fields, { title: textOption(options, 'title'), 'as-at': textOption(options, 'date') });
  const values = await askedValues(terminal.ask, fields, given);
  const helped = options['editor'] !== false;
  const first = helped || hasSchema(host, content, 'press') ? [schemaLine(content, PUBLICATION_FILE, 'press')] : [];
  const exit = begin(world, content, file, publicationScaffold(values, first), [
    `Then begin a document: press new guidance NAME --edition 2024${contentWords(content)}`,
  ]);
  if (helped) writeEditorFiles(world, content);
  return exit;
}
