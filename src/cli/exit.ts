/** What the exit code of the program says to a script. */
export const EXIT = {
  fine: 0,
  findings: 1,
  usage: 2,
  fault: 3,
  notGenuine: 4,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];
