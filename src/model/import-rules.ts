/** The part of the catalogue of `finding.ts` that is about documents of other programs. */
import { error, type RuleText } from './rule.ts';

export const IMPORT_RULES = {
  'import-format': error(
    'Only .docx files, PDFs with text and plain text in UTF-8 can be turned into a document.',
    'Save the document as one of these and import that.',
  ),
  'import-corrupt': error(
    'What a damaged file still shows may lack words, and nobody would notice.',
    'Open the file in the program that made it, save it anew and import that.',
  ),
  'import-encrypted': error('A protected file cannot be read without its password.', 'Save a copy without a password.'),
  'import-limit': error(
    'Files that unpack to very much more than they weigh, or take very long, can bring a machine down.',
    'Divide the document, or save it anew without pictures.',
  ),
  'import-tracked': error(
    'Tracked changes hold two texts at once; which of them is published is for the author to decide.',
    'Accept or reject every change in the program that made the file, save it and import it again.',
  ),
  'import-comment': error(
    'Comments are not meant for readers, and often hold what must not be published.',
    'Delete every comment in the program that made the file, save it and import it again.',
  ),
  'import-hidden': error(
    'Hidden words would become visible to every reader.',
    'Show hidden text in the program that made the file, delete it or take the hiding off, and import it again.',
  ),
  'import-scanned': error(
    'Pages that were scanned are pictures: there are no words in them to publish or to check.',
    'Recognise the text with a program for that, compare it with the pages, and import the result.',
  ),
  'import-columns': error(
    'Lines of texts that stand side by side would be read across, as words that nobody wrote.',
    'Save the text of the page in one column, for instance as plain text, and import that.',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
