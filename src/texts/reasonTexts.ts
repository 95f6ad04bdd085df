import type {
  AttentionCode,
  Facts,
  Field,
  FindingCode,
  Problem,
  RefusalCode,
  WaitingCode,
} from '../domain/reason';
import type { VoteRefusal } from '../domain/reviewRule';

/**
 * A reason in words. `heading` is our own words alone. `says` may name what the facts name (licence, group, roles,
 * account, service), so it is shown only where typed text does nothing. `remedy` says what the reader does.
 * Facts that are understood: `limit`, `used` (slots), `seats`, `licence`, `group`, `roles`, `account`,
 * `environment`, `request` (`R-1031`), `service`, `code`, `needed` (approvers), `mode`, `besides` (`owner`), `owner`, `domain`,
 * `unit`, `years`. Every one may be missing.
 */
export interface ReasonText {
  readonly heading: string;
  readonly says: (facts: Facts) => string;
  readonly remedy: string;
}

/** Something waited for: the end of "Step 6 of 12 waits for …", and how long it usually takes. */
export interface WaitingText extends ReasonText {
  readonly waitsFor: string;
  readonly usually: string;
}

/** Why a person is asked: `tried` is one sentence with times already in words. */
export interface AttentionText {
  readonly tried: (tries: number, since: string, last?: string) => string;
}

/** A short answer: a title of our own words, and one line. */
export interface AnswerText {
  readonly title: string;
  readonly line: string;
}

/** The codes of a problem that belong to a field and not to Microsoft's services. */
export type FieldProblemCode = Exclude<Problem['why']['code'], RefusalCode>;

/** Everything that is said of reasons; a code without words does not compile. */
export interface ReasonTexts {
  /** `notChecked` is what an approved request waits for, while something cannot be checked before its first step. */
  readonly waiting: Readonly<Record<WaitingCode | 'notChecked', WaitingText>>;
  readonly refusal: Readonly<Record<RefusalCode, ReasonText>>;
  readonly finding: Readonly<Record<FindingCode, ReasonText>>;
  readonly attention: Readonly<Record<AttentionCode, AttentionText>>;
  readonly vote: Readonly<Record<VoteRefusal, AnswerText>>;
  readonly field: Readonly<
    Record<Field | 'form', Readonly<Record<FieldProblemCode, (facts: Facts) => string>>>
  >;
}
