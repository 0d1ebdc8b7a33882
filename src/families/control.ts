/**
 * The document-control table that stands on the first page. A historic record keeps the labels and values that it prints;
 * otherwise the rows are those of the police templates, and a field that is not recorded says so.
 */
import { formatDate } from '../model/date.ts';
import type { ControlRow, Disclosable, Fact } from '../model/edition.ts';
import { formatMarking } from '../model/marking.ts';
import type { CommonFields } from './fields.ts';

const NOT_STATED = 'Not stated';

const DISCLOSABLE_WORDS: Readonly<Record<Disclosable, string>> = {
  yes: 'Yes',
  'in-part': 'In part',
  closed: 'Closed',
  'not-stated': NOT_STATED,
};

function classification(fields: CommonFields): string {
  const marking = formatMarking(fields.classification);
  const printed = fields['classification-as-printed'];
  const original = fields['classification-original'];
  const notes = [
    ...(printed && printed !== marking ? [`as printed: ${printed}`] : []),
    ...(original ? [`originally ${formatMarking(original)}`] : []),
  ];
  return notes.length > 0 ? `${marking} (${notes.join('; ')})` : marking;
}

export function controlRows(fields: CommonFields): readonly ControlRow[] {
  return (
    fields['document-control'] ?? [
      { label: 'Security classification', value: classification(fields) },
      {
        label: 'Disclosable under FOI Act 2000',
        value: fields['foi-disclosable-as-printed'] ?? DISCLOSABLE_WORDS[fields['foi-disclosable']],
      },
      { label: 'Author', value: fields.author.join('; ') || NOT_STATED },
      { label: 'Force or organisation', value: fields['force-organisation'] ?? NOT_STATED },
      { label: 'Coordination committee', value: fields['coordination-committee'] ?? NOT_STATED },
      { label: 'Date created', value: formatDate(fields['date-created']) },
    ]
  );
}

/** Rows of those facts that are known; a marking that a record first carried and does not itself print is one of them. */
export function factRows(
  fields: CommonFields,
  rows: readonly (readonly [
    label: string,
    value: string | undefined,
    more?: Pick<Fact, 'href' | 'listed' | 'during' | 'since'>,
  ])[],
): readonly Fact[] {
  const original = fields['document-control'] && fields['classification-original'];
  const marked = [['Original classification', original && formatMarking(original)]] as const;
  return [...marked, ...rows].flatMap(([label, value, more]) => (value ? [{ label, value, ...more }] : []));
}
