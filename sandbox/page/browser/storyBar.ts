import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';

/** The caption of the story that is being played, with pause, pace and an end; nothing while none is. */
export function storyBar({ state, act }: PageContext): TemplateResult | typeof nothing {
  const { story } = state;
  if (story === undefined) return nothing;
  const isOver = story.end !== undefined;
  return html`<section class="story" aria-label="The story">
    <p class="caption" role="status"><b>${story.number} of ${story.of}</b> ${story.caption}</p>
    <p class="buttons">
      ${
        isOver
          ? nothing
          : html`<button
                @click=${() => {
                  story.isPaused = !story.isPaused;
                  act.redraw();
                }}
              >
                ${icon(story.isPaused ? 'play' : 'pause')} ${story.isPaused ? 'Go on' : 'Pause'}
              </button>
              <label
                >Pace
                <select
                  .value=${String(story.pace)}
                  @change=${(event: Event) => {
                    story.pace = Number((event.target as HTMLSelectElement).value);
                  }}
                >
                  <option value="1">slow</option>
                  <option value="2">usual</option>
                  <option value="4">fast</option>
                </select></label
              >`
      }
      <button
        @click=${() => {
          story.end ??= 'stopped';
          state.story = undefined;
          act.redraw();
        }}
      >
        ${isOver ? 'Close' : 'Stop'}
      </button>
    </p>
  </section>`;
}
