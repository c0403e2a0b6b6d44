import { startSubjects } from './load/subjects.mjs';
import { workloads } from './workloads.mjs';

const CLIENTS = 8;
/** Without the peers it takes seconds, and needs no package but the gateway's own. */
const OWN = ['gateway', 'hand-server', 'hand-client', 'hand-apollo', 'hand-rows'];

/**
 * A run of seconds that measures no time: every target answers every workload with the expected rows, and the
 * gateway makes exactly the fewest REST calls, alone, and never more under concurrency.
 *
 * @param {readonly string[] | null} names Null: all but the peers.
 * @returns {Promise<boolean>} Whether all is well.
 */
export async function runShort(names) {
  const { subjects, missing, stop } = await startSubjects(names ?? OWN);
  /** @type {string[]} */
  const faults = [];
  try {
    for (const subject of subjects) {
      const counts = [];
      for (const { id, calls } of workloads) {
        const once = { workload: id, milliseconds: 0, clients: 1, leastOperations: 2, mostOperations: 2 };
        const many = { ...once, clients: CLIENTS, leastOperations: 2 * CLIENTS, mostOperations: 2 * CLIENTS };
        await subject.warm(once);
        const alone = await subject.measure(once, 0);
        const together = await subject.measure(many, 1);
        counts.push(`${id} ${alone.calls}`);
        if (alone.failed + together.failed > 0) faults.push(`${subject.name} answers ${id} wrongly`);
        if (subject.name !== 'gateway') continue;
        if (alone.calls !== calls)
          faults.push(`the gateway makes ${alone.calls} REST calls for ${id}, not ${calls}`);
        if (together.calls > calls)
          faults.push(
            `the gateway makes ${together.calls} REST calls for ${id} with ${CLIENTS} clients, not ${calls}`,
          );
      }
      process.stdout.write(`${subject.name.padEnd(12)} REST calls per operation: ${counts.join(', ')}\n`);
    }
  } finally {
    await stop();
  }
  for (const name of missing) process.stdout.write(`${name.padEnd(12)} not installed, left out\n`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0;
}
