import type { CardElement } from '@microsoft/teams.cards';
import type { StepName } from '../../domain/trail';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { DryRunView } from '../../views';
import { band, subjectLine } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText, smallPrint } from './ownText';
import { markedLine, stepWords } from './steps';
import { paragraph } from './typedText';
import { whenText } from './whenText';

/** The plan with what each step would change, read live; nothing was changed and nothing was asked for. */
export function dryRunCard(texts: Texts, view: DryRunView): Message {
  const { dryRun, buttons } = texts;
  const { content, formId, values, checkedAt } = view.review;
  const fields = { formId, values };
  const takesUp = content.takesUp !== undefined;
  const changes = changesOf(texts, view);
  return cardMessage({
    summary: sentenceOf(dryRun.summary, content.accountName, content.environment.name),
    body: [
      band({
        style: 'accent',
        heading: dryRun.title,
        lines: [subjectLine(content), ownText(dryRun.nothing, { bold: true, spacing: 'Small' })],
      }),
      ownText(dryRun.steps(view.steps.length), { bold: true }),
      ...view.steps.flatMap((name) => step(stepWords(texts, name, takesUp).toDo, changes[name])),
      smallPrint(dryRun.readAt(whenText(texts, checkedAt))),
    ],
    actions: [
      execute(buttons.send, 'send', fields, { positive: true }),
      execute(buttons.back, 'toReview', fields),
    ],
  });
}

function step(toDo: string, change: string): CardElement[] {
  const [mark, text] = ['○', toDo];
  const line = markedLine(mark, text);
  const detail: CardElement = {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [
      { type: 'Column', width: '20px', items: [] },
      { type: 'Column', width: 'stretch', items: [paragraph([{ text: change, subtle: true }])] },
    ],
  };
  return [line, detail];
}

/** What each step would change, in one line with names from outside. */
function changesOf({ dryRun }: Texts, view: DryRunView): Readonly<Record<StepName, string>> {
  const { says } = dryRun;
  const { content, slots } = view.review;
  const secret = content.takesUp === undefined ? says.newSecret : says.oldSecret;
  return {
    confirmSlot: says.slots(slots.usedAfter, slots.limit),
    storePassword: secret(view.secretName),
    createAccount: says.account(content.userPrincipalName, view.usageLocation),
    joinGroup: view.group === undefined ? says.noGroup : says.group(view.group),
    lendLicence: says.licence(content.licence.name),
    bringIn: says.environment(content.environment.name, view.byPlatform),
    setMode: says.mode,
    placeInUnit: says.unit(content.businessUnit.name),
    assignRoles: content.roles.map(({ name }) => name).join(', '),
    takeLicenceBack: content.licence.name,
    verify: says.verify,
    releaseCredential: says.release(content.owner.name, view.validDays),
  };
}
