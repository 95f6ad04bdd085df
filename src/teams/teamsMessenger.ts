import { CardFactory, type Activity, type ConversationReference, type TurnContext } from 'botbuilder';
import { ServiceFault, type FaultKind } from '../domain/serviceFault';
import type { Conversation, Message, Messenger } from '../ports';
import type { BotAdapter } from './botAdapter';
import { ConnectorRefusal } from './connectorCalls';
import { asPublic } from './pressedElsewhere';

/** Audience of the tokens with which the bot writes to Teams. */
const audience = 'https://api.botframework.com';

const notCalled = { status: undefined, code: undefined, retryAfter: undefined };

/** A message as an activity of Teams; in public its buttons open dialogs for whoever presses them. */
export function activityOf(message: Message, kind: Conversation['kind']): Partial<Activity> {
  const card = kind === 'personal' ? message.card : asPublic(message.card);
  return {
    type: 'message',
    summary: message.summary,
    attachments: [CardFactory.adaptiveCard(card)],
    ...(message.text === undefined ? {} : { text: message.text, textFormat: 'plain' }),
  };
}

function kindOf(status: number | undefined, code: string | undefined): FaultKind {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  // Teams names what is not there; a 404 without a code is somebody else's on the way.
  if (status === 404) return code === undefined ? 'unknown' : 'notFound';
  return status !== undefined && status < 500 ? 'refused' : 'unknown';
}

/** What became of a call to Teams that failed; any other error may hold the whole call, so it goes no further. */
function faultOf(error: unknown, what: string): ServiceFault {
  const { status, code, retryAfter } = error instanceof ConnectorRefusal ? error : notCalled;
  return new ServiceFault({
    service: 'Teams',
    what,
    kind: kindOf(status, code),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** Writes to people and channels through the Bot Connector. */
export class TeamsMessenger implements Messenger {
  readonly #adapter: BotAdapter;
  readonly #appId: string;
  /** Where conversations are opened: the service address of Teams. */
  readonly #serviceUrl: string;

  constructor(adapter: BotAdapter, appId: string, serviceUrl: string) {
    this.#adapter = adapter;
    this.#appId = appId;
    this.#serviceUrl = serviceUrl;
  }

  async open(person: {
    tenantId: string;
    objectId: string;
    name: string;
  }): Promise<Conversation | undefined> {
    const parameters = {
      isGroup: false,
      bot: { id: `28:${this.#appId}`, name: 'Countersign' },
      members: [{ id: person.objectId, name: person.name }],
      tenantId: person.tenantId,
      channelData: { tenant: { id: person.tenantId } },
    };
    let id: string | undefined;
    try {
      await this.#adapter.createConversationAsync(
        this.#appId,
        'msteams',
        this.#serviceUrl,
        audience,
        parameters,
        (context) => {
          id = context.activity.conversation.id;
          return Promise.resolve();
        },
      );
    } catch (error) {
      const fault = faultOf(error, 'open a conversation');
      // Teams refuses to open a conversation with somebody for whom the bot is not installed.
      if (fault.facts.kind === 'denied' && fault.facts.status === 403) return undefined;
      throw fault;
    }
    if (id === undefined) return undefined;
    return {
      id,
      kind: 'personal',
      name: person.name,
      person,
      reference: {
        channelId: 'msteams',
        serviceUrl: this.#serviceUrl,
        bot: { id: `28:${this.#appId}`, name: 'Countersign' },
        conversation: { id, isGroup: false, conversationType: 'personal', tenantId: person.tenantId },
      },
    };
  }

  async post(to: Conversation, message: Message): Promise<string> {
    let posted: string | undefined;
    await this.#within(to, 'post a message', async (context) => {
      posted = (await context.sendActivity(activityOf(message, to.kind)))?.id;
    });
    if (posted === undefined || posted === '') {
      throw new ServiceFault({ service: 'Teams', what: 'post a message', kind: 'unknown' });
    }
    return posted;
  }

  async redraw(to: Conversation, messageId: string, message: Message): Promise<'redrawn' | 'gone'> {
    try {
      await this.#within(to, 'redraw a message', (context) =>
        context.updateActivity({ ...activityOf(message, to.kind), id: messageId }),
      );
      return 'redrawn';
    } catch (error) {
      if (!(error instanceof ServiceFault) || error.facts.kind !== 'notFound') throw error;
      // The chat or the channel is not there: then nothing is known of the message.
      if (error.facts.code === 'ConversationNotFound') throw error;
      return 'gone';
    }
  }

  async remove(from: Conversation, messageId: string): Promise<void> {
    try {
      await this.#within(from, 'take a message away', (context) => context.deleteActivity(messageId));
    } catch (error) {
      if (!(error instanceof ServiceFault) || error.facts.kind !== 'notFound') throw error;
    }
  }

  async #within(
    to: Conversation,
    what: string,
    act: (context: TurnContext) => Promise<unknown>,
  ): Promise<void> {
    const reference = to.reference as Partial<ConversationReference>;
    try {
      await this.#adapter.continueConversationAsync(this.#appId, reference, async (context) => {
        await act(context);
      });
    } catch (error) {
      throw faultOf(error, what);
    }
  }
}
