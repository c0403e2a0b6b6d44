import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './processes.mjs';
import { HttpClient } from './http-client.mjs';
import { closedLoop } from './loop.mjs';
import { percentile } from './statistics.mjs';

const LONGEST_WARM_MS = 30_000;

/**
 * @typedef {Awaited<ReturnType<typeof import('./processes.mjs').startTarget>>} Running
 * @typedef {Awaited<ReturnType<typeof import('./processes.mjs').startUpstream>>} Upstream
 * @typedef {{ workload: string, clients: number, milliseconds: number, leastOperations: number, mostOperations?: number }} Load
 *
 * @typedef {object} Sample What one loop showed.
 * @property {number} operations
 * @property {number} calls REST calls per operation.
 * @property {number} most REST calls under way at once.
 * @property {number} p50 ms
 * @property {number} p99 ms
 * @property {number} perSecond
 * @property {number} cpu Seconds of CPU of the target per 1000 operations.
 * @property {number} rss Bytes.
 * @property {number} heapUsed Bytes.
 * @property {number} failed Operations whose answer was not the expected one.
 */

/** A running target that can be loaded and measured. */
export class Subject {
  /** @type {HttpClient | null} */
  #http;

  /** @param {Running} running @param {import('../targets/targets.mjs').Target} target @param {Upstream} upstream */
  constructor(running, target, upstream) {
    this.running = running;
    this.target = target;
    this.upstream = upstream;
    this.#http = target.exchange && new HttpClient(running.url, target.exchange);
  }

  get name() {
    return this.target.name;
  }

  /** @param {Load} load @returns {Promise<Awaited<ReturnType<typeof closedLoop>>>} */
  async #run({ workload, ...load }) {
    const http = this.#http;
    if (http === null) return (await ask(this.running.child, { loop: { workload, ...load } })).loop;
    return closedLoop({ ...load, operate: (client) => http.operate(workload, client) });
  }

  /**
   * Lets everything be compiled, rendered, connected and compared before it is measured. The compiler of a target gets its
   * share by CPU time, not by the clock: on a busy machine seconds pass without work.
   *
   * @param {Load} load @param {number} [cpuSeconds]
   */
  async warm(load, cpuSeconds = 0) {
    await this.upstream.reset(0);
    const began = performance.now();
    const { cpu } = await this.running.usage();
    let spent = 0;
    do {
      const { failed, failure } = await this.#run(load);
      if (failed > 0) throw new Error(`${this.name}, workload ${load.workload}: ${String(failure)}`);
      spent = ((await this.running.usage()).cpu - cpu) / 1e6;
    } while (spent < cpuSeconds && performance.now() - began < LONGEST_WARM_MS);
  }

  /** @param {Load} load @param {number} latencyMs @returns {Promise<Sample>} */
  async measure(load, latencyMs) {
    // Each variant is asked once, so that no first comparison falls into the loop that is measured.
    const once = { ...load, milliseconds: 0, leastOperations: load.clients, mostOperations: load.clients };
    await this.upstream.reset(latencyMs);
    await this.#run(once);
    await this.#quiet();
    await this.upstream.reset(latencyMs);
    const before = await this.running.usage();
    const { latencies, failed, failure, elapsedMs } = await this.#run(load);
    const after = await this.running.usage();
    await this.#quiet();
    const { calls, most } = await this.upstream.counts();
    if (failed > 0) process.stderr.write(`${this.name}, workload ${load.workload}: ${String(failure)}\n`);
    const operations = latencies.length + failed;
    return {
      operations,
      calls: calls / operations,
      most,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      perSecond: (latencies.length / elapsedMs) * 1000,
      cpu: (after.cpu - before.cpu) / 1000 / operations,
      rss: after.rss,
      heapUsed: after.heapUsed,
      failed,
    };
  }

  /** Waits until no REST call is under way: a target that leaves some behind would be charged for them elsewhere. */
  async #quiet() {
    while ((await this.upstream.counts()).underWay > 0) await sleep(2);
  }

  async stop() {
    await this.#http?.close();
    await this.running.stop();
  }
}
