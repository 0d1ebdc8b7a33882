/** What every rendition is made with: templates, design tokens and fonts, loaded once from the program's own files. */
import type { Shelf } from '../cache/cache.ts';
import { FAMILIES, type Family } from '../families/families.ts';
import type { Host } from '../host.ts';
import { openTemplates, type Templates } from './html/html.ts';
import type { FontFiles, Fonts, Measured } from './pdf/pdf.ts';
import { openStems, type Stems } from './stems.ts';
import { parseStyle, type Style } from './style.ts';

export interface Press {
  readonly templates: Templates;
  readonly style: Style;
  readonly fonts: () => Promise<Fonts>;
  /** Of the language of a site. */
  readonly stems: (language: string) => Promise<Stems>;
  /** Keeps on a shelf for later runs what was measured of the fonts. To be called when all is made. */
  readonly remember: (shelf: Shelf) => Promise<void>;
}

const SANS = '@expo-google-fonts/source-sans-3';
const CODE = '@expo-google-fonts/source-code-pro';
const WIDE = 'dejavu-fonts-ttf/ttf';

/** TrueType, not WOFF2: pdfkit fails on composite glyphs of the latter. The last two stand in for characters that the others lack. */
const FONT_FILES = {
  regular: `${SANS}/400Regular/SourceSans3_400Regular.ttf`,
  bold: `${SANS}/600SemiBold/SourceSans3_600SemiBold.ttf`,
  italic: `${SANS}/400Regular_Italic/SourceSans3_400Regular_Italic.ttf`,
  boldItalic: `${SANS}/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf`,
  mono: `${CODE}/400Regular/SourceCodePro_400Regular.ttf`,
  monoBold: `${CODE}/600SemiBold/SourceCodePro_600SemiBold.ttf`,
  fallback: `${WIDE}/DejaVuSans.ttf`,
  fallbackBold: `${WIDE}/DejaVuSans-Bold.ttf`,
} as const satisfies Readonly<Record<keyof FontFiles, string>>;

async function openFaces(host: Host, known: MeasuredFaces | undefined): Promise<Fonts> {
  const { openFonts } = await import('./pdf/pdf.ts');
  const read = (name: keyof FontFiles) => host.dependency(FONT_FILES[name]);
  const files = {
    regular: read('regular'),
    bold: read('bold'),
    italic: read('italic'),
    boldItalic: read('boldItalic'),
    mono: read('mono'),
    monoBold: read('monoBold'),
    fallback: read('fallback'),
    fallbackBold: read('fallbackBold'),
  };
  return openFonts(files, known);
}

export type MeasuredFaces = ReadonlyMap<keyof FontFiles, Measured>;

const MEASURED = 'measured';
/** More than the documents of a publication in Latin script should need. */
const MOST_MEASURED = 40_000;

const countOf = (measured: MeasuredFaces | undefined) =>
  [...(measured?.values() ?? [])].reduce((sum, { kerns, words }) => sum + kerns.size + words.size, 0);

/** What an earlier run of the same program put there; beyond so much all of it is measured anew. */
export function measuredIn(shelf: Shelf): MeasuredFaces | undefined {
  const kept = shelf.get(MEASURED) as MeasuredFaces | undefined; // what `remember` put there
  return countOf(kept) > MOST_MEASURED ? undefined : kept;
}

/** The text files of the folder `templates/`, by name. */
function templateFiles(host: Host): Readonly<Record<string, string>> {
  const decoder = new TextDecoder();
  const names = host.programFolder('templates').filter((name) => /\.(?:html|css|js|json)$/.test(name));
  const texts = names.map((name) => [name, decoder.decode(host.program(`templates/${name}`))] as const);
  // The one script that is made of several files: `npm run compile` puts it there.
  return { ...Object.fromEntries(texts), 'verify.js': decoder.decode(host.program('lib/pages/verify.js')) };
}

/**
 * `alone` is for a single rendition that stands outside any site and has to bring its own style; `formats` are those that are
 * made beside it; `known` tells what an earlier run measured.
 */
export function openPress(
  host: Host,
  manner: 'site' | 'alone' = 'site',
  formats?: readonly string[],
  known: () => MeasuredFaces | undefined = () => undefined,
): Press {
  const files = templateFiles(host);
  const style = parseStyle(files['tokens.json'] ?? '');
  const families = FAMILIES.map(({ name, title, summary, published, facets, current }: Family) => {
    return { name, title, summary, listed: published, facets, current };
  });
  let opened: Promise<Fonts> | undefined;
  return {
    style,
    templates: openTemplates(files, style, families, manner, formats),
    fonts: () => {
      opened ??= openFaces(host, known());
      return opened;
    },
    async remember(shelf) {
      const measured = (await opened)?.measured();
      if (measured && countOf(measured) !== countOf(known())) shelf.set(MEASURED, measured);
    },
    stems: (language) => openStems(host, language),
  };
}
