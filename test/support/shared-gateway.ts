import { afterAll, beforeEach } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

/** A gateway for all tests of a file. Each test starts with no request counted, and after the last one the gateway stops. */
export async function sharedGateway(options?: Parameters<typeof startGateway>[0]): Promise<TestGateway> {
  const test = await startGateway(options);
  beforeEach(() => void test.takeRequests());
  afterAll(() => test[Symbol.asyncDispose]());
  return test;
}
