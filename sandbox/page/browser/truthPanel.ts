import { html, nothing, type TemplateResult } from 'lit-html';
import { addressPieces } from './addressPieces.js';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';
import type { AccountTruth, Difference } from './wire.js';

/** What is so at Microsoft, read from the cloud itself and not from the bot. */
export function truthPanel({ state }: PageContext): TemplateResult {
  const truth = state.parts.get('truth');
  if (truth === undefined) return html``;
  return html`
    <h3>Accounts made here</h3>
    ${
      truth.accounts.length === 0
        ? html`<p class="quiet">
            None yet. Play the story, or add Countersign for Adele and Megan and write <b>new</b> as Adele.
          </p>`
        : html`<ul class="accounts">
            ${truth.accounts.map((account) => accountView(account))}
          </ul>`
    }
    <h3>Slots for non-interactive users</h3>
    <ul class="bars">
      ${truth.environments.map(({ name, used, limit }) => bar(name, used, limit, 'used'))}
    </ul>
    <h3>Licence seats</h3>
    <ul class="bars">
      ${truth.licences.map(({ name, taken, seats }) => bar(name, taken, seats, 'taken'))}
    </ul>
    <h3>Key Vault, names only</h3>
    ${
      truth.secrets.length === 0
        ? html`<p class="quiet">Empty.</p>`
        : html`<ul class="secrets">
            ${truth.secrets.map(
              ({ name, versions, enabled }) =>
                html`<li>
                  <b>${name}</b>
                  <span>${enabled} of ${versions} ${versions === 1 ? 'version' : 'versions'} in force</span>
                </li>`,
            )}
          </ul>`
    }
  `;
}

/** The red lines on top of the page while a card and Microsoft differ; nothing while they agree. */
export function differenceBanner({ state }: PageContext): TemplateResult | typeof nothing {
  const differences = state.parts.get('differences') ?? [];
  if (differences.length === 0) return nothing;
  return html`<div class="differences" role="alert" tabindex="0">
    ${icon('warning')}
    <div>
      <b>A card says something else than Microsoft does.</b>
      <ul>
        ${[...Map.groupBy(differences, ({ account }) => account)].map(
          ([account, own]) =>
            html`<li>
              <b>${account}</b>: the card says
              ${unique(own, ({ says, isSo }) => `“${says}”, but ${isSo}`).join('; ')}.
              <span>${unique(own, ({ place }) => place).join(', ')}</span>
            </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

function unique(differences: readonly Difference[], word: (difference: Difference) => string): string[] {
  return [...new Set(differences.map(word))];
}

function accountView({ name, signInName, state, licences, rows }: AccountTruth): TemplateResult {
  return html`<li class=${state}>
    <b>${name}</b>
    <dl>
      ${fact('Sign-in name', breaking(signInName))} ${fact('Account', state)}
      ${fact('Licence', licences.join(', ') || 'none')}
      ${rows.length === 0 ? fact('Environments', 'in none') : nothing}
      ${rows.map(
        ({ environment, mode, isDisabled, roles }) => html`
          ${fact(
            environment,
            html`<span class="mode ${mode === 'Non-interactive' && !isDisabled ? 'good' : ''}"
                >${mode}${isDisabled ? ', disabled' : ''}</span
              >
              <span class="quiet">${roles.join(', ') || 'no roles'}</span>`,
          )}
        `,
      )}
    </dl>
  </li>`;
}

function breaking(address: string): (string | TemplateResult)[] {
  return addressPieces(address).map((piece, at) => (at === 0 ? piece : html`<wbr />${piece}`));
}

function fact(label: string, value: ReturnType<typeof breaking> | string | TemplateResult): TemplateResult {
  return html`<dt>${label}</dt>
    <dd>${value}</dd>`;
}

function bar(name: string, taken: number, whole: number, word: string): TemplateResult {
  const share = whole === 0 ? 0 : Math.min(1, taken / whole);
  const level = taken >= whole ? 'full' : whole - taken <= 1 ? 'near' : '';
  return html`<li>
    <span class="name">${name}</span> <span>${taken} of ${whole} ${word}</span>
    <span class="bar ${level}" aria-hidden="true"><i style="width: ${Math.round(share * 100)}%"></i></span>
  </li>`;
}
