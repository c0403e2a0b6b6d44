import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, runProgram, type RunningProgram } from '../support/program.ts';

// A process of its own: in one process a client has sent everything before the gateway can answer.
let program: RunningProgram;
let url = '';
beforeAll(async () => {
  program = runProgram([], { PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' });
  [, url = ''] = await program.printed(addressOf('graphql'));
});
afterAll(() => program[Symbol.asyncDispose]());

const fiveMegabytes = JSON.stringify({ query: ' '.repeat(5_000_000) });

describe('who is still sending a body sees each time that it is refused', () => {
  it.each([
    ['because it is too large', 413, {}],
    ['because the headers are too large', 431, { 'x-a': 'b'.repeat(100_000) }],
  ])(
    '%s',
    async (_, status, headers) => {
      for (let asked = 0; asked < 50; asked += 1) {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: fiveMegabytes,
        });
        expect(response.status).toBe(status);
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      }
    },
    60_000,
  );
});
