import { setImmediate } from 'node:timers/promises';
import { afterAll, expect } from 'vitest';

const openServers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap');

// Runs after every other hook of a file.
afterAll(async () => {
  // A server that is closed lets go of its handle within a few turns of the event loop.
  for (let turn = 0; turn < 100 && openServers().length > 0; turn += 1) await setImmediate();
  expect(openServers(), 'servers that the tests of this file have left open').toEqual([]);
});
