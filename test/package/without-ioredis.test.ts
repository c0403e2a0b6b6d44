import { expect, it } from 'vitest';
import { addressOf, runProgram } from '../support/program.ts';

/** Lets Node find everything but ioredis, as where optional packages are not installed. */
const hook = `export async function resolve(specifier, context, next) {
  return next(specifier === 'ioredis' ? 'a-package-that-is-not-installed' : specifier, context);
}`;
const asModule = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(asModule(hook))});`;
const withoutIoredis = { NODE_OPTIONS: `--import "${asModule(register)}"`, PORT: '0', EMULATOR_PORT: '0' };

it('without ioredis the program runs, and with REDIS_URL it says what to install', async () => {
  await using running = runProgram([], { ...withoutIoredis, LOG_FORMAT: 'json' });
  await running.printed(addressOf('graphql'));

  await using refused = runProgram([], { ...withoutIoredis, REDIS_URL: 'redis://:canary@canary.test' });
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toContain('npm install ioredis@6');
  expect(refused.output()).not.toContain('canary');
});
