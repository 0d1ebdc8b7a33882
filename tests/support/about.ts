/** What a build is about, for tests that publish files of their own. */
import { ledgerOf } from '../../src/ledger/ledger.ts';
import type { PartialDate } from '../../src/model/date.ts';
import type { About } from '../../src/release/release.ts';
import { PUBLICATION } from './edition.ts';

export const ABOUT: About = {
  publication: PUBLICATION,
  audience: 'public',
  asAt: '2025-01-01' as PartialDate,
  ledger: ledgerOf([]),
  partsOf: () => [],
};
