/** The templates as the program opens them, read from their folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { STATE, yearFacet } from '../../src/families/facets.ts';
import { openTemplates, type FamilyCard } from '../../src/render/html/html.ts';
import { parseStyle } from '../../src/render/style.ts';

const folder = new URL('../../templates/', import.meta.url);
const files = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

const IN_FORCE = { title: 'In force', none: 'Nothing is in force.' };

export const FAMILIES: readonly FamilyCard[] = [
  {
    name: 'guidance',
    title: 'Guidance',
    summary: 'What officers are asked to do, edition by edition.',
    listed: true,
    facets: [STATE, yearFacet('In effect from')],
    current: IN_FORCE,
  },
  {
    name: 'letters',
    title: 'Letters & answers',
    summary: 'Letters that ask, and what was answered.',
    listed: true,
    facets: [yearFacet('Written in')],
  },
  {
    name: 'empty',
    title: 'Nothing yet',
    summary: 'A kind of document of which there is none.',
    listed: true,
    facets: [STATE],
  },
  { name: 'passages', title: 'Passages', summary: 'What others include.', listed: false, facets: [] },
];

const style = parseStyle(files['tokens.json'] ?? '');
export const TEMPLATES = openTemplates(files, style, FAMILIES);
export const ALONE = openTemplates(files, style, FAMILIES, 'alone');
