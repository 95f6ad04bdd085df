/* global document, getComputedStyle, axe */
// Runs in the browser: lays one card out four times, and says what is wrong with how it lies there.
import { drawCard } from '/js/drawCard.js';

const looks = [
  { theme: 'light', width: 480 },
  { theme: 'dark', width: 480 },
  { theme: 'light', width: 300 },
  { theme: 'dark', width: 300 },
];

/** Draws the card in every theme and width, and presses the button named on each. */
export async function layOut(card, press) {
  const panels = looks.map(({ theme, width }) => {
    const panel = document.createElement('section');
    panel.dataset.theme = theme;
    panel.dataset.look = `${theme}, ${width} px`;
    panel.setAttribute('aria-label', panel.dataset.look);
    panel.style.width = `${width}px`;
    panel.append(drawCard(card, quiet));
    return panel;
  });
  document.querySelector('main').replaceChildren(...panels);
  for (const button of press === undefined ? [] : document.querySelectorAll('.card button'))
    if (button.textContent === press) button.click();
  await document.fonts.ready;
}

const quiet = {
  presses: () => Promise.resolve(undefined),
  opens: () => undefined,
  searches: () => Promise.resolve([]),
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
};

/** One sentence for each fault; none for a good card. */
export async function faults() {
  const found = [...document.querySelectorAll('section')].flatMap((panel) =>
    faultsOf(panel).map((fault) => `${panel.dataset.look}: ${fault}`),
  );
  const { violations } = await axe.run('main', { resultTypes: ['violations'] });
  const barriers = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
  return [...found, ...barriers];
}

function faultsOf(panel) {
  const headings = [...panel.querySelectorAll('[role=heading], h1, h2, h3, h4, h5, h6')].filter(isShown);
  return [
    ...(headings.length === 1 ? [] : [`it has ${headings.length} headings`]),
    ...[...panel.querySelectorAll('.card *')].filter(isShown).flatMap((element) => placing(panel, element)),
    ...[...panel.querySelectorAll('.ac-actionSet')].filter(isShown).flatMap(rowOf),
    ...[...panel.querySelectorAll('input, textarea, select')].filter(isShown).flatMap(fieldText),
  ];
}

function isShown(element) {
  return element.closest('.unseen') === null && element.getClientRects().length > 0;
}

/** Whether the element leaves its panel, or hides a part of its own text. */
function placing(panel, element) {
  const { right, left } = element.getBoundingClientRect();
  const room = panel.getBoundingClientRect();
  const name = nameOf(element);
  const hides = getComputedStyle(element).overflowX !== 'visible' && !element.matches('input, select');
  return [
    ...(right > room.right + 0.5 || left < room.left - 0.5 ? [`${name} leaves the card`] : []),
    ...(hides && element.scrollWidth > element.clientWidth + 1 ? [`${name} is cut at the side`] : []),
    ...(hides && !element.matches('textarea') && element.scrollHeight > element.clientHeight + 2
      ? [`${name} is cut below`]
      : []),
  ];
}

/** A phone cuts what does not fit into one row of buttons with one line each; a line and its padding have 32 px. */
function rowOf(row) {
  const places = [...row.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
  const isOne = places.every(({ top, height }) => top === places[0].top && height < 40);
  return isOne ? [] : [`the buttons ${nameOf(row)} need more than one row`];
}

/** Placeholders and chosen options do not scroll: measured as they are drawn. */
function fieldText(field) {
  if (field.matches('[type=checkbox], [type=radio], textarea')) return [];
  const text = field.matches('select') ? field.selectedOptions[0]?.text : field.value || field.placeholder;
  const style = getComputedStyle(field);
  const pencil = document.createElement('canvas').getContext('2d');
  pencil.font = style.font;
  const arrow = field.matches('select') ? 20 : 0;
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
  return pencil.measureText(text ?? '').width > room + 1 ? [`“${text}” is cut in its field`] : [];
}

function nameOf(element) {
  const text = element.textContent.trim();
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text || element.outerHTML.slice(0, 80)}”`;
}

/** Draws one card as a page would, and notes what it asks for; `answers` says how presses and searches end. */
export function lay(card, answers = {}) {
  const asked = { presses: [], opened: [], searches: [] };
  const options = {
    ...quiet,
    presses: async (press) => {
      asked.presses.push(press);
      await new Promise((resolve) => setTimeout(resolve, answers.wait ?? 0));
      return answers.error;
    },
    opens: (url) => asked.opened.push(url),
    searches: async (dataset, text, inputs) => {
      asked.searches.push({ dataset, text, inputs });
      return (answers.choices ?? []).filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()));
    },
  };
  const panel = document.createElement('section');
  panel.dataset.theme = 'light';
  panel.style.width = '480px';
  panel.append(drawCard(card, options));
  document.querySelector('main').replaceChildren(panel);
  globalThis.asked = asked;
}

globalThis.cardTable = { layOut, faults, lay };
