/** What a reader would lose on a page as it is laid out now: words beyond the edge, cut off, or under others. What is folded is unfolded. */
import type { Page } from 'playwright-core';

/** What is wrong with how the page is laid out, each with the words at the place. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    document.querySelectorAll('details').forEach((one) => (one.open = true));
    const named = (element: Element) =>
      `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.textContent ?? '').trim().slice(0, 40)}`;
    const wide = document.documentElement.clientWidth;
    /** The box in which a reader may scroll sideways: for tables and code, and in reach of the keyboard. */
    const scrolls = (element: Element) => getComputedStyle(element).overflowX === 'auto';
    const boxOf = (element: Element): Element | undefined => {
      for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
        if (scrolls(at)) return at;
      }
      return undefined;
    };
    const words: { readonly box: DOMRect; readonly element: Element; readonly node: Node }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || node.textContent?.trim() === '' || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      words.push(...Array.from(range.getClientRects(), (box) => ({ box, element, node })));
    }
    /** For ears only, or off the screen until the keyboard comes. */
    const unseen = (element: Element): boolean =>
      element.matches('.skip') ||
      getComputedStyle(element).clipPath === 'inset(50%)' ||
      (element.parentElement !== null && unseen(element.parentElement));
    const seen = words.filter(({ element }) => !unseen(element));
    const found: string[] = [];
    if (document.documentElement.scrollWidth > wide)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const { box, element } of seen) {
      const within = boxOf(element);
      if (box.right > wide + 1 && !within) found.push(`beyond the edge: ${named(element)}`);
      const sideways = within && within.scrollWidth > within.clientWidth + 1;
      if (sideways && !within.querySelector('table, code') && !within.matches('pre'))
        found.push(`a box that scrolls sideways and holds no table: ${named(within)}`);
      if (sideways && !within.matches('[tabindex="0"]'))
        found.push(`a box that the keyboard cannot scroll: ${named(within)}`);
      for (let at: Element | null = element; at && at !== document.body && !scrolls(at); at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge = at.getBoundingClientRect();
        if (box.right > edge.right + 1 || box.bottom > edge.bottom + 1) found.push(`cut off: ${named(element)}`);
      }
    }
    // Of two pieces of text that overlap one hides the other; a pixel or two of leading is none of either.
    const sorted = seen.toSorted((a, b) => a.box.top - b.box.top);
    sorted.forEach((one, index) => {
      for (const other of sorted.slice(index + 1)) {
        if (other.box.top > one.box.bottom - 3) break;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        const least = Math.min(one.box.height, other.box.height);
        if (one.node !== other.node && across > 2 && down > least / 2 && boxOf(one.element) === boxOf(other.element))
          found.push(`on top of each other: ${named(one.element)} and ${named(other.element)}`);
      }
    });
    return [...new Set(found)];
  });
}
