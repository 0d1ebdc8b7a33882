/** Links to the other forms of what a page shows, each with what is known of the file: "PDF, 41 kB, 6 pages". */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Rendition } from '../../model/rendition.ts';
import { type Linker, pdfAddress } from './address.ts';
import type { Templates } from './shell.ts';

/** A file beside a page, by its address. A preview makes a page without its files, and says nothing of their size. */
export interface MadeFile {
  readonly bytes: number;
  readonly pages?: number | undefined;
  /** For the register. */
  readonly sha256?: string | undefined;
}

export type MadeFiles = ReadonlyMap<string, MadeFile>;

/** Without digests, which no page tells: bytes that are stored are not even read. */
export function madeFiles(renditions: readonly Rendition[]): MadeFiles {
  return new Map(
    renditions.map((rendition) => {
      const { path, pages, stored } = rendition;
      return [path, { bytes: stored ? stored.size : rendition.bytes.length, pages }];
    }),
  );
}

/** In units of 1000, as download lists and file managers count. */
export function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function factWords({ bytes, pages }: MadeFile): string {
  const paper = pages === undefined ? '' : `, ${pages} page${pages === 1 ? '' : 's'}`;
  return `, ${sizeWords(bytes)}${paper}`;
}

/** `address` is that of the page, `data` that of its JSON; `of` is read out behind each name where a page shows several such lists. */
export interface Downloads {
  readonly address: string;
  readonly data: string;
  readonly of?: string | undefined;
  readonly files?: MadeFiles | undefined;
}

/** The other forms that are made of a page, each with its name and address. */
export function fileLinks(
  { address, data }: Pick<Downloads, 'address' | 'data'>,
  { formats }: Pick<Templates, 'formats'>,
) {
  const kinds = [
    { format: 'pdf', words: 'PDF', type: 'application/pdf', address: pdfAddress(address) },
    { format: 'json', words: 'Data (JSON)', type: 'application/json', address: data },
  ];
  return kinds.filter(({ format }) => formats.includes(format)).map(({ format: _, ...link }) => link);
}

/** One link for each format that is made beside the page. */
export function downloadItems(
  { address, data, of, files }: Downloads,
  link: Linker,
  { formats }: Pick<Templates, 'formats'>,
): readonly Element[] {
  return fileLinks({ address, data }, { formats }).map(({ words, type, address: to }) => {
    const known = files?.get(to);
    const facts = known && h('span', { className: 'file-facts' }, factWords(known));
    const whose = of === undefined ? undefined : h('span', { className: 'hidden' }, ` of ${of}`);
    return h('li', h('a', { href: link(to), type }, words, whose, facts));
  });
}

/** The list of them; nothing on a page that stands alone, or where no other format is made. */
export function downloads(what: Downloads, link: Linker, templates: Templates): readonly Element[] {
  const items = templates.manner === 'site' ? downloadItems(what, link, templates) : [];
  return items.length === 0 ? [] : [h('ul', { className: 'downloads' }, [...items])];
}
