// The page that checks files and passages: what readers choose, drop or paste is held against what the site says of itself, and the answer is
// put in as text. Verdicts and sentences come from the program; here they are shown. Nothing leaves the browser.
import {
  addressOfNamed,
  checkFile,
  checkPassage,
  isProblem,
  lineText,
  openSite,
  Unable,
} from '../src/release/verify/in-browser.ts';
import { openSearch } from './search-site.js';

const root = new URL('..', import.meta.url);
/** Searches for a passage, each with a few words in a row of it, and the words of each. */
const RUNS = 12;
const RUN = 4;
/** Editions in which a passage is looked for, where the ledger is too long to be fetched. */
const EDITIONS = 40;

const byId = (id) => document.getElementById(`page_${id}`);
const [form, drop, chosen, passage, key, told, difference] = [
  'verify',
  'drop',
  'file',
  'passage',
  'key',
  'told',
  'difference',
].map(byId);

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function get(path) {
  try {
    const response = await fetch(new URL(path, root), { cache: 'no-cache', credentials: 'omit' });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

/** The editions that the index of the search names for runs of words of a passage, those named most often first. */
async function search(words) {
  const { ask } = await openSearch(root);
  const all = words.split(/\s+/).filter((word) => word !== '');
  const step = Math.max(RUN, Math.ceil(all.length / RUNS));
  const named = new Map();
  for (let at = 0; at < all.length; at += step) {
    // A space behind the last word: it is no beginning of another.
    const { found } = await ask(`${all.slice(at, at + RUN).join(' ')} `, {});
    for (const address of found.slice(0, EDITIONS)) named.set(address, (named.get(address) ?? 0) + 1);
  }
  const best = [...named].sort(([, a], [, b]) => b - a).slice(0, EDITIONS);
  return new Set(best.map(([address]) => address.replace(/^([^/]+\/[^/]+)\/([^/]+)\/$/, '$1@$2')));
}

function pieceOf(piece) {
  if (typeof piece === 'string') return piece;
  const address = addressOfNamed(piece.identifier);
  if (address === undefined) return piece.identifier;
  return element('a', { href: new URL(address, root), textContent: piece.identifier });
}

const lineOf = (line, className = '') => element('p', { className }, ...line.map(pieceOf));

const TRUST = {
  site: 'The key was taken from this site: the answer tells that this belongs to what the site shows, and not that the site is the publisher’s.',
  reader: 'The signature was checked with the key that you gave.',
  nobody:
    'This site is not signed: the answer tells that this belongs to what the site shows, and not who published it.',
};

function verdict({ genuine, lines, looked }, trusted) {
  const [first, ...rest] = genuine ? lines : [['Not genuine.'], ...lines];
  const bounded =
    looked && looked.editions < looked.of
      ? [
          element('p', {
            className: 'hint',
            textContent: `Looked at in ${looked.editions} of ${looked.of} editions: those that the search of this site finds for it. “press verify” looks at all.`,
          }),
        ]
      : [];
  return element(
    'div',
    { className: `verdict verdict-${genuine ? 'genuine' : 'not'}` },
    lineOf(first, 'verdict-word'),
    ...rest.map((line) => lineOf(line)),
    ...bounded,
    ...(trusted ? [element('p', { className: 'hint', textContent: TRUST[trusted] })] : []),
  );
}

const STROKES = { delete: ['del', '[deleted: '], insert: ['ins', '[inserted: '] };
const hidden = (textContent) => element('span', { className: 'hidden', textContent });

/** Strokes are said in hidden words too, as on the pages of comparisons. */
function strokeOf({ op, text }) {
  const [name, words] = STROKES[op] ?? [];
  return name ? element(name, {}, hidden(words), text, hidden('] ')) : text;
}

function show(answers, operations) {
  told.replaceChildren(...answers);
  difference.hidden = !operations;
  difference.replaceChildren(...(operations ?? []).map(strokeOf));
}

const say = (textContent) => show([element('p', { textContent })]);

const refusal = ({ path, what }) => ({ genuine: false, lines: [[`${path}: ${what}.`]] });

let asked = 0;
/** `check` gives verdicts of a site that proved what it says of itself. Of two questions at once the later one is answered. */
async function answer(check) {
  const own = ++asked;
  say('Checking …');
  try {
    const site = await openSite(get, key.value.trim() || undefined);
    const answers = isProblem(site) ? [refusal(site)] : await check(site);
    if (own !== asked) return;
    show(
      answers.map((one) => verdict(one, site.trusted)),
      answers[0]?.operations,
    );
  } catch (cause) {
    if (own !== asked) return;
    const why = cause instanceof Unable ? cause.message : 'What is needed to check could not be loaded from this site.';
    say(`${why} Below is how to check without this page.`);
  }
}

/** A public key that was dropped or chosen with the rest is taken as the key. */
async function takeFiles(files) {
  const keys = files.filter(({ name, size }) => name.endsWith('.pub') && size < 400);
  for (const one of keys) key.value = await one.text();
  if (keys.length > 0) key.closest('details').open = true;
  const others = files.filter((one) => !keys.includes(one));
  if (others.length === 0) return say('The key was taken. Now choose what is to be checked.');
  return answer((site) => Promise.all(others.map((one) => checkFile(site, one))));
}

chosen.addEventListener('change', () => {
  if (chosen.files.length > 0) takeFiles([...chosen.files]);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = passage.value;
  if (words.trim() === '') return say('Paste the words to look for.');
  return answer(async (site) => {
    if (site.manifest.release === undefined)
      throw new Unable('Words are looked for in the ledger, and this site is a build that is no release: it has none.');
    return [await checkPassage(site, words, get, search)];
  });
});

const carriesFiles = ({ dataTransfer }) => dataTransfer !== null && [...dataTransfer.types].includes('Files');
for (const name of ['dragenter', 'dragover'])
  addEventListener(name, (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop.classList.add('is-over');
  });
addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && drop.classList.remove('is-over'));
addEventListener('drop', (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.classList.remove('is-over');
  takeFiles([...event.dataTransfer.files]);
});

say('Nothing was checked yet.');
