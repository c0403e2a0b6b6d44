import { busy, waiting } from '../load/rounds.mjs';
import { median } from '../load/statistics.mjs';
import { figure, select, table } from './figures.mjs';
import { machine, versions } from './machine.mjs';
import { verdictOf } from './verdict.mjs';

/** @typedef {import('./figures.mjs').Run} Run */

/** All targets: the figures behind the ratios. @param {Run} run */
function figureTable({ rows, options, subjects }) {
  /** @type {{ title: string, metric: 'calls' | 'p50' | 'cpu' | 'perSecond', setting: Partial<import('./figures.mjs').Row> }[]} */
  const metrics = [
    { title: 'REST calls', metric: 'calls', setting: {} },
    { title: 'p50 in ms', metric: 'p50', setting: waiting },
    { title: 'CPU in ms', metric: 'cpu', setting: busy(options) },
    { title: 'operations/s', metric: 'perSecond', setting: busy(options) },
  ];
  const body = metrics.flatMap(({ title, metric, setting }) =>
    subjects.map(({ name }) => [
      `${title}, ${name}`,
      ...options.workloads.map(({ id: workload }) => {
        const values = select(rows, { ...setting, target: name, workload }).map((row) => row[metric]);
        const middle = median(values);
        return metric === 'calls' ? String(middle) : figure(middle);
      }),
    ]),
  );
  return table(['', ...options.workloads.map(({ id }) => id)], body);
}

/** The results page and its verdict. @param {Run} run @returns {{ page: string, verdict: string }} */
export function report(run) {
  const { rows, options, subjects, missing } = run;
  const verdict = verdictOf(run);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const packages = [...new Set(subjects.flatMap(({ target }) => target.packages))].toSorted();
  const parts = [
    '# Results',
    options.note,
    `Measured in ${options.rounds} alternating rounds of ${options.milliseconds} ms for each figure. p50 is measured with ${waiting.clients} client and ${waiting.latencyMs} ms upstream latency, CPU and operations per ` +
      `second with ${options.clients} clients and no latency. [README.md](README.md) describes workloads, targets and options. ${machine()} ` +
      `Packages: ${versions(packages)}.`,
    failed === 0
      ? 'Every answer had the expected rows.'
      : `**${failed} answers did not have the expected rows.**`,
    missing.length > 0 ? `Not installed, left out: ${missing.join(', ')}.` : '',
    '## The gateway against its aims',
    'Each ratio is the median over the rounds (least–most) of the ratio within one round. The best peer is the best one of that workload and round.',
    verdict,
    '## All targets',
    'Medians over the rounds. CPU is the time of the target’s process for each operation.',
    figureTable(run),
    '## How to run',
    '```sh\nnpm ci && npm run build\nnpm --prefix bench ci\nnpm --prefix bench start\n```',
  ];
  return { page: `${parts.filter((part) => part !== '').join('\n\n')}\n`, verdict };
}
