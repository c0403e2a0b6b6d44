import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from './http-client.mjs';
import { closedLoop } from './loop.mjs';
import { median, percentile } from './statistics.mjs';

/** A window of the warm-up, in seconds of CPU of the target. */
const WINDOW_SECONDS = 0.4;
/** So many windows are compared with as many before them, by their medians: single ones are noisy. */
const COMPARED = 4;
/** The later windows count as better when their CPU per operation is less by this share. */
const BETTER_BY = 0.03;
/** A cell begins with so long a loop that is not counted, in ms: caches have forgotten the target while it rested. */
const LEAD_MS = 150;

/**
 * @typedef {Awaited<ReturnType<typeof import('./processes.mjs').startTarget>>} Running
 * @typedef {Awaited<ReturnType<typeof import('./processes.mjs').startUpstream>>} Upstream
 * @typedef {{ workload: string, clients: number, milliseconds: number, leastOperations: number, mostOperations?: number }} Load
 *
 * @typedef {object} Sample The figures of one loop.
 * @property {number} calls REST calls per operation.
 * @property {number} p50 ms
 * @property {number} perSecond
 * @property {number} cpu CPU time of the target per operation in ms.
 * @property {number} failed Operations whose answer was not the expected one.
 */

/** A running target that can be loaded and measured. */
export class Subject {
  /** @type {HttpClient} */
  #http;

  /** @param {Running} running @param {import('../targets/targets.mjs').Target} target @param {Upstream} upstream */
  constructor(running, target, upstream) {
    this.running = running;
    this.target = target;
    this.upstream = upstream;
    this.#http = new HttpClient(running.url, target.exchange);
  }

  get name() {
    return this.target.name;
  }

  /** @param {Load} load */
  #run({ workload, ...load }) {
    return closedLoop({ ...load, operate: (client) => this.#http.operate(workload, client) });
  }

  /**
   * Lets everything be compiled, rendered, connected and compared before it is measured: until an operation takes no less
   * CPU than before. A server runs for days, its compiler needs thousands of operations, and the less code a target has
   * the sooner it is done; measured too early, the figures would be those of the compiler.
   *
   * @param {Load} load @param {number} [longestSeconds] 0: one loop only.
   */
  async warm(load, longestSeconds = 0) {
    await this.upstream.reset(0);
    const began = performance.now();
    const isOver = () => performance.now() - began >= longestSeconds * 1000;
    /** @type {number[]} */
    const windows = [];
    const isBetter = () =>
      median(windows.slice(-COMPARED)) < median(windows.slice(-2 * COMPARED, -COMPARED)) * (1 - BETTER_BY);
    do windows.push(await this.#window(load, isOver));
    while (!isOver() && (windows.length < 2 * COMPARED || isBetter()));
  }

  /** CPU per operation over some loops. @param {Load} load @param {() => boolean} isOver */
  async #window(load, isOver) {
    const { cpu } = await this.running.usage();
    let spent = 0;
    let operations = 0;
    do {
      const { latencies, failed, failure } = await this.#run(load);
      if (failed > 0) throw new Error(`${this.name}, workload ${load.workload}: ${String(failure)}`);
      operations += latencies.length;
      spent = ((await this.running.usage()).cpu - cpu) / 1e6;
    } while (spent < WINDOW_SECONDS && !isOver());
    return spent / operations;
  }

  /** @param {Load} load @param {number} latencyMs @returns {Promise<Sample>} */
  async measure(load, latencyMs) {
    // Each variant is asked at least once, so that no first comparison falls into the loop that is measured.
    const lead = {
      ...load,
      milliseconds: Math.min(load.milliseconds, LEAD_MS),
      leastOperations: load.clients,
    };
    await this.upstream.reset(latencyMs);
    await this.#run(lead);
    await this.#quiet();
    await this.upstream.reset(latencyMs);
    const before = await this.running.usage();
    const { latencies, failed, failure, elapsedMs } = await this.#run(load);
    const after = await this.running.usage();
    await this.#quiet();
    const { calls } = await this.upstream.counts();
    if (failed > 0) process.stderr.write(`${this.name}, workload ${load.workload}: ${String(failure)}\n`);
    const operations = latencies.length + failed;
    return {
      calls: calls / operations,
      p50: percentile(latencies, 0.5),
      perSecond: (latencies.length / elapsedMs) * 1000,
      cpu: (after.cpu - before.cpu) / 1000 / operations,
      failed,
    };
  }

  /** Waits until no REST call is under way: a target that leaves some behind would be charged for them elsewhere. */
  async #quiet() {
    while ((await this.upstream.counts()).underWay > 0) await sleep(2);
  }

  async stop() {
    await this.#http.close();
    await this.running.stop();
  }
}
