import type { Request } from '../domain/request';
import { isApproval } from '../operations/besideRequest';
import type { Beside, Draw } from '../operations/surroundings';
import type { Message } from '../ports';
import type { MessageKind } from '../storePorts';
import type { Texts } from '../texts/texts';
import { approvalCard, reminderCard } from './cards/approvalCard';
import { approvalChannelCard } from './cards/approvalChannelCard';
import { endCard } from './cards/endCard';
import { needsYouCard } from './cards/needsYouCard';
import { notHeardCard } from './cards/notHeardCard';
import { progressCard } from './cards/progressCard';
import { answeredCard, questionCard } from './cards/questionCards';
import { voidVoteCard } from './cards/reopenedCards';
import { slotNoticeCard } from './cards/slotNoticeCard';
import { unreachedCard } from './cards/unreachedCard';

/** Draws the messages about requests and slots in one language. */
export function createDraw(texts: Texts): Draw {
  return {
    request: (kind, request, beside) => drawRequest(texts, kind, request, beside),
    slotNotice: (notice) => slotNoticeCard(texts, notice),
  };
}

function drawRequest(texts: Texts, kind: MessageKind, request: Request, beside: Beside): Message {
  const { steps, reach, notHeard, signIn, viewer, cleanedUpAt } = beside;
  const end = signIn === undefined ? {} : { signIn };
  const [topic, which] = kind.split(':');
  if (topic === 'reminder') return reminderCard(texts, request, viewer);
  if (isApproval(kind)) return approvalCard(texts, request, viewer);
  if (topic === 'question') return questionCard(texts, request, Number(which));
  if (topic === 'answer') return answeredCard(texts, request, Number(which));
  if (topic === 'voteVoid') return voidVoteCard(texts, request, viewer);
  if (kind === 'operatorNobodyReached') return unreachedCard(texts, request, reach);
  if (kind === 'operatorNotHeard') return notHeardCard(texts, request, notHeard);
  if (kind === 'end') return endCard(texts, request, { audience: 'person', ...end });
  if (kind.startsWith('changedSince:')) return endCard(texts, request, { audience: 'person' });
  if (kind === 'channelEnd' || kind.startsWith('channelChangedSince:'))
    return endCard(texts, request, { audience: 'channel' });
  if (kind === 'channel') {
    const atWork = ['provisioning', 'undoing'].includes(request.state);
    return atWork
      ? progressCard(texts, request, { steps, reach, audience: 'channel' })
      : approvalChannelCard(texts, request, beside.toMention);
  }
  // A message that asked somebody to act shows how the request stands once nobody is asked any more.
  if (kind.startsWith('attention:') && request.attention !== undefined) {
    return needsYouCard(texts, request, steps, cleanedUpAt === undefined ? {} : { cleanedUpAt });
  }
  // No message of its own tells of a withdrawal: whoever withdrew it knows.
  if (request.state === 'withdrawn') return endCard(texts, request, { audience: 'person' });
  const read = viewer === undefined ? {} : { viewer };
  return progressCard(texts, request, { steps, reach, audience: 'person', ...read });
}
