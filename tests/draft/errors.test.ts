/** What `press new` and `press changes` refuse: one sentence that leads to the mend, exit 2, nothing written. */
import { describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

const text = guidance('Words.\n');
const FILES = {
  'content/press.yaml': PRESS,
  'content/guidance/visits/2019.md': text,
  'content/guidance/braces/2019.md':
    '---\n{title: A title, classification: OFFICIAL, date-created: 2019, effective-from: 2019, text: full}\n---\nText.\n',
  'content/guidance/broken/2019.md': '---\ntitle: A title\n---\nText.\n',
};

test.each([
  [
    'new nothing',
    'There is no new "nothing"; there are guidance, consultations, foi, boilerplate, edition, publication.',
  ],
  ['new guidence x', 'There is no new "guidence"; did you mean "guidance"?'],
  ['new guidance', 'Give the document one name: press new guidance NAME --edition 2024'],
  ['new guidance two words', 'Give the document one name: press new guidance NAME --edition 2024'],
  [
    'new guidance Lone_Working',
    'This is no name for a document: "Lone_Working" cannot be part of an address; "lone-working" can.',
  ],
  ['new guidance index', 'This is no name for a document: The name has a meaning of its own in addresses.'],
  ['new guidance ../x', 'This is no name for a document: "../x" cannot be part of an address; "x" can.'],
  [
    'new guidance visits --edition 2020',
    'There is a guidance/visits already, with 2019. For its next edition: press new edition guidance/visits NAME',
  ],
  [
    'new guidance x',
    'The edition needs a name, which is its address for good: add --edition 2024 or --date 2024-05-01.',
  ],
  [
    'new guidance x --edition 2024.1',
    'This is no name for an edition: "2024.1" cannot be part of an address; "2024-1" can.',
  ],
  ['new guidance x --date 1/2/2024', 'The date-created is no date; write 2024-02-01 if 1 February 2024 is meant.'],
  [
    'new guidance x --date 2024 --classification OFFICAL',
    'The classification is no marking of the scheme in force at the date of the document; did you mean "OFFICIAL"?',
  ],
  [
    'new guidance x --date 2024 --title “x”',
    'The title stands in curly quotation marks, which would be printed; write straight ones, or none.',
  ],
  [
    'new guidance x --edition 2024 --content texts',
    'There is no texts/press.yaml yet. Begin with: press new publication --content texts',
  ],
  ['new publication', 'There is a content/press.yaml already. Go on with: press new guidance NAME --edition 2024'],
  ['new publication texts', 'A publication has no name but its folder: press new publication --content FOLDER'],
  ['new publication --content content/press.yaml', '"content/press.yaml" is no folder.'],
  ['new edition', 'Name the document and its new edition: press new edition guidance/NAME 2025'],
  ['new edition visits 2020', 'There is no document "visits" in content; did you mean guidance/visits?'],
  [
    'new edition guidance/visit 2020',
    'There is no document "guidance/visit" in content; did you mean guidance/visits?',
  ],
  ['new edition guidance/visits 2019', 'There is a guidance/visits@2019 already; choose another name.'],
  [
    'new edition guidance/visits 2020 --from 2018',
    '"guidance/visits" has no edition "2018" that can be read; it has 2019.',
  ],
  ['new edition guidance/broken 2020', 'No edition of "guidance/broken" can be read: "press check" tells why.'],
  [
    'new edition guidance/braces 2020',
    'The fields of content/guidance/braces/2019.md can be copied when each stands on a line of its own.',
  ],
])('press %s', async (words, sentence) => {
  const folder = folderOf(FILES);
  const { exit, out, error } = await pressHere(words.split(' '), { in: folder });
  expect({ exit, out, error }).toEqual({ exit: 2, out: '', error: `press: ${sentence}\n` });
  expect(Object.keys(filesIn(folder)).toSorted()).toEqual(Object.keys(FILES).toSorted());
});

describe('press changes', () => {
  const { 'content/guidance/broken/2019.md': _, ...sound } = FILES;
  test.each([
    ['changes visits', 'There is no document "visits" in content; did you mean guidance/visits?'],
    ['changes guidance/visits', 'Before guidance/visits@2019 there is no edition to compare it with.'],
    ['changes guidance/visits 2020', '"guidance/visits" has no edition "2020" that can be read; it has 2019.'],
  ])('press %s', async (words, sentence) => {
    const { exit, error } = await pressHere(words.split(' '), { in: folderOf(sound) });
    expect({ exit, error }).toEqual({ exit: 2, error: `press: ${sentence}\n` });
  });

  test('errors in the way are told first', async () => {
    const { exit, out, error } = await pressHere(['changes', 'guidance/visits'], { in: folderOf(FILES) });
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(error).toContain('content/guidance/broken/2019.md:2:1 error classification-missing');
    expect(error).toContain('The editions are compared when these are mended.');
  });
});
