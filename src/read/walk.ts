/**
 * Finds the documents of a content folder. Our own walk instead of a recursive `readdir`, which follows links out of the folder
 * and can run for ever on a loop of them: links are findings here, names must be safe addresses, and two names that some file
 * systems hold for one are told apart before anything is read.
 */
import { isListName } from '../families/families.ts';
import type { FolderEntry, Host } from '../host.ts';
import { type Finding, finding } from '../model/finding.ts';
import { isSlug, slugOf } from '../model/identifier.ts';

export interface ContentFile {
  /** From the content root, with `/`. */
  readonly file: string;
  readonly size: number;
  readonly identity: string;
  readonly stamp: string;
  readonly changed: number;
}

export interface Walked {
  /** Files that end in `.md`, at any depth. */
  readonly documents: readonly ContentFile[];
  readonly pictures: readonly ContentFile[];
  readonly findings: readonly Finding[];
}

/** Folders of the content root that hold data of the program and no documents. */
const DATA_FOLDERS = ['schemes', 'published'];
/** Words that mean something else in an address. */
const RESERVED = ['index', 'assets', 'con', 'nul', 'prn', 'aux'];
const DEEPEST = 8;

const PICTURE = /\.(?:png|jpe?g)$/;

/** What a file system that folds case or composes accents would take the name for. */
const folded = (name: string) => name.normalize('NFC').toLowerCase();

/** Why a name cannot be that of a work, in a sentence; `undefined` where it can. */
export function workProblem(name: string): string | undefined {
  return isListName(name) ? 'The site has a list at this address.' : addressProblem(name);
}

/** The same of an edition, or of any file. */
export function addressProblem(name: string): string | undefined {
  if (RESERVED.includes(name)) return 'The name has a meaning of its own in addresses.';
  if (isSlug(name)) return undefined;
  const mended = slugOf(name);
  return `"${name}" cannot be part of an address${isSlug(mended) ? `; "${mended}" can.` : '.'}`;
}

/** A folder of a family is a work. `depth` 0 is the content folder. */
function takenAddress(file: string, { name, kind }: FolderEntry, depth: number): Finding | undefined {
  const taken = kind === 'folder' && depth === 1 && isListName(name);
  return taken ? finding('address-taken', file, undefined, `"/${file}/" is the address of a list.`) : undefined;
}

function nameFinding(file: string, { name, kind }: FolderEntry): Finding | undefined {
  const stem = kind === 'file' ? name.replace(/\.(?:md|png|jpe?g)$/, '') : name;
  if (kind === 'file' && /\.(?:md|markdown)$/i.test(name) && !name.endsWith('.md')) {
    return finding('file-name', file, undefined, 'Documents end in ".md", in lower case.');
  }
  if (kind === 'file' && !name.endsWith('.md') && !PICTURE.test(name)) {
    const imported = /\.(?:docx|pdf|txt)$/i.test(name) ? ' "press import" makes a document of it.' : '';
    const message = `"${name}" is neither a document (".md") nor a picture (".png", ".jpg", ".jpeg").${imported}`;
    return finding('file-name', file, undefined, message);
  }
  const problem = addressProblem(stem);
  return problem === undefined ? undefined : finding('file-name', file, undefined, problem);
}

function clashes(folder: string, entries: readonly FolderEntry[]): readonly Finding[] {
  const stem = (name: string) => folded(name).replace(/\.(?:md|markdown)$/, '');
  const documents = entries.filter(({ kind, name }) => kind === 'folder' || /\.(?:md|markdown)$/i.test(name));
  const first = new Map<string, string>();
  return documents.flatMap(({ name, kind }) => {
    const key = `${kind} ${stem(name)}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, name);
    return earlier === undefined
      ? []
      : [
          finding(
            'edition-duplicate',
            `${folder}${name}`,
            undefined,
            `The name stands for the same address as "${earlier}".`,
          ),
        ];
  });
}

const contentFile = (file: string, { size, identity, stamp, changed }: FolderEntry): ContentFile => ({
  file,
  size,
  identity,
  stamp,
  changed,
});

/** All that can be known of a content folder from its names. */
export function walk(host: Host, root: string): Walked {
  const documents: ContentFile[] = [];
  const pictures: ContentFile[] = [];
  const findings: Finding[] = [];

  function visitEntry(entry: FolderEntry, folder: string, depth: number): void {
    const file = `${folder}${entry.name}`;
    if (entry.name.startsWith('.')) return;
    if (depth === 0 && (entry.name === 'press.yaml' || DATA_FOLDERS.includes(entry.name))) return;
    if (entry.kind === 'link') {
      findings.push(finding('file-link', file, undefined, 'This is a symbolic link.'));
      return;
    }
    if (entry.kind === 'other') {
      findings.push(finding('file-kind', file, undefined, 'This is no ordinary file.'));
      return;
    }
    const bad = nameFinding(file, entry) ?? takenAddress(file, entry, depth);
    if (bad) findings.push(bad);
    else if (entry.kind === 'folder') visitFolder(`${file}/`, depth + 1);
    else if (entry.name.endsWith('.md')) documents.push(contentFile(file, entry));
    else if (PICTURE.test(entry.name)) pictures.push(contentFile(file, entry));
  }

  function visitFolder(folder: string, depth: number): void {
    if (depth > DEEPEST) {
      findings.push(finding('edition-place', folder, undefined, 'Folders are nested too deeply.'));
      return;
    }
    const entries = host.list(`${root}/${folder}`);
    findings.push(...clashes(folder, entries));
    for (const entry of entries) visitEntry(entry, folder, depth);
  }

  visitFolder('', 0);
  return { documents, pictures, findings };
}
