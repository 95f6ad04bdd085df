/** One of what can be chosen. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

interface SearchBoxOptions {
  /** Whether several may be chosen. */
  readonly isMany: boolean;
  readonly placeholder: string;
  /** Whether the choices are people, each drawn with their initials. */
  readonly isPeople: boolean;
  readonly chosen: readonly Choice[];
  readonly search: (text: string) => Promise<readonly Choice[]>;
  readonly changed: () => void;
}

/** How long somebody has stopped typing before it is searched, in ms. */
const pause = 150;

/** A field that searches while one types: arrows and Enter choose, Backspace takes the last one away. */
export class SearchBox {
  readonly element = document.createElement('div');
  readonly input = document.createElement('input');
  private readonly list = document.createElement('ul');
  private readonly none = document.createElement('p');
  private readonly told = document.createElement('span');
  private readonly pills = document.createElement('span');
  private chosen: Choice[];
  private found: readonly Choice[] = [];
  private active = -1;
  private asked = 0;

  constructor(private readonly options: SearchBoxOptions) {
    this.chosen = [...options.chosen];
    this.element.className = 'search-box';
    this.pills.className = 'pills';
    this.list.id = `found-${crypto.randomUUID()}`;
    this.input.id = `${this.list.id}-field`;
    this.told.className = 'unseen';
    this.told.setAttribute('role', 'status');
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', options.placeholder);
    this.list.hidden = true;
    this.none.className = 'none';
    // A screen reader is told by the status.
    this.none.setAttribute('aria-hidden', 'true');
    this.none.hidden = true;
    const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.setAttribute('aria-expanded', 'false');
    this.input.placeholder = options.placeholder;
    this.input.autocomplete = 'off';
    this.input.addEventListener('input', () => void this.ask());
    this.input.addEventListener('focus', () => void this.ask());
    this.input.addEventListener('blur', () => this.show([]));
    this.input.addEventListener('keydown', (event) => this.keyed(event));
    this.element.append(this.pills, this.input, this.told, this.list, this.none);
    this.drawPills();
  }

  /** What is chosen, as Teams sends it: values with commas between. */
  value(): string {
    return this.chosen.map(({ value }) => value).join(',');
  }

  private async ask(): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (turn !== this.asked) return;
    const found = await this.options.search(this.input.value);
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.show(found.filter(({ value }) => !this.has(value)));
    this.none.textContent = this.chosen.length === 0 ? 'Nothing found' : 'Nothing else found';
    this.none.hidden = this.found.length > 0 || this.input.value === '';
    this.told.textContent = this.found.length === 0 ? this.none.textContent : `${this.found.length} found`;
  }

  private show(found: readonly Choice[]): void {
    this.found = found;
    this.active = found.length > 0 && this.input.value !== '' ? 0 : -1;
    this.list.hidden = found.length === 0;
    this.none.hidden = true;
    this.input.setAttribute('aria-expanded', String(found.length > 0));
    this.list.replaceChildren(
      ...found.map((choice, index) => {
        const item = document.createElement('li');
        item.id = `${this.list.id}-${index}`;
        item.setAttribute('role', 'option');
        item.append(...this.named(choice));
        item.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          this.take(choice);
        });
        // A screen reader presses without a pointer.
        item.addEventListener('click', () => this.take(choice));
        return item;
      }),
    );
    this.mark();
  }

  private mark(): void {
    for (const [index, item] of [...this.list.children].entries())
      item.setAttribute('aria-selected', String(index === this.active));
    this.list.children[this.active]?.scrollIntoView({ block: 'nearest' });
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `${this.list.id}-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private keyed(event: KeyboardEvent): void {
    // Enter and arrows belong to the input method while a word is composed by it.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = this.found[this.active];
    if (step !== undefined && this.found.length > 0) {
      event.preventDefault();
      this.active = (this.active + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (picked !== undefined) this.take(picked);
    } else if (event.key === 'Escape' && this.found.length > 0) {
      event.preventDefault();
      this.show([]);
    } else if (event.key === 'Backspace' && this.input.value === '') this.drop(this.chosen.at(-1));
  }

  private has(wanted: string): boolean {
    return this.chosen.some(({ value }) => value === wanted);
  }

  private take(choice: Choice): void {
    if (this.has(choice.value)) return;
    this.chosen = this.options.isMany ? [...this.chosen, choice] : [choice];
    this.input.value = '';
    this.show([]);
    this.drawPills();
    this.told.textContent = `${choice.title} chosen`;
    this.options.changed();
  }

  private drop(choice: Choice | undefined): void {
    if (choice !== undefined) this.told.textContent = `${choice.title} removed`;
    this.chosen = this.chosen.filter((one) => one !== choice);
    this.drawPills();
    this.options.changed();
  }

  private named({ title }: Choice): (Node | string)[] {
    if (!this.options.isPeople) return [title];
    const words = title.split(/\s+/).filter((word) => word !== '');
    const avatar = document.createElement('span');
    avatar.className = 'initials';
    avatar.setAttribute('aria-hidden', 'true');
    // Drawn by the style sheet, so that the name stays the only text.
    avatar.dataset['letters'] = [words.at(0), words.length > 1 ? words.at(-1) : '']
      .map((word) => word?.charAt(0) ?? '')
      .join('');
    return [avatar, title];
  }

  private drawPills(): void {
    this.input.placeholder = this.chosen.length === 0 ? this.options.placeholder : '';
    this.pills.replaceChildren(
      ...this.chosen.map((choice) => {
        const pill = document.createElement('span');
        const remove = document.createElement('button');
        pill.className = 'pill';
        pill.append(...this.named(choice));
        remove.type = 'button';
        remove.textContent = '×';
        remove.setAttribute('aria-label', `Remove ${choice.title}`);
        remove.addEventListener('click', () => {
          this.drop(choice);
          this.input.focus();
        });
        pill.append(remove);
        return pill;
      }),
    );
  }
}
