import { html, type TemplateResult } from 'lit-html';
import { callsPanel } from './callsPanel.js';
import { icon, type IconName } from './icons.js';
import type { PageContext, PanelName } from './pageState.js';
import { troublePanel } from './troublePanel.js';
import { truthPanel } from './truthPanel.js';

/** The tabs beside the chats, in their order. */
export const panelTabs: readonly {
  readonly name: PanelName;
  readonly title: string;
  readonly icon: IconName;
}[] = [
  { name: 'microsoft', title: 'Microsoft', icon: 'cloud' },
  { name: 'calls', title: 'Calls', icon: 'calls' },
  { name: 'trouble', title: 'Trouble', icon: 'warning' },
];

/** What stands beside the chats: the truth at Microsoft, the calls, or the trouble at hand. */
export function panel(context: PageContext): TemplateResult {
  const { state, act } = context;
  const drawn = { microsoft: truthPanel, calls: callsPanel, trouble: troublePanel }[state.panel];
  return html`<aside class="panel" aria-label="What is true at Microsoft">
    <div
      class="tabs"
      role="tablist"
      aria-label="Beside the chats"
      @keydown=${(event: KeyboardEvent) => {
        moveTab(context, event);
      }}
    >
      ${panelTabs.map(
        ({ name, title, icon: symbol }) =>
          html`<button
            role="tab"
            id="tab-${name}"
            aria-selected=${state.panel === name}
            aria-controls="panel-shown"
            tabindex=${state.panel === name ? 0 : -1}
            @click=${() => {
              state.panel = name;
              act.redraw();
            }}
          >
            ${icon(symbol)} ${title}
          </button>`,
      )}
    </div>
    <div class="shown" id="panel-shown" role="tabpanel" tabindex="0" aria-labelledby="tab-${state.panel}">
      ${drawn(context)}
    </div>
  </aside>`;
}

/** Arrow keys go from tab to tab, as people are used to. */
function moveTab({ state, act }: PageContext, event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const at = panelTabs.findIndex(({ name }) => name === state.panel);
  const next = panelTabs[(at + step + panelTabs.length) % panelTabs.length];
  if (next === undefined) return;
  state.panel = next.name;
  act.redraw();
  requestAnimationFrame(() => document.getElementById(`tab-${next.name}`)?.focus());
}
