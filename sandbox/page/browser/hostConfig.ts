const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 300, default: 400, bolder: 600 };

const text = {
  default: { default: 'var(--text)', subtle: 'var(--quiet)' },
  accent: { default: 'var(--link)', subtle: 'var(--link)' },
  good: { default: 'var(--good-text)', subtle: 'var(--good-text)' },
  warning: { default: 'var(--text)', subtle: 'var(--text)' },
  attention: { default: 'var(--bad-text)', subtle: 'var(--bad-text)' },
};
/** One look of a container; its colour is a variable of card.css, so that the theme can change under a drawn card. */
const look = (name: string) => ({ backgroundColor: `var(--card-${name})`, foregroundColors: text });
/** Teams' measures for Adaptive Cards, colours by name. */
export const hostConfig = {
  fontFamily: 'inherit',
  spacing: { small: 6, default: 10, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  supportsInteractivity: true,
  lineHeights: { small: 17, default: 20, medium: 20, large: 25, extraLarge: 32 },
  textBlock: { headingLevel: 3 },
  fontTypes: {
    default: { fontFamily: 'inherit', fontSizes, fontWeights },
    monospace: { fontFamily: 'ui-monospace, Consolas, monospace', fontSizes, fontWeights },
  },
  fontSizes,
  fontWeights,
  containerStyles: {
    default: look('default'),
    emphasis: look('emphasis'),
    accent: look('accent'),
    good: look('good'),
    attention: look('attention'),
    warning: look('warning'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'Bolder', color: 'default', suffix: ' *' },
      optionalInputs: { weight: 'Bolder', color: 'default' },
    },
    errorMessage: { color: 'attention', weight: 'Bolder', spacing: 'small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    allowTitleToWrap: true,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
};
