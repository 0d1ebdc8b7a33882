/**
 * Where things lie on the site and how one page links to another. Addresses are counted from the root of the site, without a
 * leading slash; links are relative, so that the site works under any base path and from a folder.
 */

/** Turns an address into what stands in `href`, as seen from one page; `undefined` where nothing is published. */
export type Linker = (address: string) => string | undefined;

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** `here` are the folders of the page that leads there. */
function relativePath(here: readonly string[], to: string): string {
  const there = to.split('/');
  const last = there.length - 1;
  let common = 0;
  while (common < here.length && common < last && here[common] === there[common]) common += 1;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/') || './';
}

/** Links from the page at `from`: `a/b/2019/` to `a/b/2023/#x` gives `../2023/#x`, to a clause of its own `#x`. */
export function linksFrom(from: string): Linker {
  const here = folderOf(from).split('/').slice(0, -1);
  return (to) => {
    const [path = '', fragment] = to.split('#', 2);
    if (path === from && fragment) return `#${fragment}`;
    return relativePath(here, path) + (fragment ? `#${fragment}` : '');
  };
}

/** Links for a page that a server shows at any address at all, as it does with the page for "not found". */
export function linksFromAnywhere(baseAddress: string): Linker {
  const base = baseAddress === '' ? '/' : new URL(baseAddress).pathname.replace(/\/?$/, '/');
  return (to) => base + to;
}

/** Links of a page that stands by itself: to its own parts, and to what the site at `baseAddress` publishes, if there is one. */
export function linksAlone(from: string, baseAddress: string): Linker {
  return (to) => {
    if (to.startsWith(`${from}#`)) return to.slice(from.length);
    return baseAddress === '' ? undefined : canonical(baseAddress, to);
  };
}

/** The permanent address of a page, for citing it. */
export function canonical(baseAddress: string, address: string): string {
  return baseAddress.replace(/\/?$/, '/') + address;
}

/** `family/work/2019/` has its PDF at `family/work/2019/work-2019.pdf`; so has a comparison. */
export function pdfAddress(address: string): string {
  const [, work = '', name = ''] = address.split('/');
  return `${address}${work}-${name}.pdf`;
}

export const editionDataAddress = (address: string) => `${address}edition.json`;
export const comparisonDataAddress = (address: string) => `${address}comparison.json`;

/** The feed of a page lies beside it: `family/work/feed.atom`, and `feed.atom` of the whole site. */
export const feedAddress = (address: string) => `${address}feed.atom`;

/** The id of a change on the page of its comparison. */
export const changeId = (number: number) => `change_${number}`;
export const changeAddress = (comparison: string, number: number) => `${comparison}#${changeId(number)}`;

/** Pictures lie beside the page that shows them, named by their order in the edition. */
export function pictureAddress(address: string, index: number, mediaType: 'image/png' | 'image/jpeg'): string {
  return `${address}picture-${index + 1}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;
}
