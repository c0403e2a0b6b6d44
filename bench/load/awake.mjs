import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SPIN = fileURLToPath(new URL('spin.mjs', import.meta.url));
const BEGIN_MS = 500;

/**
 * Keeps the processors from sleeping until the function that it gives is called: by a process that has whatever time nobody
 * else wants, the kernel's idle class. Null where the kernel has none, or no tool to ask for it: `chrt` of util-linux.
 *
 * @returns {Promise<(() => Promise<void>) | null>}
 */
export async function keepAwake() {
  const child = spawn('chrt', ['--idle', '0', process.execPath, SPIN], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const begun = new Promise((resolve) => setTimeout(resolve, BEGIN_MS, true));
  // Also rejects where there is no such tool.
  const ended = once(child, 'exit').catch(() => []);
  if ((await Promise.race([begun, ended])) !== true) return null;
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}
