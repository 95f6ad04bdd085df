import type { CardElement } from '@microsoft/teams.cards';
import type { Message } from '../../ports';
import { reasonText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import type { SlotsView } from '../../views';
import { band } from './band';
import { execute } from './buttons';
import { cardMessage } from './cardMessage';
import { ownText } from './ownText';
import { slotBar } from './slotBar';
import { bold, nameRuns, paragraph } from './typedText';
import { whenText } from './whenText';

const mostEnvironments = 10;
const mostHolders = 15;

/** All environments' slots, the fullest first; those that could not be read say why and stand last. */
export function slotsCard(texts: Texts, views: readonly SlotsView[]): Message {
  const { slots, buttons } = texts;
  const full = views.filter((view) => view.ledger?.free === 0).length;
  const sorted = views.toSorted((one, other) => freeOf(one) - freeOf(other));
  const hidden = sorted.length - mostEnvironments;
  const drawn = sorted.slice(0, mostEnvironments);
  return cardMessage({
    summary: slots.summary(views.length, full),
    body: [
      band({
        small: texts.small.slots,
        heading: views.length === 0 ? slots.none : slots.title(views.length, full),
        lines: views.length < 2 ? [] : [ownText(slots.fullestFirst, { subtle: true, spacing: 'None' })],
      }),
      ...drawn.map((view) => environmentLines(texts, view)),
      ...(hidden > 0 ? [ownText(slots.more(hidden))] : []),
      ...(drawn.some((view) => view.ledger !== undefined)
        ? [ownText(slots.legend, { small: true, subtle: true })]
        : []),
    ],
    actions: [execute(buttons.askForOne, 'form')],
  });
}

function environmentLines(texts: Texts, view: SlotsView): CardElement {
  const { slots } = texts;
  const name = paragraph([bold(view.environment.name)]);
  const read =
    view.readAt === undefined
      ? []
      : [ownText(slots.readAt(whenText(texts, view.readAt)), { small: true, subtle: true, spacing: 'None' })];
  return {
    type: 'Container',
    separator: true,
    items: [name, ...countLines(texts, view), ...read, ...unreadNow(texts, view)],
  };
}

/** Why older figures are shown than were asked for. */
function unreadNow(texts: Texts, { why, ledger }: SlotsView): CardElement[] {
  if (why === undefined || ledger === undefined) return [];
  return [
    paragraph([`${texts.slots.olderFigures} `, reasonText(texts, why).says(why.facts ?? {})], {
      spacing: 'None',
    }),
  ];
}

function countLines(texts: Texts, view: SlotsView): CardElement[] {
  const { slots } = texts;
  const { ledger } = view;
  if (ledger === undefined) {
    const text = view.why && reasonText(texts, view.why);
    const says = text === undefined ? '' : `${text.says(view.why?.facts ?? {})} `;
    return [paragraph([bold(`! ${slots.unread}`), says, bold(slots.unreadHint)], { spacing: 'None' })];
  }
  const numbers = slots.counts(ledger.used, ledger.reserved, ledger.limit);
  const disabled = ledger.disabled === 0 ? '' : slots.disabled(ledger.disabled);
  const differs =
    ledger.differs === undefined ? '' : slots.differs(ledger.differs.policy, ledger.differs.told);
  return [
    paragraph([bold(slots.free(ledger.free)), `${numbers}${disabled}${differs}`], { spacing: 'None' }),
    ...slotBar(ledger),
    ...holderLines(texts, view.holders ?? []),
  ];
}

function holderLines(texts: Texts, holders: readonly string[]): CardElement[] {
  if (holders.length === 0) return [];
  const more = holders.length - mostHolders;
  const names = nameRuns(holders.slice(0, mostHolders).map((name) => name));
  return [paragraph([texts.slots.holders, ' ', ...names, ...(more > 0 ? [texts.andMore(more)] : [])])];
}

/** Unread environments come after all others. */
function freeOf(view: SlotsView): number {
  return view.ledger?.free ?? Number.MAX_SAFE_INTEGER;
}
