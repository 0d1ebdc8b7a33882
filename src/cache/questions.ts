/**
 * What is asked of the outside world while a value is made, with digests of the answers. The value holds as long as the world gives
 * the same answers; nobody has to list what it may depend on. The program's own files are not asked about: they are a part of
 * every name in the cache.
 */
import { createHash } from 'node:crypto';
import type { FolderEntry, Host } from '../host.ts';
import { compareText } from '../model/text.ts';
import type { Files } from './files.ts';

type Digest = (text: string | Uint8Array) => string;
type Holds = Files['holds'];

export type Question = readonly [kind: keyof typeof KINDS, of: string, answer: string];

/** Of an entry what a reader can learn from it; not when and as which file it was written. */
const shown = (entries: readonly FolderEntry[]) => entries.map(({ name, kind, size }) => [name, kind, size]);

/** Everything below a folder, each file as it was written, in one text. The folder itself may be named by a link. */
export function treeOf(host: Host, folder: string): string {
  const entries = host.list(folder).map(({ name, kind, stamp }) => {
    return kind === 'folder' ? `${name}/ ${treeOf(host, `${folder}/${name}`)}` : `${name} ${kind} ${stamp}`;
  });
  return `{${entries.join('\n')}}`;
}

type Known = Pick<FolderEntry, 'kind' | 'stamp'> | undefined;
/** By name what is told of each file, and what stands in each folder. */
interface Tree extends Map<string, Tree | string> {}

/** The same of files by their paths, for who knows what `host` would say of each. One that is not there is like none that is. */
export function treeOfFiles(files: Iterable<readonly [file: string, entry: Known]>): string {
  const root: Tree = new Map();
  for (const [file, entry] of files) {
    const names = file.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) {
      const there = folder.get(name);
      const below: Tree = there instanceof Map ? there : new Map();
      folder.set(name, below);
      folder = below;
    }
    folder.set(names.at(-1) ?? '', `${entry?.kind} ${entry?.stamp}`);
  }
  const linesOf = (tree: Tree): string => {
    const names = [...tree.keys()].sort(compareText);
    const lines = names.map((name) => {
      const one = tree.get(name);
      return one instanceof Map ? `${name}/ ${linesOf(one)}` : `${name} ${one}`;
    });
    return `{${lines.join('\n')}}`;
  };
  return linesOf(root);
}

/** An answer in one text: all of them are such that JSON tells each from every other. */
const textOf = (answer: unknown): string => JSON.stringify(answer) ?? '';

/** How each kind of question is asked anew. */
const KINDS = {
  list: (host: Host, of: string) => shown(host.list(of)),
  kind: (host: Host, of: string) => host.kind(of),
  look: (host: Host, of: string) => shown([host.look(of)].flatMap((entry) => entry ?? [])),
  link: (host: Host, of: string) => host.readLink(of),
  tree: (host: Host, of: string) => treeOf(host, of),
  environment: (host: Host, of: string) => host.environment(of),
  holds(host: Host, of: string, holds: Holds) {
    const entry = host.look(of);
    return entry && holds(of, entry);
  },
} as const;

/** A host, and the `holds` of a cache, that note what they are asked. */
export function watching(host: Host, digest: Digest, { holds, heldBy }: Pick<Files, 'holds' | 'heldBy'>) {
  /** By kind and by what is asked about: there are several of each file of the content. */
  const noted = new Map<Question[0], Map<string, string>>();
  let steady = true;
  function note<Answer>(kind: Question[0], of: string, answer: Answer, told: unknown = answer): Answer {
    const answers = noted.get(kind) ?? new Map<string, string>();
    noted.set(kind, answers);
    const own = digest(textOf(told));
    steady &&= (answers.get(of) ?? own) === own;
    answers.set(of, own);
    return answer;
  }
  const questions = () =>
    [...noted].flatMap(([kind, answers]) => [...answers].map(([of, answer]): Question => [kind, of, answer]));
  const watched: Host = {
    ...host,
    list(folder) {
      const entries = host.list(folder);
      return note('list', folder, entries, shown(entries));
    },
    kind: (file) => note('kind', file, host.kind(file)),
    look(file) {
      const entry = host.look(file);
      return note('look', file, entry, shown(entry ? [entry] : []));
    },
    read(file, identity) {
      const bytes = host.read(file, identity);
      return note('holds', file, bytes, heldBy(createHash('sha256').update(bytes).digest('hex')));
    },
    readLink: (file) => note('link', file, host.readLink(file)),
    environment: (name) => note('environment', name, host.environment(name)),
  };
  return {
    host: watched,
    note,
    holds: (file: string, entry: Parameters<Holds>[1]) => note('holds', file, holds(file, entry)),
    /** None when an answer changed meanwhile: what was made is of two worlds, and holds in neither. */
    questions: (): readonly Question[] | undefined => (steady ? questions() : undefined),
  };
}

/** Whether every question has the answer that it had. */
export function answered(host: Host, digest: Digest, holds: Holds, questions: readonly Question[]): boolean {
  try {
    return questions.every(([kind, of, answer]) => digest(textOf(KINDS[kind](host, of, holds))) === answer);
  } catch {
    // What cannot be asked has no answer; whoever makes the value anew will say why.
    return false;
  }
}
