/** The text in pieces between which a line may break: within addresses, after the @ and the dots that follow it. */
export function addressPieces(text: string): string[] {
  return text.split(/(?<=\S@|\S@\S*\.)(?=\S)/);
}

/** Lets lines break within addresses after the @ and dots, before they break anywhere else. */
export function breakAddresses(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const pieces = addressPieces(text.data);
    if (pieces.length === 1 || text.parentElement?.closest('option, textarea') !== null) continue;
    text.replaceWith(
      ...pieces.flatMap((piece, at) => (at === 0 ? [piece] : [document.createElement('wbr'), piece])),
    );
  }
}
