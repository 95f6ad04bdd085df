import type { CardElement } from '@microsoft/teams.cards';
import type { Ledger } from '../../domain/slots';

const mostDrawn = 9;

/** A bar of an environment's slots: used, held, free. Nothing above nine slots, where numbers alone tell more. */
export function slotBar(slots: Pick<Ledger, 'used' | 'reserved' | 'limit'>): CardElement[] {
  if (slots.limit > mostDrawn || slots.limit < 1) return [];
  const used = Math.min(slots.used, slots.limit);
  const held = Math.min(slots.reserved, slots.limit - used);
  const text =
    `${'██ '.repeat(used)}${'▒▒ '.repeat(held)}${'░░ '.repeat(slots.limit - used - held)}`.trimEnd();
  return [
    { type: 'RichTextBlock', spacing: 'Small', inlines: [{ type: 'TextRun', text, fontType: 'Monospace' }] },
  ];
}
