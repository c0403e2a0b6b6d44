import { wireDate } from '../scheduler/clock.ts';
import type { Store } from '../state/store.ts';

/** Where and when a seed is planted. */
export interface Ground {
  readonly store: Store;
  readonly accountSid: string;
  /** Stands for each date that the seed leaves out, ms since the epoch. */
  readonly now: number;
}

/** A seeded date on the wire, and the row's place in its list. */
export function dated(
  { now }: Ground,
  date: string | undefined,
  index: number,
): { date: string; createdAt: number } {
  const ms = date === undefined ? now : Date.parse(date);
  if (!Number.isFinite(ms)) throw new RangeError('A date of the seed is not ISO 8601.');
  return { date: wireDate(ms), createdAt: ms + index / 1000 };
}

export const optionalDate = (date: string | undefined): string | null =>
  date === undefined ? null : wireDate(Date.parse(date));
