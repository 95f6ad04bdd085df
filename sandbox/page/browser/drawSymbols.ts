const shapes: Readonly<Record<string, string>> = {
  '✓': '<path d="M3 11l5 5 9-11" fill="none" stroke="currentColor" stroke-width="2.6"/>',
  '●': '<circle cx="10" cy="11" r="7" fill="currentColor"/>',
  '○': '<circle cx="10" cy="11" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  '█': '<rect width="20.5" height="20" y="1" fill="currentColor"/>',
  '▒': '<rect width="20.5" height="20" y="1" fill="currentColor" opacity=".55"/>',
  '░': '<rect width="20.5" height="20" y="1" fill="currentColor" opacity=".18"/>',
};
/** A bar of these repeats numbers that stand beside it, so nobody needs to hear it. */
const bars = '█▒░';
const symbols = new RegExp(`[${Object.keys(shapes).join('')}]`);

/** Draws the symbols that the page's font lacks; the letters stay for screen readers and for copying. */
export function drawSymbols(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!symbols.test(text.data) || text.parentElement?.closest('.symbol, option, textarea') !== null)
      continue;
    text.replaceWith(...Array.from(text.data, (letter) => (letter in shapes ? drawn(letter) : letter)));
  }
}

function drawn(letter: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'symbol';
  span.innerHTML = `<svg viewBox="0 0 20 22" aria-hidden="true">${shapes[letter] ?? ''}</svg>`;
  const word = document.createElement('span');
  word.className = 'unseen';
  word.textContent = letter;
  if (bars.includes(letter)) word.setAttribute('aria-hidden', 'true');
  span.append(word);
  return span;
}
