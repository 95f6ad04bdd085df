import type { Sandbox } from '../../sandbox/startSandbox';
import { botIdOf, serviceUrl, teamsIdOf } from '../../sandbox/teams/office';
import type { Person } from '../../sandbox/teams/person';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';
export function act({ teams }: Sandbox, who: Person, more: any, channelId?: string): any {
  const { office } = teams;
  return { type: 'invoke', name: 'adaptiveCard/action', id: `f:${Date.now()}${Math.random()}`, timestamp: new Date().toISOString(),
    channelId: 'msteams', serviceUrl,
    from: { id: teamsIdOf(office, who.person), name: who.name, aadObjectId: who.person.objectId },
    recipient: { id: botIdOf(office), name: office.botName },
    conversation: channelId ? { conversationType: 'channel', isGroup: true, tenantId: office.tenantId, id: channelId } : { conversationType: 'personal', tenantId: office.tenantId, id: who.conversation.id },
    channelData: { tenant: { id: office.tenantId } }, ...more };
}
export async function send({ teams, bot }: Sandbox, activity: any, claimsMore: any = {}, token?: string): Promise<{ status: number; text: string; ms: number }> {
  const s = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://api.botframework.com', aud: teams.office.botId, serviceurl: serviceUrl, nbf: s - 60, exp: s + 600, ...claimsMore };
  const t = performance.now();
  try {
    const a = await fetch(bot.messagesUrl, { method: 'POST', headers: { authorization: token ?? `Bearer ${teams.sign(claims)}`, 'content-type': 'application/json' }, body: typeof activity === 'string' ? activity : JSON.stringify(activity), signal: AbortSignal.timeout(60000) });
    return { status: a.status, text: (await a.text()).slice(0, 3000), ms: Math.round(performance.now() - t) };
  } catch (e) { return { status: 0, text: String(e), ms: Math.round(performance.now() - t) }; }
}
export const execute = (verb: unknown, data: any) => ({ value: { action: { type: 'Action.Execute', title: 'x', verb, data }, trigger: 'manual' } });
export function dataOf(p: Person, title: string, on: string): any {
  const m = p.chat().findLast(({ reads, card }) => card !== undefined && reads.includes(on) && reads.includes(`[${title}`));
  return placedIn(m?.card ?? {}).find(({ node }) => textAt(node, 'title') === title && typeOf(node) === 'Action.Execute')?.node?.data;
}
