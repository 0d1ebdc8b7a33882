/** A place that readers are served from, as far as publishing goes: a folder or a bucket. Paths are those of a release, with `/`. */

/** What stands at a path. */
export interface Standing {
  /** Bytes. */
  readonly size: number;
  /** Changes with what stands there. */
  readonly tag: string;
}

/** What readers are told of a file by the server; a folder has no room for it. */
export interface Served {
  readonly mediaType: string;
  /** A Cache-Control header. */
  readonly caching: string;
}

/** Taken by one run at a time. */
export interface Claim {
  /** What there is to tell of runs before, in sentences. */
  readonly told: readonly string[];
  /** Throws where another run has taken the place meanwhile. */
  readonly check: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export interface Store {
  /** As the user named it. */
  readonly name: string;
  /** How many calls may go on at once. */
  readonly atOnce: number;
  /** Throws where another run is publishing. `takeOver`: whoever else has the place is taken to be gone. */
  readonly claim: (takeOver: boolean) => Promise<Claim>;
  /** All files below the place, those of others too. */
  readonly list: () => Promise<ReadonlyMap<string, Standing>>;
  /** Whether what stands at a path has these bytes. */
  readonly holds: (path: string, standing: Standing, bytes: Uint8Array) => Promise<boolean>;
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Puts a file in the place of what stands there, whole or not at all. */
  readonly put: (path: string, bytes: Uint8Array, served: Served) => Promise<void>;
  /** The same with a file that was put there under another name, and loses that. */
  readonly move: (from: string, to: string) => Promise<void>;
  /** What stands nowhere counts as removed. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes what was done so far last through a loss of power. */
  readonly settle: () => Promise<void>;
}
