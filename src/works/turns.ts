/**
 * What is to be done, handed to whoever has time for it: threads first, then this one. While it works it hands out nothing, which is
 * why threads have the next order already; what would keep it for long is left to them.
 */

export interface Task<Result> {
  /** In a thread; absent where that cannot be, or does not pay. */
  readonly there?: (() => Promise<Result>) | undefined;
  /** In this one; absent where it would take long. */
  readonly here?: (() => Promise<Result>) | undefined;
}

interface Waiting {
  readonly task: Task<void>;
}

export interface Turns {
  readonly take: <Result>(task: Task<Result>) => Promise<Result>;
}

/** `free`: whether a thread can be handed something. `breathe` lets in what happened meanwhile. */
export function openTurns(free: () => boolean, breathe: () => Promise<void>): Turns {
  const waiting: Waiting[] = [];
  let busy = false;

  function next(place: keyof Task<void>): (() => Promise<void>) | undefined {
    const index = waiting.findIndex(({ task }) => task[place]);
    return index === -1 ? undefined : waiting.splice(index, 1)[0]?.task[place];
  }

  function give(): void {
    while (free()) {
      const act = next('there');
      if (!act) break;
      void act().then(give);
    }
    if (busy) return;
    const act = next('here');
    if (!act) return;
    busy = true;
    void act()
      .then(breathe)
      .then(() => {
        busy = false;
        give();
      });
  }

  return {
    take: ({ there, here }) =>
      new Promise((resolve, reject) => {
        // Whoever takes it tells the one who waits, and never fails itself.
        const telling = (act: typeof there) => act && (() => act().then(resolve, reject));
        waiting.push({ task: { there: telling(there), here: telling(here) } });
        give();
      }),
  };
}
