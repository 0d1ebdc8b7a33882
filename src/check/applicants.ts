/** Whoever asked is named nowhere: not in the table of the document, not in its title, not in a salutation. */
import type { EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { placeIn } from '../model/places.ts';

const LABEL =
  /^(?:(?:name of )?(?:the )?(?:applicant|requester|requestor|enquirer|complainant)|requested by|request from)\b/i;
const NAMED = /\b(?:from|by|to|for|of) (?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? \p{Lu}/u;

export function checkApplicants({ standing, matter, answer, file, places }: EditionEntry): readonly Finding[] {
  if (!standing.disclosure) return [];
  const rows = standing.control.flatMap(({ label }, index) =>
    LABEL.test(label)
      ? [
          finding(
            'applicant-named',
            file,
            placeIn(places, ['document-control', index, 'label']),
            'The row is for the person who asked.',
          ),
        ]
      : [],
  );
  const fields = (['title', 'summary'] as const).filter((field) => NAMED.test(matter[field] ?? ''));
  const named = fields.map((field) =>
    finding('applicant-salutation', file, placeIn(places, [field]), `The ${field} may name the person who asked.`),
  );
  const message = 'The salutation may name the person who asked.';
  const greeted = answer?.salutation ? [finding('applicant-salutation', file, answer.salutation, message)] : [];
  return [...rows, ...named, ...greeted];
}
