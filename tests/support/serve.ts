/** A plain web server for a built site, as a publisher's would be: files only, below the path of the base address, compressed. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.atom': 'application/atom+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

export interface Served {
  /** Of the home page, with a slash at its end. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** What a request is answered with: the file, for a folder its `index.html`, else the page that says there is none. */
function found(files: Readonly<Record<string, Buffer>>, below: string, url: string): readonly [number, string] {
  const { pathname } = new URL(url, 'http://localhost');
  const file = decodeURI(pathname.startsWith(below) ? pathname.slice(below.length) : '/');
  const page = file === '' || file.endsWith('/') ? `${file}index.html` : file;
  return page in files ? [200, page] : [404, '404.html'];
}

export async function serve(files: Readonly<Record<string, Buffer>>, below = '/papers/'): Promise<Served> {
  const compressed = new Map<string, Buffer>();
  function answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const [status, file] = found(files, below, url);
    const bytes = files[file] ?? Buffer.alloc(0);
    const type = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
    const small = /^text|json|xml/.test(type) && /\bgzip\b/.test(String(headers['accept-encoding']));
    if (small && !compressed.has(file)) compressed.set(file, gzipSync(bytes));
    response.writeHead(status, { 'content-type': type, ...(small ? { 'content-encoding': 'gzip' } : {}) });
    response.end(small ? compressed.get(file) : bytes);
  }
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port, and not on a pipe
  return {
    address: `http://127.0.0.1:${port}${below}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
