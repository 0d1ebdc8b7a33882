/** Long lists in pages: their addresses, what stands on each, and the ways from one to the next. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Linker } from '../render/html/html.ts';

/** One page of a list; `from` counts from 1. */
export interface ListPage<Item> {
  readonly address: string;
  readonly number: number;
  readonly items: readonly Item[];
  readonly from: number;
}

/** The first page has the address of the list itself; further ones lie below it. There is always one, if an empty one. */
export function pagesOf<Item>(address: string, items: readonly Item[], size: number): readonly ListPage<Item>[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, index) => ({
    address: index === 0 ? address : `${address}page-${index + 1}/`,
    number: index + 1,
    items: items.slice(index * size, (index + 1) * size),
    from: index * size + 1,
  }));
}

/** Pages near this one, and the ends: no more than a phone has room for. */
function shownNumbers(number: number, count: number): readonly number[] {
  const wanted = new Set([1, count, number - 1, number, number + 1]);
  return [...wanted].filter((one) => one >= 1 && one <= count).sort((a, b) => a - b);
}

/** The ways to other pages of a list; nothing where it has one page. */
export function pagingNav<Item>(
  pages: readonly ListPage<Item>[],
  { number }: ListPage<Item>,
  link: Linker,
): readonly Element[] {
  if (pages.length < 2) return [];
  const to = (target: number, words: string, rel?: string): readonly ElementContent[] => {
    const page = pages[target - 1];
    return page ? [h('li', { className: rel ?? [] }, h('a', { href: link(page.address), rel }, words))] : [];
  };
  const numbers = shownNumbers(number, pages.length);
  const items = numbers.flatMap((one, index): readonly ElementContent[] => {
    const gap = one - (numbers[index - 1] ?? one - 1) > 1 ? [h('li', { ariaHidden: 'true' }, '…')] : [];
    const page = pages[one - 1];
    const current = one === number ? { ariaCurrent: 'page' } : {};
    const words = [h('span', { className: 'hidden' }, 'Page '), String(one)];
    return page ? [...gap, h('li', h('a', { href: link(page.address), ...current }, words))] : [];
  });
  return [
    h(
      'nav',
      { className: 'paging', ariaLabel: 'Pages of this list' },
      h('ul', [...to(number - 1, 'Previous', 'prev'), ...items, ...to(number + 1, 'Next', 'next')]),
    ),
  ];
}
