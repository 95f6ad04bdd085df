import type * as AC from 'adaptivecards';
import { SearchBox, type Choice } from './searchBox.js';

/** What is searched, and with which other values of the card. */
export type Search = (
  dataset: string,
  text: string,
  inputs: Record<string, string>,
) => Promise<readonly Choice[]>;

/** The card element for inputs whose choices are searched for while one types, people pickers among them. */
export function searchInputFor(search: Search): new () => AC.Input {
  return class SearchInput extends AdaptiveCards.Input {
    private box: SearchBox | undefined;
    private source: Record<string, unknown> = {};

    getJsonTypeName(): string {
      return 'Input.Search';
    }

    isSet(): boolean {
      return this.value !== '';
    }

    get value(): string {
      return this.box?.value() ?? '';
    }

    override focus(): void {
      this.box?.input.focus();
    }

    protected override internalParse(
      source: Record<string, unknown>,
      context: AC.SerializationContext,
    ): void {
      super.internalParse(source, context);
      this.source = source;
    }

    protected override internalRender(): HTMLElement {
      const { search: from, value, choices, isMultiSelect, placeholder } = this.source;
      const listed = (choices ?? []) as Choice[];
      const data = from as { dataset?: string; associatedInputs?: string } | undefined;
      const dataset = data?.dataset ?? '';
      const box = new SearchBox({
        isMany: isMultiSelect === true,
        placeholder: textOf(placeholder),
        isPeople: dataset === 'graph.microsoft.com/users',
        chosen: chosenOf(textOf(value), listed),
        search: (text) =>
          data === undefined
            ? Promise.resolve(listed.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())))
            : search(dataset, text, data.associatedInputs === 'auto' ? this.others() : {}),
        changed: () => this.valueChanged(),
      });
      this.box = box;
      return box.element;
    }

    protected override overrideInternalRender(): HTMLElement | undefined {
      const element = super.overrideInternalRender();
      const label = element?.querySelector('label');
      if (label && this.box) label.htmlFor = this.box.input.id;
      if (this.isRequired) this.box?.input.setAttribute('aria-required', 'true');
      return element;
    }

    protected override updateInputControlAriaLabelledBy(): void {
      const [label, ...errors] = this.getAllLabelIds();
      if (label !== undefined) this.box?.input.setAttribute('aria-labelledby', label);
      this.box?.input.setAttribute('aria-describedby', errors.join(' '));
    }

    private others(): Record<string, string> {
      const inputs = this.getRootElement().getAllInputs(true);
      return Object.fromEntries(inputs.map((input) => [input.id ?? '', String(input.value ?? '')]));
    }
  };
}

function chosenOf(value: string, choices: readonly Choice[]): Choice[] {
  return value
    .split(',')
    .filter((one) => one !== '')
    .map((one) => choices.find((choice) => choice.value === one) ?? { title: one, value: one });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
