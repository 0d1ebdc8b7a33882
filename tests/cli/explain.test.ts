/** Every rule has its page, and the examples on the pages are true: "before" raises the rule and nothing else, "after" nothing. */
import { describe, expect, test } from 'vitest';
import { rulePages } from '../../src/cli/rule-pages.ts';
import { machine } from '../../src/host.ts';
import { type Rule, RULES } from '../../src/model/finding.ts';
import { levelProblem } from '../../src/model/levels.ts';
import { examine } from '../../src/examine.ts';
import { press } from '../support/command.ts';
import { folderOf } from '../support/folder.ts';
import { folderFor } from '../support/rule-examples.ts';

const PAGES = rulePages(machine);

/** Rules that no text between two fences can raise: they are about files, also those of other programs, pictures or printed letters, about what was published, or need other schemes. */
const UNWRITABLE = [
  'answer-due-unknown',
  'classification-scheme',
  'content-empty',
  'correction-lost',
  'directive-place',
  'edition-duplicate',
  'file-encoding',
  'file-kind',
  'file-link',
  'file-size',
  'glyph-missing',
  'ground-date',
  'image-alt',
  'image-damaged',
  'image-form',
  'import-columns',
  'import-comment',
  'import-corrupt',
  'import-encrypted',
  'import-format',
  'import-hidden',
  'import-limit',
  'import-scanned',
  'import-tracked',
  'include-depth',
  'ledger-chain',
  'ledger-entry',
  'markdown-limit',
  'matter-limit',
  'publication-missing',
  'published-differs',
  'published-missing',
  'render-failed',
  'scheme-date',
  'scheme-file',
  'scheme-tiers',
  'text-direction',
  'withheld-file',
  'withheld-leak',
  'withheld-uncovered',
  'withheld-unprovable',
  'withheld-whole',
];

const rulesIn = (files: NonNullable<ReturnType<typeof folderFor>>) => [
  ...new Set(examine(machine, folderOf(files)).findings.map(({ rule }) => rule)),
];

test('there is a page for every rule, and none for anything else', () => {
  expect([...PAGES.keys()].toSorted()).toEqual(Object.keys(RULES).toSorted());
});

test('every rule that can be shown is shown', () => {
  const silent = [...PAGES].filter(([, page]) => !folderFor(page, 'before')).map(([name]) => name);
  expect(silent.toSorted()).toEqual(UNWRITABLE);
});

/** What the law or good practice asks of an author, and no law of the program relies on. */
const DUTIES = [
  'change-minor',
  'change-unaccounted',
  'exemptions-differ',
  'harm-missing',
  'outcome-differs',
  'outcome-undated',
  'public-interest-missing',
  'question-unanswered',
  'refusal-rights',
  'schedule-differs',
];

test('no error can be lowered but those that are named here', () => {
  const names = Object.keys(RULES) as Rule[]; // keys() forgets the literal types
  const errors = names.filter((name) => RULES[name].severity === 'error');
  expect(errors.filter((name) => levelProblem(name, 'warning') === undefined).toSorted()).toEqual(DUTIES);
});

describe.each([...PAGES])('the page of %s', (name, page) => {
  test('says in sentences what the rule means', () => {
    expect(page.meaning).toMatch(/^\S.*\.$/s);
    expect(page.meaning).not.toContain('```');
  });

  const [before, after] = [folderFor(page, 'before'), folderFor(page, 'after')];
  test.runIf(before)('before', () => {
    expect(rulesIn(before ?? {})).toEqual([name]);
  });
  test.runIf(after)('after', () => {
    expect(rulesIn(after ?? {})).toEqual([]);
  });
});

describe('press explain', () => {
  test('shows the page of a rule', () => {
    const { exit, out } = press(['explain', 'table-cells']);
    expect({ exit, out }).toEqual({
      exit: 0,
      out: `table-cells

A row of a table has more cells than its header.

Why it matters
    A cell beyond the header row has no heading, and some readers never see it.

What to do
    Give the header row as many cells, or write "\\|" for a bar that is part of the text.

It is always an error: what is published would be wrong or unsafe without it.

Before
    | Day | Hours |
    | --- | ----- |
    | Monday | 9 to 5 | Closed at noon |

After
    | Day | Hours | Note |
    | --- | ----- | ---- |
    | Monday | 9 to 5 | Closed at noon |
`,
    });
  });

  test('without a rule it lists them, and which have a level of their own', () => {
    const { exit, out } = press(['explain']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^html-raw +error$/m);
    expect(out).toMatch(/^change-minor +error \*$/m);
  });

  test('a rule that is none is wrong usage, with the one that was meant', () => {
    expect(press(['explain', 'tabel-cells'])).toEqual({
      exit: 2,
      out: '',
      error: 'press: There is no rule "tabel-cells"; did you mean "table-cells"?\n',
    });
  });
});
