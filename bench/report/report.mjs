import { summary } from '../load/statistics.mjs';
import { figure, figures, table, YARDSTICK } from './figures.mjs';
import { machine, versions } from './machine.mjs';
import { verdictTable } from './verdict.mjs';

/** @typedef {import('./figures.mjs').Run} Run */
/** @typedef {import('../main.mjs').Row} Row */

const CPU = {
  title: 'CPU seconds of the target per 1000 operations',
  value: (/** @type {Row} */ row) => row.cpu,
};

const METRICS = [
  { title: 'p50 in ms', value: (/** @type {Row} */ row) => row.p50 },
  { title: 'p99 in ms', value: (/** @type {Row} */ row) => row.p99 },
  { title: 'Operations per second', value: (/** @type {Row} */ row) => row.perSecond },
  CPU,
];

/** @param {Run} run @param {Partial<Row>} where @param {(row: Row) => number} value */
function metricTable({ rows, options, subjects }, where, value) {
  const body = options.workloads.map(({ id }) => [
    id,
    ...subjects.map(({ name }) => {
      const found = figures(rows, { ...where, workload: id, target: name }, value);
      if (found === null) return '–';
      const { absolute, ratio } = found;
      if (ratio === null || name === YARDSTICK) return figure(absolute.middle);
      return `${figure(absolute.middle)} · **${figure(ratio.middle)}×** (${figure(ratio.least)}–${figure(ratio.most)})`;
    }),
  ]);
  return table(['', ...subjects.map(({ name }) => name)], body);
}

/** @param {Run} run */
function callTable({ rows, options, subjects }) {
  const body = options.workloads.map(({ id, title, calls }) => [
    `${id}: ${title}`,
    String(calls),
    ...subjects.map(({ name }) => {
      const counts = rows.filter((row) => row.target === name && row.workload === id).map((row) => row.calls);
      const { least, most } = summary(counts);
      return least === most ? String(least) : `${figure(least)}–${figure(most)}`;
    }),
  ]);
  return table(['', 'fewest', ...subjects.map(({ name }) => name)], body);
}

/** @param {Run} run */
function memoryTable({ rows, options, subjects }) {
  const clients = Math.max(...options.clients);
  const body = options.workloads.map(({ id }) => [
    id,
    ...subjects.map(({ name }) => {
      const own = rows.filter(
        (row) => row.target === name && row.workload === id && row.clients === clients && !row.awake,
      );
      const { middle, most } = summary(own.map((row) => row.rss / 2 ** 20));
      return `${middle.toFixed(0)} (${most.toFixed(0)})`;
    }),
  ]);
  return table(['', ...subjects.map(({ name }) => name)], body);
}

/**
 * The gateway and the yardstick where the processors never sleep.
 *
 * @param {Run} run @param {(row: Row) => number} cpu
 */
function awakeTables(run, cpu) {
  const subjects = run.subjects.filter(({ name }) =>
    run.rows.some(({ target, awake }) => awake && target === name),
  );
  if (subjects.length === 0) return [];
  return [
    '## CPU where the processors never sleep',
    'CPU seconds of the target per 1000 operations, 0 ms upstream latency.',
    ...run.options.clients.flatMap((clients) => [
      `### ${clients} ${clients === 1 ? 'client' : 'clients'}`,
      metricTable({ ...run, subjects }, { latencyMs: 0, clients, awake: true }, cpu),
    ]),
  ];
}

/** The results page, with what was found out beside the figures. @param {Run} run @param {string} findings @returns {{ markdown: string, verdict: string }} */
export function report(run, findings) {
  const { rows, options, subjects, missing } = run;
  const verdict = verdictTable(run);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const combinations = options.latencies.flatMap((latencyMs) =>
    options.clients.map((clients) => ({ latencyMs, clients })),
  );
  const parts = [
    '# Results',
    'Written by `npm --prefix bench start`; what is measured and how stands in [README.md](README.md).',
    options.note,
    machine(),
    `${options.rounds} alternating rounds of ${options.milliseconds} ms for each cell, after a warm-up of each workload until an operation took no less CPU than before (at most ${options.warmSeconds} s). Figures are medians over the ` +
      'rounds. Ratios (×) are to the hand-written server in the same round: median (least–most).',
    '## Targets',
    table(
      ['Target', 'What it is', 'Versions'],
      subjects.map(({ target }) => [target.name, target.about, versions(target.packages)]),
    ).replaceAll('---:', '---'),
    missing.length > 0 ? `Not installed, so left out: ${missing.join(', ')}.` : '',
    '## Against the aims',
    verdict,
    findings,
    '## REST calls per operation',
    callTable(run),
    failed === 0
      ? 'Every answer had the expected rows.'
      : `**${failed} answers did not have the expected rows.** Look at the log of the run.`,
    ...combinations.flatMap(({ latencyMs, clients }) => [
      `## ${latencyMs} ms upstream latency, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
      ...METRICS.flatMap(({ title, value }) => [
        `### ${title}`,
        metricTable(run, { latencyMs, clients }, value),
      ]),
    ]),
    ...awakeTables(run, CPU.value),
    '## Memory',
    `Resident memory in MiB after each workload with the most clients: median (most).`,
    memoryTable(run),
  ];
  return { markdown: `${parts.filter((part) => part !== '').join('\n\n')}\n`, verdict };
}
