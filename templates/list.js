// @ts-check
/*
 * A list that is narrowed down as one types, and by several values at once. The entries come from `list.json` beside the list and are put
 * in as text, never as markup. Without this script the values are links to lists of their own, and every entry is on some page.
 */
(() => {
  const PAUSE = 200;
  const SHOWN = 50;

  /**
   * @typedef {{ label: string, value: string, href?: string }} Fact
   * @typedef {{ title: string, language: string, address: string, summary?: string, state?: { kind: string, words: string },
   *   text?: { status: string, words: string }, deadline?: string, notes: string[], facts: Fact[],
   *   files: { words: string, address: string, type: string }[], filed: Record<string, string[]> }} Entry
   */

  const box = /** @type {HTMLElement | null} */ (document.querySelector('.filter'));
  const source = box?.dataset['list'];
  if (!box || source === undefined) return;
  const results = /** @type {HTMLElement} */ (document.querySelector('.results'));
  const list = /** @type {HTMLElement} */ (results.querySelector('.works'));
  const heading = /** @type {HTMLElement} */ (results.querySelector('h2'));
  const field = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const clear = /** @type {HTMLButtonElement} */ (box.querySelector('button'));
  const status = /** @type {HTMLElement} */ (box.querySelector('[role=status]'));
  if (!list) return;

  const address = new URL(source, location.href);
  const root = new URL('..', address);

  /**
   * @param {string} name @param {Record<string, string | undefined>} attributes @param {(Node | string)[]} children
   */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /* ---- entries ---- */

  /** @type {Promise<Entry[]> | undefined} */
  let loading;
  function entries() {
    loading ??= fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json().then(({ entries: all }) => all);
    });
    return loading;
  }

  /** @param {string} text */
  const folded = (text) =>
    text
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase();

  /** @type {WeakMap<Entry, string>} */
  const texts = new WeakMap();
  /** @param {Entry} entry */
  function textOf(entry) {
    const known = texts.get(entry);
    if (known !== undefined) return known;
    const { title, summary = '', facts, state } = entry;
    const text = folded([title, summary, state?.words ?? '', ...facts.map(({ value }) => value)].join(' '));
    texts.set(entry, text);
    return text;
  }

  /** @param {string} to */
  const href = (to) => (/^[a-z]+:/.test(to) ? to : new URL(to, root).href);

  /** @param {Entry} entry */
  function item({ title, language, address: to, summary, state, text, deadline, notes, facts, files }) {
    const lang = language === document.documentElement.lang ? undefined : language;
    const made = element('li', { class: state ? 'work-entry' : 'work-entry record' });
    made.append(element('h3', { lang }, element('a', { href: href(to) }, title)));
    if (summary) made.append(element('p', { class: 'summary', lang }, summary));
    const badges = [
      ...(state ? [element('span', { class: `badge badge-${state.kind}` }, state.words)] : []),
      ...(text ? [element('span', { class: `badge badge-${text.status}` }, text.words)] : []),
      ...notes.map((note) => element('span', { class: 'count' }, note)),
    ];
    if (badges.length > 0) made.append(element('p', { class: 'entry-state' }, ...badges));
    if (deadline) made.append(element('p', { class: 'deadline' }, deadline));
    const rows = facts.map(({ label, value, href: lead }) => {
      const shown = lead === undefined ? value : element('a', { href: href(lead) }, value);
      return element('div', {}, element('dt', {}, label), element('dd', {}, shown));
    });
    if (rows.length > 0) made.append(element('dl', { class: 'facts' }, ...rows));
    const links = files.map((file) => {
      const whose = element('span', { class: 'hidden' }, ` of ${title}`);
      return element('li', {}, element('a', { href: href(file.address), type: file.type }, file.words, whose));
    });
    if (links.length > 0) made.append(element('ul', { class: 'downloads' }, ...links));
    return made;
  }

  /* ---- facets: each link becomes a box to tick ---- */

  /** @type {{ facet: string, value: string, tick: HTMLInputElement, tally: HTMLElement }[]} */
  const choices = [...document.querySelectorAll('.facet a')].flatMap((link) => {
    const { facet, value } = /** @type {HTMLElement} */ (link).dataset;
    const tally = /** @type {HTMLElement | null} */ (link.parentElement?.querySelector('.tally') ?? null);
    if (facet === undefined || value === undefined || !tally) return [];
    const tick = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox' }));
    tick.checked = link.hasAttribute('aria-current');
    link.replaceWith(element('label', {}, tick, link.textContent ?? ''));
    return [{ facet, value, tick, tally }];
  });
  for (const { tick } of choices) tick.addEventListener('change', () => void show());

  /** Values of one facet are alternatives; facets, and words, must all fit. */
  function wanted() {
    /** @type {Map<string, Set<string>>} */
    const chosen = new Map();
    for (const { facet, value, tick } of choices) {
      if (!tick.checked) continue;
      const values = chosen.get(facet) ?? new Set();
      chosen.set(facet, values.add(value));
    }
    return { chosen, words: folded(field.value).split(/\s+/).filter(Boolean) };
  }

  /** @param {Entry} entry @param {ReturnType<typeof wanted>} wish @param {string} [without] a facet that is left aside */
  function fits(entry, { chosen, words }, without) {
    const filed = [...chosen].every(
      ([facet, values]) => facet === without || (entry.filed[facet] ?? []).some((value) => values.has(value)),
    );
    return filed && words.every((word) => textOf(entry).includes(word));
  }

  /** @param {number} count */
  const documents = (count) => `${count} document${count === 1 ? '' : 's'}`;

  /** @param {Entry[]} all @param {ReturnType<typeof wanted>} wish */
  function count(all, wish) {
    for (const { facet, value, tally } of choices) {
      const found = all.filter(
        (entry) => fits(entry, wish, facet) && (entry.filed[facet] ?? []).includes(value),
      ).length;
      tally.replaceChildren(
        ` ${found}`,
        element('span', { class: 'hidden' }, found === 1 ? ' document' : ' documents'),
      );
    }
  }

  /* ---- what is shown ---- */

  /** @param {Entry[]} found */
  function fill(found, shown = SHOWN) {
    list.replaceChildren(...found.slice(0, shown).map(item));
    results.querySelector('.more')?.remove();
    if (found.length <= shown) return;
    const more = element(
      'button',
      { type: 'button', class: 'more' },
      `Show ${Math.min(SHOWN, found.length - shown)} more`,
    );
    more.addEventListener('click', () => {
      fill(found, shown + SHOWN);
      /** @type {HTMLElement | null} */ (list.children[shown]?.querySelector('a') ?? null)?.focus();
    });
    list.after(more);
  }

  /** So that the way back, and a bookmark, keep what was chosen. */
  function keep() {
    const search = new URLSearchParams(field.value === '' ? {} : { words: field.value });
    for (const { facet, value, tick } of choices) if (tick.checked) search.append(facet, value);
    const text = String(search);
    history.replaceState(null, '', text === '' ? location.pathname : `?${text}`);
  }

  let turn = 0;
  async function show() {
    const own = ++turn;
    /** @type {Entry[]} */
    let all;
    try {
      all = await entries();
    } catch {
      status.textContent = 'The list could not be loaded. The pages below hold all of it.';
      loading = undefined;
      return;
    }
    if (own !== turn) return;
    const wish = wanted();
    const found = all.filter((entry) => fits(entry, wish));
    count(all, wish);
    fill(found);
    document.querySelector('.chosen')?.remove();
    results.querySelector('.paging')?.remove();
    heading.textContent = documents(found.length);
    const none = wish.words.length === 0 && wish.chosen.size === 0;
    clear.hidden = none;
    status.textContent = none
      ? `All ${documents(all.length)} are shown.`
      : `${documents(found.length)} of ${all.length} shown.`;
    keep();
  }

  /** @type {number | undefined} */
  let waiting;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void show(), PAUSE);
  });
  clear.addEventListener('click', () => {
    field.value = '';
    for (const { tick } of choices) tick.checked = false;
    void show();
    field.focus();
  });
  field.addEventListener('focus', () => void entries().catch(() => (loading = undefined)), { once: true });

  const asked = new URLSearchParams(location.search);
  if (asked.size > 0) {
    field.value = asked.get('words') ?? '';
    for (const { facet, value, tick } of choices) tick.checked = asked.getAll(facet).includes(value);
    void show();
  }
})();
