/** Links between pages: from where, to what, the relative link. */
import { expect, test } from 'vitest';
import { canonical, linksFrom, linksFromAnywhere, pdfAddress } from '../../src/render/html/address.ts';

test.each([
  ['', '', './'],
  ['', 'guidance/', 'guidance/'],
  ['guidance/', '', '../'],
  ['guidance/a/2019/', 'guidance/a/2019/#c', '#c'],
  ['guidance/a/2019/', 'guidance/a/2019/', './'],
  ['guidance/a/2019/', 'guidance/a/2023/#c', '../2023/#c'],
  ['guidance/a/2019/', 'guidance/a/', '../'],
  ['guidance/a/2019/', 'foi/b/2019/', '../../../foi/b/2019/'],
  ['guidance/a/2019/', 'guidance/a/2019/a-2019.pdf', 'a-2019.pdf'],
  ['guidance/a/2019..2023/', 'assets/style.css', '../../../assets/style.css'],
  ['guidance/a/2019/', 'guidance/a/2019..2023/', '../2019..2023/'],
  ['404.html', 'assets/style.css', 'assets/style.css'],
])('from %j to %j: %s', (from, to, link) => {
  expect(linksFrom(from)(to)).toBe(link);
});

test('a relative link leads to its address from any base', () => {
  const [from, to] = ['guidance/a/2019/', 'foi/b/2019/#q1'];
  for (const base of ['https://example.org/', 'https://example.org/deep/er/', 'file:///somewhere/dist/']) {
    expect(new URL(linksFrom(from)(to) ?? '', base + from).href).toBe(base + to);
  }
});

test('links of a page that may be shown anywhere begin at the root of the server', () => {
  expect(linksFromAnywhere('https://example.org/press')('assets/style.css')).toBe('/press/assets/style.css');
});

test('addresses of other renditions', () => {
  expect(pdfAddress('guidance/a-work/2019/')).toBe('guidance/a-work/2019/a-work-2019.pdf');
  expect(pdfAddress('guidance/a-work/2019..2023/')).toBe('guidance/a-work/2019..2023/a-work-2019..2023.pdf');
  expect(canonical('https://example.org', 'guidance/')).toBe('https://example.org/guidance/');
});
