/**
 * The preview on the loopback address. Pages come from the desk and never from the disk, so there is no folder to climb out of.
 * Whoever asks by another name than this machine's own, or from another site's page, is refused: a foreign page can have its own
 * name lead to this address (DNS rebinding), and would read drafts. Nothing is cached.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HostFault } from '../host.ts';
import { admitting } from '../render/html/html.ts';
import { escapeHtml } from './escape-html.ts';
import type { Desk, Shown, Version } from './desk.ts';

export interface Assets {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
  /** For a page in place of one that cannot be made. */
  readonly pageStyle: string;
}

export interface Listening {
  readonly port: number;
  /** Tells every open page of a new version. */
  readonly tell: () => void;
  readonly close: () => void;
}

/** The preview's own addresses; no family is called "-". */
const OWN = '/-/';

/** What a page of the preview's own may do; it shows no document. */
const OWN_PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** What the preview's own script needs, and the PDF beside the page. */
const FOR_PREVIEW = {
  'script-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'frame-ancestors': "'self'",
} as const;

const META_POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?/;

const COMMON = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** A PDF viewer is a page of the browser's own, which a policy for pages would empty. */
function policyFor(mediaType: string, page: string): string {
  if (mediaType === 'application/pdf') return "frame-ancestors 'self'";
  const written = META_POLICY.exec(page)?.[1]?.replaceAll('&#x27;', "'").replaceAll('&#39;', "'");
  return admitting(written ?? OWN_PAGE, FOR_PREVIEW);
}

const STATUS: Readonly<Record<Shown['how'], number>> = { current: 200, before: 200, missing: 404, unshown: 503 };

/** A request that is refused, or turned to another place. */
interface Refused {
  readonly status: number;
  readonly words: string;
  readonly location?: string;
}

const refused = (status: number, words: string): Refused => ({ status, words });

/** The path that a request asks for, without a leading slash; only what an address of the site can look like. */
export function pathOf(url: string): string | Refused {
  const raw = url.split(/[?#]/, 1)[0] ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    return refused(400, 'The address has a bad escape.');
  }
  if (!decoded.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(decoded))
    return refused(400, 'The address is no path.');
  const parts = decoded.slice(1).split('/');
  if (parts.some((part) => part === '.' || part === '..')) return refused(403, 'The address leads outside.');
  if (parts.slice(0, -1).includes('')) return refused(404, 'There is no such page.');
  return decoded.slice(1);
}

/** The names of this machine for itself, as a browser writes them. */
const namesAt = (port: number): readonly string[] =>
  ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);

function refusal({ method, headers }: IncomingMessage, port: number): Refused | undefined {
  const names = namesAt(port);
  if (!names.includes(headers.host ?? '')) return refused(421, 'This preview answers to localhost only.');
  if (headers.origin !== undefined && !names.some((name) => headers.origin === `http://${name}`))
    return refused(403, 'Pages of other sites may not read this preview.');
  if (method !== 'GET' && method !== 'HEAD') return refused(405, 'A preview can only be looked at.');
  return undefined;
}

/** Requests that a page made, and not a person who opened an address. */
const isFromElsewhere = ({ headers }: IncomingMessage) =>
  headers['sec-fetch-site'] !== undefined && !['same-origin', 'none'].includes(String(headers['sec-fetch-site']));

const contentStamp = ({ session, content }: Version) => `${session}.${content}`;

