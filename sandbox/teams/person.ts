import { Client } from './client';
import type { Conversation } from './conversations';
import { botIdOf, type OfficePerson, teamsIdOf } from './office';
import { sendToBot } from './sendToBot';
import { activityId, envelope, type TeamsActivity } from './teamsActivity';
import { forgetViews, type TeamsState } from './teamsState';

/** A channel as one person sees and uses it. */
export class ChannelClient extends Client {
  /** Adds the bot to the team. Returns the HTTP status of the bot's answer to the last event; 0 when not reached. */
  install(): Promise<number> {
    return install(this.state, this.person, this.conversation, 'add');
  }

  /** Takes the bot out of the team. */
  uninstall(): Promise<number> {
    return install(this.state, this.person, this.conversation, 'remove');
  }

  /** Deletes the channel: the bot's next call about it is answered as if it had never been. */
  async deletesChannel(): Promise<void> {
    this.conversation.isDeleted = true;
    await channelUpdate(this.state, this.person, this.conversation, 'channelDeleted');
  }

  /** Brings the deleted channel back with everything in it. */
  async restoresChannel(): Promise<void> {
    this.conversation.isDeleted = false;
    await channelUpdate(this.state, this.person, this.conversation, 'channelRestored');
  }
}

/** Tells the bot that the channel was deleted, or restored. */
function channelUpdate(
  state: TeamsState,
  person: OfficePerson,
  conversation: Conversation,
  eventType: 'channelDeleted' | 'channelRestored',
): Promise<unknown> {
  const sent = envelope(state, person, { conversation }, activityId());
  const channelData = { ...(sent['channelData'] as TeamsActivity), eventType };
  return sendToBot(state, conversation, { ...sent, type: 'conversationUpdate', channelData });
}

/** A person with the personal chat with the bot. */
export class Person extends Client {
  constructor(state: TeamsState, person: OfficePerson) {
    super(state, person, state.conversations.chatOf(person));
  }

  /** The person's name. */
  get name(): string {
    return this.person.name;
  }

  /** Installs the bot for this person. Returns the HTTP status of the bot's answer to the last event; 0 when not reached. */
  install(): Promise<number> {
    return install(this.state, this.person, this.conversation, 'add');
  }

  /** Takes the bot away; its next message into this chat is refused. */
  uninstall(): Promise<number> {
    return install(this.state, this.person, this.conversation, 'remove');
  }

  /** Blocks the bot: what it writes is refused from now on. Nobody tells it. */
  blocks(): void {
    this.state.blockedBy.add(this.person.objectId);
  }

  /** Takes the block away. Nobody tells the bot of that either. */
  unblocks(): void {
    this.state.blockedBy.delete(this.person.objectId);
  }

  /** A channel of which the person is a member. Throws when there is none, or the person is not in the team. */
  channel(name: string): ChannelClient {
    const conversation = this.state.conversations.channelNamed(name);
    if (!conversation.members.includes(this.name))
      throw new Error(`${this.name} is not in the team of "${name}".`);
    return new ChannelClient(this.state, this.person, conversation);
  }
}

async function install(
  state: TeamsState,
  person: OfficePerson,
  conversation: Conversation,
  action: 'add' | 'remove',
): Promise<number> {
  state.conversations.install(conversation, action === 'add');
  for (const message of conversation.messages) forgetViews(state, message);
  const sent = envelope(state, person, { conversation }, activityId());
  await sendToBot(state, conversation, membersUpdate(state, person, conversation, sent, action));
  const { status } = await sendToBot(state, conversation, {
    ...sent,
    id: activityId(),
    type: 'installationUpdate',
    action,
  });
  return status;
}

function membersUpdate(
  state: TeamsState,
  person: OfficePerson,
  { kind }: Conversation,
  sent: TeamsActivity,
  action: 'add' | 'remove',
): TeamsActivity {
  const bot = { id: botIdOf(state.office) };
  const members =
    kind === 'personal' && action === 'add' ? [bot, { id: teamsIdOf(state.office, person) }] : [bot];
  const eventType = action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved';
  const channelData = {
    ...(sent['channelData'] as TeamsActivity),
    ...(kind === 'channel' ? { eventType } : {}),
  };
  const changed = action === 'add' ? { membersAdded: members } : { membersRemoved: members };
  return { ...sent, type: 'conversationUpdate', channelData, ...changed };
}
