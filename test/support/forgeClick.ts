import type { Sandbox } from '../../sandbox/startSandbox';
import type { Person } from '../../sandbox/teams/person';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';
import { forgeActivity } from './forgeActivity';

/**
 * Somebody presses a button of a card that another person got, in their own chat: what a forged or forwarded card can
 * do. The activity is signed as Teams signs it; only the card is not theirs. Returns the HTTP status.
 */
export async function forgeClick(
  sandbox: Sandbox,
  outsider: Person,
  victim: Person,
  title: string,
  on: string,
): Promise<number> {
  const message = victim.chat().findLast(({ reads, card }) => card !== undefined && reads.includes(on));
  const button = placedIn(message?.card ?? {}).find(
    ({ node }) => typeOf(node) === 'Action.Execute' && textAt(node, 'title') === title,
  );
  if (button === undefined) throw new Error(`${victim.name} has no card with [${title}] on ${on}.`);
  const { verb, data } = button.node;
  const action = { type: 'Action.Execute', title, verb, data };
  const value = { action, trigger: 'manual' };
  const sent = { type: 'invoke', name: 'adaptiveCard/action', value };
  return (await forgeActivity(sandbox, outsider, sent)).status;
}
