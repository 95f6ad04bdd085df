import { everyCard } from '../../teams/cards/everyCard';

/** A card as somebody meets it. */
export interface DrawnCard {
  readonly name: string;
  /** Its picture's file name; undefined where the picture would differ from another in the state's words alone. */
  readonly picture?: string;
  readonly card: unknown;
  /** The button that is pressed before it is drawn. */
  readonly press?: string;
}

/** Cards with a button that unfolds something. */
const unfolded: Readonly<Record<string, string>> = {
  'approval pending': 'Reject…',
  'progress person pending': 'Withdraw…',
  'needs you': 'Give up…',
};

/** Cards that look like another one but for the words of their state. */
const alike: readonly RegExp[] = [
  /^welcome in a channel$/,
  /^approval (queued|provisioning|undoing|withdrawn|expired|cancelled|failed, .*)$/,
  /^approval channel (?!pending|rejected)/,
  /^progress person (rejected|withdrawn|expired|failed|cancelled|verified)/,
  /^progress channel (?!provisioning waiting)/,
  /^end channel (?!verified|failed$)/,
];

/** Every card that looks different from all before it, and those that unfold once more unfolded. */
export function drawnCards(): DrawnCard[] {
  const seen = new Set<string>();
  const different = everyCard().filter(({ message }) => {
    const look = lookOf(message.card);
    if (seen.has(look)) return false;
    seen.add(look);
    return true;
  });
  return different.flatMap(({ name, message: { card } }) => {
    const closed = { name, card, ...pictureOf(name) };
    const press = unfolded[name];
    if (press === undefined) return [closed];
    const opened = `${name}, ${press}`;
    return [closed, { name: opened, card, press, ...pictureOf(opened) }];
  });
}

function pictureOf(name: string): Pick<DrawnCard, 'picture'> {
  if (alike.some((each) => each.test(name))) return {};
  const kebab = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { picture: `${kebab.replace(/^-|-$/g, '')}.png` };
}

/** What is seen of a card: without what its buttons send and how. */
function lookOf(card: unknown): string {
  return JSON.stringify(card, (key, value: unknown) => {
    if (['data', 'verb', 'fallback', 'fallbackText', 'speak'].includes(key)) return undefined;
    return value === 'Action.Submit' ? 'Action.Execute' : value;
  });
}
