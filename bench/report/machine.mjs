import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { versionOf } from '../targets/targets.mjs';

/** @param {readonly string[]} packages */
export const versions = (packages) => packages.map((name) => `${name} ${versionOf(name) ?? '?'}`).join(', ');

/** Date and machine of a run. */
export function machine() {
  const [first] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0]?.toFixed(1);
  return (
    `Date: ${date}. Machine: ${cpus().length} × ${first?.model.trim() || 'CPU of unknown model'}, ` +
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, Node ${process.version}, load average ${load}. ` +
    'Upstream, targets and load generator share it.'
  );
}
