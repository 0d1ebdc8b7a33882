/** What a body states of the accessibility of its site and of its documents. Nothing here is assumed: what it does not state is absent. */
import type { PartialDate } from './date.ts';

/** How far the site meets the standard: the three answers of the UK's model statement. */
export const COMPLIANCE = ['full', 'partial', 'none'] as const;
export type Compliance = (typeof COMPLIANCE)[number];

/** Why a problem stands: the three parts of the model statement. */
export const PROBLEM_REASONS = ['not-compliant', 'disproportionate-burden', 'out-of-scope'] as const;
export type ProblemReason = (typeof PROBLEM_REASONS)[number];

export interface KnownProblem {
  readonly what: string;
  readonly reason: ProblemReason;
  /** The success criterion that is not met, as the body writes it: `1.1.1 Non-text Content`. */
  readonly criterion?: string | undefined;
  /** When or how it will be mended, or why it will not. */
  readonly plan?: string | undefined;
}

/** Whom to ask, and how soon an answer comes. */
export interface AccessContact {
  readonly email?: string | undefined;
  readonly telephone?: string | undefined;
  readonly post?: string | undefined;
  readonly replyWithin?: string | undefined;
}

/** Who hears complaints about the Regulations: in Northern Ireland another commission than elsewhere. */
export const ENFORCERS = ['great-britain', 'northern-ireland'] as const;
export type Enforcer = (typeof ENFORCERS)[number];

export interface AccessibilityStatement {
  readonly compliance: Compliance;
  readonly standard: string;
  readonly prepared: PartialDate;
  readonly reviewed?: PartialDate | undefined;
  readonly tested?: PartialDate | undefined;
  readonly testing?: string | undefined;
  readonly improvements?: string | undefined;
  readonly problems: readonly KnownProblem[];
  readonly contact: AccessContact;
  readonly enforcement?: Enforcer | undefined;
}

export interface DocumentsPolicy {
  readonly prepared: PartialDate;
  readonly reviewed?: PartialDate | undefined;
  /** What the body does so that documents can be used by everyone, a sentence each. */
  readonly practice: readonly string[];
  /** Documents that are not accessible, and why. */
  readonly problems: readonly KnownProblem[];
  readonly contact: AccessContact;
}
