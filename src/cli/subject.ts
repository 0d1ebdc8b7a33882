/**
 * What `press render` and `press diff` are about: an edition of a content folder, or a Markdown file from anywhere. Both come
 * out cleared for the public, with what surrounds them.
 */
import path from 'node:path';
import { checkAlone } from '../check/check.ts';
import { clear } from '../clear/clear.ts';
import type { Host } from '../host.ts';
import type { PartialDate } from '../model/date.ts';
import type { Checked, Cleared, Corpus, Edition, EditionEntry, Publication, Work } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { parseMarking } from '../model/parse-marking.ts';
import type { Schemes } from '../model/schemes.ts';
import { type Surroundings, surroundingsIn } from '../model/surroundings.ts';
import { inspect } from '../examine.ts';
import { effectiveDate } from '../rewind/rewind.ts';
import { broughtSchemes, type PlainParts, readPlain } from '../read/read.ts';
import { located } from './report.ts';

export interface Subject {
  /** Absent when findings stand in the way. One for `render`, two for `diff`. */
  readonly editions: readonly Cleared[];
  readonly around?: Surroundings | undefined;
  readonly findings: readonly Finding[];
}

/** The content folder that a file stands in: the nearest folder above it with a press.yaml. */
function contentFolderOf(host: Host, file: string): string | undefined {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if (host.kind(path.join(folder, 'press.yaml')) === 'file') return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** As the user would type it. */
const asTyped = (folder: string) => path.relative('', folder) || '.';

function inspected(
  host: Host,
  content: string,
): { readonly checked?: Checked | undefined; readonly findings: readonly Finding[] } {
  const { checked, findings } = inspect(host, content);
  return { checked, findings: located(findings, content) };
}

/** Editions of one work of a content folder, by name. */
export function editionsOfWork(
  host: Host,
  content: string,
  work: string,
  names: readonly string[],
  asked?: PartialDate,
): Subject {
  const { checked, findings } = inspected(host, content);
  if (!checked) return { editions: [], findings };
  const found = checked.works.get(work);
  if (!found) throw new UsageFault(`There is no document "${work}" in ${content}.`);
  const editions = names.map((name) => {
    const entry = found.editions.find(({ edition }) => edition === name);
    if (!entry)
      throw new UsageFault(
        `"${work}" has no edition "${name}"; it has ${found.editions.map(({ edition }) => edition).join(', ')}.`,
      );
    return clear(checked.load(entry.identifier), 'public');
  });
  const around = surroundingsIn(checked, effectiveDate(host, asked, checked.publication))(found);
  return { editions, around, findings };
}

const NOBODY: Publication = { title: '', publisher: '', baseAddress: '', language: 'en-GB', contacts: [] };

function entryFor(edition: Edition, parts: PlainParts = { clauses: [], withholds: false }): EditionEntry {
  const { family, work, file, matter, standing } = edition;
  const identifier = formatIdentifier(edition);
  return {
    identifier,
    family,
    work,
    edition: edition.edition,
    file,
    matter,
    standing,
    links: [],
    quotations: [],
    ...parts,
  };
}

/** A corpus of plain files alone. */
function aloneAround(schemes: Schemes, editions: readonly Edition[]): Surroundings | undefined {
  const first = editions[0];
  if (!first) return undefined;
  const work: Work = {
    identifier: `${first.family}/${first.work}`,
    family: first.family,
    work: first.work,
    editions: editions.map((edition) => entryFor(edition)),
  };
  const corpus: Corpus = {
    publication: NOBODY,
    schemes,
    works: new Map([[work.identifier, work]]),
    entries: new Map(work.editions.map((entry) => [entry.identifier, entry])),
    load: (identifier) => {
      throw new Error(`a plain file refers to ${identifier}`);
    },
    identityOf: (identifier) => identifier,
    sizeOf: () => 0,
  };
  return surroundingsIn(corpus, first.matter.dateCreated)(work);
}

const isMarking = (text: string, { markings }: Schemes) =>
  markings.some((scheme) => parseMarking(text, scheme).marking);

function plainFiles(host: Host, files: readonly string[], classification: string | undefined): Subject {
  const schemes = broughtSchemes(host);
  if (classification !== undefined && !isMarking(classification, schemes)) {
    throw new UsageFault(`"${classification}" is no marking; write for instance OFFICIAL.`);
  }
  const reads = files.map((file) => readPlain(host, file, classification, schemes));
  const findings = reads.flatMap((read) => [
    ...read.findings,
    ...(read.edition ? checkAlone(entryFor(read.edition, read.parts), schemes) : []),
  ]);
  const editions = reads.flatMap(({ edition }) => (edition ? [edition] : []));
  const sound = editions.length === files.length && findings.every(({ severity }) => severity !== 'error');
  return sound
    ? {
        editions: editions.map((edition) => clear(edition, 'public')),
        around: aloneAround(schemes, editions),
        findings,
      }
    : { editions: [], findings };
}

/** The editions that Markdown files hold: of a content folder when all stand in one work of it, else as they are. */
export function editionsOfFiles(host: Host, files: readonly string[], classification?: string): Subject {
  for (const file of files) {
    if (host.kind(file) === undefined) throw new UsageFault(`There is no file ${file}.`);
  }
  const [first = ''] = files;
  const content = contentFolderOf(host, first);
  const inside =
    content === undefined ? [] : files.map((file) => path.relative(content, path.resolve(file)).split(path.sep));
  const [family, work] = inside[0] ?? [];
  const together =
    inside.length > 0 && inside.every((parts) => parts.length === 3 && parts[0] === family && parts[1] === work);
  if (content === undefined || !together) return plainFiles(host, files, classification);
  const names = inside.map((parts) => path.basename(parts[2] ?? '', '.md'));
  return editionsOfWork(host, asTyped(content), `${family}/${work}`, names);
}
