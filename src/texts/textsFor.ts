import { english } from './english';
import type { Texts } from './texts';

const catalogue: Readonly<Record<string, Texts>> = { en: english };

/**
 * The texts for a language, by its tag (`en`, `en-GB`, `de-DE`). English for a language there are no texts for, and
 * where none is told.
 */
export function textsFor(language?: string): Texts {
  const [primary = ''] = (language ?? '').toLowerCase().split('-');
  return (Object.hasOwn(catalogue, primary) ? catalogue[primary] : undefined) ?? english;
}
