import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { SlotNotice } from '../../views';
import { band } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText, smallPrint } from './ownText';
import { slotBar } from './slotBar';
import { bold, nameRuns, paragraph } from './typedText';
import { whenText } from './whenText';

const mostNames = 20;

/** A channel's notice that slots run low, are used up, or are free again. Each is said once. */
export function slotNoticeCard(texts: Texts, notice: SlotNotice): Message {
  const { slotNotice, slots, small } = texts;
  const { ledger, level } = notice;
  const heading = headingOf(texts, notice);
  const more = notice.accounts.length - mostNames;
  return cardMessage({
    summary: sentenceOf((place) => slotNotice.summary(heading, place), notice.environment.name, ''),
    act: level !== 'well',
    body: [
      band({
        style: level === 'well' ? 'emphasis' : 'warning',
        small: level === 'well' ? small.slots : small.slotsLow,
        heading,
        lines: [
          paragraph([bold(notice.environment.name)], { spacing: 'None' }),
          ...(ledger.reserved === 0 ? [] : [ownText(slotNotice.held(ledger.reserved), { spacing: 'None' })]),
          ...slotBar(ledger),
        ],
      }),
      ...(notice.accounts.length === 0
        ? []
        : [
            paragraph([
              bold(slots.holders),
              ' ',
              ...nameRuns(notice.accounts.slice(0, mostNames)),
              ...(more > 0 ? [texts.andMore(more)] : []),
            ]),
          ]),
      smallPrint(`${slotNotice.once[level]} ${slots.readAt(whenText(texts, notice.readAt))}`),
    ],
    actions: [execute(texts.buttons.showSlots, 'slots')],
  });
}

function headingOf(texts: Texts, { level, ledger }: SlotNotice): string {
  const { slotNotice } = texts;
  if (level === 'near') return slotNotice.near(ledger.free, ledger.used, ledger.limit);
  return level === 'full' ? slotNotice.full(ledger.used, ledger.limit) : slotNotice.well(ledger.free);
}
