/** The preview answers this machine by its own names, with pages of the site and nothing else, and lets nothing be cached. */
import http from 'node:http';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guidance } from '../support/inspected.ts';
import { closePreviews, preview, type Previewed } from './previewed.ts';

let shown: Previewed;
let port = 0;
beforeAll(async () => {
  shown = await preview({ 'guidance/a/2019.md': guidance('Words.\n'), 'schemes/.keep': '' });
  port = Number(new URL(shown.address).port);
});
afterAll(closePreviews);

interface Answer {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for a path as it is written, with nothing tidied. */
function ask(path: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = `localhost:${port}`;
    const request = http.request(
      { port, host: '127.0.0.1', path, method, headers: { host, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        const answer = () => ({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        });
        if (response.headers['content-type'] === 'text/event-stream') {
          response.destroy();
          resolve(answer());
        }
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(answer()));
      },
    );
    request.on('error', reject);
    request.end();
  });
}

describe('paths', () => {
  test.each([
    ['/guidance/a/2019/', 200],
    ['/guidance/a/2019', 307],
    ['/guidance/a/2019/edition.json', 200],
    ['/assets/style.css', 200],
    ['/guidance/b/2019/', 404],
    ['/press.yaml', 404],
    ['/guidance/a/2019.md', 404],
    ['/schemes/.keep', 404],
    ['/../press.yaml', 403],
    ['/guidance/../../press.yaml', 403],
    ['/%2e%2e/press.yaml', 403],
    ['/%2e%2e%2fpress.yaml', 403],
    ['/..%5cpress.yaml', 400],
    ['/%252e%252e/press.yaml', 404],
    ['/guidance/a/2019/%00', 400],
    ['/%', 400],
    ['/%c0%ae%c0%ae/press.yaml', 400],
    ['//example.org/', 404],
    ['/-/../press.yaml', 403],
    ['/-/press.yaml', 404],
    ['/-/panel?path=/../../etc/passwd', 403],
    ['/-/panel?path=%00', 400],
    ['/__proto__/constructor/', 404],
    ['/<script>alert(1)</script>/', 404],
  ])('%s gives %i', async (path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('base-address');
    expect(answer.body).not.toContain('<script>alert');
  });
});

describe('whoever asks', () => {
  test.each([
    ['another name for this address', { host: 'evil.example' }, 421],
    ['another name with the port', { host: () => `evil.example:${port}` }, 421],
    ['a name that begins alike', { host: () => `localhost.evil.example:${port}` }, 421],
    ['another port', { host: 'localhost:1' }, 421],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin of its own', { origin: 'null' }, 403],
    ['a page of another port', { origin: 'http://localhost:1' }, 403],
    ['its own page', { origin: () => `http://localhost:${port}` }, 200],
    ['the address in numbers', { host: () => `127.0.0.1:${port}` }, 200],
    ['the address in numbers of six', { host: () => `[::1]:${port}` }, 200],
  ])('%s', async (_, headers, status) => {
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, typeof value === 'function' ? value() : value]),
    );
    expect((await ask('/', given)).status).toBe(status);
    expect((await ask('/-/events', given)).status).toBe(status);
  });

  test('a page of another site that says nothing of itself gets no news', async () => {
    expect((await ask('/-/events', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/-/panel?path=/', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s changes nothing', async (method) => {
    expect((await ask('/', {}, method)).status).toBe(405);
  });

  test('from another address of the machine nobody listens', async () => {
    const others = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
    for (const { address, scopeid } of others) {
      if (scopeid) continue;
      const connected = await new Promise<boolean>((resolve) => {
        const socket = net.connect(port, address, () => resolve(true));
        socket.on('error', () => resolve(false));
        socket.on('close', () => socket.destroy());
      });
      expect(connected, address).toBe(false);
    }
  });
});

test.each([
  '/',
  '/guidance/a/2019/',
  '/nowhere/',
  '/-/desk.js',
  '/-/panel?path=/',
  '/-/events',
  '/guidance/a/2019/a-2019.pdf',
])('nothing of %s is cached, guessed or framed elsewhere', async (path) => {
  const { headers } = await ask(path);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['access-control-allow-origin']).toBeUndefined();
  if (path.endsWith('/') && path !== '/-/events')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';.*script-src 'self'.*frame-ancestors 'self'$/,
    );
});

test('a second preview takes the next port and says which was taken', async () => {
  const second = await preview({ 'guidance/a/2019.md': guidance('Other words.\n') }, port);
  expect(second.news[0]).toEqual({ kind: 'port-taken', port });
  expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
  expect((await ask('/guidance/a/2019/')).body).toContain('Words.');
});
