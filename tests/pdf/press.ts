/** The press as tests use it: the fonts of the installed packages and the tokens of the template. */
import { readFileSync } from 'node:fs';
import { type FontFiles, type Measured, openFonts, type Press } from '../../src/render/pdf/pdf.ts';
import { parseStyle } from '../../src/render/style.ts';

const font = (path: string) => new Uint8Array(readFileSync(new URL(`../../node_modules/${path}`, import.meta.url)));
const sans = (name: string) => font(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`);
const code = (name: string) => font(`@expo-google-fonts/source-code-pro/${name}/SourceCodePro_${name}.ttf`);

const FONTS: FontFiles = {
  regular: sans('400Regular'),
  bold: sans('600SemiBold'),
  italic: sans('400Regular_Italic'),
  boldItalic: sans('600SemiBold_Italic'),
  mono: code('400Regular'),
  monoBold: code('600SemiBold'),
  fallback: font('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  fallbackBold: font('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

/** The fonts, with what is known of them beforehand. */
export const fontsKnowing = (known?: ReadonlyMap<keyof FontFiles, Measured>) => openFonts(FONTS, known);

export const PRESS: Press = {
  fonts: fontsKnowing(),
  style: parseStyle(readFileSync(new URL('../../templates/tokens.json', import.meta.url), 'utf8')),
};
