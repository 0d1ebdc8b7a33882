/**
 * Requests to S3-compatible storage: the one place of the program that asks a network anything. Every request is signed with the digest of its
 * body (Signature Version 4); what fails in passing is tried again, a few times and more slowly each time. What a server refuses becomes
 * one sentence that never repeats a key.
 */
import { AwsClient } from 'aws4fetch';
import { HostFault } from '../host.ts';
import { sha256 } from '../ledger/ledger.ts';
import { UsageFault } from '../model/fault.ts';

export interface Access {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
  /** The address of the bucket, with a slash at its end. */
  readonly address: URL;
  /** The bucket as the user named it. */
  readonly name: string;
}

export interface Asked {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Of an object; of the bucket itself without. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Whether what was answered with "fine" is so; else it is tried again. */
  readonly isSound?: (bytes: Uint8Array) => boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Gives the answer to what was asked, or for what does not exist `undefined`. */
export type Ask = (asked: Asked) => Promise<Answer | undefined>;

const ATTEMPTS = 6;
/** Milliseconds before the second attempt; each later pause is twice as long. */
const FIRST_PAUSE = 150;
/** Milliseconds that a request may take, and those for each byte of its body (64 kB a second). */
const PATIENCE = { request: 60_000, byte: 1 / 64 };

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What servers call the things that whoever runs the command can mend, and how. */
const REFUSALS: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  InvalidBucketName: 'that is no name of a bucket',
  InvalidAccessKeyId: 'the key in AWS_ACCESS_KEY_ID is not known there',
  SignatureDoesNotMatch: 'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID',
  InvalidToken: 'AWS_SESSION_TOKEN is not valid there',
  ExpiredToken: 'AWS_SESSION_TOKEN has expired',
  TokenRefreshRequired: 'AWS_SESSION_TOKEN has expired',
  AccessDenied: 'it was not permitted; the keys need to list, read, write and delete there',
  AllAccessDisabled: 'access to the bucket is switched off',
  AuthorizationHeaderMalformed: 'the bucket is in another region; set AWS_REGION',
  PermanentRedirect: 'the bucket is in another region; set AWS_REGION or --endpoint',
  IllegalLocationConstraintException: 'the bucket is in another region; set AWS_REGION',
  RequestTimeTooSkewed: 'the clock of this machine is wrong by minutes',
};

const codeIn = (bytes: Uint8Array) => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(new TextDecoder().decode(bytes))?.[1];

/** What is wrong with an answer, as a fault to throw. */
function refusalOf({ method, key = '' }: Asked, { status, bytes, headers }: Answer, { name }: Access): Error {
  const code = codeIn(bytes) ?? '';
  const region = headers.get('x-amz-bucket-region');
  const moved = status === 301 || status === 307 ? REFUSALS['PermanentRedirect'] : undefined;
  const known = REFUSALS[code] ?? moved ?? (status === 401 || status === 403 ? REFUSALS['AccessDenied'] : undefined);
  const act = `${method} ${key}`.trimEnd();
  if (known === undefined) {
    const told = code === '' ? `status ${status}` : `${code}, status ${status}`;
    return new HostFault('ES3', `Cannot publish to ${name}: the server answered ${act} with ${told}.`, undefined);
  }
  const where = known === REFUSALS['AccessDenied'] ? `${name} (${act})` : name;
  const hint = region && known.includes('region') ? ` (it is in ${region})` : '';
  return new UsageFault(`Cannot publish to ${where}: ${known}${hint}.`);
}

/** What a network says, for a person. */
const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it drops the connection',
  UND_ERR_SOCKET: 'it drops the connection',
  EPIPE: 'it drops the connection',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  TimeoutError: 'it does not answer',
  ENETUNREACH: 'there is no way to it',
  EHOSTUNREACH: 'there is no way to it',
};

/** The innermost code of an error of `fetch`, which wraps those of the system. */
function networkCode(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  const inner = cause.cause === undefined ? '' : networkCode(cause.cause);
  const own = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return inner !== '' && inner !== 'Error' ? inner : own;
}

const ENCODED = /[!'()*]/g;

/** `encodeURIComponent` leaves five signs that a signature has encoded. */
export const encodeKey = (key: string): string =>
  encodeURIComponent(key)
    .replace(ENCODED, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');

/** `random` gives a number from 0 to 1: publishers that fail together should not try again together. */
export function openRequests(access: Access, random: () => number): Ask {
  const { address, region, accessKeyId, secretAccessKey, sessionToken } = access;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    region,
    service: 's3',
    retries: 0,
  });

  async function once({ method, key, query = {}, headers = {}, body }: Asked): Promise<Answer> {
    const url = key === undefined ? new URL(address.href.replace(/\/$/, '')) : new URL(encodeKey(key), address);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await client.sign(url, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': sha256(body ?? '') },
      ...(body && { body: Buffer.from(body) }),
    });
    const patience = PATIENCE.request + Math.ceil((body?.length ?? 0) * PATIENCE.byte);
    // A redirection would lead a signed request to another server.
    const answer = await fetch(signed, { redirect: 'manual', signal: AbortSignal.timeout(patience) });
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  /** The answer, or in words why there was none that says anything. */
  async function attempt(asked: Asked): Promise<Answer | string> {
    try {
      const answer = await once(asked);
      if (PASSING.has(answer.status)) return `it answers with ${codeIn(answer.bytes) ?? `status ${answer.status}`}`;
      const unsound = answer.status === 200 && asked.isSound?.(answer.bytes) === false;
      return unsound ? `it answers with ${codeIn(answer.bytes) ?? 'something else than was asked'}` : answer;
    } catch (cause) {
      const code = networkCode(cause);
      const told = NETWORK[code];
      if (told === undefined && !(cause instanceof TypeError)) throw cause; // no fault of the network
      return told ?? `the connection failed (${code})`;
    }
  }

  return async (asked) => {
    let why = '';
    for (let count = 0; count < ATTEMPTS; count++) {
      if (count > 0) {
        const pause = FIRST_PAUSE * 2 ** (count - 1) * (0.5 + random());
        await new Promise((resolve) => void setTimeout(resolve, pause));
      }
      const answer = await attempt(asked);
      if (typeof answer === 'string') why = answer;
      else if (answer.status >= 200 && answer.status < 300) return answer;
      else if (answer.status === 404 && asked.key !== undefined && codeIn(answer.bytes) !== 'NoSuchBucket')
        return undefined;
      else throw refusalOf(asked, answer, access);
    }
    throw new HostFault(
      'ES3',
      `The server of ${access.name} cannot be worked with: ${why}, ${ATTEMPTS} times in a row. Run the command again later; it goes on where it stopped.`,
      undefined,
    );
  };
}
