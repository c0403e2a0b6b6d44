import type { Gateway } from '../../src/gateway.ts';
import type { Data } from './gateway.ts';

type Target = Pick<Gateway, 'emulatorUrl'>;

/**
 * Calls a control endpoint of the emulator that is embedded in the gateway.
 *
 * @param endpoint such as `POST clock`; docs/emulator.md lists them
 */
export async function controlEmulator(
  { emulatorUrl }: Target,
  endpoint: string,
  body?: object,
): Promise<Data> {
  const [method = '', name = ''] = endpoint.split(' ');
  const response = await fetch(`${emulatorUrl ?? ''}/__emulator/${name}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Expected ${endpoint} to succeed, but got: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Stops the emulator's clock at a time, or moves it ahead. Resolves when all that is due has happened. */
export const moveClock = (
  target: Target,
  change: { readonly set: string } | { readonly advanceMs: number },
): Promise<Data> => controlEmulator(target, 'POST clock', change);
