import { searchCard } from '../../../src/teams/cards/searchCard';
import { stepUpCard } from '../../../src/teams/cards/stepUpCard';
import { vaultCard } from '../../../src/teams/cards/vaultCard';
import { english } from '../../../src/texts/english';
import type { Named } from './everyCard';
import { at, sampleRequest, verifiedRequest, type Outside } from './sampleRequest';

/** Cards that answer one person once and are not redrawn when the request moves on. */
export function shownOnceCards(outside: Outside): Named[] {
  const pending = sampleRequest('pending', outside);
  const verified = verifiedRequest(outside);
  const environments = [{ id: 'e', name: outside.environment }];
  const sought = { words: '', environment: '', from: '', until: '' } as const;
  const narrowed = {
    words: outside.person,
    environment: 'e',
    from: '2026-11-01',
    until: '2026-11-30',
  } as const;
  const name = outside.signInName.replace(/@.*/s, '');
  const signIn = {
    ...{ address: 'https://contoso.crm4.dynamics.com', userPrincipalName: outside.signInName },
    ...{ secretName: name, vaultLink: 'https://portal.azure.com/x' },
  };
  return [
    { name: 'vault link', message: vaultCard(english, verified, signIn) },
    {
      name: 'sign in',
      message: stepUpCard(english, pending, 'https://countersign.contoso.com/step-up/x', at(5)),
    },
    { name: 'search', message: searchCard(english, { environments, sought }) },
    {
      name: 'search found',
      message: searchCard(english, {
        ...{ environments, sought: narrowed, isMore: true },
        requests: [pending, verified],
      }),
    },
    {
      name: 'search found nothing',
      message: searchCard(english, { environments, sought: narrowed, requests: [] }),
    },
  ];
}
