import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band } from './band';
import { execute, openDialog } from './buttons';
import { cardMessage } from './cardMessage';
import { fact } from './facts';
import { ownText, smallPrint } from './ownText';

/** Where a card is read: in a person's own chat, or where others read along and forms open as dialogs. */
export interface Place {
  readonly personal: boolean;
}

/** What the bot does and the first thing to try; comes when it is installed. */
export function welcomeCard(texts: Texts, place: Place): Message {
  return introduction(texts, place, [ownText(texts.help.first, { bold: true })]);
}

/** The same for whoever writes `help`, without the first thing to try. */
export function helpCard(texts: Texts, place: Place = { personal: true }): Message {
  return introduction(texts, place, []);
}

function introduction(texts: Texts, place: Place, first: readonly ReturnType<typeof ownText>[]): Message {
  const { help, buttons } = texts;
  return cardMessage({
    summary: help.summary,
    body: [
      band({ style: 'accent', heading: help.title, lines: [ownText(help.how, { spacing: 'None' })] }),
      ...first,
      ownText(first.length === 0 ? help.helpTitle : help.write, { bold: true }),
      ...help.words.map(([word = '', what = '']) => fact(word, ownText(what), '128px')),
      ownText(help.quick, { small: true, subtle: true }),
      smallPrint(help.channel),
    ],
    actions: [
      place.personal
        ? execute(buttons.askForOne, 'form', {}, { positive: true })
        : openDialog(buttons.askForOne, 'form', {}, { positive: true }),
      execute(buttons.showSlots, 'slots'),
    ],
  });
}
