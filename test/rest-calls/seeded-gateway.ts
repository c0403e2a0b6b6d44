import { afterEach } from 'vitest';
import type { TestGateway } from '../support/gateway.ts';
import { sharedGateway } from '../support/shared-gateway.ts';
import { economySeed } from './seed.ts';

/** A gateway for all tests of a file, over the account of `seed.ts`. It counts REST calls for those who ask. */
export async function seededGateway(env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const test = await sharedGateway({
    emulator: { seed: economySeed },
    env: { UPSTREAM_TRACE: 'on', ...env },
  });
  afterEach(() => {
    test.emulator.control.releaseHolds();
    test.emulator.control.clearFaults();
  });
  return test;
}
