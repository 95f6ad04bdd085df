import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { SignIn } from '../../views';
import { band, smallLine, subjectLine } from './band';
import { openLink } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { copied, stacked } from './facts';
import { ownText } from './ownText';

/** Where the password of a verified account is: the link, and the name of the secret there. Never the password. */
export function vaultCard(texts: Texts, request: Request, signIn: SignIn): Message {
  const { vault, buttons, labels } = texts;
  const { content } = request;
  return cardMessage({
    summary: sentenceOf(vault.summary, content.accountName, content.environment.name),
    body: [
      band({
        style: 'emphasis',
        small: smallLine(vault.small, requestLabel(request)),
        heading: vault.title,
        lines: [subjectLine(content)],
      }),
      stacked(labels.password, copied(signIn.secretName, texts.end.inVault)),
      ownText(vault.noted, { subtle: true }),
    ],
    actions: [openLink(buttons.openKeyVault, signIn.vaultLink)],
  });
}
