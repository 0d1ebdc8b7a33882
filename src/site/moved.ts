/**
 * The addresses of works that have another name now: at each a page that leads on to the page of the present name, and, for servers
 * that know such a file, one list of all (`_redirects`). A page keeps what stands behind "#" only with the help of its script.
 */
import { h } from 'hastscript';
import type { Renamed } from '../model/edition.ts';
import { addressOf, parseIdentifier } from '../model/identifier.ts';
import type { WorkCard } from '../model/surroundings.ts';
import { type Filling, filling, type Linker } from '../render/html/html.ts';

export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** The address of a work by its identifier; throws for what is none, which check refuses. */
function addressNamed(identifier: string): string {
  const parsed = parseIdentifier(identifier);
  if (!parsed) throw new Error(`${identifier} is no identifier`);
  return addressOf(parsed);
}

/** Every page that the work has now, at the address that it would have under its former name. */
export function movedPages({ from, to }: Renamed, card: WorkCard): readonly Moved[] {
  const [before, now] = [addressNamed(from), addressNamed(to)];
  const all = [card, ...card.editions.map((edition) => ({ ...edition })), ...card.comparisons];
  return all.map((one) => ({
    from: before + one.address.slice(now.length),
    to: one.address,
    title: 'title' in one ? one.title : card.title,
  }));
}

export function movedSlots({ to, title }: Moved, link: Linker): Readonly<Record<string, Filling>> {
  return { target: filling(h('a', { href: link(to), id: 'page_target' }, title)) };
}

/** The list for servers; `root` is the path of the site, with a slash at both ends. */
export function redirectList(renamed: readonly Renamed[], root: string): string {
  const lines = renamed.map(({ from, to }) => `${root}${addressNamed(from)}* ${root}${addressNamed(to)}:splat 301\n`);
  return lines.join('');
}
