/**
 * Every kind of page is walked through with the Tab key alone: the first stop leads past the head of the page, each stop can be seen and
 * shows that it has the focus, the order is that of the page, nothing holds the focus fast, and nothing that a mouse can use is left out.
 * What a mouse or a finger aims at is large enough (WCAG 2.5.8).
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

interface Stop {
  /** Whether the walk was here before. */
  readonly again: boolean;
  /** On the element where it was before. */
  readonly stays: boolean;
  readonly name: string;
  readonly faults: readonly string[];
}

/** What has the focus now; `undefined` when the page as a whole has. */
function stop(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return undefined;
    const name = `<${at.tagName.toLowerCase()}> ${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 50)}`;
    /** A choice that is drawn by its label shows its focus there. */
    const shows = [at, ...('labels' in at && at.labels instanceof NodeList ? Array.from(at.labels) : [])].filter(
      (one) => one instanceof Element,
    );
    const ringed = shows.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    const boxes = shows.flatMap((one) => Array.from(one.getClientRects())).filter(({ width }) => width > 1);
    const onScreen = boxes.some(
      ({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    );
    /** WCAG 2.4.11: something of it is under nothing else. */
    const uncovered = boxes.some(({ left, right, top, bottom }) => {
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return shows.some((one) => over !== null && (one.contains(over) || over.contains(one)));
    });
    const faults = [
      ...(ringed ? [] : ['does not show that it has the focus']),
      ...(onScreen ? [] : ['is not on the screen']),
      ...(uncovered || !onScreen ? [] : ['is covered']),
      ...(at instanceof HTMLElement && at.tabIndex > 0 ? ['jumps the queue'] : []),
    ];
    // A page may put something in while it is walked through: places are told by the elements themselves.
    const page = globalThis as { walked?: Element[] }; // where `missed` looks for it
    const walked = (page.walked ??= []);
    const before = walked.at(-1);
    const stays = before === at;
    const again = walked.includes(at);
    if (before && at.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING) faults.push('comes too late');
    walked.push(at);
    return { again, stays, name, faults };
  });
}

/** Of a field for a date: day, month, year, and what opens the calendar. */
const MOST_PARTS = 4;

/** Every stop from the top of the page until the focus leaves it. A page that never lets it go ends the walk too. */
async function walk(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let parts = 1; parts <= MOST_PARTS;) {
    await page.keyboard.press('Tab');
    const next = await stop(page);
    if (!next || (next.again && !next.stays)) break;
    parts = next.stays ? parts + 1 : 1;
    if (!next.stays) stops.push(next);
  }
  return stops;
}

/** So many stops towards the top: there is what a page put in behind whoever walked on. */
async function walkBack(page: Page, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await page.keyboard.press('Shift+Tab');
    await stop(page);
  }
}

/** What a mouse can use and the walk did not come to; of a group of choices only that which is chosen is a stop. */
function missed(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { walked = [] } = globalThis as { walked?: readonly Element[] }; // left by the walk
    const usable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
    const idle = ':disabled, input[type="radio"]:not(:checked)';
    return Array.from(document.querySelectorAll(usable))
      .filter((one) => !one.matches(idle) && one.checkVisibility({ visibilityProperty: true }) && !walked.includes(one))
      .map((one) => one.outerHTML.slice(0, 120));
  });
}

describe('with the keyboard alone', () => {
  test.each(shown)('/%s is walked through', async (path) => {
    const { stops, left } = await withPage(async (page) => {
      await page.goto(address + path);
      const stops = await walk(page);
      const waiting = await missed(page);
      if (waiting.length > 0) await walkBack(page, stops.length + waiting.length);
      return { stops, left: await missed(page) };
    });
    expect(stops[0]?.name).toBe('<a> Skip to main content');
    expect(stops.flatMap(({ name, faults }) => faults.map((fault) => `${name} ${fault}`))).toEqual([]);
    expect(left).toEqual([]);
  });

  test('the first link leads past the head of the page', async () => {
    const [first, next] = await withPage(async (page) => {
      await page.goto(address);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const first = await page.evaluate(() => document.activeElement?.tagName);
      await page.keyboard.press('Tab');
      return [first, await page.evaluate(() => document.activeElement?.closest('main') !== null)];
    });
    expect([first, next]).toEqual(['MAIN', true]);
  });
});

/** Each thing that unfolds or is chosen, and does not do so with the keys that readers expect. */
async function unmoved(page: Page): Promise<readonly string[]> {
  const still: string[] = [];
  // The first of many are like the others.
  for (const summary of (await page.locator('summary:visible').all()).slice(0, 8)) {
    const open = () => summary.evaluate((one) => one.parentElement?.hasAttribute('open') ?? false);
    for (const key of ['Enter', 'Space']) {
      const before = await open();
      await summary.press(key);
      if ((await open()) === before) still.push(`${key} on ${await summary.textContent()}`);
    }
  }
  const chosen = await page.locator('main input[type="radio"]:checked').evaluateAll((all) => all.map(({ id }) => id));
  for (const radio of chosen.map((id) => page.locator(`#${id}`))) {
    const seen = () => page.evaluate(() => document.querySelector('main')?.innerText);
    const before = await seen();
    await radio.press('ArrowDown');
    if (await radio.isChecked()) still.push(`ArrowDown on ${await radio.getAttribute('id')}`);
    if ((await seen()) === before) still.push(`nothing is shown otherwise than with ${await radio.getAttribute('id')}`);
  }
  return still;
}

/**
 * What is aimed at and is neither 24 pixels wide and high, nor part of a sentence, nor so far from everything else that is aimed at that a
 * circle of 24 pixels round it touches none of that.
 */
function small(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const all = Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary'));
    const targets = all
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip'))
      .map((one) => {
        // A label is pressed in place of what it names.
        const named =
          'labels' in one && one.labels instanceof NodeList ? Array.from(one.labels as NodeListOf<Element>) : [];
        const boxes = [one, ...named].map((part) => part.getBoundingClientRect());
        return { one, box: boxes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? new DOMRect() };
      });
    return targets.flatMap(({ one, box }) => {
      const inline = (part: Element) => getComputedStyle(part).display === 'inline';
      let around: Element | null = one;
      while (around && inline(around)) around = around.parentElement;
      const inSentence = around !== one && (around?.textContent?.length ?? 0) > (one.textContent?.length ?? 0) + 2;
      if ((box.width >= 24 && box.height >= 24) || inSentence) return [];
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const near = targets.find((other) => {
        const across = Math.max(other.box.left - x, x - other.box.right, 0);
        const down = Math.max(other.box.top - y, y - other.box.bottom, 0);
        return other.one !== one && Math.hypot(across, down) < 12;
      });
      const name = `<${one.tagName.toLowerCase()} class="${one.className}"> in ${one.parentElement?.className}`;
      return near ? [`${name} ${box.width} × ${box.height}, beside "${near.one.textContent}"`] : [];
    });
  });
}

describe.each(shown)('on /%s', (path) => {
  test('the keyboard unfolds what is folded and makes every choice', async () => {
    const still = await withPage(async (page) => {
      await page.goto(address + path);
      return unmoved(page);
    });
    expect(still).toEqual([]);
  });

  test.each([1280, 320])('what is aimed at is large enough, %i pixels wide', async (width) => {
    const found = await withPage(
      async (page) => {
        await page.goto(address + path);
        return small(page);
      },
      { viewport: { width, height: 640 } },
    );
    expect([...new Set(found)]).toEqual([]);
  });
});
