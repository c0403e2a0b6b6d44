/// <reference lib="esnext.disposable" preserve="true" />
import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config/config.ts';
import { configOf, readPrefix } from './config/library-options.ts';
import { ConfigError, type EmbeddedOptions, type GatewayOptions } from './config/options.ts';
import { createRequestHandler, mount } from './embed.ts';
import type { Emulator, EmulatorOptions } from './emulator/emulator.ts';
import { connect, createGateway as startGateway, type GatewayParts } from './gateway.ts';
import { createLogger } from './observability/logger.ts';
import type { Gateway, GatewayHandler } from './running-gateway.ts';

export type { Control, Emulator, EmulatorOptions, RequestEntry, Seed } from './emulator/emulator.ts';
export type { OperationLine as OperationReport } from './observability/operation-line.ts';
export type { Authenticate, AuthenticateRequest, Caller } from './server/auth/authenticate-option.ts';
export { ConfigError };
export type { EmbeddedOptions, Gateway, GatewayHandler, GatewayOptions };

/** Separates the options that only a program can pass. */
function read({ log, plugins, onOperation, prefix, ...configured }: GatewayOptions): [Config, GatewayParts] {
  const config = configOf(configured);
  return [
    config,
    {
      ...(log && { logger: createLogger(config.logLevel, log) }),
      ...(plugins && { plugins }),
      ...(onOperation && { onOperation }),
      ...(prefix !== undefined && { prefix: readPrefix(prefix) }),
    },
  ];
}

/**
 * Starts a gateway, and resolves when it listens. It reads environment variables only from the option `environment`, and
 * handles no signals: call `drain` and then `stop`, or only `stop`, or use `await using`.
 *
 * @throws ConfigError with all problems of the options
 * @example
 * await using gateway = await createGateway({ port: 0, emulatorPort: 0 });
 * const answer = await fetch(`${gateway.url}/graphql`, …);
 */
export async function createGateway(options: GatewayOptions = {}): Promise<Gateway> {
  return startGateway(...read(options));
}

/**
 * A plugin of fastify 5 that mounts the gateway in your app, below `prefix`. It stops when the app closes.
 *
 * @throws ConfigError from `app.register` or `app.ready`, with all problems of the options
 * @example
 * await app.register(fastifyGateway, { prefix: '/twilio', emulatorPort: 0 });
 */
export const fastifyGateway: FastifyPluginAsync<EmbeddedOptions> = async (app, options) => {
  // Fastify puts the prefix before the routes itself.
  await mount(app, await connect(...read({ ...options, prefix: '' })));
};

/**
 * The gateway as a handler of requests, for `http.createServer`, Express and others. Call `stop` in the end.
 *
 * @throws ConfigError with all problems of the options
 * @example
 * app.use(await createHandler({ prefix: '/twilio', emulatorPort: 0 }));
 */
export async function createHandler(options: EmbeddedOptions = {}): Promise<GatewayHandler> {
  return createRequestHandler(await connect(...read(options)));
}

/**
 * Starts an emulator of the Twilio Proxy REST API with its own data, and resolves when it listens. Defaults: a free port,
 * the demo data and the demo account.
 *
 * @throws RangeError for an invalid seed or port
 * @example
 * await using emulator = await createEmulator({ seed: 'empty' });
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  // Gateways on Twilio never load it.
  const { createEmulator: startEmulator } = await import('./emulator/emulator.ts');
  return startEmulator(options);
}
