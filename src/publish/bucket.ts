/**
 * A bucket of S3-compatible storage as a target. It is trusted with nothing but to give back what was put there: no conditional writes,
 * no checks of its own. What stands there is known by the tags in its lists, which are MD5 digests of whole objects, and where they are
 * not (encrypted buckets) by reading. Keys, region and address come from the environment variables that other tools use.
 */
import { createHash } from 'node:crypto';
import { type Host, HostFault } from '../host.ts';
import { sha256 } from '../ledger/ledger.ts';
import { UsageFault } from '../model/fault.ts';
import { type ListedObject, parseListPage } from './bucket-list.ts';
import { claimBucket } from './claim.ts';
import { type Access, type Ask, encodeKey, openRequests } from './s3.ts';
import type { Served, Standing, Store } from './store.ts';

/** Requests at once; with the largest files of a release in memory, each of them once. */
const AT_ONCE = 8;

/** A bucket and the beginning of all keys, which is empty or ends with a slash. */
function parseTarget(target: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket, rest = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(target) ?? [];
  const steps = rest.replace(/\/$/, '').split('/');
  const plain =
    rest === '' || rest === '/' || steps.every((step) => /^[\w.!*'()-]+$/.test(step) && !/^\.+$/.test(step));
  if (bucket === undefined || !plain)
    throw new UsageFault(
      `"${target}" is no target: write s3://BUCKET or s3://BUCKET/PREFIX, in plain letters and figures.`,
    );
  return { bucket, prefix: rest === '' || rest === '/' ? '' : `${steps.join('/')}/` };
}

function endpointOf(host: Host, asked: string | undefined): URL | undefined {
  const text = asked ?? (host.environment('AWS_ENDPOINT_URL_S3') || host.environment('AWS_ENDPOINT_URL'));
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  if (!plain) throw new UsageFault('The endpoint is no address such as https://storage.example/, without keys in it.');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Bucket names with dots are of no certificate, and servers of one's own rarely have names for buckets: then it stands in the path. */
function addressOf(endpoint: URL | undefined, bucket: string, region: string): URL {
  if (endpoint) return new URL(`${bucket}/`, endpoint);
  if (bucket.includes('.')) return new URL(`https://s3.${region}.amazonaws.com/${bucket}/`);
  return new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);
}

function accessFrom(host: Host, bucket: string, name: string, asked: string | undefined): Access {
  const keyOf = (variable: string) => {
    const text = host.environment(variable);
    if (text && !/^[!-~]+$/.test(text))
      throw new UsageFault(`${variable} holds spaces, line ends or other signs that no such key has.`);
    return text || undefined;
  };
  const [accessKeyId, secretAccessKey] = [keyOf('AWS_ACCESS_KEY_ID'), keyOf('AWS_SECRET_ACCESS_KEY')];
  if (!accessKeyId || !secretAccessKey)
    throw new UsageFault(
      `To publish to ${name}, put its keys into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; for keys that expire also AWS_SESSION_TOKEN.`,
    );
  const endpoint = endpointOf(host, asked);
  const region = keyOf('AWS_REGION') ?? keyOf('AWS_DEFAULT_REGION') ?? (endpoint && 'us-east-1');
  if (region === undefined)
    throw new UsageFault(
      `Say in AWS_REGION where ${name} is, such as eu-west-2; for storage of others than Amazon name its address with --endpoint.`,
    );
  if (!/^[a-z0-9-]+$/.test(region)) throw new UsageFault(`AWS_REGION is no name of a region.`);
  const address = addressOf(endpoint, bucket, region);
  return { accessKeyId, secretAccessKey, sessionToken: keyOf('AWS_SESSION_TOKEN'), region, address, name };
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

const headersOf = ({ mediaType, caching }: Served) => ({ 'content-type': mediaType, 'cache-control': caching });

/** All objects whose keys begin so, and the server's clock. */
async function listAll(ask: Ask, prefix: string, name: string) {
  const objects: ListedObject[] = [];
  let now = 0;
  let next: string | undefined;
  do {
    const answer = await ask({
      method: 'GET',
      query: {
        'list-type': '2',
        'encoding-type': 'url',
        prefix,
        ...(next !== undefined && { 'continuation-token': next }),
      },
      isSound: (bytes) => parseListPage(bytes) !== undefined,
    });
    const page = answer && parseListPage(answer.bytes);
    if (!page) throw new HostFault('ES3', `The server of ${name} gave no list of the bucket.`, undefined);
    objects.push(...page.objects);
    now = Date.parse(answer.headers.get('date') ?? '');
    next = page.next;
  } while (next !== undefined);
  return { objects, now };
}

export interface BucketOptions {
  /** Goes before that of the environment. */
  readonly endpoint: string | undefined;
  /** Whether to read what stands there and go by no list. */
  readonly thorough: boolean;
}

/** `target` is `s3://bucket/prefix`. */
export function openBucket(host: Host, target: string, { endpoint, thorough }: BucketOptions): Store {
  const { bucket, prefix } = parseTarget(target);
  const name = `s3://${bucket}/${prefix}`;
  const ask = openRequests(accessFrom(host, bucket, name, endpoint), () => (host.random(1)[0] ?? 0) / 255);
  const listBelow = async (below: string) => {
    const { objects, now } = await listAll(ask, `${prefix}${below}`, name);
    return { objects: objects.map((one) => ({ ...one, key: one.key.slice(prefix.length) })), now };
  };

  async function put(path: string, bytes: Uint8Array, served: Served): Promise<void> {
    const headers = { ...headersOf(served), 'x-amz-meta-sha256': sha256(bytes) };
    await ask({ method: 'PUT', key: `${prefix}${path}`, headers, body: bytes });
  }

  const read = async (path: string) => (await ask({ method: 'GET', key: `${prefix}${path}` }))?.bytes;
  const remove = async (path: string) => void (await ask({ method: 'DELETE', key: `${prefix}${path}` }));

  async function move(from: string, to: string): Promise<void> {
    // What it is served with goes with it.
    const headers = { 'x-amz-copy-source': `/${bucket}/${encodeKey(`${prefix}${from}`)}` };
    // A copy that fails half-way is answered with status 200 and an error.
    const isSound = (bytes: Uint8Array) => new TextDecoder().decode(bytes).includes('<CopyObjectResult');
    const answer = await ask({ method: 'PUT', key: `${prefix}${to}`, headers, isSound });
    if (!answer) throw new HostFault('ES3', `${from} at ${name} is gone: somebody else writes there.`, undefined);
    await remove(from);
  }

  return {
    name,
    atOnce: AT_ONCE,
    claim: (takeOver) => {
      const asJson = { mediaType: 'application/json', caching: 'no-store' };
      const claimable = {
        name,
        list: listBelow,
        read,
        put: (path: string, bytes: Uint8Array) => put(path, bytes, asJson),
        remove,
      };
      return claimBucket(host, claimable, takeOver);
    },
    list: async () => {
      const { objects } = await listBelow('');
      // Some tools put objects for folders, with a slash at their end.
      const files = objects.filter(({ key }) => key !== '' && !key.endsWith('/'));
      return new Map(files.map(({ key, size, tag }): [string, Standing] => [key, { size, tag }]));
    },
    holds: async (path, { size, tag }, bytes) => {
      if (size !== bytes.length) return false;
      if (!thorough && tag === md5(bytes)) return true;
      const there = await read(path);
      return there !== undefined && Buffer.from(there).equals(bytes);
    },
    read,
    put,
    move,
    remove,
    settle: async () => undefined,
  };
}
