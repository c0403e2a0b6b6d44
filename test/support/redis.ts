import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const isHere = spawnSync('redis-server', ['--version']).status === 0;

/** Without redis-server these tests are skipped, but never in CI: there its absence is a failure. */
export const skipWithoutRedis = !isHere && process.env['CI'] === undefined;
if (skipWithoutRedis)
  process.stderr.write('redis-server is not installed: the tests of several replicas are skipped.\n');

/** A real redis-server on a port of its own, which a test can make fail. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** For what a test looks at or breaks. Not through the gateway's own client. */
  readonly client: Redis;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty, after `kill`. */
  restart(): Promise<void>;
  /** Stops it without closing a connection: it accepts and answers nothing. */
  hang(): void;
  /** Lets it go on after `hang`. */
  resume(): void;
  /** Removes all keys. */
  flush(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the program. False when it ends before it is ready: another process took the port. */
async function start(port: number, folder: string, args: readonly string[]): Promise<ChildProcess | null> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...args];
  const child = spawn('redis-server', own, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready to accept connections')) resolve(child);
    });
    child.once('close', () => resolve(null));
  });
}

/** @param args more arguments of redis-server, such as `--requirepass` with a password */
export async function startRedis(args: readonly string[] = [], password?: string): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  let port = 0;
  let child: ChildProcess | null = null;
  while (child === null) {
    port = await freePort();
    child = await start(port, folder, args);
  }
  const login = password === undefined ? '' : `:${password}@`;
  const url = `redis://${login}127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const kill = async () => {
    const ended = child;
    child = null;
    if (ended === null) return;
    ended.kill('SIGKILL');
    await once(ended, 'close');
  };
  return {
    url,
    port,
    client,
    kill,
    async restart() {
      await kill();
      while (child === null) child = await start(port, folder, args);
    },
    hang: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async flush() {
      await client.flushall();
    },
    async [Symbol.asyncDispose]() {
      client.disconnect();
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
