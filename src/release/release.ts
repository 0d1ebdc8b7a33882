/**
 * The last stage: renditions to a site that readers see, all of it or nothing. This file is what other folders see of it.
 */
export { openScan, type Scan, withheldFindings } from './leaks/leaks.ts';
export { openPlace } from './open-place.ts';
export { showEdition } from './show-edition.ts';
export type { Place } from './place.ts';
export { type About, type Published, type Released, type ShownEdition, stage, type Staging } from './staging.ts';
export type { Seal } from './seal.ts';
export type { SecretKey } from './signing/signing.ts';
export { witness, type Witness } from './witness.ts';
export { rollBack, type RolledBack } from './rollback.ts';
export { type Spare, spareIn, type Standing } from './staged-files.ts';
export { lock } from './lock.ts';
export { isGone, type Owner, ownerNow } from './owner.ts';
export { parseManifest } from './manifest.ts';
export { formatRecord, isOwnPath, parseRecord, PUBLISHED_FOLDER, type PublishedRecord, RECORD } from './record.ts';
