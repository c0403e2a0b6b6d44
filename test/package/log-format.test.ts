import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { addressOf, runProgram } from '../support/program.ts';

const anyPort = { PORT: '0', EMULATOR_PORT: '0' };

/** What the program writes about one operation, until it has ended. */
async function outputFor(env: Readonly<Record<string, string>>): Promise<string> {
  await using program = runProgram([], { ...anyPort, ...env });
  const [, url = ''] = await program.printed(addressOf('graphql'));
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': `AC${'1'.repeat(32)}` },
    body: '{"query":"query Shown { __typename }"}',
  });
  program.child.kill('SIGTERM');
  await program.exited;
  return program.output();
}

describe('LOG_FORMAT', () => {
  it.each([
    ['left out, where output is no terminal', {}],
    ['json', { LOG_FORMAT: 'json' }],
  ])('%s: the log is JSON, and not a line is lost at the end', async (_, env) => {
    const output = await outputFor(env);
    const lines = output.trimEnd().split('\n');
    const read = lines.map((line) => JSON.parse(line) as { readonly msg: string });
    expect(read.filter(({ msg }) => msg === 'operation')).toMatchObject([{ operation: 'Shown' }]);
  });

  it.each([
    ['pretty', { LOG_FORMAT: 'pretty' }],
    ['left out, in a terminal', { NODE_OPTIONS: '--import data:text/javascript,process.stdout.isTTY=true' }],
  ])('%s: it is for people, with the caller in front, scrubbed as always', async (_, env) => {
    const output = stripVTControlCharacters(await outputFor(env));
    const [line = '', ...others] = output.split('\n').filter((each) => each.includes('Shown'));
    expect(others).toEqual([]);
    expect(output).toMatch(/^GraphQL: {2}http:/m);
    expect(output).toMatch(/^Demo data: .*emulator.*http:\/\/127\.0\.0\.1:\d+$/m);
    expect(line).toMatch(/^\[.*\] INFO <none>: operation/);
    expect(line).toContain('"requestId":"AC***"');
  });
});
