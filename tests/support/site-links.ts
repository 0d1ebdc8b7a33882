/**
 * Every address of a built site that any of its files names: links, pictures, scripts and forms of its pages, whole addresses in
 * data, feeds, the site map and robots.txt, and links in PDFs.
 */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { elementsOf, parseHtml } from './read-html.ts';

type SiteFiles = Readonly<Record<string, Buffer>>;

interface Named {
  readonly file: string;
  readonly address: string;
}

const TEXT = /\.(?:html|json|xml|atom|txt|js|css|webmanifest)$/;

/** Whole addresses end where a quotation mark, a tag or a space does. An ampersand is written as an entity in HTML and XML. */
function wholeAddresses(text: string, base: string): readonly string[] {
  const pattern = new RegExp(`${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^\\s"'<>\\\\)\\]]*`, 'g');
  return Array.from(text.matchAll(pattern), ([address]) => address.replaceAll('&amp;', '&').replace(/[.,;:]$/, ''));
}

function inPage(html: string): readonly string[] {
  return elementsOf(parseHtml(html)).flatMap(({ properties }) =>
    [properties['href'], properties['src'], properties['action'], properties['cite']].flatMap((one) =>
      typeof one === 'string' ? [one] : [],
    ),
  );
}

async function inPdf(bytes: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  try {
    const found: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const annotations: { readonly url?: string }[] = await (await document.getPage(number)).getAnnotations();
      found.push(...annotations.flatMap(({ url }) => (url === undefined ? [] : [url])));
    }
    return found;
  } finally {
    await document.destroy();
  }
}

/** The addresses that lead nowhere, each with the file that names it. `base` is the address of the home page. */
export async function deadLinks(files: SiteFiles, base: string): Promise<readonly string[]> {
  const named: Named[] = [];
  for (const [file, bytes] of Object.entries(files)) {
    const text = TEXT.test(file) ? String(bytes) : '';
    const pdf = file.endsWith('.pdf') ? await inPdf(bytes) : [];
    const all = [...wholeAddresses(text, base), ...(file.endsWith('.html') ? inPage(text) : []), ...pdf];
    named.push(...[...new Set(all)].map((address) => ({ file, address })));
  }
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (file: string): ReadonlySet<string> => {
    const known =
      ids.get(file) ?? new Set(elementsOf(parseHtml(String(files[file]))).map((one) => String(one.properties.id)));
    ids.set(file, known);
    return known;
  };
  const leads = ({ file, address }: Named): boolean => {
    const { href, hash } = new URL(address, base + file);
    if (!href.startsWith(base)) return true;
    const path = decodeURI(href.slice(base.length).replace(/[?#].*$/, '')).replace(/(^|\/)$/, '$1index.html');
    if (!(path in files)) return false;
    return hash === '' || !path.endsWith('.html') || idsOf(path).has(decodeURIComponent(hash.slice(1)));
  };
  return named.filter((one) => !leads(one)).map(({ file, address }) => `${file}: ${address}`);
}
