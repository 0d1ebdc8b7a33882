/** What holds of every file of the sample site: whatever leads into the site arrives, and each page has a strict security policy. */
import { describe, expect, test } from 'vitest';
import { securityFaults } from '../support/page-policy.ts';
import { pagesOf } from '../support/page-types.ts';
import { parseHtml } from '../support/read-html.ts';
import { SAMPLE_ADDRESS } from '../support/sample-corpus.ts';
import { sampleSite } from '../support/sample-site.ts';
import { deadLinks } from '../support/site-links.ts';

const { files } = await sampleSite();

test('every link of pages, feeds, data, site map and PDFs leads to a file and, behind "#", to an id that is there', async () => {
  expect(await deadLinks(files, SAMPLE_ADDRESS)).toEqual([]);
});

test('a link that leads nowhere is found in each kind of file', async () => {
  const page =
    '<a href="b/"></a><a href="#no"></a><a href="https://x.example/p/c.pdf"></a><a href="https://other.example/"></a>';
  const broken = {
    'index.html': Buffer.from(page),
    'feed.xml': Buffer.from('<link href="https://x.example/p/gone/"/>'),
    'data.json': Buffer.from('{"page":"https://x.example/p/#no"}'),
  };
  expect(await deadLinks(broken, 'https://x.example/p/')).toEqual([
    'index.html: https://x.example/p/c.pdf',
    'index.html: b/',
    'index.html: #no',
    'feed.xml: https://x.example/p/gone/',
    'data.json: https://x.example/p/#no',
  ]);
});

test('every page has a policy that admits nothing but the site itself, and nothing in it that the policy would forbid', () => {
  const found = Array.from(pagesOf(files), ([file, root]) => [file, securityFaults(root)] as const);
  expect(found.filter(([, faults]) => faults.length > 0)).toEqual([]);
});

const policy = (content: string) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;
const STRICT = policy("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self'");

describe('what is no strict policy is told', () => {
  test.each([
    ['', ['0 policies']],
    [STRICT, []],
    [`<link href="a.css">${STRICT}`, ['the policy stands behind what it is to govern']],
    [policy("default-src 'self'; base-uri 'none'; form-action 'none'"), ["default-src is not 'none'"]],
    [STRICT.replace("'self'", "'unsafe-inline'"), ["style-src admits 'unsafe-inline'"]],
    [STRICT.replace("'self'", 'https:'), ['style-src admits https:']],
    [
      STRICT.replace('style-src', 'script-src').replace("'self'", "'wasm-unsafe-eval'"),
      ["script-src admits 'wasm-unsafe-eval'"],
    ],
    [`${STRICT}<p style="a">`, ['<p style>']],
    [`${STRICT}<script>a</script><b onclick="a">`, ['a <script>', '<b onClick>']],
    [`${STRICT}<script type="application/ld+json">{}</script>`, []],
  ])('%s', (html, faults) => {
    expect(securityFaults(parseHtml(html))).toEqual(faults);
  });
});