/** The page as published, but that its policy comes as a header, and that the preview's script stands behind it. */
export function withDesk(html: string, content: string, how: Shown['how']): string {
  const script = `<script src="${OWN}desk.js" data-content="${content}" data-how="${how}" defer></script>`;
  return html.replace(META_POLICY, '').replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${script}</body>`);
}

/** A page in place of one that cannot be made. */
function unshownPage(path: string, reason: string, desk: Desk): string {
  const { findings, source } = desk.panel(path, 'unshown');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const own = errors.filter(({ here }) => here);
  const listed = (own.length > 0 ? own : errors).slice(0, 20).map(({ file, line, column, message, mend, open }) => {
    const where = escapeHtml(`${file}:${line}:${column}`);
    const lead = open === undefined ? `<strong>${where}</strong>` : `<a href="${escapeHtml(open)}">${where}</a>`;
    return `<li>${lead} ${escapeHtml(`${message} ${mend}`)}</li>`;
  });
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page cannot be shown yet</title><link rel="stylesheet" href="${OWN}page.css"></head>
<body><main><h1>This page cannot be shown yet</h1>
<p>${escapeHtml(reason)}</p>
${source ? `<p>It is made from ${escapeHtml(source.file)}.</p>` : ''}
<p>It appears by itself as soon as that is mended.</p>
${listed.length > 0 ? `<h2>What stands in the way</h2><ul>${listed.join('\n')}</ul>` : ''}
</main></body></html>
`;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function send(
  response: ServerResponse,
  status: number,
  mediaType: string,
  body: Uint8Array | string,
  policy = policyFor(mediaType, ''),
): void {
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  response.writeHead(status, {
    ...COMMON,
    'content-security-policy': policy,
    'content-type': mediaType,
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Answers requests at one port. */
function answering(desk: Desk, { script, style, pageStyle }: Assets, port: () => number, streams: Set<ServerResponse>) {
  const event = () => `data: ${JSON.stringify({ content: contentStamp(desk.version()) })}\n\n`;

  function openStream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { ...COMMON, 'content-type': 'text/event-stream' });
    response.write(`retry: 500\n${event()}`);
    streams.add(response);
    request.on('close', () => streams.delete(response));
  }

  async function sendPage(path: string, response: ServerResponse): Promise<void> {
    const page = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const content = contentStamp(desk.version());
    const shown = await desk.page(page);
    const { rendition, how, reason } = shown;
    if (how === 'missing' && !/\.[a-z]+$/.test(path) && (await desk.page(`${path}/index.html`)).how !== 'missing') {
      response.writeHead(307, { ...COMMON, location: `/${path}/` }).end();
      return;
    }
    if (rendition && !rendition.mediaType.startsWith('text/html')) {
      send(response, STATUS[how], rendition.mediaType, rendition.bytes);
      return;
    }
    const html = rendition ? decoder.decode(rendition.bytes) : unshownPage(page, reason ?? '', desk);
    const type = 'text/html; charset=utf-8';
    send(response, STATUS[how], type, withDesk(html, content, how), policyFor(type, html));
  }

  function sendPanel(url: string, response: ServerResponse): void {
    const asked = new URL(url, 'http://localhost').searchParams;
    const path = pathOf(asked.get('path') ?? '/');
    if (typeof path !== 'string') return send(response, path.status, 'text/plain; charset=utf-8', path.words);
    const page = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const how = asked.get('how') === 'before' ? 'before' : 'current';
    send(response, 200, 'application/json', JSON.stringify(desk.panel(page, how)));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const path = refusal(request, port()) ?? pathOf(url);
    if (typeof path !== 'string') return send(response, path.status, 'text/plain; charset=utf-8', `${path.words}\n`);
    // Browsers ask for it by themselves and would report that a published site has none.
    if (path === 'favicon.ico') return void response.writeHead(204, COMMON).end();
    if (!`/${path}`.startsWith(OWN)) return sendPage(path, response);
    if (isFromElsewhere(request)) return send(response, 403, 'text/plain; charset=utf-8', 'Refused.\n');
    if (path === '-/events') return openStream(request, response);
    if (path === '-/panel') return sendPanel(url, response);
    if (path === '-/desk.js') return send(response, 200, 'text/javascript; charset=utf-8', script);
    if (path === '-/desk.css') return send(response, 200, 'text/css; charset=utf-8', style);
    if (path === '-/page.css') return send(response, 200, 'text/css; charset=utf-8', pageStyle);
    return send(response, 404, 'text/plain; charset=utf-8', 'There is no such page.\n');
  }

  function tell(): void {
    for (const stream of streams) stream.write(event());
  }
  return { answer, tell };
}

/** Ports that are tried one after another. */
const MOST_TRIED = 20;

function listenAt(server: Server, port: number, address: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, address, () => {
      server.removeListener('error', resolve);
      resolve(undefined);
    });
  });
}

/**
 * Listens at the first free port from `first` on; `taken` hears of those that are not. "localhost" is two addresses where the
 * system knows both, and another program may hold one of them.
 */
export async function serve(
  desk: Desk,
  assets: Assets,
  first: number,
  taken: (port: number) => void,
): Promise<Listening> {
  let last: NodeJS.ErrnoException | undefined;
  for (let port = first; port < first + MOST_TRIED && port < 65536; port++) {
    const streams = new Set<ServerResponse>();
    let actual = port;
    const { answer, tell } = answering(desk, assets, () => actual, streams);
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      answer(request, response).catch(() => response.destroy());
    };
    const servers = [createServer(handle), createServer(handle)] as const;
    const close = (): void => {
      for (const stream of streams) stream.destroy();
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    };
    const bound = await listenAt(servers[0], port, '127.0.0.1');
    const listening = servers[0].address();
    if (!bound && typeof listening === 'object' && listening) actual = listening.port;
    const also = bound ?? (await listenAt(servers[1], actual, '::1'));
    const noSuchAddress = also?.code === 'EADDRNOTAVAIL' || also?.code === 'EAFNOSUPPORT';
    if (!also || (!bound && noSuchAddress)) return { port: actual, tell, close };
    close();
    last = also;
    if (also.code !== 'EADDRINUSE') break;
    taken(port);
  }
  const reason = last?.code === 'EACCES' ? 'permission was refused' : (last?.code ?? 'there is none');
  throw new HostFault(last?.code ?? 'EADDRINUSE', `Cannot listen at a port from ${first} on: ${reason}.`, last);
}
