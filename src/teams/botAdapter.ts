import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Config } from '../config';
import type { Duration } from '../domain/time';
import { sentOnce } from './connectorCalls';

/** The activity was not signed by the Bot Framework for this bot. */
export class NotAuthenticated extends Error {
  constructor() {
    super('The activity was not signed for this bot.');
    this.name = 'NotAuthenticated';
  }
}

/** The token could not be checked: the Bot Framework's keys were not to be had. */
export class KeysUnavailable extends Error {
  constructor(cause: string) {
    super(
      `The Bot Framework's keys could not be read (${cause}), so no activity can be checked. Nothing was done.`,
    );
    this.name = 'KeysUnavailable';
  }
}

/** The names of the errors by which the libraries say that a token is not acceptable. */
const refusals: ReadonlySet<string> = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']);

/** The bot library's own refusals carry an HTTP status. */
function carriesStatus(error: unknown): boolean {
  return typeof (error as { readonly statusCode?: unknown } | null)?.statusCode === 'number';
}

/** The bot library's adapter, without its habit of answering with its own error texts. */
export class BotAdapter extends CloudAdapter {
  /**
   * Authenticates an activity and runs it; returns the answer to an invoke, or nothing.
   * Throws `NotAuthenticated` before anything ran.
   */
  async answer(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const authenticated = await this.botFrameworkAuthentication
      .authenticateRequest(activity, authorization)
      .catch((error: unknown) => {
        // Whatever the library says of a token it cannot accept, nothing of it is for the caller.
        const name = error instanceof Error ? error.name : 'unknown';
        throw refusals.has(name) || carriesStatus(error) ? new NotAuthenticated() : new KeysUnavailable(name);
      });
    return this.processActivity(authenticated, activity, logic);
  }
}

/** Where tokens for writing to Teams come from: any credential of the bot's identity, with a secret or without. */
export interface ChannelTokens {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
}

/** Audience of the tokens with which the bot writes, where the library names none. */
const channel = 'https://api.botframework.com';

type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

/**
 * The library's own factories know a secret's tokens and a managed identity's. With this one the tokens are the bot's,
 * however it proves itself. Its class is abstract, without fields or code, and not exported by `botbuilder`.
 */
function credentialsOf(clientId: string, tokens: ChannelTokens): CredentialsFactory {
  const factory: Pick<CredentialsFactory, keyof CredentialsFactory> = {
    isValidAppId: (appId) => Promise.resolve(appId === clientId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: (_appId, audience = channel) =>
      Promise.resolve({
        signRequest: async (request) => {
          const token = await tokens.getToken(`${audience}/.default`);
          if (token === null) throw new Error('The bot has no token for Teams; nothing was sent.');
          request.headers.set('authorization', `Bearer ${token.token}`);
          return request;
        },
      }),
  };
  return factory;
}

/**
 * Builds the adapter for the registration of the configuration, which writes with these tokens. `patience`: how long
 * Teams may take for an answer, in ms.
 */
export function createBotAdapter(
  app: Pick<Config['app'], 'clientId' | 'type' | 'tenantId'>,
  tokens: ChannelTokens,
  patience: Duration = 15_000,
): BotAdapter {
  return new BotAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: app.clientId,
        MicrosoftAppType: app.type,
        MicrosoftAppTenantId: app.tenantId,
      },
      credentialsOf(app.clientId, tokens),
      undefined,
      undefined,
      { httpClient: sentOnce(patience) },
    ),
  );
}
