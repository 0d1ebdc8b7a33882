/**
 * The first stage: a content folder to a `Corpus` and findings. Every file is read, whatever is wrong with others, so that one run
 * tells an author everything. Trees are kept only up to a bound and are read anew when asked for later.
 */
import { FAMILIES } from '../families/families.ts';
import type { Host } from '../host.ts';
import { HostFault } from '../host.ts';
import type { Corpus, Edition, EditionEntry, Work } from '../model/edition.ts';
import { type Finding, finding, withoutWords } from '../model/finding.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { levelled } from '../model/levels.ts';
import type { Schemes } from '../model/schemes.ts';
import { compareText } from '../model/text.ts';
import { type Assembled, assemble } from './assemble.ts';
import { type Document, type DocumentRead, readDocument } from './document.ts';
import { entryOf } from './entry.ts';
import { lookUpGrounds } from './grounds.ts';
import { pictureReader } from './pictures.ts';
import { readPublication } from './publication.ts';
import { readSchemes } from './schemes.ts';
import { type ContentFile, walk } from './walk.ts';
import { joiner } from './withheld.ts';

export { frontBlocks } from './front.ts';
export { type PlainParts, readPlain } from './plain.ts';
export { PUBLICATION_FIELDS } from './publication.ts';
export { broughtSchemes } from './schemes.ts';
export { addressProblem } from './walk.ts';
export { shownLines } from './shown-lines.ts';

export interface Read {
  /** Absent when nothing can be said of the corpus as a whole, as without press.yaml. */
  readonly corpus?: Corpus | undefined;
  readonly findings: readonly Finding[];
}

/** How many parsed documents are kept, so that memory does not grow with their number. */
const MOST_KEPT = 256;

/** Documents by identifier, read again when they were dropped; a file that changed meanwhile stops the run. */
function documentKeeper(readAgain: (file: ContentFile) => DocumentRead, files: ReadonlyMap<string, ContentFile>) {
  const kept = new Map<string, Document>();
  const digests = new Map<string, string>();
  function keep(identifier: string, document: Document): void {
    kept.delete(identifier);
    kept.set(identifier, document);
    digests.set(identifier, document.digest);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  }
  function documentOf(identifier: string): Document | undefined {
    const held = kept.get(identifier);
    if (held) return held;
    const file = files.get(identifier);
    const document = file && readAgain(file).document;
    if (!document) return undefined;
    const before = digests.get(identifier);
    if (before !== undefined && before !== document.digest) {
      throw new HostFault(
        'ESTALE',
        `${document.file} changed while it was being published. Run the command again.`,
        undefined,
      );
    }
    keep(identifier, document);
    return document;
  }
  return { keep, documentOf };
}

const identifierOf = ({ family, work, edition }: Document) => formatIdentifier({ family: family.name, work, edition });

function compareEntries(a: EditionEntry, b: EditionEntry): number {
  const [left, right] = [`${a.standing.date} ${a.edition}`, `${b.standing.date} ${b.edition}`];
  return compareText(left, right);
}

function worksOf(entries: readonly EditionEntry[]): readonly Work[] {
  const grouped = new Map<string, EditionEntry[]>();
  for (const entry of entries) {
    const identifier = `${entry.family}/${entry.work}`;
    grouped.set(identifier, [...(grouped.get(identifier) ?? []), entry]);
  }
  return [...grouped.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([identifier, editions]) => {
      const [first] = editions;
      return first
        ? [{ identifier, family: first.family, work: first.work, editions: editions.toSorted(compareEntries) }]
        : [];
    });
}

/** The schemes that documents of a content folder are judged by. */
export function schemesIn(host: Host, root: string): Schemes {
  return readSchemes(host, root, readPublication(host, root).descriptors ?? []).schemes;
}

/** Whether withheld passages that stand in a folder of their own are wanted, and which folder that is. */
export interface Joining {
  readonly folder: string | undefined;
}

export interface Wanted {
  /** Without it no folder but that of the content is read. */
  readonly joining?: Joining | undefined;
  /** Is handed each edition that withholds something, while its tree is at hand: trees are not kept for long. */
  readonly withholding?: ((edition: Edition) => void) | undefined;
}

/** Whether a file holds what others include, and has no page of its own. */
const isPassage = ({ file }: ContentFile) =>
  FAMILIES.some(({ name, published }) => !published && file.startsWith(`${name}/`));

const NO_DOCUMENT = 'There is no document in the content folder that has a page of its own.';

/** Reads the content folder at `root`. Findings name files by their path from it. */
export function read(host: Host, root: string, { joining, withholding }: Wanted = {}): Read {
  const walked = walk(host, root);
  const { publication, descriptors = [], levels, findings: unreadable } = readPublication(host, root);
  const { schemes, findings: unruly } = readSchemes(host, root, descriptors);
  const findings: Finding[] = [...walked.findings, ...unreadable, ...unruly];
  if (walked.documents.every(isPassage)) findings.push(finding('content-empty', 'press.yaml', undefined, NO_DOCUMENT));

  const files = new Map<string, ContentFile>();
  const pictures = pictureReader(host, root, new Map(walked.pictures.map((picture) => [picture.file, picture])));
  const join = joining && joiner(host, root, joining.folder);
  const readOne = (file: ContentFile) => readDocument(host, root, file, schemes, join);
  const keeper = documentKeeper(readOne, files);
  for (const file of walked.documents) {
    const { document, findings: found } = readOne(file);
    findings.push(...found);
    if (!document) continue;
    files.set(identifierOf(document), file);
    keeper.keep(identifierOf(document), document);
  }

  function assembled(identifier: string): { document: Document; parts: Assembled } {
    const document = keeper.documentOf(identifier);
    if (!document) throw new Error(`no edition ${identifier}`);
    return { document, parts: assemble(document, keeper.documentOf) };
  }
  function picturesOf(document: Document, parts: Assembled) {
    const blocks = [...parts.body, ...parts.footnotes.flatMap(({ children }) => children)];
    return pictures(document.file, blocks);
  }
  const entries = [...files.keys()].map((identifier) => {
    const { document, parts } = assembled(identifier);
    const found = [...parts.findings, ...picturesOf(document, parts).findings];
    const entry = entryOf(document, parts);
    findings.push(...(entry.withholds ? found.map(withoutWords) : found));
    if (entry.withholds) withholding?.(load(identifier));
    return entry;
  });
  if (!publication) return { findings };

  function load(identifier: string): Edition {
    const { document, parts } = assembled(identifier);
    const { family, work, edition, file, matter, standing } = document;
    const shown = picturesOf(document, parts).pictures;
    return {
      family: family.name,
      work,
      edition,
      file,
      matter,
      standing,
      ...lookUpGrounds(parts, schemes.grounds, standing.date),
      pictures: shown,
    };
  }
  const corpus: Corpus = {
    publication,
    levels,
    schemes,
    works: new Map(worksOf(entries).map((work) => [work.identifier, work])),
    entries: new Map(entries.map((entry) => [entry.identifier, entry])),
    load,
  };
  return { corpus, findings: levelled(findings, levels) };
}
