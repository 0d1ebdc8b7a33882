/** Opens the place where a site stands for one run at a time, which first completes what a run before it left undone. */
import path from 'node:path';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { lockContent } from './content-lock.ts';
import { pendingContent, settle } from './journal.ts';
import { lock } from './lock.ts';
import type { Place } from './place.ts';

/** Refuses an output place that holds something we did not make. */
function checkPlace(host: Host, out: string): void {
  const kind = host.kind(out);
  if (kind === undefined) return;
  if (kind === 'folder' && host.list(out).length === 0) return;
  const ours = kind === 'link' && host.readLink(out).startsWith(path.join('.press', 'releases'));
  if (!ours)
    throw new UsageFault(
      `"${out}" is in the way: it was not made by a build. Move it, or choose another place with --out.`,
    );
}

/** Completes, or forgets, what a killed run left, while nobody else continues the same ledger. */
function settleAlone(place: Place, told: string[]): void {
  const content = pendingContent(place);
  const free = content === undefined ? undefined : lockContent(place.host, content, place.out, (one) => told.push(one));
  try {
    const settled = settle(place);
    if (settled !== undefined) told.push(settled);
  } finally {
    free?.();
  }
}

/** Opens the place at `out`; for a release, with the content folder that it is made of. Both are absolute paths. */
export function openPlace(host: Host, out: string, content?: string): Place {
  checkPlace(host, out);
  const store = path.join(path.dirname(out), '.press');
  const name = path.basename(out);
  const releases = path.join(store, 'releases');
  host.makeFolder(releases);
  const told: string[] = [];
  const note = (sentence: string) => void told.push(sentence);
  const release = lock(host, path.join(store, `${name}.lock`), { told: note });
  let freeContent: (() => void) | undefined;
  let open = true;
  const forget = host.process.onInterrupt(() => close());
  const place: Place = { host, out, name, store, releases, staging: path.join(store, `staging-${name}`), told, close };

  function close(): void {
    if (!open) return;
    open = false;
    forget();
    try {
      host.remove(place.staging);
      freeContent?.();
    } finally {
      release();
    }
  }

  try {
    settleAlone(place, told);
    freeContent = content === undefined ? undefined : lockContent(host, content, out, note);
    return place;
  } catch (cause) {
    close();
    throw cause;
  }
}
