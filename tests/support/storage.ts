/**
 * S3-compatible storage for tests: a real server on this machine, which checks signatures and keeps objects in a folder, and before it a
 * gate that can drop, refuse or lose requests. The server heeds no conditional writes, as many do not.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { type Files, folderOf } from './folder.ts';

/** What becomes of a request: `lose` answers as if it had been done, `cut` does it and answers nothing. A number is a status. */
export type Fate = 'pass' | 'drop' | 'cut' | 'lose' | number;

export interface Passing {
  readonly method: string;
  /** Of the object, or of the bucket. */
  readonly key: string;
  /** How many requests that change something came before. */
  readonly writes: number;
}

export interface Storage {
  /** For `AWS_ENDPOINT_URL_S3`. */
  readonly endpoint: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when no request is under way: this server, unlike others, shows objects of which it has a part. */
  readonly idle: () => Promise<void>;
  /** All objects of the bucket by their keys, as they stand on the disk of the server. */
  readonly objects: () => Readonly<Record<string, Buffer>>;
  /** Puts objects there behind the server's back. */
  readonly put: (objects: Files) => Promise<void>;
  readonly remove: (key: string) => void;
  /** Gives an object other bytes so that the server's lists do not tell of it. */
  readonly falsify: (key: string, bytes: Uint8Array) => void;
  /** Makes an object look older than it is, by seconds. */
  readonly age: (key: string, seconds: number) => void;
  readonly clear: () => void;
  /** Decides on each request from now on, and counts the writes anew. */
  readonly gate: (decide: (passing: Passing) => Fate) => void;
  /** Methods and keys of the requests since the last call of `gate`. */
  readonly seen: () => readonly Passing[];
  readonly close: () => Promise<void>;
}

export const BUCKET = 'site';
const SUFFIX = '._S3rver_object';
const FAILED = (status: number) =>
  `<?xml version="1.0"?><Error><Code>Fault${status === 503 ? 'SlowDown' : ''}</Code></Error>`;

function objectsBelow(folder: string, from = ''): readonly (readonly [string, Buffer])[] {
  return readdirSync(path.join(folder, from)).flatMap((name): readonly (readonly [string, Buffer])[] => {
    const key = path.posix.join(from, name);
    if (statSync(path.join(folder, key)).isDirectory()) return objectsBelow(folder, key);
    return key.endsWith(SUFFIX) ? [[key.slice(0, -SUFFIX.length), readFileSync(path.join(folder, key))]] : [];
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** The same request at the server behind; the signature is of the gate's own name, which goes with it. */
async function forward(port: number, { method, url, headers }: IncomingMessage, body: Buffer) {
  return new Promise<{ message: IncomingMessage; body: Buffer }>((resolve, reject) => {
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (message) => {
      bodyOf(message).then((read) => resolve({ message, body: read }), reject);
    });
    passed.on('error', reject);
    passed.end(body);
  });
}

async function answer(behind: number, fate: Fate, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(message);
  if (fate === 'drop') return void message.socket.destroy();
  if (fate === 'lose') return void response.writeHead(200).end('<CopyObjectResult/>');
  if (typeof fate === 'number') return void response.writeHead(fate).end(FAILED(fate));
  const { message: told, body: bytes } = await forward(behind, message, body);
  if (fate === 'cut') return void message.socket.destroy();
  response.writeHead(told.statusCode ?? 500, told.headers).end(bytes);
}

/** The server lets everybody write who does not claim to be anybody. */
async function putObject(port: number, key: string, body: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length };
    const put = request({ host: '127.0.0.1', port, method: 'PUT', path: `/${BUCKET}/${key}`, headers, agent: false });
    put.on('response', (message) => {
      message.resume();
      if (message.statusCode === 200) message.on('end', resolve);
      else reject(new Error(`${key} could not be put`));
    });
    put.on('error', reject);
    put.end(body);
  });
}

export async function openStorage(): Promise<Storage> {
  const directory = folderOf();
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port: behind } = await server.run();
  let decide: (passing: Passing) => Fate = () => 'pass';
  let seen: Passing[] = [];
  let writes = 0;
  let underWay = 0;
  const gate = createServer((message, response) => {
    const key = decodeURIComponent((message.url ?? '').replace(/\?.*$/, '').replace(`/${BUCKET}/`, ''));
    const passing = { method: message.method ?? '', key, writes };
    if (passing.method !== 'GET' && passing.method !== 'HEAD') writes++;
    seen.push(passing);
    underWay++;
    answer(behind, decide(passing), message, response)
      .catch(() => message.socket.destroy())
      .finally(() => underWay--);
  });
  await new Promise<void>((resolve) => void gate.listen(0, '127.0.0.1', resolve));
  const { port } = gate.address() as AddressInfo; // a server that listens on a port, and not on a pipe
  const endpoint = `http://127.0.0.1:${port}`;
  const bucket = path.join(directory, BUCKET);
  return {
    endpoint,
    environment: {
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: 'eu-west-2',
    },
    idle: async () => {
      while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    objects: () => (existsSync(bucket) ? Object.fromEntries(objectsBelow(bucket)) : {}),
    put: async (objects) => {
      for (const [key, bytes] of Object.entries(objects)) {
        await putObject(behind, key, Buffer.from(bytes));
      }
    },
    remove: (key) => {
      for (const suffix of [SUFFIX, `${SUFFIX}.md5`, '._S3rver_metadata.json'])
        rmSync(path.join(bucket, `${key}${suffix}`), { force: true });
    },
    falsify: (key, bytes) => writeFileSync(path.join(bucket, `${key}${SUFFIX}`), bytes),
    age: (key, seconds) => {
      const file = path.join(bucket, `${key}${SUFFIX}`);
      const written = statSync(file).mtimeMs / 1000 - seconds;
      utimesSync(file, written, written);
    },
    clear: () => {
      for (const name of readdirSync(bucket)) rmSync(path.join(bucket, name), { recursive: true });
    },
    gate: (decision) => {
      decide = decision;
      seen = [];
      writes = 0;
    },
    seen: () => seen,
    close: async () => {
      gate.closeAllConnections();
      await new Promise((resolve) => gate.close(resolve));
      await server.close();
    },
  };
}
