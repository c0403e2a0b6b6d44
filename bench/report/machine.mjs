import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { versionOf } from '../targets/targets.mjs';

/** @param {readonly string[]} packages */
export const versions = (packages) =>
  packages.map((name) => `${name} ${versionOf(name) ?? '?'}`).join(', ') || '–';

/** When, where and how. @param {ReturnType<typeof import('../options.mjs').readOptions>} options */
export function machine({ rounds, milliseconds, note }) {
  const [first] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0]?.toFixed(1);
  return [
    `- Date: ${date}. Machine: ${cpus().length} × ${first?.model.trim() || 'CPU of unknown model'}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, Node ${process.version}, load average at the end ${load}.`,
    `- ${rounds} alternating rounds of ${milliseconds} ms for each cell, after a warm-up. Figures are medians over the rounds. ` +
      'Ratios (×) are to the hand-written server in the same round: median (least–most).',
    note === '' ? '- Upstream, targets and the generator of load share the machine.' : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
