/** Answers to requests for a list of a bucket, as a server that is broken or means harm might write them. */
import { expect, test } from 'vitest';
import { parseListPage } from '../../src/publish/bucket-list.ts';

const page = (key: string) =>
  new TextEncoder().encode(
    `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key><Size>1</Size></Contents></ListBucketResult>`,
  );

test('a name that is not encoded as was asked makes no list, and is no fault of the program', () => {
  expect(parseListPage(page('a%20b+c'))?.objects.map(({ key }) => key)).toEqual(['a b c']);
  for (const key of ['%zz', '%', '%ff']) expect(parseListPage(page(key))).toBeUndefined();
});
