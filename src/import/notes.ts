/** What an import tells of itself, gathered while it goes on: what was recognised and how surely, what was changed, what is in doubt. */
import type { Doubt, SourcePlace } from './pieces.ts';

/** `high`: printed with its name; `medium`: follows from a rule; `low`: the likeliest of several readings. */
export type Confidence = 'high' | 'medium' | 'low';

export interface Recognised {
  readonly what: string;
  readonly confidence: Confidence;
  readonly place?: SourcePlace | undefined;
}

export class Notes {
  readonly recognised: Recognised[] = [];
  readonly interventions: string[] = [];
  readonly doubts: Doubt[] = [];

  recognise(what: string, confidence: Confidence, place?: SourcePlace): void {
    this.recognised.push({ what, confidence, place });
  }
  intervene(text: string): void {
    if (!this.interventions.includes(text)) this.interventions.push(text);
  }
  doubt(text: string, place?: SourcePlace): void {
    this.doubts.push({ text, place });
  }
}

/** The first words of a passage, to name it by. */
export function begins(words: string, count = 6): string {
  const all = words.split(/\s+/);
  return all.length <= count ? words : `${all.slice(0, count).join(' ')} …`;
}
