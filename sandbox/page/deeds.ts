import { z } from 'zod/v4';
import { outcomeText } from '../playByHand';
import type { Sandbox } from '../startSandbox';
import type { ClickOutcome } from '../teams/clickOutcome';
import { modes } from '../cloud/rowRules';
import type { BotSwitch } from './botSwitch';
import type { DeedAnswer, Deeds } from './browser/wire';
import type { Seat } from './seats';
import type { SeatBrowsers } from './seatBrowsers';
import type { Troubles } from './troubles';

/** What deeds are done to. */
export interface DeedSite {
  readonly sandbox: Sandbox;
  readonly seats: readonly Seat[];
  readonly troubles: Troubles;
  readonly bot: BotSwitch;
  readonly browsers: SeatBrowsers;
}

const seat = z.string();
const object = z.record(z.string(), z.unknown());

const schemas: { readonly [Name in keyof Deeds]: z.ZodType<Deeds[Name]> } = {
  write: z.strictObject({ seat, text: z.string().min(1) }),
  press: z.strictObject({ seat, on: z.string(), action: object, data: z.unknown() }),
  search: z.strictObject({
    seat,
    dataset: z.string(),
    text: z.string().max(500),
    inputs: z.record(z.string(), z.string()).optional(),
  }),
  closeDialog: z.strictObject({ seat }),
  openLink: z.strictObject({ seat, url: z.url({ protocol: /^https$/ }) }),
  sendForm: z.strictObject({ seat, action: z.string(), fields: z.record(z.string(), z.string()) }),
  closeBrowser: z.strictObject({ seat }),
  install: z.strictObject({ seat, installed: z.boolean() }),
  bot: z.strictObject({ to: z.enum(['kill', 'stop', 'start']) }),
  trouble: z.strictObject({ name: z.string(), on: z.boolean() }),
  speed: z.strictObject({ speed: z.number().min(0.1).max(100) }),
  setMode: z.strictObject({
    account: z.string(),
    environment: z.string(),
    to: z.enum(['Read-Write', 'Non-interactive']),
  }),
};

/** Most letters of one message. */
const longest = 20_000;

const unreachable = 'Countersign cannot be reached. What you wrote was not delivered.';

/** Does what somebody asked for on the page. Throws, with a sentence, where it cannot be done. */
export async function doDeed(site: DeedSite, name: string, body: unknown): Promise<DeedAnswer> {
  if (!isDeed(name)) throw new Error(`There is no deed "${name}"; nothing was done.`);
  const checked = schemas[name].safeParse(body);
  if (!checked.success)
    throw new Error(
      `"${name}" is not asked for like that; nothing was done. ${z.prettifyError(checked.error)}`,
    );
  return (doers[name] as Doer<keyof Deeds>)(site, checked.data);
}

function isDeed(name: string): name is keyof Deeds {
  return Object.hasOwn(schemas, name);
}

type Doer<Name extends keyof Deeds> = (site: DeedSite, deed: Deeds[Name]) => Promise<DeedAnswer>;

const doers: { readonly [Name in keyof Deeds]: Doer<Name> } = {
  write: async (site, { seat: key, text }) => {
    if (text.length > longest)
      return {
        error: `A message has ${longest} letters at most, and this one ${text.length}. It was not sent.`,
      };
    const { client, channel } = seatOf(site, key);
    const { botName } = site.sandbox.teams.office;
    if (!client.conversation.installed) {
      const where = channel === undefined ? 'for this person' : 'in this team';
      return { error: `Countersign is not installed ${where}: nobody hears this. Add it above first.` };
    }
    const status = await client.writes(text);
    if (status === 204)
      return {
        error: `${botName} did not hear this: in a channel it hears only what has @${botName} in it.`,
        isSaid: true,
      };
    return status === 0 ? { error: unreachable, isSaid: true } : {};
  },
  press: async (site, { seat: key, on, action, data }) =>
    answerOf(await seatOf(site, key).client.presses(on, action, data)),
  search: async (site, { seat: key, dataset, text, inputs }) => {
    const search = { dataset, text, ...(inputs === undefined ? {} : { inputs }) };
    return { choices: await seatOf(site, key).client.searches(search) };
  },
  closeDialog: async (site, { seat: key }) => {
    seatOf(site, key).client.closesDialog();
    return {};
  },
  openLink: async ({ browsers }, { seat: key, url }) =>
    (await browsers.open(key, url)) ? {} : { message: `In Teams, a browser would now open ${url}` },
  sendForm: async ({ browsers }, { seat: key, action, fields }) => {
    await browsers.send(key, action, fields);
    return {};
  },
  closeBrowser: async ({ browsers }, { seat: key }) => {
    browsers.close(key);
    return {};
  },
  install: async (site, { seat: key, installed }) => {
    const { client } = seatOf(site, key);
    const status = await (installed ? client.install() : client.uninstall());
    return status === 0 ? { error: 'Countersign cannot be reached: it does not know of this yet.' } : {};
  },
  bot: async ({ bot }, { to }) => {
    await bot.turn(to);
    return {};
  },
  trouble: async ({ troubles }, { name, on }) => {
    troubles.turn(name, on);
    return {};
  },
  speed: async ({ troubles }, { speed }) => {
    troubles.setSpeed(speed);
    return {};
  },
  setMode: async ({ sandbox: { cloud } }, { account, environment, to }) => {
    const accessMode = to === 'Non-interactive' ? modes.nonInteractive : modes.readWrite;
    cloud.edit('setAccessMode', { environment, user: account, accessMode });
    return {};
  },
};

function seatOf({ seats }: DeedSite, key: string): Seat {
  const found = seats.find((one) => one.key === key);
  if (found === undefined) throw new Error(`There is no seat "${key}"; nothing was done.`);
  return found;
}

function answerOf(outcome: ClickOutcome): DeedAnswer {
  switch (outcome.is) {
    case 'message':
      return { message: outcome.text };
    case 'error':
      return { error: outcome.message };
    case 'invalid':
      return { error: outcomeText(outcome) };
    default:
      return {};
  }
}
