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
 * Starts a gateway, and resolves when it listens. It reads nothing of the environment unless it is given as
 * `environment`, and handles no signals: call `drain` and then `stop`, or only `stop`, or say `await using`.
 *
 * @throws ConfigError that lists all problems of the options
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
 * Starts an emulator of the Twilio Proxy REST API with data of its own, and resolves when it listens. All options may be
 * left out; then it takes any free port, the demo data and the demo account.
 *
 * @throws RangeError for a seed or a port that cannot be
 * @example
 * await using emulator = await createEmulator({ seed: 'empty' });
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  // Loaded only when it is asked for: gateways on Twilio never need it.
  const { createEmulator: startEmulator } = await import('./emulator/emulator.ts');
  return startEmulator(options);
}
