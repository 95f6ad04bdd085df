import type { CardElement, ContainerStyle } from '@microsoft/teams.cards';
import type { Content } from '../../domain/request';
import { bold, paragraph } from './typedText';
import { ownText } from './ownText';

/** What a band shows. `small` and `heading` are our own words alone; at most four `lines`. */
export interface Band {
  /** Nothing: no colour. */
  readonly style?: ContainerStyle;
  readonly small?: string;
  readonly heading: string;
  readonly lines?: readonly CardElement[];
}

/** The coloured band on top of a card: state and number, heading, and what it is about. */
export function band(of: Band): CardElement {
  const items: CardElement[] = [
    ...(of.small === undefined ? [] : [ownText(of.small, { small: true, bold: true })]),
    {
      type: 'TextBlock',
      style: 'heading',
      size: 'Large',
      weight: 'Bolder',
      text: of.heading,
      wrap: true,
      spacing: 'None',
    },
    ...(of.lines ?? []),
  ];
  return of.style === undefined
    ? { type: 'Container', items }
    : { type: 'Container', style: of.style, bleed: true, items };
}

/** "**account** · environment", the line under a heading. */
export function subjectLine(content: Pick<Content, 'accountName' | 'environment'>): CardElement {
  return paragraph([bold(content.accountName), ' · ', content.environment.name], { spacing: 'None' });
}

/** "state · R-1042". */
export function smallLine(state: string, label: string): string {
  return `${state} · ${label}`;
}

/** Grey box for what is neither fact nor state. */
export function box(items: readonly CardElement[]): CardElement {
  return { type: 'Container', style: 'emphasis', items: [...items] };
}
