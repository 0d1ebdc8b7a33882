/** The part of the catalogue of `finding.ts` that is about grounds for withholding and answers under the Freedom of Information Act. */
import { duty, error, type RuleText, warning } from './rule.ts';

export const DISCLOSURE_RULES = {
  'ground-unknown': error(
    'The notice in the place of what is withheld names the exemption and its title, so it must be one.',
    'Cite section and limb as in ground="s.31(1)(a)", or a name of schemes/grounds.yaml in what is no answer under the Act.',
  ),
  'ground-limb': error(
    'A refusal specifies the exemption in question (section 17(1)(b) of the Act), and each limb is one of its own.',
    'Write the limb behind the section, for instance "s.31(1)(a)".',
  ),
  'ground-date': error(
    'A document cites the Act as it stood on the day of the document.',
    'Cite the limb that was in force, or correct the date.',
  ),
  'exemptions-differ': duty(
    'The log of answers, the answer and its notices must name the same exemptions.',
    'Make "exemptions" in the front matter the list of the grounds that the text withholds or refuses on.',
  ),
  'schedule-differs': duty(
    'A schedule that leaves something out misleads whoever asked.',
    'Correct the row, or leave "schedule" out: the page has one of its own.',
  ),
  'outcome-differs': duty(
    'Readers and the log go by the outcome, so it must be that of the answers.',
    'Correct the outcome of the document or of the answer, or name the ground.',
  ),
  'public-interest-missing': duty(
    'On a qualified exemption the refusal gives the reasons for the balance of public interest (section 17(3) of the Act).',
    'Add ":::public-interest{ground=…}" with what speaks for disclosure, what against, and which weighs more.',
  ),
  'harm-missing': duty(
    'An exemption that rests on prejudice applies only where disclosure would, or would be likely to, do the harm.',
    'Add ":::harm{ground=…}" with the harm, to what, and how disclosure would cause it.',
  ),
  'refusal-reason': warning(
    'A refusal says why the exemption applies, where that is not apparent (section 17(1)(c) of the Act).',
    'Say why in the text, naming the section; where the reason would itself disclose what is withheld, leave it (section 17(4)).',
  ),
  'refusal-rights': duty(
    'A refusal tells of the complaints procedure and of the right to go to the Commissioner (section 17(7) of the Act).',
    'Add ":::review-rights", or include a passage that holds it.',
  ),
  'rights-missing': warning(
    'Whoever is not content with an answer needs to know what can be done (part 5 of the section 45 Code).',
    'Add ":::review-rights", or include a passage that holds it.',
  ),
  'rights-outdated': warning(
    'Review rights are those in force on the day of the answer; old addresses lead nowhere.',
    'Use the passage or the fact of that day. A historic record keeps what it printed.',
  ),
  'answer-late': warning(
    'A request is answered promptly and by the twentieth working day following receipt (section 10(1) of the Act).',
    'Correct a wrong date; otherwise nothing can mend it.',
  ),
  'answer-due-unknown': warning(
    'Without the bank holidays of the year nobody knows when the answer was due.',
    'Add the year to schemes/bank-holidays.yaml, or correct the date.',
  ),
  'applicant-salutation': warning(
    'Those who ask for information are never named in what is published.',
    'Leave the name out; the record of the letter stays with whoever sent it.',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
