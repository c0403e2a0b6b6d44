import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workloads } from '../workloads.mjs';
import { verdictOf } from './verdict.mjs';

const kinds = {
  gateway: 'gateway',
  'hand-server': 'reference',
  'hand-apollo': 'reference',
  slow: 'peer',
  best: 'peer',
};

/**
 * A run in two rounds with the gateway just within its aims; the second round is on a machine that is twice as slow.
 *
 * @param {object} gateway Other figures of the gateway.
 */
function runWith(gateway) {
  const figures = {
    gateway: { p50: 110, cpu: 1.5, perSecond: 150, ...gateway },
    'hand-server': { p50: 100, cpu: 0.5, perSecond: 900 },
    'hand-apollo': { p50: 100, cpu: 1, perSecond: 500 },
    slow: { p50: 300, cpu: 9, perSecond: 50 },
    best: { p50: 200, cpu: 3, perSecond: 100 },
  };
  const rows = [1, 2].flatMap((slower, round) =>
    workloads.flatMap(({ id: workload, calls }) =>
      Object.entries(figures).flatMap(([target, { p50, cpu, perSecond, ...other }]) =>
        [
          { latencyMs: 20, clients: 1 },
          { latencyMs: 0, clients: 8 },
        ].map((setting) => ({
          ...{ ...setting, round, target, workload, calls, failed: 0 },
          ...{ p50: p50 * slower, cpu: cpu * slower, perSecond: perSecond / slower },
          ...other,
        })),
      ),
    ),
  );
  const subjects = Object.entries(kinds).map(([name, kind]) => ({ name, target: { kind, packages: [] } }));
  return /** @type {import('./figures.mjs').Run} */ (
    /** @type {unknown} */ ({ rows, subjects, missing: [], options: { workloads, clients: 8, rounds: 2 } })
  );
}

/** The marked cells of each row. @param {object} gateway */
const missesWith = (gateway) =>
  verdictOf(runWith(gateway))
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('✗'))
    .map((line) => line.split('|').flatMap((cell, column) => (cell.includes('✗') ? [column - 1] : [])));

const everyWorkload = (/** @type {number} */ column) => workloads.map(() => [column]);

test('marks nothing within the aims', () => {
  assert.match(verdictOf(runWith({})), /No aim is missed\.$/);
});

test('marks REST calls that are too many or too few', () => {
  assert.deepEqual(missesWith({ calls: 500 }), everyWorkload(1));
  assert.deepEqual(missesWith({ calls: 0.5 }), everyWorkload(1));
});

test('marks p50 above 1.10 of hand-server', () => {
  assert.deepEqual(missesWith({ p50: 111 }), everyWorkload(2));
});

test('marks CPU above 1.5 of hand-apollo', () => {
  assert.deepEqual(missesWith({ cpu: 1.51 }), [...everyWorkload(3), [4]]);
});

test('marks operations per second below 1.5 of the best peer, on A only where a peer is ahead', () => {
  assert.deepEqual(missesWith({ perSecond: 149 }), everyWorkload(5).slice(1));
  assert.deepEqual(missesWith({ perSecond: 99 }), everyWorkload(5));
});
