import { svg, type TemplateResult } from 'lit-html';

const paths = {
  send: svg`<path d="M3 10l14-7-4 7 4 7z M13 10H5" />`,
  close: svg`<path d="M5 5l10 10M15 5L5 15" />`,
  add: svg`<path d="M10 4v12M4 10h12" />`,
  sun: svg`<circle cx="10" cy="10" r="3.5" /><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4" />`,
  moon: svg`<path d="M15.5 12A6.5 6.5 0 0 1 8 4.5a6.5 6.5 0 1 0 7.5 7.5z" />`,
  play: svg`<path d="M6 4l10 6-10 6z" />`,
  pause: svg`<path d="M7 4v12M13 4v12" />`,
  check: svg`<path d="M4 10.5l4 4 8-9" />`,
  warning: svg`<path d="M10 3l8 14H2z M10 8v4M10 14.5v.5" />`,
  channel: svg`<path d="M7 3L5.500 17M14.500 3L13 17M3 7.500h14M3 12.500h14" />`,
  cloud: svg`<path d="M6 15a3.500 3.500 0 0 1 0-7 4.500 4.500 0 0 1 8.500 1A3 3 0 0 1 14.500 15z" />`,
  calls: svg`<path d="M3 7h13l-3-3M17 13H4l3 3" />`,
} as const;

/** Names of the symbols there are. */
export type IconName = keyof typeof paths;

/** A symbol, drawn in the colour of the text around it and unseen by screen readers: the words beside it say it. */
export function icon(name: IconName): TemplateResult<2> | TemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}
