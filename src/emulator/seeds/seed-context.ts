import { wireDate } from '../scheduler/clock.ts';
import type { Store } from '../state/store.ts';

/** What building the records of a seed needs. */
export interface SeedContext {
  readonly store: Store;
  readonly accountSid: string;
  /** The default of every date, ms since the epoch. */
  readonly now: number;
}

/** A date of the seed as a wire date, and as the row's position in its list. */
export function dated(
  { now }: SeedContext,
  date: string | undefined,
  index: number,
): { date: string; createdAt: number } {
  const ms = date === undefined ? now : Date.parse(date);
  if (!Number.isFinite(ms)) throw new RangeError('Expected an ISO 8601 date in the seed.');
  return { date: wireDate(ms), createdAt: ms + index / 1000 };
}

export const optionalDate = (date: string | undefined): string | null =>
  date === undefined ? null : wireDate(Date.parse(date));
