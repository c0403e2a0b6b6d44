import { ApolloServer } from '@apollo/server';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../../src/emulator/control/faults.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import type { ErrorCode } from '../../../src/errors/codes.ts';
import { type GraphqlError, startGateway, type TestGateway } from '../../support/gateway.ts';
import { writeManifest } from '../../support/manifest.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const { serviceSid } = demo;
const service = `{ proxyService(id: "${serviceSid}") { uniqueName } }`;
const sessions = (rest: string) => `{ proxyService(id: "${serviceSid}") { sessions${rest} } }`;
const rename = `mutation { updateProxyService(input: { id: "${serviceSid}", defaultTtl: 5 }) { service { id } } }`;

let test: TestGateway | undefined;
afterEach(async () => {
  await test?.[Symbol.asyncDispose]();
  test = undefined;
});

interface Attempt {
  readonly query?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly fault?: FaultSpec;
  /** What is sent where it is no operation alone. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a gateway that retries nothing, sends what is said and gives the errors. */
async function provoke({
  query = service,
  env,
  fault,
  body,
  headers,
}: Attempt): Promise<readonly GraphqlError[]> {
  test = await startGateway({ env: { MAX_RETRIES: '0', ...env } });
  if (fault) test.emulator.control.fault(fault);
  const response = await fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? { query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly GraphqlError[] };
  return errors ?? [];
}

/** Deletes a Session and its neighbours, and pages on from it. */
async function expireCursor(): Promise<readonly GraphqlError[]> {
  test = await startGateway();
  const { data } = await test.query(sessions('(first: 9) { edges { cursor node { id } } }'));
  const { edges } = data.proxyService.sessions;
  for (const { node } of edges.slice(3, 6)) {
    await test.query(`mutation { deleteProxySession(input: { id: "${node.id}" }) { deletedId } }`);
  }
  const { errors } = await test.query(sessions(`(first: 3, after: "${edges[4].cursor}") { nodes { id } }`));
  return errors ?? [];
}

/** Lets an attempt, or with a longer one the operation, run out of time. */
async function runOut(attemptMs: number): Promise<readonly GraphqlError[]> {
  const clock = new ManualClock();
  const env = { MAX_RETRIES: '0', TWILIO_ATTEMPT_TIMEOUT_MS: String(attemptMs) };
  test = await startGateway({ testOptions: { clock }, env });
  test.emulator.control.fault({ hang: true });
  const { errors } = await clock.runUntil(test.query(service), 100);
  return errors ?? [];
}

/** Lets one call take the only connection and one the only place in the queue. */
async function overload(): Promise<readonly GraphqlError[]> {
  test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '1', TWILIO_MAX_QUEUE: '1' } });
  test.emulator.control.hold({});
  const ids = [serviceSid, demo.bigServiceSid, demo.emptyServiceSid];
  const aliases = ids.map((id, index) => `a${index}: proxyService(id: "${id}") { uniqueName }`);
  const answer = test.query(`{ ${aliases.join(' ')} }`);
  await test.emulator.control.arrived(1);
  test.emulator.control.releaseHolds();
  return (await answer).errors ?? [];
}

/** Throws where nobody expects it: the dice before a retry. */
async function makeDefect(): Promise<readonly GraphqlError[]> {
  const random = () => {
    throw new TypeError('a defect');
  };
  test = await startGateway({ testOptions: { random } });
  test.emulator.control.fault({ status: 503 });
  return (await test.query(service)).errors ?? [];
}

const withKeys = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-reader=proxy:read' };
const unknownHash = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };

/** An operation of 16 levels. */
const deep = sessions(`${' { nodes { service { sessions'.repeat(4)} { nodes { id } }${' } } }'.repeat(4)}`);
const aliases = `{ ${[...Array(31).keys()].map((index) => `a${index}: __typename`).join(' ')} }`;

/** The gateway never switches persisted queries off; the code and its message are those of Apollo Server. */
async function switchPersistedQueriesOff(): Promise<readonly unknown[]> {
  const server = new ApolloServer({ typeDefs: 'type Query { a: Int }', persistedQueries: false });
  const { body } = await server.executeOperation({ extensions: unknownHash });
  return body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
}

/** Asks a gateway that runs trusted documents only. */
async function withManifest(body: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
  await using manifest = await writeManifest({ id: '{ proxyServices { nodes { id } } }' });
  return await provoke({ body, env: { ...manifest.env, PERSISTED_ONLY: 'on' } });
}

const provocations: Readonly<Record<ErrorCode, () => Promise<readonly unknown[]>>> = {
  BAD_USER_INPUT: () => provoke({ query: sessions('(first: 0) { nodes { id } }') }),
  CURSOR_EXPIRED: expireCursor,
  GRAPHQL_PARSE_FAILED: () => provoke({ query: '{ proxyServices(first: 1 { nodes { id } } }' }),
  GRAPHQL_VALIDATION_FAILED: () => provoke({ query: sessions(' { nodes { name } }') }),
  OPERATION_RESOLUTION_FAILURE: () =>
    provoke({ body: { query: `query Service ${service}`, operationName: 'Services' } }),
  BAD_REQUEST: () => provoke({ headers: { 'content-type': 'text/plain' } }),
  PERSISTED_QUERY_NOT_FOUND: () => provoke({ body: { extensions: unknownHash } }),
  PERSISTED_QUERY_NOT_SUPPORTED: switchPersistedQueriesOff,
  PERSISTED_QUERY_ID_REQUIRED: () => withManifest({ query: '{ __typename }' }),
  PERSISTED_QUERY_NOT_IN_LIST: () => withManifest({ documentId: 'unknown' }),
  UNAUTHENTICATED: () => provoke({ env: withKeys }),
  FORBIDDEN: () => provoke({ query: rename, env: withKeys, headers: { 'x-api-key': 'key-of-the-reader' } }),
  UPSTREAM_AUTH: () => provoke({ fault: { code: 20003 } }),
  UPSTREAM_REJECTED: () => provoke({ fault: { code: 20001 } }),
  RATE_LIMITED: () => provoke({ fault: { code: 80621, headers: { 'retry-after': '86400' } } }),
  UPSTREAM_TIMEOUT: () => runOut(5000),
  UPSTREAM_UNAVAILABLE: () => provoke({ fault: { code: 20503 } }),
  UPSTREAM_BAD_RESPONSE: () => provoke({ fault: { status: 200, body: '<html>' } }),
  OUTCOME_UNKNOWN: () => provoke({ query: rename, fault: { method: 'POST', reset: 'after' } }),
  QUERY_TOO_COMPLEX: () => provoke({ query: aliases }),
  QUERY_TOO_DEEP: () => provoke({ query: deep }),
  CALL_BUDGET_EXCEEDED: () =>
    provoke({ query: sessions('(first: 1000) { nodes { id } }'), env: { MAX_UPSTREAM_CALLS: '5' } }),
  OVERLOADED: overload,
  DEADLINE_EXCEEDED: () => runOut(60_000),
  INTERNAL_SERVER_ERROR: makeDefect,
};

describe('a caller can get every error code', () => {
  it.each(Object.entries(provocations))('%s', async (code, provocation) => {
    expect(await provocation()).toContainEqual(
      expect.objectContaining({ extensions: expect.objectContaining({ code }) as unknown }),
    );
  });
});
