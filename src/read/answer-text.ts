/** The public text of an answer to a request, to what the checks of such answers go by. */
import { childBlocks, walkBlocks } from '../model/clauses.ts';
import type { Block, BlockOf } from '../model/document.ts';
import type { AnswerText } from '../model/edition.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import { textOfBlocks, textOfInlines } from '../model/text.ts';
import { placeOf } from './reading.ts';

const START = { line: 1, column: 1 };

/** "Dear Ms …", "Dear Jo", "DEAR MR …". */
const SALUTATION = /^(?:Dear|DEAR) (\p{Lu}.*)/u;
/** Those who are nobody in particular. */
const NOBODY =
  /^(?:sirs?|madam|applicant|requester|requestor|enquirer|correspondent|all|colleagues?|member of the public|anonymous)\b/i;

const NUMBER = /\d{1,3}[A-Z]{0,2}(?: ?\([0-9A-Za-z]{1,4}\))*/g;
/** "section 40(2)", "sections 31(1)(a) and 40(2)", "s.40(2)". */
const SECTIONS = new RegExp(
  `\\b(?:[Ss]ections?|[Ss]\\.?) ?${NUMBER.source}(?:(?:,| and| or|, and) ${NUMBER.source})*`,
  'g',
);

function greetsSomebody(words: string): boolean {
  const [, whom] = SALUTATION.exec(words) ?? [];
  return whom !== undefined && !NOBODY.test(whom);
}

/** The outermost include around each passage on review, for its place, and the innermost, for where it was written. */
function* rightsIn(
  blocks: readonly Block[],
  outermost?: BlockOf<'include'>,
  innermost?: BlockOf<'include'>,
): Generator<AnswerText['rights'][number]> {
  for (const block of blocks) {
    if (block.type !== 'reviewRights') {
      const include = block.type === 'include' ? block : undefined;
      yield* rightsIn(childBlocks(block), outermost ?? include, include ?? innermost);
      continue;
    }
    const source = innermost && `${innermost.source.work}@${innermost.source.edition}`;
    yield { text: textOfBlocks(block.children), place: placeOf(outermost ?? block) ?? START, source };
  }
}

export function answerText(body: readonly Block[]): AnswerText {
  const shown = withoutWithheld(body);
  const salutations = walkBlocks(shown).flatMap((block) =>
    block.type === 'paragraph' && greetsSomebody(textOfInlines(block.children)) ? [block] : [],
  );
  const [first] = salutations;
  const spoken = textOfBlocks(shown).match(SECTIONS) ?? [];
  const sections = new Set(
    spoken.flatMap((words) => words.match(NUMBER)?.map((number) => number.replaceAll(' ', '')) ?? []),
  );
  return { rights: [...rightsIn(shown)], salutation: first && placeOf(first), sections: [...sections] };
}
