import type { ApolloServerPlugin } from '@apollo/server';
import { type Config, readConfig } from '../../src/config/config.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { createGateway, type Gateway, type TestOptions } from '../../src/gateway.ts';
import { createLogger, type Logger } from '../../src/observability/logger.ts';
import type { Timeouts } from '../../src/server/http.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

// Tests know what they asked for, so answers are looked into without types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Data = any;

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly GraphqlError[] | undefined;
  readonly extensions: Data;
}

/** A gateway on an emulator of its own, as a client meets it. */
export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly emulator: Emulator;
  /** Sends an operation over HTTP. */
  query(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphqlAnswer>;
  /** The requests that reached the emulator since the last call, and forgets them. */
  takeRequests(): string[];
}

/** The configuration of a gateway whose upstream is that emulator. */
export function configFor(emulator: Emulator, env: Readonly<Record<string, string>> = {}): Config {
  return readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    GATEWAY_AUTH: 'none',
    // Tests send more than 150 requests in 5 seconds, and the emulator counts only where it is told so.
    TWILIO_RATE_LIMIT: 'off',
    INTROSPECTION: 'on',
    TWILIO_PROXY_BASE_URL: emulator.url,
    TWILIO_ACCOUNT_SID: emulator.accountSid,
    TWILIO_AUTH_TOKEN: emulator.authToken,
    ...env,
  });
}

/** Sends operations to a gateway, as a client does. */
export const createQuery =
  (gateway: Pick<Gateway, 'url'>): TestGateway['query'] =>
  async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<GraphqlAnswer, 'data' | 'errors' | 'extensions'>;
    return { status: response.status, headers: response.headers, ...body };
  };

/** Limits on real time that no machine is slow enough to reach. A test of a limit brings a clock that it moves itself. */
export const wideLimits = {
  TWILIO_CONNECT_TIMEOUT_MS: '600000',
  TWILIO_ATTEMPT_TIMEOUT_MS: '600000',
  OPERATION_DEADLINE_MS: '600000',
};

/** Timeouts of connections that no machine is slow enough to reach. */
export const longTimeouts: Timeouts = {
  headersMs: 300_000,
  requestMs: 600_000,
  socketMs: 600_000,
  keepAliveMs: 600_000,
  checkMs: 1000,
};

export async function startGateway(
  options: {
    emulator?: EmulatorOptions;
    env?: Readonly<Record<string, string>>;
    testOptions?: TestOptions;
    logger?: Logger;
    plugins?: readonly ApolloServerPlugin[];
  } = {},
): Promise<TestGateway> {
  const emulator = await createEmulator(options.emulator);
  const config = configFor(emulator, { ...(options.testOptions?.clock ? {} : wideLimits), ...options.env });
  // Retries come at once, unless a test says otherwise.
  const testOptions = { random: () => 0, timeouts: longTimeouts, ...options.testOptions };
  const gateway = await createGateway(config, {
    logger: options.logger ?? createLogger(config.logLevel),
    testOptions,
    ...(options.plugins && { plugins: options.plugins }),
  });
  return {
    gateway,
    emulator,
    query: createQuery(gateway),
    takeRequests() {
      const requests = [...emulator.requests];
      emulator.clearRequests();
      return requests;
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await emulator.stop();
    },
  };
}
