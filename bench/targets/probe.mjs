/**
 * Loaded into each target beside its program (`node --import`): tells the parent what the process has used, and profiles it.
 * The program itself stays as it is.
 *
 * Messages of the parent: `{ usage: true }`, `{ profile: 'start' }`, `{ profile: 'stop' }`.
 */
import { Session } from 'node:inspector/promises';

/** @type {Session | null} */
let session = null;

async function startProfile() {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
}

async function stopProfile() {
  const result = await session?.post('Profiler.stop');
  session?.disconnect();
  return result?.profile;
}

/** CPU time in microseconds, memory in bytes; after a collection where the target was started with `--expose-gc`. */
function usage() {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpu: user + system, rss, heapUsed, maxRss: process.resourceUsage().maxRSS * 1024 };
}

process.on('message', async (/** @type {{ usage?: true, profile?: string }} */ message) => {
  if (message.usage) process.send?.({ usage: usage() });
  if (message.profile === 'start') process.send?.({ profile: await startProfile() });
  if (message.profile === 'stop') process.send?.({ profile: await stopProfile() });
});
process.on('disconnect', () => process.exit(0));
// A program that has nothing left to do may end, whatever the parent still wants to know.
process.channel?.unref();
