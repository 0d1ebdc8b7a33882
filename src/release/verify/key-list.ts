/**
 * A list of public keys, from and until when each is used, and which were revoked: canonical JSON that a root key signs, which signs nothing
 * else. Keys are added, retired and revoked, and never taken out: releases of their time are proved with them.
 */
import { z } from 'zod';
import { canonicalFile, parseCanonical } from '../../model/canonical-json.ts';
import { type PartialDate, parseDate } from '../../model/date.ts';
import { UsageFault } from '../../model/fault.ts';
import { formatPublicKey, type Parsed, parsePublicKey, type PublicKey } from '../signing/signing.ts';
import { isAfterAll, type TrustedKey } from './key-problem.ts';

/** What the root key signs with a list, so that no other file that it ever signed can be taken for one. */
export const KEY_LIST_COMMENT = 'guidance-press key list';

const date = z.custom<PartialDate>((value) => typeof value === 'string' && parseDate(value) !== undefined);

const listForm = z.strictObject({
  version: z.literal(1),
  keys: z
    .array(
      z.strictObject({
        key: z.string(),
        from: date.optional(),
        until: date.optional(),
        revoked: z.strictObject({ reason: z.string().min(1) }).optional(),
      }),
    )
    .min(1),
});

export function parseKeyList(bytes: Uint8Array): Parsed<readonly TrustedKey[]> {
  const read = parseCanonical(bytes);
  if ('problem' in read) return read;
  const { data } = listForm.safeParse(read.value);
  if (!data) return { problem: 'its form is wrong' };
  const keys: TrustedKey[] = [];
  for (const { key, ...told } of data.keys) {
    const parsed = parsePublicKey(key);
    if ('problem' in parsed) return parsed;
    if (keys.some(({ id }) => id === parsed.id)) return { problem: `the key ${parsed.id} stands in it twice` };
    keys.push({ ...parsed, ...told });
  }
  return keys;
}

/** The second line of a public key file, which is a public key by itself. */
const lineOf = (key: PublicKey) => formatPublicKey(key).split('\n')[1];

export function formatKeyList(keys: readonly TrustedKey[]): Uint8Array {
  const listed = keys.map(({ from, until, revoked, ...key }) => ({ key: lineOf(key), from, until, revoked }));
  return canonicalFile({ version: 1, keys: listed });
}

function checkDates({ id, from, until }: TrustedKey): void {
  if (from !== undefined && until !== undefined && isAfterAll(from, until))
    throw new UsageFault(`The key ${id} cannot be used until ${until}: it is used from ${from}.`);
}

export function addKey(keys: readonly TrustedKey[], added: TrustedKey): readonly TrustedKey[] {
  if (keys.some(({ id }) => id === added.id)) throw new UsageFault(`The key ${added.id} is in the list already.`);
  checkDates(added);
  return [...keys, added];
}

/** `id` as `press keys show` tells it. */
export function changeKey(
  keys: readonly TrustedKey[],
  id: string,
  change: Pick<TrustedKey, 'until' | 'revoked'>,
): readonly TrustedKey[] {
  if (!keys.some((one) => one.id === id))
    throw new UsageFault(`There is no key "${id}" in the list; "press keys show" names those that are.`);
  return keys.map((one) => {
    if (one.id !== id) return one;
    const changed = { ...one, ...change };
    checkDates(changed);
    return changed;
  });
}
