/** The little of diff-match-patch that the benchmark uses; the package brings no types. */
declare module 'diff-match-patch' {
  export default class DiffMatchPatch {
    Diff_Timeout: number;
    diff_main(old: string, newer: string): readonly (readonly [number, string])[];
  }
}
