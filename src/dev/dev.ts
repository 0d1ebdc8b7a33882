/**
 * The live preview: a content folder comes in, its site stands on the loopback address until it is closed, and every open page
 * follows what is saved. Nothing is written anywhere.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import type { Finding } from '../model/finding.ts';
import { inspectable } from '../pipeline.ts';
import { styleSheet } from '../render/html/html.ts';
import { openPress } from '../render/render.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type DeskRequest } from './desk.ts';
import { serve } from './server.ts';
import { type Watch, watch } from './watch.ts';

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
/** Milliseconds until content that could not be read at all is looked at again. */
const AGAIN = 1000;

export async function dev(host: Host, request: DevRequest, news: (news: News) => void): Promise<Preview> {
  const { content, withheld, port, open } = request;
  const folders = [content, ...(withheld === undefined ? [] : [withheld])].map((folder) => path.resolve(folder));
  inspectable(host, content);
  let tell = (): void => undefined;
  const press = openPress(host, 'site');
  const desk = openDesk(host, press, request, () => tell());
  const timers: { rest?: NodeJS.Timeout; again?: NodeJS.Timeout } = {};
  let watching: Watch | undefined;
  let closed = false;

  function settle(): void {
    clearTimeout(timers.rest);
    clearTimeout(timers.again);
    if (closed) return;
    const fault = desk.fault();
    // A folder that was away, or closed to us, may come back without any news of it.
    if (fault !== undefined) timers.again = setTimeout(() => void lookAgain(), AGAIN);
    timers.rest = setTimeout(() => void desk.examine().then(told), REST);
  }
  let said = '';
  function told(): void {
    const [findings, fault] = [desk.findings(), desk.fault()];
    const words = JSON.stringify([findings, fault]);
    if (words !== said && !closed) news({ kind: 'read', findings, fault });
    said = words;
  }
  function changed(files: Iterable<string>): void {
    desk.reread(files);
    settle();
  }
  async function watchAll(): Promise<void> {
    const opened = await watch(folders, changed, (reason) => news({ kind: 'unwatched', reason }));
    if (closed) await opened.close();
    else watching = opened;
  }
  async function lookAgain(): Promise<void> {
    changed([]);
    if (desk.fault() !== undefined || closed) return;
    await watching?.close();
    await watchAll();
    changed([]);
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
  await watchAll();
  changed([]); // whatever was saved between the first look and the watch
  const address = `http://localhost:${listening.port}/`;
  if (open) openBrowser(address);
  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timers.rest);
    clearTimeout(timers.again);
    listening.close();
    await watching?.close();
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
