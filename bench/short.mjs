import { startSubjects } from './load/subjects.mjs';
import { targetsOf } from './targets/targets.mjs';
import { workloads } from './workloads.mjs';

const CLIENTS = 8;

/**
 * The short mode. It measures no time: every target must answer every workload with the expected rows, and the gateway must
 * make exactly the fewest REST calls, with one client and with several. Without `--targets` it leaves the peers out, so
 * that it needs no package but the gateway's own.
 *
 * @param {import('./load/rounds.mjs').Options} options
 * @returns {Promise<boolean>} Whether all is well.
 */
export async function runShort({ build, targets }) {
  const wanted = targetsOf(build, targets).filter(({ kind }) => targets !== null || kind !== 'peer');
  const { subjects, missing, stop } = await startSubjects(wanted);
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
        if (alone.failed + together.failed > 0) faults.push(`${subject.name} answers ${id} wrongly.`);
        if (subject.target.kind !== 'gateway') continue;
        for (const [sample, clients] of /** @type {const} */ ([
          [alone, 1],
          [together, CLIENTS],
        ])) {
          if (sample.calls === calls) continue;
          const told = `${sample.calls} REST calls for ${id} with ${clients} clients`;
          faults.push(`Expected ${calls}, but ${subject.name} makes ${told}.`);
        }
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
