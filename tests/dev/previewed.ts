/** A preview of a content folder of its own, as a test wants it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { dev, editorLink, type News, type Preview } from '../../src/dev/dev.ts';
import { machine } from '../../src/host.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

export interface Previewed extends Preview {
  readonly content: string;
  readonly news: readonly News[];
  readonly save: (file: string, text: string | Uint8Array) => void;
}

const running = new Set<Preview>();

/** A preview at any free port, of these files and a press.yaml. */
export async function preview(files: Files, port = 0): Promise<Previewed> {
  const content = folderOf({ 'press.yaml': PRESS, ...files });
  const news: News[] = [];
  const request = { content, audience: 'public', link: editorLink('vscode'), port, open: false } as const;
  const started = await dev(machine, request, (one) => void news.push(one));
  running.add(started);
  return { ...started, content, news, save: (file, text) => writeFileSync(path.join(content, file), text) };
}

/** Belongs behind the last test of a file. */
export async function closePreviews(): Promise<void> {
  await Promise.all([...running].map(({ close }) => close()));
  running.clear();
}

const SECTIONS = Array.from(
  { length: 30 },
  (_, index) => `## Part ${index + 1} {#part-${index + 1}}\n\n${`Words of part ${index + 1}. `.repeat(30)}\n`,
);

/** A guidance document that is many windows high. */
export const LONG = guidance(SECTIONS.join('\n'));
