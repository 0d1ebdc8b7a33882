// The search page: what is typed goes to the index that lies beside it, in parts and without any server; answers become links to
// clauses. The words of the documents are put in as text, never as markup. Without this script the page leads to the lists.

import { excerptsOf } from './search-excerpts.js';
import { fetched, openSearch } from './search-site.js';

const root = new URL('..', import.meta.url);
const SHOWN = 10;
const CLAUSES = 4;
const PAUSE = 250;

const byId = (id) => document.getElementById(`page_${id}`);
const [form, words, status, list, more, widen] = ['search', 'q', 'status', 'list', 'more', 'widen'].map(byId);
const choices = ['family', 'editions', 'year'].map((name) => form.elements[name]);

let index;
function opened() {
  index ??= openSearch(root);
  return index;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function clauseEntry({ id, name, pieces }, page) {
  const marked = pieces().map((piece, at) => (at % 2 === 1 ? element('mark', { textContent: piece }) : piece));
  return element(
    'li',
    {},
    element('a', { href: id === undefined ? page : `${page}#${id}`, textContent: name }),
    element('p', { className: 'excerpt' }, ...marked),
  );
}

function entryOf(text, found) {
  const page = new URL(text.address, root).pathname;
  const title = element('a', { href: page, textContent: `${text.title}, ${text.edition}` });
  const badge = (kind, textContent) => element('span', { className: `badge badge-${kind}`, textContent });
  const state = element(
    'p',
    { className: 'entry-state' },
    badge(text.kind, text.state),
    ...(text.label ? [badge(text.status, text.label)] : []),
  );
  const shown = found.slice(0, CLAUSES).map((one) => clauseEntry(one, page));
  const rest = found.length - shown.length;
  const further = `and ${rest === 1 ? '1 more clause' : `${rest} more clauses`}`;
  return element(
    'li',
    { className: 'result', ...(text.language && { lang: text.language }) },
    element('h3', {}, title),
    state,
    element('ul', { className: 'found' }, ...shown),
    ...(rest > 0 ? [element('p', { className: 'hint', textContent: further })] : []),
  );
}

const documents = (count) => (count === 1 ? '1 document' : `${count} documents`);

/** Addresses of what is found and not yet shown, and what was asked for. */
let waiting = [];
let question = [];

/** The next results: each document is read for its words. */
async function next(addresses, asking) {
  const { termOf } = await opened();
  const read = async (address) =>
    (await fetched(new URL(`search/texts/${address.slice(0, -1)}.json`, root), 'no-cache')).json();
  const texts = await Promise.all(addresses.map(read));
  return texts.map((text) => entryOf(text, excerptsOf(text, asking, termOf)));
}

function append(entries) {
  list.append(...entries);
  more.hidden = waiting.length === 0;
}

async function showMore() {
  const entries = await next(waiting.splice(0, SHOWN), question);
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
    ...(editions !== 'all' && { standing: editions }),
    ...(year && { year }),
  };
}

function foundWords(question, count, all) {
  if (count > 0) return `Found in ${documents(count)}.`;
  if (all === 0) return `Nothing was found for “${question}”.`;
  return `Nothing was found for “${question}” with these choices. Without them it is found in ${documents(all)}, earlier editions counted.`;
}

/** Asks the index, once more where its files are gone because the site was published anew since its list was read. */
async function ask(text, again = true) {
  try {
    const { ask: answer } = await opened();
    return await answer(text, filtersNow());
  } catch (fault) {
    index = undefined;
    if (!again) throw fault;
    return ask(text, false);
  }
}

let asked = 0;
async function search() {
  const text = words.value.trim().slice(0, 200);
  const own = ++asked;
  if (text === '') return clearResults('Type the words to look for.');
  try {
    const { asking, found, all } = await ask(text);
    const entries = await next(found.slice(0, SHOWN), asking);
    if (own !== asked) return;
    clearResults(foundWords(text, found.length, all));
    widen.hidden = found.length > 0 || all === 0;
    list.hidden = found.length === 0;
    [waiting, question] = [found.slice(SHOWN), asking];
    append(entries);
  } catch {
    if (own === asked) clearResults('The search could not be loaded. Every document is in the lists below.');
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
words.addEventListener('focus', () => void opened().catch(() => undefined), { once: true });
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
