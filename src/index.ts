/// <reference lib="esnext.disposable" preserve="true" />
import { configOf } from './config/library-options.ts';
import type { Emulator, EmulatorOptions } from './emulator/emulator.ts';
import { createGateway as startGateway } from './gateway.ts';
import { ConfigError, type GatewayOptions } from './config/options.ts';
import { createLogger } from './observability/logger.ts';
import type { Gateway } from './running-gateway.ts';

export type { Control, Emulator, EmulatorOptions, RequestEntry, Seed } from './emulator/emulator.ts';
export { ConfigError };
export type { Gateway, GatewayOptions };

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
  const { log, plugins, ...configured } = options;
  const config = configOf(configured);
  return startGateway(config, {
    ...(log && { logger: createLogger(config.logLevel, log) }),
    ...(plugins && { plugins }),
  });
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
