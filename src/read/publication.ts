/** `press.yaml` to what the site says of itself. */
import { z } from 'zod';
import type { Host } from '../host.ts';
import { parseDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { decode } from './decode.ts';
import { checkFields } from './fields.ts';
import { list, markingName } from './scheme-fields.ts';
import { readYaml } from './yaml.ts';

const FILE = 'press.yaml';

const words = z.string().trim().min(1, { error: 'is empty' });

const address = words.refine((text) => /^https?:\/\/[^\s?#]+$/.test(text), {
  error: 'must be an address such as https://www.example.org/',
});

const fields = z.strictObject({
  title: words,
  publisher: words,
  'base-address': address.transform((text) => (text.endsWith('/') ? text : `${text}/`)),
  language: words.default('en-GB'),
  notice: words.optional(),
  'as-at': words
    .transform((text, context) => {
      const date = parseDate(text);
      if (date) return date;
      context.addIssue({ code: 'custom', message: 'is no date; write 2019-04-10' });
      return z.NEVER;
    })
    .optional(),
  /** Descriptors of the body's own, beside those of the marking scheme. */
  descriptors: list(markingName).default([]),
  contacts: z.array(z.strictObject({ label: words, value: words })).default([]),
});

export interface PublicationRead {
  readonly publication?: Publication | undefined;
  /** Absent where there are none. */
  readonly descriptors?: readonly string[] | undefined;
  readonly findings: readonly Finding[];
}

export function readPublication(host: Host, root: string): PublicationRead {
  if (host.kind(`${root}/${FILE}`) !== 'file') {
    return {
      findings: [finding('publication-missing', FILE, undefined, 'There is no press.yaml in the content folder.')],
    };
  }
  const { text, findings } = decode(FILE, host.read(`${root}/${FILE}`));
  if (text === undefined) return { findings };
  const yaml = readYaml(FILE, text, 1);
  const { checked: front, findings: mistakes } = checkFields(FILE, yaml, fields, Object.keys(fields.shape));
  if (!front) return { findings: mistakes };
  return {
    findings: [],
    descriptors: front.descriptors,
    publication: {
      title: front.title,
      publisher: front.publisher,
      baseAddress: front['base-address'],
      language: front.language,
      notice: front.notice,
      asAt: front['as-at'],
      contacts: front.contacts,
    },
  };
}
