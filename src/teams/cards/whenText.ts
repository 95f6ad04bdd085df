import type { Instant } from '../../domain/time';
import type { Texts } from '../../texts/texts';

const halfDay = 12 * 60 * 60 * 1000;

/** A day that the client draws in the reader's own time and manner; understood only in a TextBlock. */
export function dateOf(at: Instant): string {
  return `{{DATE(${stamp(at)},SHORT)}}`;
}

/** A time of day that the client draws in the reader's own time; understood only in a TextBlock. */
export function timeOf(at: Instant): string {
  return `{{TIME(${stamp(at)})}}`;
}

/** Day and time, without "(your time)". */
export function dateAndTimeOf(texts: Texts, at: Instant): string {
  return texts.dateAndTime(dateOf(at), timeOf(at));
}

/** Day and time, with "(your time)". */
export function whenText(texts: Texts, at: Instant): string {
  return texts.yourTime(dateAndTimeOf(texts, at));
}

/** The time alone where both are less than half a day apart, else with its day. */
export function timeBeside(texts: Texts, at: Instant, other: Instant): string {
  return Math.abs(at - other) < halfDay ? timeOf(at) : dateAndTimeOf(texts, at);
}

/** Whole minutes: clients show no more, refuse fractions, and a card is then redrawn at most once a minute for a time. */
function stamp(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16)}:00Z`;
}
