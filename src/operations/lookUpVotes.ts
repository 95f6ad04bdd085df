import type { Request, Vote } from '../domain/request';
import { refuseVoter } from '../domain/reviewRule';
import { ServiceFault } from '../domain/serviceFault';
import type { Account } from '../ports';
import { approversWith, isAmong } from './approvers';
import type { Surroundings } from './surroundings';

/** The votes with their rights read anew, and everybody who may approve now; or why the directory does not tell. */
export type LookedUp =
  | { readonly votes: readonly Vote[]; readonly approvers: readonly Account[] }
  | { readonly fault: ServiceFault };

/**
 * Reads anew whether the casters of the votes of these standings may approve, and asks the rule of each of them once more;
 * votes of other standings stay.
 */
export async function lookUpVotes(
  { microsoft, policy }: Surroundings,
  request: Request,
  standings: readonly Vote['standing'][],
): Promise<LookedUp> {
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  const mayStand = ({ by }: Vote, approvers: readonly Account[]): boolean =>
    refuseVoter(request, by) === undefined && isAmong(approvers, by);
  const looked = (approvers: readonly Account[]): LookedUp => ({
    approvers,
    votes: request.votes.map((vote) =>
      standings.includes(vote.standing)
        ? { ...vote, standing: mayStand(vote, approvers) ? 'counts' : 'void' }
        : vote,
    ),
  });
  if (environment === undefined) return looked([]);
  try {
    const casters = request.votes.filter(({ standing }) => standings.includes(standing)).map(({ by }) => by);
    return looked(await approversWith(microsoft, environment, casters, request));
  } catch (error) {
    if (error instanceof ServiceFault) return { fault: error };
    throw error;
  }
}
