/** Where lines go to, with or without colours. */
export interface Terminal {
  line(text?: string): void;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** The process's own output; colours on a terminal alone, and none where NO_COLOR is set (https://no-color.org). */
export function ownTerminal(): Terminal {
  const isPlain = !process.stdout.isTTY || (process.env['NO_COLOR'] ?? '') !== '';
  const colour = (code: string) => (text: string) => (isPlain ? text : `\u001b[${code}m${text}\u001b[0m`);
  return {
    line: (text = '') => {
      process.stdout.write(`${text}\n`);
    },
    bold: colour('1'),
    dim: colour('2'),
    green: colour('32'),
    red: colour('31'),
    blue: colour('36'),
  };
}
