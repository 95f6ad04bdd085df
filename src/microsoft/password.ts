import { randomInt } from 'node:crypto';
import type { MakePassword } from '../ports';

/** Letters, digits and signs that are not mistaken for one another when they are read aloud or typed. */
const classes = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%*+-=?@_'] as const;
const length = 32;

/**
 * Makes passwords of 32 characters from the system's cryptographic source, with characters of all four classes
 * (Entra wants three of the four, and 8 to 256 characters: Microsoft's password policy). About 190 bits.
 */
export function createMakePassword(): MakePassword {
  return () => {
    const all = classes.join('');
    const characters = [
      ...classes.map((characterClass) => pick(characterClass)),
      ...Array.from({ length: length - classes.length }, () => pick(all)),
    ];
    return shuffled(characters).join('');
  };
}

function pick(from: string): string {
  return from.charAt(randomInt(from.length));
}

/** One of each class comes first; only an even shuffle keeps their places from being known. */
function shuffled(characters: readonly string[]): string[] {
  const result: string[] = [];
  for (const character of characters) result.splice(randomInt(result.length + 1), 0, character);
  return result;
}
