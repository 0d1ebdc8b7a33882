/** One decoded part of an output file. */
export interface Channel {
  /** Where in the file it stands, in words that follow a verb: "in an attribute". */
  readonly where: string;
  readonly text: string;
  /** Whether it is text that somebody reads. Elsewhere, as in program code, only fragments of eight words and more mean anything. */
  readonly prose: boolean;
}
