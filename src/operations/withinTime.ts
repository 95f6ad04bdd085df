import type { Duration } from '../domain/time';

/**
 * What the work says, or `late` where it does not say it in time (ms). The work goes on; what it says later, and an
 * error it ends with later, is for nobody.
 */
export async function withinTime<T>(work: Promise<T>, time: Duration, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, time, late);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
