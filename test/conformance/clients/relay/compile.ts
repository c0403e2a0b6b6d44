import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('./', import.meta.url));
const compiler = fileURLToPath(new URL('../../../../node_modules/.bin/relay-compiler', import.meta.url));

/**
 * Runs `relay-compiler` over this project, so that its artifacts are never older than its operations. Resolves with what it
 * says; rejects when it does not accept them.
 */
export async function compile(): Promise<string> {
  await rm(`${folder}__generated__`, { recursive: true, force: true });
  // The compiler wants it to exist.
  await mkdir(`${folder}__generated__`);
  const { stdout } = await promisify(execFile)(compiler, ['relay.config.json'], { cwd: folder });
  return stdout;
}
