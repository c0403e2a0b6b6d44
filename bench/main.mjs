import { readFile, writeFile } from 'node:fs/promises';
import { keepAwake } from './load/awake.mjs';
import { startSubjects } from './load/subjects.mjs';
import { readOptions } from './options.mjs';
import { YARDSTICK } from './report/figures.mjs';
import { report } from './report/report.mjs';
import { runShort } from './short.mjs';

/** @typedef {import('./load/measure.mjs').Sample & { round: number, target: string, workload: string, clients: number, latencyMs: number, awake: boolean }} Row */

const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
const LEAST_OPERATIONS = 5;
/** Measured once more where the processors are kept from sleeping. */
const AWAKE = ['gateway', YARDSTICK];
const WARM_LOOP_MS = 250;

/** The targets of a round, each round beginning with another one. @template T @param {readonly T[]} items @param {number} by */
const rotated = (items, by) => items.map((_, index) => /** @type {T} */ (items[(index + by) % items.length]));

/**
 * Each workload of each target with each number of clients, once.
 *
 * @param {readonly import('./load/measure.mjs').Subject[]} subjects @param {ReturnType<typeof readOptions>} options
 * @param {Pick<Row, 'round' | 'latencyMs' | 'awake'>} setting
 */
async function measureAll(subjects, { clients: numbers, workloads, milliseconds }, setting) {
  /** @type {Row[]} */
  const rows = [];
  for (const clients of numbers) {
    for (const { id: workload } of workloads) {
      for (const subject of rotated(subjects, setting.round)) {
        const leastOperations = Math.max(LEAST_OPERATIONS, clients);
        const load = { workload, clients, milliseconds, leastOperations };
        const sample = await subject.measure(load, setting.latencyMs);
        rows.push({ ...sample, ...setting, target: subject.name, workload, clients });
      }
    }
  }
  return rows;
}

/** @param {import('./report/figures.mjs').Run} run */
async function writeReport(run) {
  // Written by hand: what a table cannot say.
  const findings = await readFile(new URL('FINDINGS.md', import.meta.url), 'utf8');
  const { markdown, verdict } = report(run, findings.trimEnd());
  await writeFile(new URL(run.options.out, import.meta.url), markdown);
  return { verdict };
}

/** @param {ReturnType<typeof readOptions>} options */
async function runFull(options) {
  const began = performance.now();
  const { subjects, missing, stop } = await startSubjects(options.targets);
  /** @type {Row[]} */
  const rows = [];
  let verdict = '';
  try {
    const mostClients = Math.max(...options.clients);
    for (const { id } of options.workloads) {
      for (const subject of subjects) {
        const leastOperations = Math.max(LEAST_OPERATIONS, mostClients);
        const milliseconds = Math.min(options.milliseconds, WARM_LOOP_MS);
        const load = { workload: id, clients: mostClients, milliseconds, leastOperations };
        await subject.warm(load, options.warmSeconds);
      }
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const latencyMs of options.latencies)
        rows.push(...(await measureAll(subjects, options, { round, latencyMs, awake: false })));
      const letSleep = options.latencies.includes(0) ? await keepAwake() : null;
      if (letSleep) {
        const own = subjects.filter(({ name }) => AWAKE.includes(name));
        rows.push(...(await measureAll(own, options, { round, latencyMs: 0, awake: true })));
        await letSleep();
      }
      print(`round ${round + 1} of ${options.rounds}: ${Math.round((performance.now() - began) / 1000)} s`);
      // After each round, so that a run that is cut short leaves its figures behind.
      ({ verdict } = await writeReport({
        rows,
        options: { ...options, rounds: round + 1 },
        subjects,
        missing,
      }));
    }
    print(verdict);
    print(`All figures: bench/${options.out}`);
    return rows.every(({ failed }) => failed === 0);
  } finally {
    await stop();
  }
}

const options = readOptions(process.argv.slice(2));
const isWell = options.short ? await runShort(options.targets) : await runFull(options);
process.exit(isWell ? 0 : 1);
