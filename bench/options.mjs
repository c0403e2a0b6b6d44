import { parseArgs } from 'node:util';
import { workloads } from './workloads.mjs';

/** @param {string} text */
const list = (text) => text.split(',').filter((item) => item !== '');

/** What the command line says. Times are in milliseconds. @param {string[]} args */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      warm: { type: 'string', default: '15' },
      clients: { type: 'string', default: '1,8' },
      latency: { type: 'string', default: '0,20' },
      targets: { type: 'string' },
      workloads: { type: 'string', default: workloads.map(({ id }) => id).join(',') },
      note: { type: 'string', default: '' },
      out: { type: 'string', default: 'RESULTS.md' },
    },
  });
  return {
    short: values.short,
    rounds: Number(values.rounds),
    milliseconds: Number(values.seconds) * 1000,
    warmSeconds: Number(values.warm),
    clients: list(values.clients).map(Number),
    latencies: list(values.latency).map(Number),
    targets: values.targets === undefined ? null : list(values.targets),
    workloads: workloads.filter(({ id }) => list(values.workloads).includes(id)),
    note: values.note,
    out: values.out,
  };
}
