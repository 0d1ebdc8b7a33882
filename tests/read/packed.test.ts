/** The tree of a document as bytes: what comes back is what was packed, for documents of every construct. */
import { expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { readDocument } from '../../src/read/document.ts';
import { packDocument, unpackDocument } from '../../src/read/packed.ts';
import { broughtSchemes } from '../../src/read/schemes.ts';
import { sampleCorpus } from '../support/sample-corpus.ts';

const schemes = broughtSchemes(machine);
const documents = Object.entries(sampleCorpus()).flatMap(([file, text]) => {
  const { document } = file.endsWith('.md') ? readDocument(file, () => Buffer.from(text), schemes) : {};
  return document ? [document] : [];
});

test('there are documents of each family', () => {
  expect(new Set(documents.map(({ family }) => family.name)).size).toBe(4);
});

test.each(documents.map((document) => [document.file, document]))('%s comes back as it was', (_, document) => {
  expect(unpackDocument(packDocument(document))).toEqual(document);
});
