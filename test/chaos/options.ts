import { parseArgs } from 'node:util';

/** How the chaos is run. */
export interface ChaosOptions {
  /** Cells to repeat, by their ids. */
  readonly cells: readonly string[];
  /** Only cells whose id contains this. */
  readonly only: string;
  readonly workers: number;
  /** No new batch begins after so many seconds. */
  readonly budget: number;
  readonly resume: boolean;
  /** Where results and the points of the clean run are kept. */
  readonly folder: string;
  /** So many storms instead of the matrix. */
  readonly storms: number;
  /** A part of both that is over in about two minutes. */
  readonly bounded: boolean;
  readonly seed: number;
  readonly store: 'embedded' | 'server';
}

/** The options of the command line. Throws with what is wrong with them. */
export function readOptions(args: readonly string[], seedOfCommit: number): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cell: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', default: '' },
      workers: { type: 'string', default: '3' },
      budget: { type: 'string' },
      resume: { type: 'boolean', default: false },
      folder: { type: 'string', default: 'coverage/chaos' },
      storms: { type: 'string', default: '0' },
      bounded: { type: 'boolean', default: false },
      seed: { type: 'string' },
      store: { type: 'string', default: 'embedded' },
    },
  });
  const number = (name: string, text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new Error(`--${name} has to be a whole number of 0 or more. Nothing was run.`);
  };
  const { store } = values;
  if (store !== 'embedded' && store !== 'server')
    throw new Error('--store is embedded or server. Nothing was run.');
  return {
    cells: values.cell,
    only: values.only,
    workers: Math.max(1, number('workers', values.workers)),
    budget: number('budget', values.budget ?? (values.bounded ? '75' : '86400')),
    resume: values.resume,
    folder: values.folder,
    storms: number('storms', values.storms),
    bounded: values.bounded,
    seed: values.seed === undefined ? seedOfCommit : number('seed', values.seed),
    store,
  };
}
