/** Who follows a build while it goes on. Nothing that is told to it, times above all, stands in any output. */

export const STAGES = ['read', 'check', 'make', 'site', 'publish'] as const;
/** Those of a build, and sending what was made to where readers are. */
export type Stage = (typeof STAGES)[number] | 'send';

export interface Observer {
  /** A stage begins, with the number of its steps where that is known; the one before it is over. */
  readonly begin: (stage: Stage, steps?: number) => void;
  /** A step of the stage is done. */
  readonly step: () => void;
  /** What was made anew, an edition or a comparison by its identifier, and how long that took. */
  readonly made: (identifier: string, milliseconds: number) => void;
}

export const NOBODY: Observer = { begin: () => undefined, step: () => undefined, made: () => undefined };
