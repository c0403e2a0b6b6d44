import { busy, waiting } from '../load/rounds.mjs';
import { summary } from '../load/statistics.mjs';
import { figure, geometricMean, ratios, select, spread, table } from './figures.mjs';

/**
 * @typedef {import('./figures.mjs').Run} Run
 *
 * @typedef {object} Column Ratios of the gateway to references.
 * @property {string} title
 * @property {import('../load/rounds.mjs').Setting} setting
 * @property {'p50' | 'cpu' | 'perSecond'} metric
 * @property {readonly string[]} references
 * @property {(ratio: number, workload: string) => boolean} [isMet] The aim of each workload.
 * @property {(mean: number) => boolean} [isMeanMet] The aim of the geometric mean.
 */

/** @param {Run} run @returns {Column[]} */
function columnsOf({ subjects, options }) {
  const peers = subjects.filter(({ target }) => target.kind === 'peer').map(({ name }) => name);
  const setting = busy(options);
  return [
    {
      title: 'p50 / `hand-server` (≤ 1.10)',
      setting: waiting,
      metric: 'p50',
      references: ['hand-server'],
      isMet: (ratio) => ratio <= 1.1,
    },
    {
      title: 'CPU / `hand-apollo` (≤ 1.5)',
      setting,
      metric: 'cpu',
      references: ['hand-apollo'],
      isMet: (ratio) => ratio <= 1.5,
    },
    {
      title: 'CPU / best peer (mean ≤ 0.5)',
      setting,
      metric: 'cpu',
      references: peers,
      isMeanMet: (mean) => mean <= 0.5,
    },
    {
      title: 'operations/s / best peer (A > 1, B–H ≥ 1.5)',
      setting,
      metric: 'perSecond',
      references: peers,
      isMet: (ratio, workload) => (workload === 'A' ? ratio > 1 : ratio >= 1.5),
    },
  ];
}

/** @param {string} text @param {boolean} isMet */
const mark = (text, isMet) => (isMet ? text : `**${text}** ✗`);

/** REST calls in all settings. @param {Run} run @param {import('../workloads.mjs').Workload} workload */
function callCell({ rows }, { id, calls }) {
  const own = select(rows, { target: 'gateway', workload: id }).map((row) => row.calls);
  if (own.length === 0) return '–';
  const { least, most } = summary(own);
  const told = least === most ? String(least) : `${figure(least)}–${figure(most)}`;
  return mark(`${told} of ${calls}`, least === calls && most === calls);
}

/** @param {Run} run @param {Column} column */
function ratioCells({ rows, options }, { setting, metric, references, isMet, isMeanMet }) {
  /** @type {number[]} */
  const middles = [];
  const cells = options.workloads.map(({ id }) => {
    const cell = select(rows, { ...setting, workload: id });
    const found = ratios(cell, { metric, target: 'gateway', references });
    if (found === null) return '–';
    middles.push(found.middle);
    return mark(spread(found), isMet?.(found.middle, id) ?? true);
  });
  if (middles.length === 0) return [...cells, '–'];
  const mean = geometricMean(middles);
  return [...cells, mark(figure(mean), isMeanMet?.(mean) ?? true)];
}

/** The gateway against its aims, as a table and a sentence. @param {Run} run */
export function verdictOf(run) {
  const { workloads } = run.options;
  const columns = columnsOf(run);
  const cells = [
    [...workloads.map((workload) => callCell(run, workload)), ''],
    ...columns.map((column) => ratioCells(run, column)),
  ];
  const titles = [...workloads.map(({ id, title }) => `${id}: ${title}`), 'geometric mean'];
  const markdown = table(
    ['', 'REST calls (exact)', ...columns.map(({ title }) => title)],
    titles.map((title, index) => [title, ...cells.map((column) => column[index] ?? '')]),
  );
  const misses = markdown.split('✗').length - 1;
  return `${markdown}\n\n${misses === 0 ? 'No aim is missed.' : `Missed aims: ${misses}, marked ✗.`}`;
}
