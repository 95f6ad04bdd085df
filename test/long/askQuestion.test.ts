import { mostQuestions } from '../../src/domain/questionRule';
import { answerQuestion } from '../../src/operations/answerQuestion';
import { askQuestion } from '../../src/operations/askQuestion';
import { personOf, startWork, type Workbench } from '../support/startWork';

const adele = personOf('Adele Vance');
const megan = personOf('Megan Bowen');

describe('questions about a request', () => {
  let work: Workbench;
  beforeAll(async () => {
    work = await startWork();
  }, 60_000);
  afterAll(() => work.close(), 60_000);

  const pending = async (name: string, form: string): Promise<string> => {
    const sent = await work.ask(name, 'Contoso Production', form);
    if (sent.is !== 'made') throw new Error(`It was not sent, but ${JSON.stringify(sent)}.`);
    return sent.request.id;
  };
  const ask = (requestId: string, text: string, revision = 1) =>
    askQuestion(work.surroundings, megan, { requestId, revision, text });

  it('end at five, however many are asked at once; one that was asked already is asked once', async () => {
    const id = await pending('Much asked', 'form-much');
    const texts = Array.from({ length: mostQuestions + 3 }, (_, index) => `Question ${String(index)}?`);
    const answers = await Promise.all([...texts, ...texts].map((text) => ask(id, text)));
    // On a busy machine the directory may not tell in time who asks: those ask once more.
    for (const text of texts) answers.push(await ask(id, text));
    const asked = (await work.surroundings.store.requests.byId(id))?.questions ?? [];
    expect(new Set(asked.map(({ text }) => text)).size).toBe(mostQuestions);
    expect(asked).toHaveLength(mostQuestions);
    const refused = answers.flatMap((answer) => (answer.is === 'refused' ? [answer.why] : []));
    expect(new Set(refused)).toEqual(new Set(['tooManyQuestions']));
  });

  it('are answered once, by the requester alone, and of an old card none is asked', async () => {
    const id = await pending('Once asked', 'form-once');
    expect(await ask(id, 'An old card?', 2)).toMatchObject({ is: 'refused', why: 'outdated' });
    await ask(id, 'What for?');
    const answer = (by: typeof adele, text: string) =>
      answerQuestion(work.surroundings, by, { requestId: id, question: 0, text });
    expect(await answer(megan, 'Mine')).toMatchObject({ is: 'refused', why: 'notRequester' });
    const both = await Promise.all([answer(adele, 'For SAP'), answer(adele, 'For the shop')]);
    expect(both.map((one) => (one.is === 'refused' ? one.why : one.is)).sort()).toEqual([
      'alreadyAnswered',
      'answered',
    ]);
  });
});
