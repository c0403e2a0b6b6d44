import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { workloads } from './workloads.mjs';

const GATEWAY = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} text @param {string | RegExp} [separator] */
const list = (text, separator = ',') => text.split(separator).filter((item) => item !== '');

/** The options of the command line; README.md describes them. @param {string[]} args */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      warm: { type: 'string', default: '15' },
      clients: { type: 'string', default: '8' },
      targets: { type: 'string' },
      workloads: { type: 'string', default: workloads.map(({ id }) => id).join(',') },
      gateway: { type: 'string', default: GATEWAY },
      'gateway-flags': { type: 'string', default: '' },
      note: { type: 'string', default: '' },
      out: { type: 'string' },
    },
  });
  return {
    short: values.short,
    rounds: Number(values.rounds),
    milliseconds: Number(values.seconds) * 1000,
    warmSeconds: Number(values.warm),
    clients: Number(values.clients),
    targets: values.targets === undefined ? null : list(values.targets),
    workloads: workloads.filter(({ id }) => list(values.workloads).includes(id)),
    build: {
      // npm changes to the folder of this package; INIT_CWD is the folder in which npm was called.
      folder: resolve(process.env.INIT_CWD ?? '', values.gateway),
      flags: list(values['gateway-flags'], /\s+/),
    },
    note: values.note,
    out: values.out ?? null,
  };
}
