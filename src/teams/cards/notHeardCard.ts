import type { Person } from '../../domain/person';
import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph } from './typedText';

/**
 * What an operator is told where the end of a request, or that it needs somebody, reached nobody whom it concerns:
 * which request, how it stands, whom to tell. Nothing of what is asked for. Once one of them has heard it, it says that.
 */
export function notHeardCard(texts: Texts, request: Request, missing: readonly Person[]): Message {
  const { notHeard, states, unreached } = texts;
  const { content } = request;
  const open = missing.length > 0;
  const state = states[request.state].replace(/^\W+/, '');
  const needs = request.attention !== undefined;
  return cardMessage({
    summary: sentenceOf(notHeard.summary, content.accountName, content.environment.name),
    act: open,
    body: [
      band({
        style: open ? 'attention' : 'emphasis',
        small: smallLine(open ? `! ${state}` : state, requestLabel(request)),
        heading: open ? notHeard.title : unreached.settledTitle,
        lines: [subjectLine(content)],
      }),
      ...(open
        ? [
            paragraph([bold(notHeard.missing), ' ', ...nameRuns(missing.map((one) => one.name))]),
            ownText(needs ? notHeard.needsLine : notHeard.endLine, { bold: true, spacing: 'None' }),
            ownText(notHeard.hint, { spacing: 'None' }),
          ]
        : []),
    ],
  });
}
