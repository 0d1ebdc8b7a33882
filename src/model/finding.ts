/**
 * A problem in what authors wrote, as a value. The rules form one closed, permanent catalogue: a rule's name never changes its
 * meaning. A message says what was found; the catalogue says why it matters and what to do.
 */
import { CONSULTATION_RULES } from './consultation-rules.ts';
import { DISCLOSURE_RULES } from './disclosure-rules.ts';
import type { Place } from './document.ts';
import { FILE_RULES } from './file-rules.ts';
import { IMPORT_RULES } from './import-rules.ts';
import { PUBLISHED_RULES } from './published-rules.ts';
import { alarm, duty, error, quiet, type RuleText, type Severity, warning } from './rule.ts';
import { compareText } from './text.ts';
import { WORDING_RULES } from './wording-rules.ts';

/** Every rule, with what stands behind it. */
export const RULES = {
  'content-empty': error('There is nothing to publish.', 'Begin one with "press new guidance NAME --edition 2024".'),
  'publication-missing': error(
    'The site needs to know whose it is.',
    'Begin one with "press new publication": a file press.yaml in the content folder with title, publisher and base-address.',
  ),
  'rule-level': error(
    'A level that nothing follows would be believed in; and what readers rely on is no matter of taste.',
    'Name a rule that "press explain" lists, and give it a level that it can have.',
  ),
  ...FILE_RULES,
  'edition-duplicate': error('Two files would be published at one address.', 'Rename one of them.'),
  'edition-date': error(
    'Which edition is in force follows from its date, so no two editions of a document can have the same one.',
    'Correct the date of one of them.',
  ),
  'edition-order': warning(
    'Readers take editions to follow one another as their names do.',
    'Correct the date or rename the file.',
  ),
  'edition-place': error('The address of an edition is made from its folders.', 'Move it to FAMILY/WORK/EDITION.md.'),
  'family-unknown': error(
    'Each family has its own rules, so its name must be known.',
    'Rename the folder to one of the known families.',
  ),
  'matter-missing': error(
    'A document is published with its title, dates and classification, which stand in front matter.',
    'Begin the file with a line "---", the fields, and a second line "---", as "press new" writes them.',
  ),
  'matter-fence': error(
    'Anything but three plain hyphens could make a program of the front matter.',
    'Write exactly "---" on the first line and on the line behind the last field.',
  ),
  'matter-yaml': error(
    'The fields cannot be read.',
    'Write "name: value" with one field a line and two spaces of indent for lists.',
  ),
  'matter-alias': error(
    'Anchors, aliases and tags can blow a small file up to gigabytes.',
    'Put the value in quotation marks, or write it out.',
  ),
  'matter-limit': error(
    'Front matter this large or deep is not front matter.',
    'Move text into the body of the document.',
  ),
  'field-missing': error(
    'The family of this document requires the field.',
    'Add a line "name: value" to the front matter.',
  ),
  'blank-unfilled': error(
    'A scaffold is no document: what nobody has written yet must not be published.',
    'Write it in the place of everything from "FILL-IN(" to ")", or remove the line.',
  ),
  'field-unknown': error('A misspelt field would be lost without a word.', 'Correct the name or remove the field.'),
  'field-value': error('The value cannot be used as it stands.', 'Correct the value.'),
  'classification-missing': error(
    'A missing classification is never taken to be OFFICIAL.',
    'Add "classification: OFFICIAL", or the marking that the document carries.',
  ),
  'classification-invalid': error(
    'A marking must be one that the scheme in force at the date of the document knows.',
    'Write the marking as its scheme does, in capitals with spaced hyphens: "OFFICIAL", "OFFICIAL-SENSITIVE - COMMERCIAL".',
  ),
  'classification-combination': error(
    'The scheme in force at the date of the document does not allow the parts of the marking together.',
    'Take one of them out, or choose the tier that they stand with.',
  ),
  'classification-unconfirmed': warning(
    'A rule that no source confirms, or about which sources disagree, does not allow the parts of the marking together.',
    'Ask who is responsible for the marking; if they confirm it, correct the scheme.',
  ),
  'classification-spelling': warning(
    'The marking is written in another way than the scheme writes it; it is published as the scheme does.',
    'Write it so; what a historic record prints stands in "classification-as-printed".',
  ),
  'classification-scheme': error(
    'A marking is judged by the scheme in force at the date of the document.',
    'Correct the date, or add the scheme of that time to the folder "schemes".',
  ),
  'classification-portion': error(
    'The front matter marks the public text, and no part of that may be marked higher.',
    'Raise the classification in the front matter, lower that of the passage if it was too high, or withhold the passage.',
  ),
  'classification-public': error(
    'What is marked so is not for publication; its sensitive parts taken out, the rest is another document with its own marking.',
    'Take the document out of the content folder, or build for the internal audience.',
  ),
  'scheme-file': error(
    'A scheme under a name that nothing looks for would not be applied.',
    'Give the file the name of a kind of scheme, for instance "marking-2023.yaml".',
  ),
  'scheme-date': error(
    'An edition is judged by the one scheme in force at its date.',
    'Correct "from" in one of the files.',
  ),
  'scheme-tiers': error(
    'Markings of one policy are compared across its schemes, so they must agree on the order of tiers.',
    'List the same tiers in the same order, or give the scheme a policy of its own.',
  ),
  'applicant-named': error('Those who ask for information are never named in what is published.', 'Remove the field.'),
  'markdown-limit': error(
    'Deeper or larger than any document a person writes; parsing it could stop the build.',
    'Simplify the passage, put empty lines between its parts, or divide the document.',
  ),
  'html-raw': error(
    'Raw HTML can carry scripts and hidden comments, and has no place in a PDF.',
    'Write it in Markdown or as a directive. To show "<" itself, write "\\<".',
  ),
  'directive-unknown': error(
    'A misspelt fence could publish what it should withhold.',
    'Write the name of a directive that there is, or take the colons away.',
  ),
  'directive-fence': error(
    'A badly opened or closed fence could publish what it should withhold.',
    'Close each ":::name" with its own line of as many colons; use more colons outside than inside.',
  ),
  'directive-attribute': error(
    'A misspelt attribute would be lost without a word.',
    'Write attributes as {#id name="value"}, each once, with names and values that the directive takes.',
  ),
  'directive-place': error('The directive means nothing here.', 'Move or remove it.'),
  'heading-depth': error(
    'Screen readers and contents lists rely on headings that nest without gaps; the title is the only heading of level 1.',
    'Use "##" for the first level, and go down one level at a time.',
  ),
  'heading-empty': error('An empty heading leads nowhere.', 'Write its text or remove it.'),
  'clause-id': error(
    'A clause is cited by its id for years, so it must be a plain name.',
    'Use lower-case letters, digits and single hyphens, for instance {#vulnerability}.',
  ),
  'heading-id': quiet(
    'An id that is made of the words of a heading changes with them, and with it the address of the section.',
    'Write the id behind the heading, as in {#scope}; "press check --fix" does.',
  ),
  'clause-empty': error('A clause without words says nothing, and cannot be cited.', 'Write its text or remove it.'),
  'clause-duplicate': error('An id must lead to one clause only.', 'Rename one of them.'),
  'link-words': error(
    'A link without words cannot be seen, and a screen reader cannot say where it leads.',
    'Write the words between the square brackets.',
  ),
  'link-scheme': error(
    'Other links can run programs, or lead nowhere for most readers.',
    'Use a link that begins with https:, http:, mailto: or tel:, or a relative link to a .md file.',
  ),
  'link-outside': error('The path leaves the content folder.', 'Link to a file inside the content folder.'),
  'link-edition': error(
    'Readers would be led to a page that is not there.',
    'Write the path from this file to that of an edition, as in ../../guidance/NAME/2024.md, or to the folder of a work.',
  ),
  'link-clause': error('Readers would be led to a clause that is not there.', 'Correct the part behind "#".'),
  'reference-undefined': error(
    'The words would be published with their square brackets.',
    'Add a line "[name]: address" for the link, or write "\\[" for a bracket that is part of the text.',
  ),
  'reference-unused': warning(
    'The line stands for the address of a link; nothing leads there, so it is not published.',
    'Refer to it with [words][name], remove it, or write "\\[" for a bracket.',
  ),
  'footnote-missing': error('Readers would be led to a note that is not there.', 'Add a line "[^name]: text".'),
  'footnote-duplicate': error('Only one of the texts would be published.', 'Give the second footnote another name.'),
  'footnote-unused': warning(
    'Nobody is led to the note, so it is not published.',
    'Refer to it with [^name], or remove it.',
  ),
  'table-cells': error(
    'A cell beyond the header row has no heading, and some readers never see it.',
    'Give the header row as many cells, or write "\\|" for a bar that is part of the text.',
  ),
  'image-file': error(
    'The picture cannot be shown.',
    'Put a PNG or JPEG file of at most 40 megapixels into the content folder, and write the path that leads to it from the document.',
  ),
  'image-damaged': error(
    'Readers would see a part of the picture, or none.',
    'Take the picture from its source again, or save it anew, and look at it before you build.',
  ),
  'image-form': error(
    'Browsers, screens and the archival PDF would not show the picture alike.',
    'Save it as an ordinary PNG or JPEG: still, upright, RGB or grey (sRGB), JPEG with 8 bits for each colour.',
  ),
  'image-alt': error(
    'Those who cannot see the picture are told what it shows.',
    'Write it between the square brackets: ![what it shows](file.png).',
  ),
  'question-unanswered': duty(
    'An FOI answer responds to every question.',
    'Add ":::answer{to=…}", even if the answer is that nothing is held.',
  ),
  'answer-question': error(
    'An answer belongs to a question of the same document.',
    'Write the id of its question, as in {to=q1} for :::question{#q1}.',
  ),
  'quote-source': error(
    'A quotation names the clause that it was taken from.',
    'Name it with from="…/EDITION.md#CLAUSE".',
  ),
  'quote-differs': error(
    'A quotation is what was written, word for word.',
    'Restore the words of the source, or take the passage out of the quotation.',
  ),
  'include-file': error(
    'The passage to include cannot be found.',
    'Correct the path; it names a file of the family "boilerplate".',
  ),
  'include-depth': error(
    'A passage that includes itself, directly or by another, has no end.',
    'Remove one of the includes.',
  ),
  'withheld-ground': error(
    'What is withheld is withheld on a stated ground.',
    'Add ground="…", for instance ground="s.31(1)(a)".',
  ),
  'withheld-place': error(
    'A withheld passage here could not be removed without a trace.',
    'Put it as ":::withheld{ground=…}" or ":withheld[…]{ground=…}" into ordinary text, outside headings, links and quotations.',
  ),
  'withheld-file': error(
    'The passage stands in a file of the folder of withheld passages, and nowhere else.',
    'Write ::withheld{ground="…" file="NAME.md"}, and name the folder that holds NAME.md with --withheld.',
  ),
  'withheld-whole': error(
    'A page of notices tells readers nothing, and what it is about stands in its title and address.',
    'Keep the document out of the content folder, or leave of its text what may be read.',
  ),
  'withheld-unprovable': alarm(
    'A word or number that stands everywhere cannot be shown to be absent from what is published.',
    'Withhold a longer passage around it, or make sure yourself that nothing else tells it.',
  ),
  'withheld-uncovered': alarm(
    'Whoever knows where to look can read what is withheld.',
    'Withhold the words there too, or stop withholding them here.',
  ),
  'withheld-leak': error(
    'Whatever is withheld must be in no byte of what is published, so nothing was published.',
    'Take the words out of wherever they are shown; where none of your files shows them, report a fault of this program.',
  ),
  'lineage-clause': error(
    'Where a clause comes from can only be told of clauses that exist.',
    'Under "was", write the id of a clause of this edition, then those that it had in the edition before, as in "care: [safety]".',
  ),
  'change-note-clause': error(
    'Readers follow a change note to the clauses that it names.',
    'Write ids of clauses of this edition or, of what was removed, of the one before.',
  ),
  'change-unaccounted': duty(
    'Readers rely on the notes to learn of every change of a duty, number, date, actor, reference, definition or marking.',
    'Write a note under "changes" in the front matter: "- note: …" with "clauses: […]"; "press changes" drafts it.',
  ),
  'change-minor': duty(
    'A change of what must be done is never minor.',
    'Remove "minor: yes", or speak of the clause in a note of its own.',
  ),
  'table-header': warning(
    'Screen readers say the heading of a column with each of its cells.',
    'Write what the column holds into the first row; only the corner above row headings may be empty.',
  ),
  'glyph-missing': error(
    'No font of the PDF has the character; it would be printed as an empty box.',
    'Use another character, or add a font that has it.',
  ),
  'text-direction': error(
    'Letters that run from right to left would be printed backwards in the PDF.',
    'Take the passage out, or publish it as a picture with its words in the description.',
  ),
  'text-empty': error('A page without words cannot be what was meant.', 'Write the text, or state "text: not-held".'),
  ...DISCLOSURE_RULES,
  ...CONSULTATION_RULES,
  ...IMPORT_RULES,
  ...PUBLISHED_RULES,
  ...WORDING_RULES,
} as const satisfies Readonly<Record<string, RuleText>>;

