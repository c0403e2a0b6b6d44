/**
 * The hand-written client without any server: the floor. The loop runs inside this process, because there is nothing to
 * send requests to.
 *
 * Message of the parent: `{ loop: { workload, clients, milliseconds, leastOperations } }`; answered with what the loop saw.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { createServer } from 'node:http';
import { expectedRows } from '../load/http-client.mjs';
import { closedLoop } from '../load/loop.mjs';
import { variablesOf, VARIANTS } from '../workloads.mjs';
import { createHandClient } from './hand.mjs';

const { PORT = '0', UPSTREAM = '' } = process.env;
const client = createHandClient(UPSTREAM);
/** Compared once a loop: a deep comparison of each answer would cost more than the work that is measured. */
let compared = new Set();
const variables = Array.from({ length: VARIANTS }, (_, variant) => variablesOf(variant));

/** @param {string} workload @param {number} number */
async function operate(workload, number) {
  const variant = number % VARIANTS;
  const told = /** @type {import('../workloads.mjs').Variables} */ (variables[variant]);
  const pages = [];
  /** @type {string | null | undefined} */
  let place;
  do {
    const result = await client[workload]?.(told, place);
    pages.push(result?.rows);
    place = result?.next;
  } while (place);
  if (compared.has(variant)) return;
  deepStrictEqual(workload === 'F' ? pages.flat() : pages[0], expectedRows(workload, variant));
  compared.add(variant);
}

process.on('message', async (/** @type {any} */ message) => {
  if (!message.loop) return;
  const { workload, isWarm, ...options } = message.loop;
  if (!isWarm) compared = new Set();
  const { failure, ...result } = await closedLoop({
    ...options,
    operate: (/** @type {number} */ number) => operate(workload, number),
  });
  process.send?.({ loop: { ...result, failure: failure && String(failure) } });
});

// Only to be found alive, as the others are.
createServer((_, response) => response.end()).listen(Number(PORT), '127.0.0.1');
