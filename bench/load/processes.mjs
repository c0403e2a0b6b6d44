import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const PROBE = new URL('../targets/probe.mjs', import.meta.url).href;
const UPSTREAM = fileURLToPath(new URL('../upstream/server.mjs', import.meta.url));
const START_TIMEOUT_MS = 60_000;

/** A port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** Sends a message and gives the next one that comes back. @param {import('node:child_process').ChildProcess} child @param {object} message @returns {Promise<any>} */
export async function ask(child, message) {
  const answer = once(child, 'message', { signal: AbortSignal.timeout(START_TIMEOUT_MS) });
  child.send(message);
  return (await answer)[0];
}

/** @param {string[]} argv @param {Record<string, string>} env @param {string} [cwd] */
function start(argv, env, cwd) {
  // Nothing of the parent's environment reaches a target but what finds programs.
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, argv, {
    cwd,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return child;
}

/** Starts the fake upstream. */
export async function startUpstream() {
  const child = start([UPSTREAM], {});
  const [{ url }] = await once(child, 'message', { signal: AbortSignal.timeout(START_TIMEOUT_MS) });
  return {
    /** @type {string} */ url,
    /** Sets the latency in ms and begins to count anew. @param {number} latencyMs */
    reset: (latencyMs) => ask(child, { reset: latencyMs }),
    /** @returns {Promise<{ calls: number, failed: number, most: number, underWay: number }>} */
    counts: () => ask(child, { read: true }),
    stop: () => stop(child),
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/**
 * Starts a target: a program that is told its port and the upstream by its environment.
 *
 * @param {{ name: string, argv: string[], cwd?: string, env: (port: number, upstream: string) => Record<string, string> }} target
 * @param {string} upstream
 */
export async function startTarget(target, upstream) {
  const port = await freePort();
  const began = performance.now();
  const child = start(['--import', PROBE, ...target.argv], target.env(port, upstream), target.cwd);
  const url = `http://127.0.0.1:${port}`;
  await untilListening(child, url, target.name);
  return {
    name: target.name,
    url,
    child,
    /** From the start of the process to its first answer, in ms. */
    startMs: performance.now() - began,
    /** @returns {Promise<{ cpu: number, rss: number, heapUsed: number, maxRss: number }>} */
    usage: async () => (await ask(child, { usage: true })).usage,
    profile: async (/** @type {'start' | 'stop'} */ what) => (await ask(child, { profile: what })).profile,
    stop: () => stop(child),
  };
}

/** @param {import('node:child_process').ChildProcess} child @param {string} url @param {string} name */
async function untilListening(child, url, name) {
  const end = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null)
      throw new Error(`${name} ended with code ${child.exitCode} before it listened`);
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await answer.arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  throw new Error(`${name} did not listen in time`);
}
