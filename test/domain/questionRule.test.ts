import {
  isAnsweredAlready,
  isAskedAlready,
  longestQuestion,
  mostQuestions,
  refuseAnswer,
  refuseQuestion,
  worded,
} from '../../src/domain/questionRule';
import { pendingRequest, personNumber } from '../support/requestFixture';

const megan = personNumber(2);
const adele = personNumber(1);
const question = { by: megan, text: 'What for?', at: 1 };
const answered = { ...question, answer: { text: 'For SAP', at: 2 } };

describe('a question about a request', () => {
  it('is asked by whoever may decide, whatever else an approval would ask for', () => {
    const terms = { sensitive: true, privilegedRoles: [], context: 'c1' };
    const guarded = pendingRequest({ terms: terms as never });
    expect(refuseQuestion(guarded, megan, 1, 1)).toBeUndefined();
    expect(refuseQuestion(guarded, adele, 1, 1)).toBe('ownRequest');
    expect(refuseQuestion(guarded, megan, 2, 1)).toBe('outdated');
  });

  it('is one of five at most', () => {
    const asked = (count: number) =>
      pendingRequest({ questions: Array.from({ length: count }, () => question) });
    expect(mostQuestions).toBe(5);
    expect(refuseQuestion(asked(4), megan, 1, 1)).toBeUndefined();
    expect(refuseQuestion(asked(5), megan, 1, 1)).toBe('tooManyQuestions');
  });

  it('is the same one only from the same person in the same words', () => {
    const request = pendingRequest({ questions: [answered, { ...question, text: 'When?' }] });
    expect(isAskedAlready(request, megan, 'What for?')).toBe(true);
    expect(isAskedAlready(request, megan, 'Why?')).toBe(false);
    expect(isAskedAlready(request, personNumber(3), 'What for?')).toBe(false);
    expect(isAskedAlready(pendingRequest(), megan, 'What for?')).toBe(false);
  });

  it('is cut to three hundred letters, whole ones, and cleaned of what nobody sees', () => {
    expect(longestQuestion).toBe(300);
    expect(worded('  What\u200b for?  ')).toBe('What for?');
    expect(Array.from(worded('😀'.repeat(400)))).toHaveLength(300);
    expect(worded(`${'x'.repeat(299)} y`)).toBe('x'.repeat(299));
    expect(worded(' \u200b ')).toBe('');
  });
});

describe('an answer', () => {
  const request = pendingRequest({ questions: [answered, question] });

  it('is the requester’s alone, once, while something is to be decided', () => {
    expect(refuseAnswer(request, adele, 1)).toBeUndefined();
    expect(refuseAnswer(request, megan, 1)).toBe('notRequester');
    expect(refuseAnswer(request, adele, 0)).toBe('alreadyAnswered');
    expect(refuseAnswer(request, adele, 2)).toBe('noQuestion');
    expect(refuseAnswer(pendingRequest(), adele, 0)).toBe('noQuestion');
    expect(refuseAnswer({ ...request, state: 'approved' }, adele, 1)).toBe('alreadyDecided');
  });

  it('is the same one only from the requester in the same words', () => {
    expect(isAnsweredAlready(request, adele, 0, 'For SAP')).toBe(true);
    expect(isAnsweredAlready(request, adele, 0, 'For the shop')).toBe(false);
    expect(isAnsweredAlready(request, megan, 0, 'For SAP')).toBe(false);
    expect(isAnsweredAlready(request, adele, 1, 'For SAP')).toBe(false);
    expect(isAnsweredAlready(request, adele, 7, 'For SAP')).toBe(false);
    expect(isAnsweredAlready(pendingRequest(), adele, 0, 'For SAP')).toBe(false);
  });
});
