/** Temporary folders that go away with the process that made them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files. */
export function folderOf(files: Files = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'press-'));
  made.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

/** Every file below a folder by its path from there, links to folders followed at the top only. */
export function filesIn(folder: string, from = ''): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(
    readdirSync(path.join(folder, from)).flatMap((name): (readonly [string, Buffer])[] => {
      const file = path.posix.join(from, name);
      return statSync(path.join(folder, file)).isDirectory()
        ? Object.entries(filesIn(folder, file))
        : [[file, readFileSync(path.join(folder, file))]];
    }),
  );
}
