import type { CardElement } from '@microsoft/teams.cards';

/** A line of our own words, in which markdown and times work. Never given text from outside. */
export function ownText(
  text: string,
  options: {
    readonly small?: boolean;
    readonly subtle?: boolean;
    readonly bold?: boolean;
    readonly spacing?: 'None' | 'Small' | 'Medium';
    readonly separator?: boolean;
  } = {},
): CardElement {
  return {
    type: 'TextBlock',
    text,
    wrap: true,
    ...(options.small === true ? { size: 'Small' as const } : {}),
    ...(options.subtle === true ? { isSubtle: true } : {}),
    ...(options.bold === true ? { weight: 'Bolder' as const } : {}),
    ...(options.spacing === undefined ? {} : { spacing: options.spacing }),
    ...(options.separator === true ? { separator: true } : {}),
  };
}

/** The small print above the buttons. */
export function smallPrint(text: string): CardElement {
  return ownText(text, { small: true, subtle: true, separator: true });
}
