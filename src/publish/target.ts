/** The target as the user names it, `/srv/www/site` or `s3://bucket/prefix`, to a store. What a bucket needs is loaded for a bucket only. */
import path from 'node:path';
import { type Host, isOutside } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { BucketOptions } from './bucket.ts';
import { openFolder } from './folder.ts';
import type { Store } from './store.ts';

/** The content folder that a folder is or stands in, if it does. */
function contentAround(host: Host, folder: string): string | undefined {
  if (host.kind(folder) === 'folder' && host.kind(path.join(folder, 'press.yaml')) === 'file') return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : contentAround(host, above);
}

/** `release` is the folder of the release that is to be published. */
export async function openTarget(host: Host, target: string, release: string, options: BucketOptions): Promise<Store> {
  if (target.startsWith('s3://')) {
    const { openBucket } = await import('./bucket.ts');
    return openBucket(host, target, options);
  }
  if (/^[a-z][a-z0-9+.-]*:/.test(target))
    throw new UsageFault(`"${target}" is no target: name a folder, or a bucket as s3://BUCKET/PREFIX.`);
  if (options.endpoint !== undefined) throw new UsageFault('--endpoint is for buckets, and the target is a folder.');
  const [root, folder] = [path.resolve(target), path.resolve(release)];
  if (!isOutside(folder, root) || !isOutside(root, folder))
    throw new UsageFault(`The target "${target}" and the release in ${release} must stand apart.`);
  const source = contentAround(host, root);
  if (source !== undefined)
    throw new UsageFault(
      `The target "${target}" is inside ${source}, which holds content: a site would stand among its sources.`,
    );
  return openFolder(host, root, target);
}
