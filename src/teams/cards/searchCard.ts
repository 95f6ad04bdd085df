import type { CardElement } from '@microsoft/teams.cards';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { FoundView } from '../../views';
import { band } from './band';
import { execute } from './buttons';
import { cardMessage } from './cardMessage';
import { ownText } from './ownText';
import { requestRow } from './requestsCard';
import { plainName } from './typedText';

/** What is sent where no environment is chosen: a choice has to have a value. */
export const everywhere = 'every';

/** Most letters of what is searched for. */
export const longestWords = 100;

/** What an auditor found, each with its receipt, and the fields to look again with; before a search, the fields alone. */
export function searchCard(texts: Texts, view: FoundView): Message {
  const { search } = texts;
  const { requests } = view;
  const said = requests === undefined ? search.how : search.found(requests.length, view.isMore === true);
  return cardMessage({
    summary: requests === undefined ? search.title : said,
    body: [
      band({ heading: search.title, lines: [ownText(said, { subtle: true, spacing: 'None' })] }),
      ...(requests ?? []).map((request) => requestRow(texts, request, 'receipt')),
      ...inputs(texts, view),
    ],
    actions: [execute(search.button, 'search', {}, { positive: true, inputs: true })],
  });
}

function inputs({ search }: Texts, { sought, environments }: FoundView): CardElement[] {
  const dated = (id: 'from' | 'until'): CardElement => ({
    type: 'Input.Date',
    id,
    label: search[id],
    errorMessage: search.noDay,
    ...(sought[id] === '' ? {} : { value: sought[id] }),
  });
  return [
    {
      type: 'Input.Text',
      id: 'words',
      label: search.words,
      placeholder: search.example,
      errorMessage: search.tooLong,
      maxLength: longestWords,
      separator: true,
      ...(sought.words === '' ? {} : { value: sought.words }),
    },
    {
      type: 'Input.ChoiceSet',
      id: 'environment',
      style: 'compact',
      label: search.environment,
      errorMessage: search.every,
      value: sought.environment === '' ? everywhere : sought.environment,
      choices: [
        { title: search.every, value: everywhere },
        ...environments.map(({ id, name }) => ({ title: plainName(name), value: id })),
      ],
    },
    dated('from'),
    dated('until'),
  ];
}
