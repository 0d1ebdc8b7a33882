/**
 * What the documents of this repository look like when they are published, in forms that a person can read in a change: the page,
 * the laid-out PDF as text, the data, and the comparison as on a terminal. Rewritten with `npx vitest run -u tests/golden`; read
 * the difference before it is accepted.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diff, history, outlineOf, transition } from '../../src/diff/diff.ts';
import { clear } from '../../src/clear/clear.ts';
import { machine } from '../../src/host.ts';
import { editionPage, comparisonPage } from '../../src/render/html/html.ts';
import { comparisonJson, editionJson } from '../../src/render/json/json.ts';
import { layoutComparison, layoutEdition, printPages } from '../../src/render/pdf/pdf.ts';
import { openPress } from '../../src/render/render.ts';
import { comparisonText } from '../../src/render/text/text.ts';
import { comparedPairs, type Surroundings, surroundingsIn } from '../../src/model/surroundings.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { inspect } from '../../src/examine.ts';
import { effectiveDate } from '../../src/rewind/rewind.ts';

const { checked } = inspect(machine, 'content');
if (!checked) throw new Error('content/ has errors');
const asAt = checked.publication.asAt ?? effectiveDate(machine, undefined, checked.publication);
const press = openPress(machine);

function cleared(identifier: string): { readonly edition: Cleared; readonly around: Surroundings } {
  const work = [...(checked?.works.values() ?? [])].find(({ editions }) => editions.some((entry) => entry.identifier === identifier));
  if (!checked || !work) throw new Error(`no edition ${identifier}`);
  const open = ({ identifier: name }: { readonly identifier: string }) => clear(checked.load(name), 'public');
  const transitions = comparedPairs(work, asAt).map((pair) => {
    const [old, newer] = [open(pair[0]), open(pair[1])];
    return transition(diff(old, newer), old, newer);
  });
  const around = surroundingsIn(checked, asAt)(work);
  const known = history(work.editions.map(open).map(outlineOf), transitions, around.work.inForce);
  return { edition: open({ identifier }), around: { ...around, history: known } };
}

const golden = (folder: string, file: string) => path.resolve('tests/golden', folder, file);

describe.each([
  ['consultations/sex-work-guidance-2024@2024-04-29', 'letter'],
  ['foi/059-19@2019-04-10', 'foi-answer'],
  ['guidance/sex-work@2019', 'guidance-2019'],
  ['guidance/sex-work@2023', 'guidance-2023'],
])('%s', (identifier, folder) => {
  test('as a page', async () => {
    const { edition, around } = cleared(identifier);
    await expect(editionPage(edition, around, press.templates)).toMatchFileSnapshot(golden(folder, 'page.html'));
  });

  test('as laid-out pages', async () => {
    const { edition, around } = cleared(identifier);
    const { pages } = layoutEdition(edition, around, { style: press.style, fonts: await press.fonts() });
    await expect(printPages(pages)).toMatchFileSnapshot(golden(folder, 'pages.txt'));
  });

  test('as data', async () => {
    const { edition, around } = cleared(identifier);
    await expect(editionJson(edition, around)).toMatchFileSnapshot(golden(folder, 'edition.json'));
  });
});

describe('guidance/sex-work@2019..2023', () => {
  const old = cleared('guidance/sex-work@2019').edition;
  const { edition: newer, around } = cleared('guidance/sex-work@2023');
  const comparison = diff(old, newer);
  const became = transition(comparison, old, newer);

  test('as a page', async () => {
    await expect(comparisonPage(comparison, around, press.templates, became)).toMatchFileSnapshot(
      golden('comparison', 'page.html'),
    );
  });
  test('as laid-out pages', async () => {
    const setting = { style: press.style, fonts: await press.fonts() };
    const { pages } = layoutComparison(comparison, around, setting, became);
    await expect(printPages(pages)).toMatchFileSnapshot(golden('comparison', 'pages.txt'));
  });
  test('as data', async () => {
    await expect(comparisonJson(comparison)).toMatchFileSnapshot(golden('comparison', 'comparison.json'));
  });
  test('on a terminal', async () => {
    await expect(comparisonText(comparison, { colour: false, width: 100 })).toMatchFileSnapshot(
      golden('comparison', 'terminal.txt'),
    );
  });
});
