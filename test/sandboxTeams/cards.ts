/** A card of version 1.5 with these elements and actions. */
export function card(body: readonly unknown[], actions: readonly unknown[] = []): Record<string, unknown> {
  return { type: 'AdaptiveCard', version: '1.5', body, actions };
}

/** A message that carries the card. */
export function cardMessage(content: unknown, summary = 'A card'): Record<string, unknown> {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

/** A button that the bot hears of. */
export function execute(title: string, verb: string, data: unknown = {}): Record<string, unknown> {
  return { type: 'Action.Execute', title, verb, data, fallback: { type: 'Action.Submit', title, data } };
}

/** A form as the bot asks for an account: one choice, one line, several roles, a note folded away, a ShowCard. */
export function form(): Record<string, unknown> {
  return card(
    [
      { type: 'TextBlock', text: 'Ask for a non-interactive user', style: 'heading' },
      {
        type: 'Input.ChoiceSet',
        id: 'environment',
        label: 'Environment',
        isRequired: true,
        errorMessage: 'Choose an environment.',
        choices: [
          { title: 'Contoso Production: 2 slots free', value: 'production' },
          { title: 'Contoso Sales EMEA: 2 slots free', value: 'emea' },
        ],
      },
      {
        type: 'Input.Text',
        id: 'accountName',
        label: 'Name of the account',
        isRequired: true,
        regex: '^[A-Z].{2,}$',
        maxLength: 20,
        errorMessage: 'Three letters or more, the first a capital.',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'roles',
        label: 'Security roles',
        isMultiSelect: true,
        value: 'reader',
        choices: [
          { title: 'Stock Sync Reader', value: 'reader' },
          { title: 'Basic User', value: 'basic' },
        ],
      },
      {
        type: 'Container',
        id: 'rest',
        isVisible: false,
        items: [{ type: 'Input.Text', id: 'ticket', label: 'Ticket' }],
      },
    ],
    [
      execute('Continue', 'continueForm', { form: 'f1', accountName: 'overwritten' }),
      { type: 'Action.ToggleVisibility', title: 'Change the rest', targetElements: ['rest'] },
      {
        type: 'Action.ShowCard',
        title: 'Reject…',
        card: card(
          [{ type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true, errorMessage: 'Say why.' }],
          [execute('Reject', 'reject', { request: 'R-1' })],
        ),
      },
    ],
  );
}
