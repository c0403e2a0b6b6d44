import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { createGateway, type Gateway, type TestOptions } from '../../src/gateway.ts';
import { createLogger, type Logger } from '../../src/observability/logger.ts';
import { configFor, createQuery, longTimeouts, type TestGateway, wideLimits } from './gateway.ts';
import type { TestRedis } from './redis.ts';

/** One gateway of a deployment. */
export interface Replica {
  readonly gateway: Gateway;
  readonly query: TestGateway['query'];
  /** Stops it at once. */
  stop(): Promise<void>;
}

/** A deployment: gateways with one emulator and one Redis. */
export interface Deployment extends AsyncDisposable {
  readonly emulator: Emulator;
  start(options?: StartOptions): Promise<Replica>;
  /** The requests that reached the emulator since the last call, and forgets them. */
  takeRequests(): string[];
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly testOptions?: TestOptions;
  readonly logger?: Logger;
}

/** @param env for each of its gateways */
export async function startDeployment(
  redis: Pick<TestRedis, 'url'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Deployment> {
  const emulator = await createEmulator();
  const running = new Set<Gateway>();
  return {
    emulator,
    async start(options = {}) {
      const config = configFor(emulator, {
        ...wideLimits,
        REDIS_URL: redis.url,
        // No machine is so slow, unless a test is about a Redis that does not answer.
        REDIS_TIMEOUT_MS: '600000',
        ...env,
        ...options.env,
      });
      const gateway = await createGateway(config, {
        logger: options.logger ?? createLogger('silent'),
        testOptions: { random: () => 0, timeouts: longTimeouts, ...options.testOptions },
      });
      running.add(gateway);
      return {
        gateway,
        query: createQuery(gateway),
        async stop() {
          running.delete(gateway);
          await gateway.stop();
        },
      };
    },
    takeRequests() {
      const requests = [...emulator.requests];
      emulator.clearRequests();
      return requests;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...running].map((gateway) => gateway.stop()));
      await emulator.stop();
    },
  };
}
