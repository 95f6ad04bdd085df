import { createHash } from 'node:crypto';
import { requestLabel, type Request } from '../domain/request';
import type { StepUp } from '../storePorts';
import type { AnswerText } from '../texts/reasonTexts';
import type { Texts } from '../texts/texts';

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
.warning { border-left: .25rem solid #b35b00; padding-left: .75rem; font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { opacity: .8; }
dd { margin: 0; }
button { font: inherit; font-weight: 600; padding: .6rem 1.25rem; border: 0; border-radius: .25rem; background: #444791; color: #fff; cursor: pointer; }
button:focus-visible { outline: .2rem solid; outline-offset: .2rem; }
small { opacity: .8; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of every page: nothing is loaded, kept, framed or told to others, and forms go nowhere but here. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Text as HTML shows it, whatever it holds. */
function plain(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign).replaceAll("'", '&#39;');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${plain(title)}</title><style>${style}</style></head>
<body><main><h1>${plain(title)}</h1>
${body}
</main></body>
</html>
`;
}

function fact(label: string, value: string): string {
  return `<dt>${plain(label)}</dt><dd>${plain(value)}</dd>`;
}

/** What is being approved, and the button that does it. `digest`: as it stands on the card. */
export function confirmPage(texts: Texts, { request, stepUp, confirmation, digest }: Confirming): string {
  const { stepUp: words, labels, approval } = texts;
  const { content, slots, terms } = request;
  const warnings = [
    ...(terms?.sensitive === true ? [approval.sensitive] : []),
    ...((terms?.privilegedRoles.length ?? 0) > 0 ? [approval.privileged] : []),
  ];
  const facts = [
    fact(labels.environment, content.environment.name),
    fact(labels.account, content.accountName),
    fact(labels.signInName, content.userPrincipalName),
    fact(labels.roles, content.roles.map(({ name }) => name).join(', ')),
    fact(labels.businessUnit, content.businessUnit.name),
    fact(labels.licence, `${content.licence.name}${texts.lentAndTakenBack}`),
    fact(
      labels.slots,
      `${texts.usedAfterwards(slots.usedAfter, slots.limit)}${texts.left(slots.usedAfter, slots.limit)}`,
    ),
    fact(labels.owner, content.owner.name),
    ...(content.ticket === undefined ? [] : [fact(labels.ticket, content.ticket)]),
    fact(labels.reviewDate, texts.day(content.reviewOn)),
    fact(labels.askedBy, request.requester.name),
    fact(words.purpose, content.purpose),
  ];
  return page(
    approval.title,
    `<p>${plain(words.signedIn(stepUp.by.name, requestLabel(request)))}</p>
${warnings.map((warning) => `<p class="warning">${plain(warning)}</p>`).join('\n')}
<dl>${facts.join('\n')}</dl>
<p>${plain(approval.ifYouApprove(content.takesUp !== undefined))}</p>
<form method="post" action="/step-up/confirm"><input type="hidden" name="confirmation" value="${plain(confirmation)}"><button type="submit">${plain(words.confirm)}</button></form>
<p>${plain(words.notYou)}</p>
<p><small>${plain(approval.digest(digest))}</small></p>`,
  );
}

/** What the page to confirm shows. */
export interface Confirming {
  readonly request: Request;
  readonly stepUp: StepUp;
  readonly confirmation: string;
  readonly digest: string;
}

/** One sentence and what to do. */
export function messagePage({ title, line }: AnswerText): string {
  return page(title, `<p>${plain(line)}</p>`);
}
