import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Config } from '../config';

/** The activity was not signed by the Bot Framework for this bot. */
export class NotAuthenticated extends Error {
  constructor() {
    super('The activity was not signed for this bot.');
    this.name = 'NotAuthenticated';
  }
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
      .catch(() => {
        // Whatever the library says of a token it cannot accept, nothing of it is for the caller.
        throw new NotAuthenticated();
      });
    return this.processActivity(authenticated, activity, logic);
  }
}

/** Builds the adapter for the registration of the configuration. */
export function createBotAdapter(app: Config['app']): BotAdapter {
  return new BotAdapter(
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: app.clientId,
      MicrosoftAppType: app.type,
      MicrosoftAppTenantId: app.tenantId,
      ...(app.secret === undefined ? {} : { MicrosoftAppPassword: app.secret }),
    }),
  );
}
