import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { freePort } from '../load/processes.mjs';

/** Starts redis-server, which stores nothing, on a free port. */
export async function startRedis() {
  const port = await freePort();
  let child = await run(port);
  const kill = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    /** Starts it again, empty. */
    async restart() {
      child = await run(port);
    },
    /** Stops it without closing a connection. */
    hang: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async flush() {
      const socket = connect(port, '127.0.0.1').end('FLUSHALL\r\n');
      const [answer] = await once(socket, 'data');
      if (!String(answer).startsWith('+OK')) throw new Error(`redis-server answered ${answer}`);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startRedis>>} RedisServer */

/** @param {number} port */
async function run(port) {
  const child = spawn(
    'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`redis-server ended: ${output}`)));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('Ready to accept connections')) resolve(undefined);
    });
  });
  return child;
}
