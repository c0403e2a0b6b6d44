import type { Gateway } from '../../src/gateway.ts';

/** How the clock of an emulator is moved: stopped at a time, or ahead. */
export type ClockChange = { readonly set: string } | { readonly advanceMs: number };

/** Moves the clock of the emulator that is embedded in the gateway. Resolves when all that is due has happened. */
export async function moveClock(
  { emulatorUrl }: Pick<Gateway, 'emulatorUrl'>,
  change: ClockChange,
): Promise<void> {
  const response = await fetch(`${emulatorUrl ?? ''}/__emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`Expected the clock to move, but got: ${await response.text()}`);
}
