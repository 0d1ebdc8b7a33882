// @ts-check
/*
 * The preview's own script, on no published page. It follows the server's events: the page is fetched anew and what differs is
 * put in place, so that scroll position, focus and selection stay; and it shows a panel, in a shadow root so that the styles of
 * page and panel do not mix, behind the body so that the page's own markup is the published one.
 */
(() => {
  /** @typedef {{ rule: string, severity: 'error' | 'warning' | 'note', message: string, file: string, line: number, column: number,
   *   why: string, mend: string, open?: string, here: boolean }} Finding */
  /** @typedef {{ fault?: string, check: { error: number, warning: number, note: number, finished: boolean }, flags: string[],
   *   source?: { file: string, open?: string }, pdf?: string, findings: Finding[], more: number }} Panel */

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  let shown = own.dataset['content'] ?? '';
  let how = own.dataset['how'] ?? 'current';

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string | undefined)[]} children
   */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children.filter((child) => child !== undefined));
    return made;
  }

  /** @param {number} count @param {string} word */
  const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

  /* ---- the page ---- */

  /** @param {Element} old @param {Element} next */
  function takeAttributes(old, next) {
    for (const name of old.getAttributeNames()) if (!next.hasAttribute(name)) old.removeAttribute(name);
    for (const name of next.getAttributeNames()) {
      const value = next.getAttribute(name) ?? '';
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  /** What a node is known by from one version of the page to the next: its id, or the first within it. @param {Node} node */
  function keyOf(node) {
    const id = node instanceof Element ? node.id || node.querySelector('[id]')?.id : undefined;
    return id ? `${node.nodeName} ${id}` : undefined;
  }

  /** Makes `old` equal to `next` and leaves every node that is so already. @param {Element} old @param {Element} next */
  function become(old, next) {
    takeAttributes(old, next);
    const [before, after] = [[...old.childNodes], [...next.childNodes]];
    const at = (/** @type {ChildNode[]} */ nodes, /** @type {number} */ index) =>
      /** @type {ChildNode} */ (nodes[index]);
    let start = 0;
    const shortest = Math.min(before.length, after.length);
    while (start < shortest && at(before, start).isEqualNode(at(after, start))) start++;
    let end = 0;
    while (end < shortest - start && at(before, before.length - 1 - end).isEqualNode(at(after, after.length - 1 - end)))
      end++;
    const stays = before[before.length - end] ?? null;
    const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
    const known = new Map(gone.map((node, index) => [keyOf(node), index]));
    let passed = 0;
    for (const to of come) {
      const [key, from] = [keyOf(to), gone[passed]];
      const nameless = from && key === undefined && keyOf(from) === undefined && from.nodeName === to.nodeName;
      const found = key === undefined ? (nameless ? passed : undefined) : known.get(key);
      if (found === undefined || found < passed) {
        old.insertBefore(document.importNode(to, true), from ?? stays);
        continue;
      }
      for (const node of gone.slice(passed, found)) node.remove();
      const same = at(gone, found);
      if (same instanceof Element && to instanceof Element) become(same, to);
      else same.nodeValue = to.nodeValue;
      passed = found + 1;
    }
    for (const node of gone.slice(passed)) node.remove();
  }

  /** Whether an element is a part of the text; lists of contents may stand still while that moves. @param {Element} one */
  const isText = (one) => one.closest('main') !== null && one.closest('nav, aside, header, footer') === null;

  /** What the reader looks at, and where: elements of the text that reach into the window, the topmost first. */
  function anchors() {
    /** @type {Map<Element, number>} */
    const found = new Map();
    for (let down = 8; down < innerHeight / 2; down += 24)
      for (const share of [1 / 3, 1 / 2, 2 / 3])
        for (const one of document.elementsFromPoint(innerWidth * share, down).filter(isText)) {
          const { top, height } = one.getBoundingClientRect();
          if (height < innerHeight && !found.has(one)) found.set(one, top);
        }
    return [...found];
  }

  /** @param {Document} next */
  function showPage(next) {
    // Before anything moves: the page's own script takes away what may be as high as a line.
    const [looked, scrolled] = [anchors(), scrollY];
    // Without what that script put there: what is compared is the published page on both sides.
    document.dispatchEvent(new Event('page-changing'));
    document.documentElement.lang = next.documentElement.lang;
    become(document.head, next.head);
    become(document.body, next.body);
    document.dispatchEvent(new Event('page-changed'));
    const [kept, place = 0] = looked.find(([one]) => one.isConnected) ?? [];
    if (kept && scrolled > 0) scrollBy(0, kept.getBoundingClientRect().top - place);
    else scrollTo(0, scrolled);
  }

  async function fetchPage() {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    if (!response.headers.get('content-type')?.startsWith('text/html')) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    // A page with a program of its own has changed itself, and that program knows its parts.
    if (next.querySelector('main script')) return location.reload();
    const script = next.querySelector('body > script[src="/-/desk.js"]');
    shown = script?.getAttribute('data-content') ?? '';
    how = script?.getAttribute('data-how') ?? 'current';
    showPage(next);
  }

  /* ---- the panel ---- */

  const host = element('press-preview');
  const root = host.attachShadow({ mode: 'open' });
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const flags = element('ul', { class: 'flags', 'aria-label': 'About this page' });
  const toggle = element(
    'button',
    { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'findings' },
    'Findings',
  );
  const beside = element('button', { type: 'button', class: 'beside', 'aria-pressed': 'false' }, 'PDF beside');
  const pdf = element('a', { class: 'pdf', target: '_blank' }, 'PDF');
  const edit = element('a', { class: 'edit' }, 'Edit');
  const list = element('div', {
    id: 'findings',
    class: 'findings',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Findings',
  });
  const tools = element('div', { class: 'tools' }, toggle, beside, pdf, edit);
  const bar = element('div', { class: 'bar' }, verdict, flags, tools);
  const desk = element('section', { class: 'desk', 'aria-label': 'Preview' }, bar, list);
  list.hidden = true;
  desk.hidden = true;
  const style = element('link', { rel: 'stylesheet', href: '/-/desk.css' });
  style.addEventListener('load', () => (desk.hidden = false));
  root.append(style, desk);
  document.documentElement.append(host);
  // The panel lies over the window; the page ends above its bar.
  new ResizeObserver(() =>
    host.style.setProperty('height', `${Math.ceil(bar.getBoundingClientRect().height) + 1}px`),
  ).observe(bar);
  // Otherwise the browser would move the page once more after `showPage`.
  document.documentElement.style.setProperty('overflow-anchor', 'none');

  const OPEN = 'press-findings';
  /** @param {boolean} open */
  function setOpen(open) {
    list.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
  }
  toggle.addEventListener('click', () => {
    setOpen(list.hidden);
    sessionStorage.setItem(OPEN, list.hidden ? 'no' : 'yes');
  });
  desk.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    toggle.click();
    toggle.focus();
  });

  /** @type {HTMLElement | undefined} */
  let frame;
  /** @param {string | undefined} address */
  function setBeside(address) {
    frame?.remove();
    frame =
      address === undefined
        ? undefined
        : element('iframe', { class: 'paper', title: 'PDF of this page', src: address });
    if (frame) root.append(frame);
    beside.setAttribute('aria-pressed', String(frame !== undefined));
    const page = document.documentElement.style;
    if (frame) page.setProperty('padding-inline-end', '50vw');
    else page.removeProperty('padding-inline-end');
  }
  beside.addEventListener('click', () => setBeside(frame ? undefined : (pdf.getAttribute('href') ?? undefined)));

  /** @param {HTMLElement} link @param {string | undefined} address */
  function lead(link, address) {
    link.hidden = address === undefined;
    if (address === undefined) link.removeAttribute('href');
    else link.setAttribute('href', address);
  }

  /** @param {Finding} finding */
  function entry({ rule, severity, message, file, line, column, why, mend, open }) {
    const where = `${file}:${line}:${column}`;
    return element(
      'li',
      { class: severity },
      element('span', { class: 'severity' }, severity),
      ' ',
      open === undefined
        ? element('span', { class: 'where' }, where)
        : element('a', { class: 'where', href: open }, where),
      element('p', { class: 'message' }, message),
      element('p', { class: 'mend' }, `${mend} ${why} `, element('code', {}, rule)),
    );
  }

  /** @param {string} title @param {Finding[]} findings */
  function group(title, findings) {
    if (findings.length === 0) return [];
    return [element('h2', {}, `${title} (${findings.length})`), element('ol', {}, ...findings.map(entry))];
  }

  /** @param {Panel} panel */
  function verdictOn({ fault, check }) {
    if (fault !== undefined) return { words: fault, state: 'fail' };
    const rest = [check.error && counted(check.error, 'error'), check.warning && counted(check.warning, 'warning')]
      .filter(Boolean)
      .join(', ');
    if (check.error > 0) return { words: `press check would fail: ${rest}`, state: 'fail' };
    const kind = check.finished ? 'press check would pass' : 'No error so far; editions are still being compared';
    return { words: rest === '' ? kind : `${kind}: ${rest}`, state: check.warning > 0 ? 'warn' : 'pass' };
  }

  /** @param {{ words: string, state: string }} verdict */
  function say({ words, state }) {
    bar.dataset['state'] = state;
    // Said again by a screen reader only when it is another.
    if (verdict.textContent !== words) verdict.textContent = words;
  }

  /** @param {Panel} panel */
  function showPanel(panel) {
    say(verdictOn(panel));
    flags.replaceChildren(...panel.flags.map((flag) => element('li', {}, flag)));
    flags.hidden = panel.flags.length === 0;
    const here = panel.findings.filter((finding) => finding.here);
    const elsewhere = panel.findings.filter((finding) => !finding.here);
    const total = panel.findings.length + panel.more;
    toggle.textContent = here.length > 0 ? `Findings: ${here.length} here, ${total} in all` : `Findings: ${total}`;
    toggle.hidden = total === 0;
    list.replaceChildren(
      ...group('On this page', here),
      ...group('Elsewhere', elsewhere),
      ...(panel.more > 0 ? [element('p', {}, `… and ${panel.more} more; press check tells all.`)] : []),
    );
    const decided = sessionStorage.getItem(OPEN);
    const pressing = how !== 'unshown' && here.some(({ severity }) => severity === 'error');
    const wanted = decided === null ? pressing : decided === 'yes';
    setOpen(total > 0 && wanted);
    lead(pdf, panel.pdf === undefined ? undefined : `/${panel.pdf}`);
    lead(edit, panel.source?.open);
    if (panel.source) edit.setAttribute('title', panel.source.file);
    beside.hidden = panel.pdf === undefined;
    if (frame) setBeside(panel.pdf === undefined ? undefined : `/${panel.pdf}`);
  }

  async function fetchPanel() {
    const asked = new URLSearchParams({ path: location.pathname, how });
    const response = await fetch(`/-/panel?${asked}`, { cache: 'no-store' });
    if (response.ok) showPanel(await response.json());
  }

  /* ---- news ---- */

  let wanted = shown;
  let following = false;
  let again = false;
  /** One at a time; news that comes meanwhile is looked at once more at the end. */
  async function follow() {
    again = following;
    if (following) return;
    following = true;
    try {
      if (wanted !== shown) await fetchPage();
      await fetchPanel();
    } catch {
      // the server is away, which the stream of events tells
    }
    host.dataset['content'] = shown;
    following = false;
    if (again) await follow();
  }

  const events = new EventSource('/-/events');
  events.addEventListener('message', (event) => {
    wanted = JSON.parse(event.data).content;
    void follow();
  });
  events.addEventListener('error', () =>
    say({ words: 'The preview has stopped; it goes on when press dev is started again', state: 'off' }),
  );
})();
