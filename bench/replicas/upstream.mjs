import { fileURLToPath } from 'node:url';
import { startTarget } from '../load/processes.mjs';

/** The account of the emulator: docs/emulator.md */
export const account = { sid: 'AC00000000000000000000000000000001', token: 'demo-auth-token' };
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Twilio's window, and how many requests of one Service and endpoint it admits. */
export const WINDOW_MS = 5000;
export const ALLOWED = 150;

/** The time in which four windows can be used, and their requests. */
const SPAN_MS = 18_000;
const IN_SPAN = 600;

/** Starts an emulator whose rate limit is off. */
export async function startEmulator() {
  const { url, stop } = await startTarget(
    { name: 'emulator', argv: [MAIN, 'emulator'], env: (port) => ({ EMULATOR_PORT: String(port) }) },
    '',
  );
  /** @param {string} path @param {RequestInit} [options] */
  const control = (path, options) => fetch(`${url}/__emulator/${path}`, options);
  const authorization = `Basic ${Buffer.from(`${account.sid}:${account.token}`).toString('base64')}`;
  return {
    url,
    stop,
    /** Reads without a gateway. @param {string} path @returns {Promise<any>} */
    get: async (path) => (await fetch(`${url}/v1/${path}`, { headers: { authorization } })).json(),
    /** Turns the rate limit on, with empty windows, and forgets the requests before. @param {number} windowMs */
    async limit(windowMs) {
      await control('settings', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rateLimit: { enabled: true, windowMs } }),
      });
      await control('rate-windows', { method: 'DELETE' });
      await control('requests', { method: 'DELETE' });
    },
    /** @returns {Promise<Entry[]>} */
    requests: async () => (await (await control('requests')).json()).log,
  };
}

/** @typedef {Awaited<ReturnType<typeof startEmulator>>} Emulator */
/** @typedef {{ path: string, status: number, startedAt: number }} Entry A request, with its time on the clock of the emulator. */

/** The times of the admitted requests of each rate limit, by Service and endpoint. @param {readonly Entry[]} requests */
function byLimit(requests) {
  /** @type {Map<string, number[]>} */
  const limits = new Map();
  for (const { path, status, startedAt } of requests) {
    if (status === 429) continue;
    const key = path.replace(/\?.*/, '').replace(/\b(KC|KP|KI)\w{32}/g, '$1');
    limits.set(key, [...(limits.get(key) ?? []), startedAt]);
  }
  return limits;
}

/** The most of these times within a window. @param {number[]} times @param {number} windowMs */
function mostWithin(times, windowMs) {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, time, last) => {
    while (time - /** @type {number} */ (sorted[first]) >= windowMs) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

/**
 * What the emulator saw. `used` has the share of the 600 requests that the limit of each busy endpoint allows within the
 * first 18 seconds.
 *
 * @param {readonly Entry[]} requests @param {readonly RegExp[]} busy @param {number} windowMs
 */
export function judge(requests, busy, windowMs) {
  const limits = byLimit(requests);
  const used = busy.map((pattern) => {
    const times = [...limits].filter(([key]) => pattern.test(key)).flatMap(([, each]) => each);
    const until = Math.min(...times) + SPAN_MS;
    return times.filter((time) => time < until).length / IN_SPAN;
  });
  return {
    refused: requests.filter(({ status }) => status === 429).length,
    worst: Math.max(0, ...[...limits.values()].map((times) => mostWithin(times, windowMs))),
    used,
  };
}
