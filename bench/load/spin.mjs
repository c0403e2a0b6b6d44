import { availableParallelism } from 'node:os';
import { isMainThread, Worker } from 'node:worker_threads';

/** Keeps each processor busy, with as little of it as can be: one division after the other, each of which waits for the last. */
if (isMainThread) {
  for (let index = 0; index < availableParallelism(); index += 1) new Worker(new URL(import.meta.url));
  process.on('disconnect', () => process.exit());
} else {
  for (let number = 1; ;) number = number > 1e-300 ? number / 1.0000001 : 1;
}
