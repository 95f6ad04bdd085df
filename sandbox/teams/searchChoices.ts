import { searchAnswer } from './clickOutcome';
import type { OfficePerson } from './office';
import { sendToBot } from './sendToBot';
import { activityId, envelope, invokeActivity, type Place } from './teamsActivity';
import { reportIn, type TeamsState } from './teamsState';

/** The data set of Teams' own people picker; Teams searches it itself and asks no bot. */
export const directoryUsers = 'graph.microsoft.com/users';

/** Most answers that Teams shows to a type-ahead. */
const most = 15;

/** What somebody types into an input whose choices are searched for. */
export interface ChoiceSearch {
  readonly dataset: string;
  readonly text: string;
  /** The values of the card's other inputs, where the input asks for them to be sent along. */
  readonly inputs?: unknown;
}

/** One answer to a search. */
export interface FoundChoice {
  readonly title: string;
  readonly value: string;
}

/** Searches as the client does while somebody types: people in the directory, all else at the bot. None when it fails. */
export async function searchChoices(
  state: TeamsState,
  at: { readonly person: OfficePerson; readonly place: Place },
  { dataset, text, inputs }: ChoiceSearch,
): Promise<readonly FoundChoice[]> {
  if (dataset === directoryUsers) return peopleNamed(state, text);
  const value = {
    queryText: text,
    queryOptions: { skip: 0, top: most },
    dataset,
    kind: 'search',
    ...(inputs === undefined ? {} : { data: inputs }),
  };
  const sent = envelope(state, at.person, at.place, activityId());
  const activity = invokeActivity(sent, 'application/search', value);
  const answer = await sendToBot(state, at.place.conversation, activity);
  const checked = searchAnswer.safeParse(answer.body);
  if (checked.success) return checked.data.value.results;
  if (answer.status !== 0)
    reportIn(state, at.place.conversation, 'The answer to application/search is not as Teams has it.');
  return [];
}

function peopleNamed(state: TeamsState, text: string): FoundChoice[] {
  const wanted = text.trim().toLowerCase();
  return state.office.people
    .filter(({ name, signInName }) => `${name} ${signInName}`.toLowerCase().includes(wanted))
    .slice(0, most)
    .map(({ name, objectId }) => ({ title: name, value: objectId }));
}
