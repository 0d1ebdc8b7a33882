/** The part of the catalogue of `finding.ts` that is about what was published: the ledger, and corrections of published editions. */
import { error, type RuleText } from './rule.ts';

export const PUBLISHED_RULES = {
  'published-differs': error(
    'What was published is what people acted on and cite; a silent change of it would make the record false.',
    'Restore the words; or begin a new edition; or declare the change under "corrections", with date, reason and clauses.',
  ),
  'published-missing': error(
    'An edition that was published is looked for at its address for years.',
    'Put the file back. To take back its text, state "text: not-held" and declare that under "corrections".',
  ),
  'correction-clause': error(
    'A correction tells readers which clauses it changed, with their old and new text.',
    'Name the clauses that differ from what was published; leave out what does not.',
  ),
  'correction-lost': error(
    'A correction that was published is a part of the record.',
    'Put the corrections back as they were, oldest first, and add new ones behind them.',
  ),
  'ledger-entry': error(
    'What was published can be proved only by entries that are whole.',
    'Take the file from the last release, or from the history of the repository, as it was.',
  ),
  'ledger-chain': error(
    'Entries are numbered and each names the digest of the one before: the ledger shows that none was lost or replaced.',
    'Take the folder "published" from the last release, or from the history of the repository, as it was.',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
