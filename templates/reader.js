// @ts-check
/*
 * What a page does beyond being read: its list of contents follows the text, a comparison tells at which change one is, and each
 * permanent link has a button that copies a citation. Nothing depends on it: without it every word and every way is there. It asks nobody for anything and keeps nothing.
 */
(() => {
  /** @param {string} selector */
  const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);

  /* ---- copying a citation ---- */

  const COPIED_FOR = 2500;
  const SVG = 'http://www.w3.org/2000/svg';

  /** Two sheets, one behind the other. */
  function icon() {
    const drawing = document.createElementNS(SVG, 'svg');
    const lines = document.createElementNS(SVG, 'path');
    for (const [name, value] of Object.entries({
      viewBox: '0 0 16 16',
      width: '16',
      height: '16',
      'aria-hidden': 'true',
    }))
      drawing.setAttribute(name, value);
    lines.setAttribute('d', 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3');
    drawing.append(lines);
    return drawing;
  }

  /** What was done is said here to those who cannot see it. */
  const said = document.createElement('p');
  said.className = 'hidden';
  said.setAttribute('role', 'status');

  /** @param {string} words */
  function say(words) {
    said.textContent = '';
    // Words that are the same as before would not be said again.
    requestAnimationFrame(() => (said.textContent = words));
  }

  /** For pages that come without encryption, where browsers keep the clipboard from scripts. @param {string} text */
  function copyBySelection(text) {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'hidden';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  /** @param {HTMLElement} button */
  async function copyCitation(button) {
    const cited = document.querySelector('[data-cite]');
    if (!(cited instanceof HTMLElement)) return;
    const { cite, address = location.href.replace(/#.*/, '') } = cited.dataset;
    const { clause, fragment = '' } = button.dataset;
    const done = await copy([cite, clause, address + fragment].filter(Boolean).join(', '));
    button.focus();
    say(done ? 'Copied' : 'The browser did not allow copying');
    button.toggleAttribute('data-copied', done);
    setTimeout(() => button.removeAttribute('data-copied'), COPIED_FOR);
  }

  /** @param {string} words @param {Record<string, string>} what */
  function copyButton(words, what) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.title = 'Copy citation';
    button.setAttribute('aria-label', words);
    Object.assign(button.dataset, what);
    button.append(icon());
    return button;
  }

  function offerCitations() {
    const whole = document.querySelector('[data-cite]');
    if (!whole) return;
    document.body.append(said);
    whole.append(copyButton('Copy citation of this edition', {}));
    for (const link of all('a.permalink[data-clause]')) {
      const { clause = '' } = link.dataset;
      link.after(copyButton(`Copy citation of ${clause}`, { clause, fragment: link.getAttribute('href') ?? '' }));
    }
  }

  /* ---- contents that follow the text ---- */

  /** Has the entry in sight where the list scrolls by itself. @param {HTMLElement} link */
  function reveal(link) {
    const list = link.closest('.contents');
    if (!list) return;
    const [own, around] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    if (own.top < around.top) list.scrollTop -= around.top - own.top + around.height / 3;
    if (own.bottom > around.bottom) list.scrollTop += own.bottom - around.bottom + around.height / 3;
  }

  /** @type {IntersectionObserver[]} */
  const observers = [];

  /**
   * Tells which part is read whenever it is another: the last one whose beginning has come above a line near the top of the window.
   * @param {Element[]} parts in the order of the page
   * @param {number} below how much of the window, in per cent, lies below the line
   * @param {(part: Element | undefined) => void} tell
   */
  function watch(parts, below, tell) {
    /** @type {Set<Element>} */
    const begun = new Set();
    /** @type {Element | undefined} */
    let current;
    // Everything above the line counts, however far: a jump over many parts then tells of all of them.
    const above = { rootMargin: `10000000px 0px -${below}% 0px` };
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) begun.add(target);
        else begun.delete(target);
      }
      const next = parts.findLast((part) => begun.has(part));
      if (next !== current) tell(next);
      current = next;
    }, above);
    for (const part of parts) observer.observe(part);
    observers.push(observer);
  }

  function followText() {
    const links = new Map(
      all('.contents a[href^="#"]').flatMap((link) => {
        const part = document.getElementById(decodeURIComponent(link.getAttribute('href') ?? '').slice(1));
        return part ? [[/** @type {Element} */ (part), link]] : [];
      }),
    );
    /** @type {HTMLElement | undefined} */
    let marked;
    watch([...links.keys()], 92, (part) => {
      marked?.removeAttribute('aria-current');
      marked = part && links.get(part);
      marked?.setAttribute('aria-current', 'true');
      if (marked) reveal(marked);
    });
  }

  /* ---- where one is among the changes of a comparison ---- */

  function followChanges() {
    const [bar] = all('.views');
    const changes = all('.change');
    if (!bar || changes.length < 2) return;
    const numberOf = (/** @type {Element | undefined} */ change) =>
      change?.querySelector('.change-number')?.textContent?.trim().replace(/\.$/, '') ?? '';
    const last = numberOf(changes.at(-1)).replace(/.* /, '');
    const position = document.createElement('p');
    position.className = 'position';
    bar.append(position);
    // What is led to stands lower there, see `scroll-margin-top`.
    watch(changes, 84, (change) => {
      const turns = change?.querySelectorAll('.turns a[href^="#change_"]') ?? [];
      position.replaceChildren(
        change ? `Change ${numberOf(change)} of ${last}` : '',
        ...[...turns].map((turn) => turn.cloneNode(true)),
      );
    });
  }

  /* ---- what was in force on any date ---- */

  /** The day of a link, from its address: between two of them nothing changed. @param {HTMLElement} link */
  const dayOf = (link) => /(\d{4}(?:-\d\d){0,2})\/$/.exec(link.getAttribute('href') ?? '')?.[1] ?? '';

  function offerDays() {
    const box = document.getElementById('page_pick');
    const [field, button, told] = ['input', 'button', '[role=status]'].map((name) => box?.querySelector(name));
    if (!(field instanceof HTMLInputElement) || !button || !told) return;
    // Where days are too many to have pages, years are what is led to.
    const days = all('.days a');
    const links = (days.length > 0 ? days : all('.year h2 a')).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
    const go = () => {
      if (field.value === '') return field.focus();
      const last = links.findLast((link) => dayOf(link) <= field.value);
      if (last instanceof HTMLAnchorElement) location.href = last.href;
      else told.textContent = 'Nothing is known of so early a date.';
    };
    button.addEventListener('click', go);
    field.addEventListener('keydown', ({ key }) => key === 'Enter' && go());
  }

  /** Beside the text the list is open. Browsers that cannot be told so by the style sheet are told here. */
  function unfold() {
    if (CSS.supports('selector(::details-content)') || !matchMedia('(width >= 62rem)').matches) return;
    for (const folded of all('.contents details')) folded.setAttribute('open', '');
  }

  function enhance() {
    unfold();
    offerCitations();
    followText();
    followChanges();
    offerDays();
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button.copy') : null;
    if (button instanceof HTMLElement) void copyCitation(button);
  });
  /** Leaves the page as it came. */
  function undo() {
    for (const observer of observers.splice(0)) observer.disconnect();
    for (const made of [said, ...all('button.copy, .position')]) made.remove();
    for (const link of all('.contents [aria-current]')) link.removeAttribute('aria-current');
  }

  // The preview puts a changed page in place of the one that is looked at, and says so before and behind.
  document.addEventListener('page-changing', undo);
  document.addEventListener('page-changed', enhance);
  enhance();
})();
