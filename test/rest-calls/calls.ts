import type { TestGateway } from '../support/gateway.ts';

/** The same calls in an order that does not depend on which of several parallel ones arrived first. */
export const sorted = (calls: readonly string[]): string[] => calls.toSorted();

/** The calls that reached Twilio's double since the last look, sorted. */
export const callsOf = (test: TestGateway): string[] => sorted(test.takeRequests());
