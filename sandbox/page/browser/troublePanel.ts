import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { PageContext } from './pageState.js';

/** Switches for what can go wrong, and the bot's process. */
export function troublePanel(context: PageContext): TemplateResult {
  const { state, act } = context;
  const trouble = state.parts.get('trouble');
  if (trouble === undefined) return html``;
  return html`
    <h3>The bot</h3>
    ${botControls(context)}
    <h3>Microsoft</h3>
    <ul class="switches">
      ${trouble.switches.map(
        ({ name, title, what, isOn }) =>
          html`<li>
            <label>
              <input
                type="checkbox"
                role="switch"
                .checked=${live(isOn)}
                @change=${(event: Event) =>
                  void act.do('trouble', { name, on: (event.target as HTMLInputElement).checked })}
              />
              <b>${title}</b> <span>${what}</span>
            </label>
          </li>`,
      )}
    </ul>
    ${flips(context)}
    <h3>Speed of Microsoft’s delays</h3>
    <label class="speed">
      <input
        type="range"
        min="-2"
        max="4"
        step="1"
        aria-label="Speed of Microsoft’s delays"
        aria-valuetext="${trouble.speed}×"
        .value=${String(Math.round(Math.log2(trouble.speed)))}
        @change=${(event: Event) =>
          void act.do('speed', { speed: 2 ** Number((event.target as HTMLInputElement).value) })}
      />
      <span>${trouble.speed}×</span>
    </label>
  `;
}

function botControls({ state, act }: PageContext): TemplateResult {
  const bot = state.parts.get('bot');
  if (bot === undefined) return html``;
  const can = bot.isRunning && !bot.isBusy;
  return html`<p class="buttons">
      <button ?disabled=${!can} @click=${() => void act.do('bot', { to: 'kill' })}>Kill it</button>
      <button ?disabled=${!can} @click=${() => void act.do('bot', { to: 'stop' })}>Stop it</button>
      <button ?disabled=${bot.isRunning || bot.isBusy} @click=${() => void act.do('bot', { to: 'start' })}>
        Start it
      </button>
    </p>
    ${bot.problem === undefined ? nothing : html`<p class="notice error" role="alert">${bot.problem}</p>`}`;
}

/** Somebody else changes the Access Mode of an account, in a portal, behind the bot's back. */
function flips({ state, act }: PageContext): TemplateResult {
  const { accounts } = state.parts.get('truth') ?? { accounts: [] };
  const rows = accounts.flatMap(({ name, rows: own }) => own.map((row) => ({ name, ...row })));
  if (rows.length === 0) return html``;
  return html`<h3>Somebody changes the mode in a portal</h3>
    <ul class="flips">
      ${rows.map(({ name, environment, mode }) => {
        const to = mode === 'Non-interactive' ? 'Read-Write' : 'Non-interactive';
        return html`<li>
          <span><b>${name}</b> in ${environment}</span>
          <button @click=${() => void act.do('setMode', { account: name, environment, to })}>
            Set to ${to}
          </button>
        </li>`;
      })}
    </ul>`;
}
