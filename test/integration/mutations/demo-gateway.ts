import { beforeEach } from 'vitest';
import type { TestGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

/** A gateway for all tests of a file, each of which finds the demo account as it was in the beginning. */
export async function demoGateway(): Promise<TestGateway> {
  const test = await sharedGateway();
  beforeEach(() => {
    test.emulator.control.clearFaults();
    test.emulator.control.seed('demo');
  });
  return test;
}
