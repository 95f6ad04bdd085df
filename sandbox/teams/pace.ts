/** What a bot may send into one conversation of Teams: so many messages in so many ms ("Optimize your bot with rate limiting"). */
const limits = [
  { messages: 7, within: 1_000 },
  { messages: 60, within: 30_000 },
  { messages: 1_800, within: 3_600_000 },
] as const;

/**
 * A gate that says whether one more message may go into the conversation now, and counts it if so. Where everything
 * else runs `speed` times as fast, so does the time of the limits.
 */
export function createPace(now: () => number, speed: () => number): (conversation: string) => boolean {
  const sent = new Map<string, number[]>();
  return (conversation) => {
    const at = now();
    const past = (sent.get(conversation) ?? []).filter((each) => each > at - 3_600_000);
    sent.set(conversation, past);
    const isOver = limits.some(
      ({ messages, within }) => past.filter((each) => each > at - within / speed()).length >= messages,
    );
    if (!isOver) past.push(at);
    return !isOver;
  };
}
