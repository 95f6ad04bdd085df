import { everyCard } from './everyCard';
import { buttonTitles, complaints, piecesOf, readText } from './readCard';

const cards = everyCard();
const forbidden = /\b(preflight|gate|reservation|ledger|drift|provisioning|undefined|NaN|null|object)\b/i;
const forbiddenTypes = ['Table', 'Badge', 'Icon', 'ProgressBar', 'FactSet', 'Image'];

describe.each(cards)('the card "$name"', ({ name, message }) => {
  const pieces = piecesOf(message.card);

  it('is understood at version 1.5 without a complaint', () => {
    expect(message.card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(complaints(message)).toEqual([]);
  });

  it('is below 28 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(message.card))).toBeLessThan(28 * 1024);
  });

  it('has a plain summary of at most 90 letters, which is spoken and falls back to', () => {
    expect(message.summary.length).toBeGreaterThan(0);
    expect(Array.from(message.summary).length).toBeLessThanOrEqual(90);
    expect(message.summary).not.toContain('{{');
    expect(message.card).toMatchObject({ speak: message.summary, fallbackText: message.summary });
  });

  it('has at most three buttons in a row, short enough for a phone', () => {
    for (const { object } of pieces) {
      const actions = (object['actions'] ?? []) as readonly { readonly title: string }[];
      const letters = actions.map((action) => action.title).join('').length;
      expect(actions.length).toBeLessThanOrEqual(3);
      if (actions.length === 3) expect(letters).toBeLessThanOrEqual(23);
      if (actions.length === 2) expect(letters).toBeLessThanOrEqual(26);
    }
  });

  it('gives every button that asks the bot a fallback with the same data', () => {
    for (const { object } of pieces.filter((piece) => piece.object['type'] === 'Action.Execute')) {
      expect(object).toMatchObject({ fallback: { type: 'Action.Submit', data: object['data'] } });
      expect(object['data']).toMatchObject({ verb: object['verb'] });
    }
  });

  it('is green only for what is verified', () => {
    const green = pieces.some(({ object }) => object['style'] === 'good');
    expect(green).toBe(name.includes('verified'));
  });

  it('has one heading, labels on its inputs, no empty text, and nothing that old clients drop', () => {
    expect(pieces.filter(({ object }) => object['style'] === 'heading')).toHaveLength(1);
    for (const { object } of pieces) {
      expect(forbiddenTypes).not.toContain(object['type']);
      expect(object).not.toHaveProperty('targetWidth');
      expect(object).not.toHaveProperty('color');
      if (object['type'] === 'TextBlock') {
        expect(object['text']).toMatch(/\S/);
        expect(object['wrap']).toBe(true);
      }
      if (String(object['type']).startsWith('Input.')) {
        for (const key of ['id', 'label', 'errorMessage']) expect(object[key]).toMatch(/\S/);
      }
    }
  });

  it('speaks in our words: none of the inner ones, no emoji, no password', () => {
    const said = `${readText(message)}\n${buttonTitles(message).join('\n')}\n${message.summary}`;
    expect(said).not.toMatch(forbidden);
    expect(said).not.toMatch(/\p{Emoji_Presentation}/u);
  });

  it('draws times only where clients understand them, and without fractions', () => {
    for (const { object } of pieces.filter((piece) => piece.object['type'] === 'TextRun')) {
      expect(object['text']).not.toContain('{{');
    }
    expect(JSON.stringify(message.card)).not.toMatch(/\{\{(DATE|TIME)\([^)]*\.\d/);
  });
});

it('keeps a channel from purposes, sign-in names and buttons that decide', () => {
  for (const { name, message } of cards.filter((each) => each.name.includes('channel'))) {
    const all = JSON.stringify(message.card);
    expect([name, all.includes('Nightly stock sync')]).toEqual([name, false]);
    expect([name, all.includes('svc-sap-stock')]).toEqual([name, false]);
    expect([name, /"verb":"(approve|reject|withdraw|tryAgain|giveUp)"/.test(all)]).toEqual([name, false]);
  }
});

it('lets only an undecided request be decided', () => {
  for (const { name, message } of cards.filter((each) => each.name.startsWith('approval'))) {
    const decides = /"verb":"(approve|reject)"/.test(JSON.stringify(message.card));
    const open = [
      ...['approval pending', 'approval dialog pending', 'approval half', 'approval privileged'],
      ...['approval asked', 'approval asked enough'],
      'approval, taking up',
      'approval reasoned',
      ...['approval sensitive', 'approval dialog sensitive and privileged', 'approval not as usual'],
      'approval, policy changed',
    ];
    expect([name, decides]).toEqual([name, open.includes(name)]);
  }
});
