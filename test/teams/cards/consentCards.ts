import type { Question } from '../../../src/domain/request';
import { english } from '../../../src/texts/english';
import { approvalCard } from '../../../src/teams/cards/approvalCard';
import { approvalChannelCard } from '../../../src/teams/cards/approvalChannelCard';
import { notHeardCard } from '../../../src/teams/cards/notHeardCard';
import { progressCard } from '../../../src/teams/cards/progressCard';
import { answeredCard, questionCard } from '../../../src/teams/cards/questionCards';
import { voidVoteCard } from '../../../src/teams/cards/reopenedCards';
import { unreachedCard } from '../../../src/teams/cards/unreachedCard';
import type { Named } from './everyCard';
import { at, person, sampleRequest, verifiedRequest, type Outside } from './sampleRequest';

/** What approvers and requester say to each other, votes that count no more, approvers who are not reached. */
export function consents(outside: Outside): Named[] {
  const [megan, alex] = [person(outside.approver, 'megan'), person(outside.person, 'alex')];
  const answer = { text: outside.typed, at: at(4) };
  const asked: Question = { by: megan, text: outside.typed, at: at(3) };
  const questions = [asked, { ...asked, answer }];
  const open = sampleRequest('pending', outside, {
    questions,
    reopened: { at: at(3), voidVotesOf: [megan] },
    approvers: [megan, alex],
    approvalsNeeded: 2,
  });
  const full = { ...open, questions: Array.from({ length: 5 }, () => ({ ...asked, answer })) };
  const verified = verifiedRequest(outside, { questions });
  const nobody = { reached: [], notReached: [outside.approver], onTheWay: [] };
  const reach = { reached: [outside.approver], notReached: [], onTheWay: [] };
  return [
    { name: 'approval asked', message: approvalCard(english, open) },
    { name: 'approval asked enough', message: approvalCard(english, full) },
    { name: 'approval asked, verified', message: approvalCard(english, verified) },
    {
      name: 'progress asked',
      message: progressCard(english, open, { steps: [], reach, audience: 'person', viewer: open.requester }),
    },
    {
      name: 'progress, approvers not read',
      message: progressCard(
        english,
        { ...open, approvers: [], approversUnread: true },
        { steps: [], reach: { ...nobody, notReached: [] }, audience: 'person' },
      ),
    },
    { name: 'question', message: questionCard(english, open, 0) },
    { name: 'question answered', message: questionCard(english, open, 1) },
    { name: 'question too late', message: questionCard(english, verified, 0) },
    { name: 'answered', message: answeredCard(english, open, 1) },
    { name: 'answered, made', message: answeredCard(english, verified, 1) },
    { name: 'vote void', message: voidVoteCard(english, open, megan) },
    { name: 'vote void, never counted', message: voidVoteCard(english, open, alex) },
    { name: 'nobody reached, operator', message: unreachedCard(english, open, nobody) },
    {
      name: 'nobody there, operator',
      message: unreachedCard(english, { ...open, approvers: [] }, { ...nobody, notReached: [] }),
    },
    { name: 'somebody reached, operator', message: unreachedCard(english, open, reach) },
    { name: 'end not heard, operator', message: notHeardCard(english, verified, [alex]) },
    { name: 'not heard, settled', message: notHeardCard(english, verified, []) },
    { name: 'approval channel with mentions', message: approvalChannelCard(english, open, [megan, alex]) },
  ];
}
