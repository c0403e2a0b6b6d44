import type { EmulatorClock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';

/** The largest delay of `setTimeout`. */
const MAX_DELAY = 2 ** 31 - 1;

/**
 * Runs due tasks without a request: by a timer while the clock runs, and at once when the clock is moved.
 * The timer does not keep the process alive.
 *
 * @param runDue runs the tasks of all schedulers
 * @returns stops the timer
 */
export function startTimer(
  clock: EmulatorClock,
  schedulers: readonly Scheduler[],
  runDue: () => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let armedFor = Infinity;
  let isStopped = false;

  const arm = (): void => {
    const next = Math.min(...schedulers.map(({ nextAt }) => nextAt));
    if (next === armedFor) return;
    clearTimeout(timer);
    armedFor = next;
    if (isStopped || next === Infinity || clock.isStopped) return;
    timer = setTimeout(run, Math.min(Math.max(next - clock.now(), 0), MAX_DELAY));
    timer.unref();
  };
  const run = (): void => {
    try {
      runDue();
    } catch (error) {
      // A bug in the emulator must not end the process that embeds it.
      process.emitWarning(error instanceof Error ? error : String(error));
    }
    // The clock may have moved, so the delay is computed again.
    armedFor = NaN;
    arm();
  };

  for (const scheduler of schedulers) scheduler.onChange = arm;
  clock.onChange = run;
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
