import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/program.ts';

const app = fileURLToPath(new URL('../../examples/console/', import.meta.url));
const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

export interface ServedConsole extends AsyncDisposable {
  readonly url: string;
  /** Builds the app with that environment. The server serves what was built last. */
  build(env?: Readonly<Record<string, string>>): Promise<void>;
}

/** Serves the app of `examples/console` by `vite preview`, with the packages of the root. */
export async function serveConsole(env: Readonly<Record<string, string>> = {}): Promise<ServedConsole> {
  const outDir = await mkdtemp(join(tmpdir(), 'console-'));
  const run = (args: readonly string[], more: Readonly<Record<string, string>>) =>
    runProgram([...args, '--outDir', outDir], { NO_COLOR: '1', ...more }, vite, { cwd: app });
  const server = run(['preview', '--host', '127.0.0.1', '--port', '0'], env);
  const [, url = ''] = await server.printed(/Local: +(http:\S+?)\/?\s/);
  return {
    url,
    async build(variables = {}) {
      await using building = run(['build', '--emptyOutDir'], variables);
      if ((await building.exited) !== 0) throw new Error(`The build failed:\n${building.output()}`);
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