export type Rule = keyof typeof RULES;

/**
 * What can be written in the place of the author's words without a choice being made: `words` stand once on the line of `place`, at or
 * behind it. Without words something is put in at that very place.
 */
export interface Fix {
  readonly place: Place;
  readonly words: string;
  readonly instead: string;
  /** A line of its own, below. */
  readonly below?: string | undefined;
}

/** `file` is the path as the user would type it. Without `place` the finding is about the file as a whole. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly file: string;
  readonly place: Place;
  /** What was found and, where there is one, the likely mend: one sentence or two. */
  readonly message: string;
  /** Never shown: it may hold words of the author's. */
  readonly fix?: Fix | undefined;
}

const START: Place = { line: 1, column: 1 };

/** A finding at its rule's own severity; without `place` it stands at the head of the file. */
export function finding(rule: Rule, file: string, place: Place | undefined, message: string, fix?: Fix): Finding {
  return {
    rule,
    severity: RULES[rule].severity,
    file,
    place: { line: (place ?? START).line, column: (place ?? START).column },
    message,
    ...(fix && { fix }),
  };
}

/** Words of the author's in a message: in curly quotation marks, which nothing else in a message is. */
export function said(words: string): string {
  return `“${words.replace(/[“”]/g, '"')}”`;
}

/** The finding of a file that withholds something, without a word of the author's. */
export function withoutWords(found: Finding): Finding {
  const message = found.message.replace(/“[^“”]*”/g, '“…”');
  const why = ' Words are not shown, because the file withholds something or may be meant to.';
  return message === found.message ? found : { ...found, message: `${message}${why}` };
}

/** By file, place and rule, in code-point order, so that a run reads alike on every system. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}
