const LEAST_OPERATIONS = 5;
const WARM_LOOP_MS = 250;

/**
 * @typedef {{ latencyMs: number, clients: number }} Setting
 * @typedef {import('./measure.mjs').Sample & Setting & { round: number, target: string, workload: string }} Row
 * @typedef {ReturnType<typeof import('../options.mjs').readOptions>} Options
 * @typedef {readonly import('./measure.mjs').Subject[]} Subjects
 */

/** The setting of p50: the upstream decides. @type {Setting} */
export const waiting = { latencyMs: 20, clients: 1 };

/** The setting of CPU and operations per second: the target decides. @param {Options} options @returns {Setting} */
export const busy = ({ clients }) => ({ latencyMs: 0, clients });

/** Warms each target up for each workload. @param {Subjects} subjects @param {Options} options */
export async function warmUp(subjects, { clients, workloads, milliseconds, warmSeconds }) {
  for (const { id } of workloads) {
    for (const subject of subjects) {
      const leastOperations = Math.max(LEAST_OPERATIONS, clients);
      const loopMs = Math.min(milliseconds, WARM_LOOP_MS);
      await subject.warm({ workload: id, clients, milliseconds: loopMs, leastOperations }, warmSeconds);
    }
  }
}

/**
 * Measures each workload of each target once in a setting. Targets take turns; each round begins with another one.
 *
 * @param {Subjects} subjects @param {Options} options @param {Setting} setting @param {number} round
 */
export async function measureRound(subjects, { workloads, milliseconds }, setting, round) {
  const { clients, latencyMs } = setting;
  const first = round % subjects.length;
  /** @type {Row[]} */
  const rows = [];
  for (const { id: workload } of workloads) {
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      const leastOperations = Math.max(LEAST_OPERATIONS, clients);
      const sample = await subject.measure({ workload, clients, milliseconds, leastOperations }, latencyMs);
      rows.push({ ...sample, ...setting, round, target: subject.name, workload });
    }
  }
  return rows;
}
