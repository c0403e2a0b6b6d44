import type { EmulatorConfig } from './config/config.ts';
import type { Emulator } from './emulator/emulator.ts';

/**
 * Starts the emulator with its options. It is loaded only when it is needed.
 *
 * @param isTerminal whether the program runs in a terminal: EMULATOR_TRAFFIC is then `on` by default with the demo seed
 */
export async function startEmulator(
  config: EmulatorConfig,
  host: string,
  isTerminal = false,
): Promise<Emulator> {
  const { createEmulator } = await import('./emulator/emulator.ts');
  const { credentials, traffic, ...options } = config;
  const isShown = isTerminal && options.seed === 'demo';
  return createEmulator({ host, ...options, traffic: traffic ?? isShown, ...credentials });
}
