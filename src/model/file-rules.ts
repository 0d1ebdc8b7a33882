/** The part of the catalogue of `finding.ts` that is about files as such: their kind, name, size and letters. */
import { error, type RuleText } from './rule.ts';

export const FILE_RULES = {
  'file-link': error(
    'A link could lead outside the content folder and publish what is not meant to be.',
    'Replace the symbolic link by the file itself.',
  ),
  'file-kind': error(
    'Only ordinary files can be read safely.',
    'Remove the device, pipe or socket from the content folder.',
  ),
  'file-name': error(
    'File and folder names become addresses, which must look the same on every system.',
    'Name documents and pictures in lower-case letters, digits and single hyphens, as in "lone-working/2019.md"; keep other files elsewhere.',
  ),
  'address-taken': error(
    'The site shows a list at this address: of the documents in one state or of one year, or a further page of them.',
    'Give the document another name.',
  ),
  'renamed-name': error(
    'A former name becomes an address that leads on, so both names must be those of documents.',
    'Write family and document as in a path, for instance "guidance/old-name: guidance/new-name".',
  ),
  'renamed-taken': error(
    'One address cannot both show a document and lead away from it.',
    'Remove the line from "renamed", or rename the folder of the document.',
  ),
  'renamed-target': error(
    'Whoever comes by the old address would be led to a page that is not there.',
    'Write the present name of the document. Where it was renamed twice, each former name leads to the last one.',
  ),
  'file-size': error('Very large files would make the build slow or run it out of memory.', 'Split the document.'),
  'render-failed': error(
    'A document that cannot be made within wide limits of time and memory would stop every build.',
    'Split the document. Where it is no larger than others, report it: the program should be able to make it.',
  ),
  'file-encoding': error(
    'Text in another encoding would be published with wrong letters.',
    'Save the file again with the encoding "UTF-8".',
  ),
  'file-character': error(
    'Invisible control characters hide text, turn it round or break feeds.',
    'Delete the character; if you cannot see it, delete the letters around it and type them anew.',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
