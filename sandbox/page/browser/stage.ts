import type { PageContext } from './pageState.js';
import type { StoryState } from './story.js';

/** Thrown through a story that somebody stopped. */
export class StoryStopped extends Error {}

/** How often is looked, in ms, and for how many looks something is waited for. */
const look = 100;
const patience = 900;

/** Plays people on the page, by its own fields and buttons, at a pace that can be followed. */
export class Stage {
  constructor(
    private readonly context: PageContext,
    private readonly story: StoryState,
  ) {}

  /** Waits so many ms at the slow pace, and for as long as the story is paused. Throws `StoryStopped`. */
  async beat(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds || this.story.isPaused;) {
      if (this.story.end !== undefined) throw new StoryStopped();
      await new Promise((resolve) => setTimeout(resolve, look));
      if (!this.story.isPaused) passed += look * this.story.pace;
    }
    if (this.story.end !== undefined) throw new StoryStopped();
  }

  /** Writes letter by letter, and sends. */
  async writes(seat: string, text: string): Promise<void> {
    const { state, act } = this.context;
    act.openSeat(seat);
    for (let length = 3; length < text.length + 3; length += 3) {
      state.drafts.set(seat, text.slice(0, length));
      act.redraw();
      await this.beat(90);
    }
    await this.beat(500);
    await this.press(
      () => this.column(seat)?.querySelector<HTMLButtonElement>('.composer [type=submit]'),
      'Send',
    );
  }

  /** Presses the newest button of that name in the column. */
  async presses(seat: string, title: string): Promise<void> {
    this.context.act.openSeat(seat);
    await this.press(() => this.button(seat, title), title);
  }

  /** Chooses in the field of that label, one title after the other, by typing its beginning. */
  async chooses(seat: string, label: string, titles: readonly string[]): Promise<void> {
    this.context.act.openSeat(seat);
    for (const title of titles) {
      const field = await this.until(() => this.field(seat, label), `There is no field “${label}”.`);
      field.scrollIntoView({ block: 'center' });
      field.focus();
      field.value = title.slice(0, 5);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      const option = await this.until(
        () => [...(this.column(seat)?.querySelectorAll('[role=option]') ?? [])].find(isTitled(title)),
        `“${title}” is not offered.`,
      );
      await this.beat(900);
      option.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }));
      await this.beat(600);
    }
  }

  /** Ticks what stands beside these words. */
  async ticks(seat: string, title: string): Promise<void> {
    this.context.act.openSeat(seat);
    const field = await this.until(() => this.field(seat, title), `There is nothing to tick at “${title}”.`);
    field.scrollIntoView({ block: 'center' });
    await this.beat(900);
    if (!field.checked) field.click();
    await this.beat(600);
  }

  /** Waits until the column has a button of that name. */
  async shows(seat: string, title: string): Promise<void> {
    await this.until(() => this.button(seat, title), `No card with [${title}] came.`);
    await this.beat(1_500);
  }

  /** Waits until the newest message of the seat reads so. */
  async reads(seat: string, text: string): Promise<void> {
    const { parts } = this.context.state;
    await this.until(() => {
      const id = parts.seat(seat)?.messages.at(-1);
      const message = parts.message(seat, id ?? '');
      return JSON.stringify(message?.card ?? '').includes(text) ? true : undefined;
    }, `No card said “${text}”.`);
  }

  private async press(find: () => HTMLButtonElement | null | undefined, title: string): Promise<void> {
    const button = await this.until(() => {
      const found = find();
      return found?.disabled === false ? found : undefined;
    }, `There is no button [${title}].`);
    button.scrollIntoView({ block: 'nearest' });
    button.classList.add('pointed');
    await this.beat(1_200);
    button.classList.remove('pointed');
    button.click();
    await this.beat(800);
  }

  private async until<T>(find: () => T | null | undefined, problem: string): Promise<T> {
    // A pause passes within a beat, so only what is played counts.
    for (let looks = 0; looks < patience; looks += 1) {
      const found = find();
      if (found !== undefined && found !== null) return found;
      await this.beat(look);
    }
    throw new Error(problem);
  }

  private button(seat: string, title: string): HTMLButtonElement | undefined {
    return this.found(seat, 'button', (text) => text === title);
  }

  private field(seat: string, label: string): HTMLInputElement | undefined {
    const found = this.found(seat, 'label', (text) => text.startsWith(label));
    const field = found === undefined ? null : document.getElementById(found.htmlFor);
    return field instanceof HTMLInputElement ? field : undefined;
  }

  private found<Tag extends 'button' | 'label'>(
    seat: string,
    tag: Tag,
    isIt: (text: string) => boolean,
  ): HTMLElementTagNameMap[Tag] | undefined {
    const all = [...(this.column(seat)?.querySelectorAll(tag) ?? [])];
    return all.findLast((element) => isIt(element.textContent.trim()));
  }

  private column(seat: string): HTMLElement | undefined {
    return [...document.querySelectorAll<HTMLElement>('.column')].find(
      ({ dataset }) => dataset['seat'] === seat,
    );
  }
}

function isTitled(title: string): (element: Element) => boolean {
  return ({ textContent }) => textContent.trim() === title;
}
