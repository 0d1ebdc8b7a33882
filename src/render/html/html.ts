/**
 * HTML: editions, comparisons and the pages of the site as text, made from page shells and one style sheet. This file is what
 * other folders see of the format.
 */
export { type Linker, linksFrom, linksFromAnywhere } from './address.ts';
export { changeAddress, comparisonDataAddress, editionDataAddress, feedAddress, pdfAddress } from './address.ts';
export { changeNotes } from './change-notes.ts';
export { comparisonPage } from './comparison.ts';
export { downloadItems, fileLinks, type MadeFile, madeFiles, type MadeFiles } from './downloads.ts';
export { destinationsTable } from './destinations.ts';
export { admitting } from './policy.ts';
export { editionPage, editionPictures } from './edition.ts';
export { text } from './element.ts';
export { type Facet, type FamilyCard, openTemplates, type Page, page, type Templates } from './shell.ts';
export { TEXT_LABEL } from '../wording.ts';
export { capitalised, clauseName, editionName, editionTitle, spelledOut } from '../naming.ts';
export {
  controlList,
  currentWords,
  deadlineWords,
  phaseBadge,
  phaseWords,
  spanWords,
  textBadge,
  textLabel,
} from './standing.ts';
export { type Crumb } from './metadata.ts';
export { homeData, workData } from './structured.ts';
export { type Filling, filling } from './template.ts';
export { styleSheet } from './style-sheet.ts';
