/**
 * Whose signature counts: one public key or, where keys come and go, a list of them that a root key has signed. A list says until when
 * each key was used and which was revoked; both are held against the date of the release, never against the clock.
 */
import { z } from 'zod';
import type { Host } from '../../host.ts';
import { parseCanonical } from '../../model/canonical-json.ts';
import { type PartialDate, parseDate } from '../../model/date.ts';
import { UsageFault } from '../../model/fault.ts';
import { openPublicKey, parsePublicKey, parseSignature, signatureProblem } from '../signing/signing.ts';
import type { TrustedKey } from './key-problem.ts';

/** `undefined` where whoever asks wants no signature looked at. */
export type Trust = readonly TrustedKey[] | undefined;

const date = z.custom<PartialDate>((value) => typeof value === 'string' && parseDate(value) !== undefined);

/** A key list: canonical JSON, signed as any file of a release. */
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

/** The keys of a list that stands with its signature, `FILE.minisig`, and was signed by the root key. */
export function keysOfList(host: Host, file: string, root: string): readonly TrustedKey[] {
  const refuse = (problem: string) => new UsageFault(`The list of keys "${file}" cannot be trusted: ${problem}.`);
  for (const one of [file, `${file}.minisig`]) if (host.kind(one) !== 'file') throw refuse(`there is no file "${one}"`);
  const bytes = host.read(file);
  const signature = parseSignature(new TextDecoder().decode(host.read(`${file}.minisig`)));
  if ('problem' in signature) throw refuse(signature.problem);
  const problem = signatureProblem(bytes, signature, openPublicKey(host, root));
  if (problem !== undefined) throw refuse(problem);
  const read = parseCanonical(bytes);
  if ('problem' in read) throw refuse(read.problem);
  const { data } = listForm.safeParse(read.value);
  if (!data) throw refuse('its form is wrong');
  return data.keys.map(({ key, ...told }) => {
    const parsed = parsePublicKey(key);
    if ('problem' in parsed) throw refuse(parsed.problem);
    return { ...parsed, ...told };
  });
}
