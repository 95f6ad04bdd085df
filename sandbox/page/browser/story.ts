import type { PageContext } from './pageState.js';
import type { Parts } from './parts.js';
import { Stage, StoryStopped } from './stage.js';
import { seatNames } from './seatKey.js';
import type { TruthPart } from './wire.js';

/** The story while it is played. */
export interface StoryState {
  caption: string;
  number: number;
  readonly of: number;
  isPaused: boolean;
  /** How many times as fast as slowly: 1, 2 or 4. */
  pace: number;
  /** How it ended; absent while it goes on. */
  end?: 'told' | 'stopped' | 'broken';
}

interface Scene {
  readonly caption: string;
  readonly play: (stage: Stage) => Promise<void>;
}

const [adele, megan, admins] = ['Adele Vance', 'Megan Bowen', 'Adele Vance in Contoso admins'] as const;

/** Plays one request from the question to the receipt, by the same fields and buttons that people use. */
export async function playStory(context: PageContext): Promise<void> {
  const { state, act } = context;
  const scenes = scenesFor(context);
  const story: StoryState = { caption: '', number: 0, of: scenes.length, isPaused: false, pace: 2 };
  state.story = story;
  state.panel = 'microsoft';
  for (const seat of [adele, megan, admins]) act.openSeat(seat);
  const stage = new Stage(context, story);
  try {
    for (const scene of scenes) {
      story.number += 1;
      story.caption = scene.caption;
      act.redraw();
      await stage.beat(1_800);
      await scene.play(stage);
    }
    story.end = 'told';
  } catch (error) {
    if (error instanceof StoryStopped) return;
    story.end = 'broken';
    story.caption = `The story stops here. ${error instanceof Error ? error.message : String(error)}`;
  }
  act.redraw();
}

function scenesFor({ state: { parts } }: PageContext): Scene[] {
  const office = parts.get('office');
  const truth = parts.get('truth');
  const environment = environmentFor(truth);
  const account = nameFor(truth, saidIn(parts));
  const isIn = (seat: string): boolean => parts.seat(seat)?.installed === true;
  const add: Scene = {
    caption: 'Adele, Megan and their channel add Countersign. It says what it is for.',
    play: async (stage) => {
      for (const seat of [adele, megan, admins])
        if (!isIn(seat)) await stage.presses(seat, `Add ${office?.botName ?? ''}`);
    },
  };
  return [
    ...([adele, megan, admins].every(isIn) ? [] : [add]),
    {
      caption: 'The channel asks to be told when an environment runs out of slots.',
      play: (stage) => stage.writes(admins, `@${office?.botName ?? ''} alerts here`),
    },
    {
      caption: `Adele needs an account for a program: ${account}. She writes it in one line.`,
      play: async (stage) => {
        await stage.writes(adele, `new ${account} in ${environment} because nightly stock sync`);
        await stage.shows(adele, 'Continue');
      },
    },
    {
      caption: 'The form is filled in already. She picks the security roles and goes on.',
      play: async (stage) => {
        await stage.chooses(adele, 'Security roles', ['Stock Sync Reader', 'Basic User']);
        await stage.presses(adele, 'Continue');
        await stage.reads(adele, 'Could it be an application user?');
      },
    },
    {
      caption:
        'Could it be an application user? The vendor of this program needs a password, so it could not.',
      play: async (stage) => {
        await stage.ticks(adele, 'It needs a user name and a password');
        await stage.presses(adele, 'Continue');
        await stage.shows(adele, 'Send for approval');
      },
    },
    {
      caption: 'Everything was checked at Microsoft before anything is made. She sends it for approval.',
      play: (stage) => stage.presses(adele, 'Send for approval'),
    },
    {
      caption: 'Nothing was made yet. Megan, another administrator, reads what would happen, and approves.',
      play: async (stage) => {
        await stage.shows(megan, 'Approve');
        await stage.presses(megan, 'Approve');
      },
    },
    {
      caption:
        'The bot creates the account, lends it a licence, sets the Access Mode, and takes the licence back. Watch Microsoft at the side.',
      play: (stage) => stage.reads(adele, 'Access Mode: Non-interactive'),
    },
    {
      caption: `Verified: the Access Mode was read back after the licence was gone. ${account} is Non-interactive in ${environment}.`,
      play: (stage) => stage.beat(500),
    },
  ];
}

/** The usual environment, or another with a free slot once that is full. */
function environmentFor(truth: TruthPart | undefined): string {
  const usual = 'Contoso Sales EMEA';
  const free = (truth?.environments ?? []).filter(({ used, limit }) => used < limit).map(({ name }) => name);
  return free.includes(usual) ? usual : (free[0] ?? usual);
}

/** Everything that stands in the chats, as JSON. */
function saidIn(parts: Parts): string {
  const office = parts.get('office');
  const seats = office === undefined ? [] : seatNames(office);
  return JSON.stringify(
    seats.flatMap(({ key }) => parts.seat(key)?.messages.map((id) => parts.message(key, id)) ?? []),
  );
}

/** A name that nobody has or asked for yet, so that the story can be played again, after a stop too. */
function nameFor(truth: TruthPart | undefined, said: string): string {
  const taken = new Set((truth?.accounts ?? []).map(({ name }) => name));
  const usual = 'SAP stock connector';
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? usual : `${usual} ${number}`;
    // Cards hold the name by itself; the example in the form's empty field does not count.
    const isAskedFor = said.includes(`"${name}"`) || said.includes(`new ${name} in `);
    if (!taken.has(name) && !isAskedFor) return name;
  }
}
