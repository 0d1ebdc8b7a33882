/** Works and editions of a content folder by the names that authors type, with the one that was meant where there is none. */
import path from 'node:path';
import { familyNamed } from '../families/families.ts';
import type { Host } from '../host.ts';
import type { Corpus, EditionEntry, Work } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import { closest } from '../model/suggest.ts';

export function workNamed(host: Host, content: string, { works }: Pick<Corpus, 'works'>, name: string): Work {
  const work = works.get(name);
  if (work) return work;
  const [family = ''] = name.split('/');
  if (familyNamed(family) && host.kind(path.join(content, name)) === 'folder')
    throw new UsageFault(`No edition of "${name}" can be read: "press check" tells why.`);
  const known = [...works.keys()];
  const near = known.find((one) => one.split('/')[1] === name) ?? closest(name, known);
  throw new UsageFault(`There is no document "${name}" in ${content}${near ? `; did you mean ${near}?` : '.'}`);
}

export function editionNamed(work: Work, name: string): EditionEntry {
  const found = work.editions.find(({ edition }) => edition === name);
  if (found) return found;
  const names = work.editions.map(({ edition }) => edition).join(', ');
  throw new UsageFault(`"${work.identifier}" has no edition "${name}" that can be read; it has ${names}.`);
}
