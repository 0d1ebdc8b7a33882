/** Many small waits, some of them at once: as many as a server bears, and no more files in memory than that. */

/**
 * Does `act` for each item, beginning them in order. After one has failed no other is begun; those under way are waited for, and
 * what failed first is thrown.
 */
export async function eachAtOnce<Item>(
  atOnce: number,
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  async function work(): Promise<void> {
    for (let index = next++; index < items.length && failures.length === 0; index = next++) {
      try {
        await act(items[index] as Item); // `index` is below the length
      } catch (cause) {
        failures.push(cause);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  if (failures.length > 0) throw failures[0];
}
