import { cardAsText } from '../../sandbox/teams/cardAsText';
import { checkCard } from '../../sandbox/teams/checkCard';
import { card, execute, form } from './cards';

test('a card reads as bands, facts, inputs and buttons', () => {
  const label = (text: string) => ({ type: 'Column', width: '104px', items: [{ type: 'TextBlock', text }] });
  const value = (text: string) => ({
    type: 'Column',
    width: 'stretch',
    items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }],
  });
  const drawn = cardAsText(
    card(
      [
        {
          type: 'Container',
          style: 'accent',
          items: [
            { type: 'TextBlock', text: 'Waiting for approval · R-12' },
            { type: 'TextBlock', text: '**SAP stock connector** · Contoso Production' },
          ],
        },
        { type: 'ColumnSet', columns: [label('Asked by'), value('Adele [Vance](https://evil)')] },
        {
          type: 'TextBlock',
          text: 'until {{DATE(2026-11-24T12:30:00Z,SHORT)}} {{TIME(2026-11-24T12:30:00Z)}} (your time)',
        },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
      ],
      [execute('Approve', 'approve'), { ...execute('Ask…', 'ask'), isEnabled: false }],
    ),
    { timeZone: 'Europe/Berlin' },
  );
  expect(drawn.split('\n')).toEqual([
    '▌ Waiting for approval · R-12',
    '▌ SAP stock connector · Contoso Production',
    'Asked by        Adele [Vance](https://evil)',
    'until Tue, 24 Nov 2026 13:30 (your time)',
    '[Approve]  [Ask…] (off)',
  ]);
});

test('inputs show the value they have, by the title of the choice', () => {
  const drawn = cardAsText(form(), {
    typed: { environment: 'emea' },
    unfolded: new Map([['rest', true]]),
    showCards: true,
  });
  expect(drawn).toContain('Environment *: ‹Contoso Sales EMEA: 2 slots free›');
  expect(drawn).toContain('Security roles: ‹Stock Sync Reader›');
  expect(drawn).toContain('Ticket: ‹›');
  expect(drawn).toContain('    Reason *: ‹›');
});

test('a time with a fraction of a second stays as it was written, as Teams leaves it', () => {
  expect(cardAsText(card([{ type: 'TextBlock', text: '{{TIME(2026-11-24T12:30:00.5Z)}}' }]))).toContain(
    '{{TIME(',
  );
});

test('a newer element is shown by its fallback', () => {
  const badge = { type: 'Badge', text: 'Full', fallback: { type: 'TextBlock', text: '! Full' } };
  expect(cardAsText(card([badge, { type: 'Badge', text: 'lost' }]))).toBe('! Full');
});

test('a good card has nothing wrong with it', () => {
  expect(checkCard(form())).toEqual([]);
  const badge = { type: 'Badge', text: 'Full', fallback: { type: 'TextBlock', text: '! Full' } };
  const roles = {
    type: 'Input.ChoiceSet',
    id: 'r',
    label: 'Roles',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'r' },
  };
  expect(checkCard(card([badge, roles]))).toEqual([]);
});

test.each([
  [card([{ type: 'TextBlock', text: 'x', color: 'purple' }]), /"purple"/],
  [card([{ type: 'Badge', text: 'x' }]), /Unknown element type "Badge"/],
  [card([{ type: 'Input.Text', label: 'x' }]), /unique Id/],
  [card([], [{ type: 'Action.OpenUrl', title: 'x' }]), /"url" must be set/],
  [card([], [{ type: 'Action.ToggleVisibility', title: 'x', targetElements: ['gone'] }]), /names "gone"/],
  [{ ...card([]), version: '1.6' }, /not 1.5/],
  [card([{ type: 'TextBlock', text: 'x'.repeat(29_000) }]), /bytes/],
])('a bad card is found out (case %#)', (bad, what) => {
  expect(checkCard(bad).join('\n')).toMatch(what);
});
