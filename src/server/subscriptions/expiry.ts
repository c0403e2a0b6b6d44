import type { Clock } from '../../twilio/clock.ts';
import type { Authenticated } from '../auth/viewer.ts';

/** A timer cannot wait any longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls `run` when the caller's credentials expire. The returned function cancels that. */
export function onExpiry({ expiresAt }: Authenticated, clock: Clock, run: () => void): () => void {
  if (expiresAt === undefined) return () => undefined;
  let cancel: () => void = () => undefined;
  const wait = () => {
    const left = expiresAt - Date.now();
    cancel = left > LONGEST_MS ? clock.after(LONGEST_MS, wait) : clock.after(Math.max(0, left), run);
  };
  wait();
  return () => cancel();
}
