import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './redis.ts';

const configuration = fileURLToPath(new URL('../../deploy/haproxy.cfg', import.meta.url));
const isHere = spawnSync('haproxy', ['-v']).status === 0;

/** Without HAProxy its tests are skipped, but never in CI: there its absence is a failure. */
export const skipWithoutHaproxy = !isHere && process.env['CI'] === undefined;
if (skipWithoutHaproxy)
  process.stderr.write('haproxy is not installed: the tests with a load balancer are skipped.\n');

export interface LoadBalancer extends AsyncDisposable {
  readonly url: string;
}

/** Whether it answers. False when it has ended: another process took the port. */
async function isReady(url: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(`${url}/health/live`).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return true;
  }
  return false;
}

/** A real HAProxy with the configuration of `deploy/` in front of two gateways, which must listen already. */
export async function startLoadBalancer(
  gateways: readonly [first: string, second: string],
): Promise<LoadBalancer> {
  const [first, second] = gateways.map((url) => new URL(url).host);
  for (;;) {
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn('haproxy', ['-db', '-f', configuration], {
      env: { BALANCER_ADDRESS: address, GATEWAY_1: first, GATEWAY_2: second, PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const closed = once(child, 'close');
    if (await isReady(`http://${address}`, child)) {
      return {
        url: `http://${address}`,
        async [Symbol.asyncDispose]() {
          child.kill('SIGKILL');
          await closed;
        },
      };
    }
  }
}
