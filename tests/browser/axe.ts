/** axe-core on a page that is open in the browser. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe says about the page as it stands: for each violation the rule, its level, and where. */
export async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const found = await page.evaluate(
    async (only) => {
      const { axe: run } = globalThis as unknown as { axe: typeof axe }; // `openForAxe` put it there
      const { violations: all } = await run.run(document, {
        resultTypes: ['violations'],
        // WCAG 2.5.8 is measured in no run unless it is asked for.
        ...(only ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } }),
      });
      return all.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(' ')}: ${failureSummary}`),
      );
    },
    rules && [...rules],
  );
  return found;
}

export async function openForAxe(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  await page.evaluate(axe.source);
}
