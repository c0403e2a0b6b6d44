import type { Place, SlidingWindow } from './sliding-window.ts';

/**
 * Twilio allows 30 requests a second for each Service and endpoint, averaged over a sliding window of 5 seconds in which
 * they may come at once: the page "Proxy Limits" of https://www.twilio.com/docs/proxy
 */
export const WINDOW_MS = 5000;
export const ALLOWED = 150;

/** The rate limit of one Service and endpoint. */
export interface RateWindow {
  /** How many requests may start now. */
  room(now: number): number;
  /** Whether a request with that deadline may start now. */
  admits(now: number, deadlineAt: number): boolean;
  /** When a full window may have room again. `Infinity`: when its quota says so. */
  roomAt(now: number): number;
  /** Says how many requests wait and could start if there was room. */
  request(count: number, now: number): void;
  /** Counts a request that starts. */
  take(now: number): Place;
  /** Counts the response to a request. */
  answered(place: Place, now: number): void;
  /** Counts a 429. */
  refused(place: Place, now: number): void;
  /** Whether the window is in its initial state, so that it may be removed. */
  isFresh(now: number): boolean;
}

/** How the replicas of a deployment share Twilio's limits, which are per account. */
export interface Quota {
  /** The requests of one Service and endpoint in a window, of all replicas together. */
  readonly limit: number;
  /** How many replicas divide the concurrent requests of the account between them. */
  replicas(now: number): number;
  /** By how much the windows of this process are divided. 1 where a window is shared in another way. */
  divisor(now: number): number;
  /** The requests of one Service and endpoint in a window that this replica can count on. */
  share(now: number): number;
  /** Shares the window with that name with the other replicas. Without it every replica has a fixed part. */
  readonly shareWindow?: (name: string, own: SlidingWindow) => RateWindow;
  /** Calls back when a window that is shared may have room. */
  readonly onRoom?: (listener: () => void) => void;
}

/** One of so many parts of a limit: rounded down, at least 1. */
export const partOf = (limit: number, parts: number): number => Math.max(1, Math.floor(limit / parts));

/** The limit of all replicas together when they use only a share of what Twilio allows. */
export const limitOf = (quotaShare: number): number => Math.max(1, Math.floor(ALLOWED * quotaShare));

/** The quota of one of so many replicas, which know nothing of each other. */
export function fixedQuota(limit: number, replicas: number): Quota {
  return {
    limit,
    replicas: () => replicas,
    divisor: () => replicas,
    share: () => partOf(limit, replicas),
  };
}
