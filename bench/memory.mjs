import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { busy, measureRound, warmUp } from './load/rounds.mjs';
import { startSubjects } from './load/subjects.mjs';
import { readOptions } from './options.mjs';
import { figure, geometricMean, ratios, select, spread, table } from './report/figures.mjs';
import { machine } from './report/machine.mjs';
import { targetsOf } from './targets/targets.mjs';

/**
 * The worth of `src/memory.ts`: CPU per operation without it divided by CPU with it in the same round. Measured for the gateway
 * and for `hand-apollo`, which runs as plain Node otherwise.
 */

const options = readOptions(process.argv.slice(2));
const memory = pathToFileURL(join(options.build.folder, 'dist', 'memory.js')).href;
const TUNED = `data:text/javascript,import { tuneMemory } from '${memory}'; tuneMemory();`;
const UNTUNED = new URL('targets/untuned.mjs', import.meta.url).href;

const [gateway, handApollo] = /** @type {[Target, Target]} */ (
  targetsOf(options.build, ['gateway', 'hand-apollo'])
);
/** @typedef {import('./targets/targets.mjs').Target} Target */
/** @param {Target} target @param {string} name @param {string} module @returns {Target} */
const variant = (target, name, module) => ({ ...target, name, argv: ['--import', module, ...target.argv] });

const { subjects, stop } = await startSubjects([
  gateway,
  variant(gateway, 'gateway without', UNTUNED),
  handApollo,
  variant(handApollo, 'hand-apollo with', TUNED),
]);
/** @type {import('./load/rounds.mjs').Row[]} */
const rows = [];
try {
  await warmUp(subjects, options);
  for (let round = 0; round < options.rounds; round++)
    rows.push(...(await measureRound(subjects, options, busy(options), round)));
} finally {
  await stop();
}

const columns = [
  { target: 'gateway without', references: ['gateway'] },
  { target: 'hand-apollo', references: ['hand-apollo with'] },
].map((pair) => {
  const found = options.workloads.flatMap(({ id }) => {
    const ratio = ratios(select(rows, { workload: id }), { metric: 'cpu', ...pair });
    return ratio ? [ratio] : [];
  });
  return [...found.map(spread), figure(geometricMean(found.map(({ middle }) => middle)))];
});
const titles = [...options.workloads.map(({ id }) => id), 'geometric mean'];
process.stdout.write(
  `${machine()}\n\nCPU per operation without src/memory.ts / with it: median (least–most) of ${options.rounds} rounds.\n\n` +
    `${table(
      ['', 'gateway', 'hand-apollo'],
      titles.map((title, index) => [title, ...columns.map((cells) => cells[index] ?? '')]),
    )}\n`,
);
process.exit(rows.every(({ failed }) => failed === 0) ? 0 : 1);
