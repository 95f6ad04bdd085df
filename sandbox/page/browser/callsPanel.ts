import { html, type TemplateResult } from 'lit-html';
import type { PageContext } from './pageState.js';
import type { CallPart } from './wire.js';

interface Group {
  readonly step: string;
  readonly first: CallPart;
  readonly calls: CallPart[];
}

/** Every call of the bot to Microsoft, newest group first, under the step that made it. */
export function callsPanel({ state }: PageContext): TemplateResult {
  const calls = state.parts.calls().sort((a, b) => a.number - b.number);
  if (calls.length === 0) return html`<p class="quiet">The bot has called nobody yet.</p>`;
  return html`<ol class="groups">
    ${groupsOf(calls)
      .reverse()
      .map(
        ({ step, first, calls: made }) =>
          html`<li>
            <h3>${step} <time>${clockOf(first.at)}</time></h3>
            <ul class="calls">
              ${made.map((call) => callView(call))}
            </ul>
          </li>`,
      )}
  </ol>`;
}

/** Calls one after the other with the same step are one group. */
function groupsOf(calls: readonly CallPart[]): Group[] {
  const groups: Group[] = [];
  for (const call of calls) {
    const step = call.step === undefined ? 'Checks and slots (no step)' : words(call.step);
    const last = groups.at(-1);
    if (last?.step === step) last.calls.push(call);
    else groups.push({ step, first: call, calls: [call] });
  }
  return groups;
}

function callView({ service, method, address, status, milliseconds }: CallPart): TemplateResult {
  const kind = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'refused' : 'fine';
  return html`<li class=${kind}>
    <span class="status">${status === 0 ? 'lost' : status}</span>
    <span class="service">${service}</span>
    <span class="address"><b>${method}</b> ${address}</span>
    <span class="time">${milliseconds} ms</span>
  </li>`;
}

/** `createAccount` as "Create account". */
function words(step: string): string {
  const spaced = step.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function clockOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
