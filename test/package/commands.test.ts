import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/program.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeFile(
    join(cwd, 'app.ts'),
    'export const q = gql`query Names { proxyServices { nodes { uniqueName } } }`;',
  );
});
afterAll(() => rm(cwd, { recursive: true }));

/** Runs a command of the program in that folder, without any configuration. */
async function run(...args: string[]) {
  await using program = runProgram(args, {}, undefined, { cwd });
  const code = await program.exited;
  return { code, output: program.output() };
}

describe('cost', () => {
  it('reports operations, and exits with 0, 1 or 2', async () => {
    const within = await run('cost', '*.ts', '--json');
    expect(within.code).toBe(0);
    expect(JSON.parse(within.output)).toMatchObject({
      operations: [{ name: 'Names', file: 'app.ts', min: 1, expected: 1, max: 1 }],
      errors: [],
    });
    const above = await run('cost', 'app.ts', '--max', '0');
    expect(above).toEqual({ code: 1, output: expect.stringContaining('Names (app.ts) above --max 0') });
    const wrong = await run('cost', 'app.ts', '--max', 'ten');
    expect(wrong).toEqual({ code: 2, output: 'Expected a whole number after --max. Try --help.\n' });
    expect(await run('cost', 'none/*.ts')).toMatchObject({ code: 2 });
    expect(await run('cost', '--help')).toMatchObject({ code: 0 });
  });
});
