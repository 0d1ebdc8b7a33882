/**
 * The live preview: a content folder comes in, its site stands on the loopback address until it is closed, and every open page
 * follows what is saved. Nothing is written anywhere.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import type { Finding } from '../model/finding.ts';
import { inspectable } from '../examine.ts';
import { styleSheet } from '../render/html/html.ts';
import { openPress } from '../render/render.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type DeskRequest } from './desk.ts';
import { follow } from './follow.ts';
import { serve } from './server.ts';

export { EDITOR_NAMES, type EditorLink, editorLink } from './editor.ts';

export interface DevRequest extends DeskRequest {
  readonly port: number;
  readonly open: boolean;
}

/** What a preview has to say while it runs. */
export type News =
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'read'; readonly findings: readonly Finding[]; readonly fault?: string | undefined }
  | { readonly kind: 'unwatched'; readonly reason: string };

export interface Preview {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Milliseconds until changes are compared with the editions before: pages come first. */
const REST = 150;

export async function dev(host: Host, request: DevRequest, news: (news: News) => void): Promise<Preview> {
  const { content, withheld, port, open } = request;
  const folders = [content, ...(withheld === undefined ? [] : [withheld])].map((folder) => path.resolve(folder));
  inspectable(host, content);
  let tell = (): void => undefined;
  const press = openPress(host, 'site');
  const desk = openDesk(host, press, request, () => tell());
  let rest: NodeJS.Timeout | undefined;
  let closed = false;

  let said = '';
  function told(): void {
    const [findings, fault] = [desk.findings(), desk.fault()];
    const words = JSON.stringify([findings, fault]);
    if (words !== said && !closed) news({ kind: 'read', findings, fault });
    said = words;
  }
  function changed(files: Iterable<string>): void {
    if (closed) return;
    desk.reread(files);
    clearTimeout(rest);
    rest = setTimeout(() => void desk.examine().then(told), REST);
  }

  const listening = await serve(
    desk,
    {
      script: host.program('templates/desk.js'),
      style: host.program('templates/desk.css'),
      pageStyle: styleSheet(press.templates),
    },
    port,
    (taken) => news({ kind: 'port-taken', port: taken }),
  );
  tell = listening.tell;
  const following = await follow(folders, {
    changed,
    moved: desk.moved,
    failing: () => desk.fault() !== undefined,
    unwatched: (reason) => news({ kind: 'unwatched', reason }),
    clock: host.process.clock,
  });
  const address = `http://localhost:${listening.port}/`;
  if (open) openBrowser(address);
  async function close(): Promise<void> {
    closed = true;
    clearTimeout(rest);
    listening.close();
    await following.close();
  }
  const forget = host.process.onInterrupt(() => listening.close());
  return {
    address,
    async close() {
      forget();
      await close();
    },
  };
}
