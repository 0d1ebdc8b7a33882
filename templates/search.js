// The search page: what is typed goes to the index that lies beside it, in parts and without any server; answers become links to
// clauses. The words of the documents are put in as text, never as markup. Without this script the page leads to the lists.

const root = new URL('..', import.meta.url);
const SHOWN = 10;
const CLAUSES = 4;
const PAUSE = 250;

const byId = (id) => document.getElementById(`page_${id}`);
const [form, words, status, list, more, widen] = ['search', 'q', 'status', 'list', 'more', 'widen'].map(byId);
const choices = ['family', 'editions', 'year'].map((name) => form.elements[name]);

let index;
function openIndex() {
  index ??= import(new URL('search/index/pagefind.js', root)).then(async (found) => {
    await found.options({ baseUrl: root.pathname, noWorker: true, excerptLength: 32, excerptEllipsis: '…' });
    await found.init();
    return found;
  });
  return index;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The index marks what was found by tags, and writes signs of markup that an author typed as references. */
function excerptOf(text) {
  const plain = (part) => part.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return text
    .split(/<mark>(.*?)<\/mark>/s)
    .map((part, at) => (at % 2 === 1 ? element('mark', { textContent: plain(part) }) : plain(part)));
}

function clauseEntry({ title, url, excerpt, anchor }, opening) {
  const name = anchor ? title : opening;
  return element(
    'li',
    {},
    element('a', { href: url, textContent: name }),
    element('p', { className: 'excerpt' }, ...excerptOf(excerpt)),
  );
}

function entryOf({ url, meta, sub_results: clauses, excerpt }) {
  const title = element('a', { href: url, textContent: `${meta.title}, ${meta.edition}` });
  const badge = (kind, textContent) => element('span', { className: `badge badge-${kind}`, textContent });
  const state = element(
    'p',
    { className: 'entry-state' },
    badge(meta.kind, meta.state),
    ...(meta.text ? [badge(meta.status, meta.text)] : []),
  );
  const found = clauses.length > 0 ? clauses : [{ title: meta.title, url, excerpt }];
  const shown = found.slice(0, CLAUSES).map((one) => clauseEntry(one, 'Opening'));
  const rest = found.length - shown.length;
  return element(
    'li',
    { className: 'result', ...(meta.language && { lang: meta.language }) },
    element('h3', {}, title),
    state,
    element('ul', { className: 'found' }, ...shown),
    ...(rest > 0
      ? [
          element('p', {
            className: 'hint',
            textContent: `and ${rest === 1 ? '1 more clause' : `${rest} more clauses`}`,
          }),
        ]
      : []),
  );
}

const documents = (count) => (count === 1 ? '1 document' : `${count} documents`);

let waiting = [];
const next = () => Promise.all(waiting.splice(0, SHOWN).map((one) => one.data()));

function append(entries) {
  list.append(...entries);
  more.hidden = waiting.length === 0;
}

async function showMore() {
  const entries = (await next()).map(entryOf);
  append(entries);
  entries[0]?.querySelector('a').focus();
}

function clearResults(message) {
  waiting = [];
  list.replaceChildren();
  list.hidden = more.hidden = widen.hidden = true;
  status.textContent = message;
}

function filtersNow() {
  const [family, editions, year] = choices.map(({ value }) => value);
  return {
    ...(family && { family }),
    ...(editions !== 'all' && { edition: editions }),
    ...(year && { year }),
  };
}

const lettersOf = (word) =>
  word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** A word that no document has is answered by the index with shorter ones, "c/o" for "consent": that is no answer. */
function isAnswer(question, found) {
  const wanted = question.split(/\s+/).map((word) => lettersOf(word).slice(0, 3));
  const matched = found.flatMap(({ content, locations }) => {
    const all = content.split(/\s+/);
    return locations.map((at) => lettersOf(all[at] ?? ''));
  });
  return wanted.every((letters) => matched.some((word) => word.includes(letters)));
}

function foundWords(question, count, all) {
  if (count > 0) return `Found in ${documents(count)}.`;
  if (all === 0) return `Nothing was found for “${question}”.`;
  return `Nothing was found for “${question}” with these choices. Without them it is found in ${documents(all)}, earlier editions counted.`;
}

let asked = 0;
async function search() {
  const question = words.value.trim().slice(0, 200);
  const own = ++asked;
  if (question === '') return clearResults('Type the words to look for.');
  try {
    const found = await (await openIndex()).search(question, { filters: filtersNow() });
    if (own !== asked) return;
    waiting = found.results.slice();
    const first = await next();
    if (own !== asked) return;
    const [shown, rest] = isAnswer(question, first) ? [first, waiting] : [[], []];
    const all = shown.length === 0 && first.length > 0 ? 0 : found.unfilteredResultCount;
    clearResults(foundWords(question, shown.length + rest.length, all));
    widen.hidden = shown.length > 0 || all === 0;
    list.hidden = shown.length === 0;
    waiting = rest;
    append(shown.map(entryOf));
  } catch {
    clearResults('The search could not be loaded. Every document is in the lists below.');
  }
}

/** The question stands in the address, so that it can be sent, kept and gone back to. */
function remember(step) {
  const asking = new URLSearchParams(
    [...new FormData(form)].filter(([name, value]) => value !== '' && !(name === 'editions' && value === 'leading')),
  );
  const address = `${location.pathname}${asking.size > 0 ? `?${asking}` : ''}`;
  if (step) history.pushState(undefined, '', address);
  else history.replaceState(undefined, '', address);
}

function recall() {
  const asking = new URLSearchParams(location.search);
  words.value = asking.get('q') ?? '';
  for (const choice of choices) {
    const wanted = asking.get(choice.name) ?? choice.options[0].value;
    choice.value = [...choice.options].some(({ value }) => value === wanted) ? wanted : choice.options[0].value;
  }
}

let pause;
function later() {
  clearTimeout(pause);
  pause = setTimeout(() => {
    remember(false);
    search();
  }, PAUSE);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  remember(true);
  search();
});
words.addEventListener('focus', () => void openIndex().catch(() => undefined), { once: true });
words.addEventListener('input', later);
for (const choice of choices) choice.addEventListener('change', later);
more.firstElementChild.addEventListener('click', showMore);
widen.firstElementChild.addEventListener('click', () => {
  [choices[0].value, choices[1].value, choices[2].value] = ['', 'all', ''];
  remember(true);
  search();
  words.focus();
});
addEventListener('popstate', () => {
  recall();
  search();
});

recall();
search();
