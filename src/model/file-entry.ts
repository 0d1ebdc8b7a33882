/** What is told of a file without a look into it. */

export type FileKind = 'file' | 'folder' | 'link' | 'other';

/** An entry of a folder. `identity` tells the file apart from one that is put in its place later. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  readonly identity: string;
  /** Changes whenever what the entry holds does, as far as the file system's clock can tell. */
  readonly stamp: string;
  /** Milliseconds, by the clock of its file system: when what it holds or the entry itself was last changed. */
  readonly changed: number;
  /** The same of what it holds alone. */
  readonly written: number;
}

/** A file with the way to it. */
export interface FileEntry extends FolderEntry {
  readonly file: string;
}

/** All that stands below a folder, by its path from there. `list` gives what stands in one. */
export function* below(
  list: (folder: string) => readonly FolderEntry[],
  root: string,
  folder = '',
): Generator<readonly [file: string, FolderEntry]> {
  for (const entry of list(folder === '' ? root : `${root}/${folder}`)) {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    yield [file, entry];
    if (entry.kind === 'folder') yield* below(list, root, file);
  }
}
