import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { systemClock } from '../../../src/twilio/clock.ts';
import { type GraphqlError, startGateway, type TestGateway } from '../../support/gateway.ts';

const lines: string[] = [];
/** What the defect throws. The dice are thrown before each retry, so that a 503 brings it out. */
let thrown: unknown;
let test: TestGateway;
beforeEach(async () => {
  lines.length = 0;
  thrown = new TypeError('Cannot read hunter2 of undefined');
  test = await startGateway({
    logger: createLogger('warn', { write: (line) => void lines.push(line) }),
    testOptions: {
      clock: systemClock,
      random: () => {
        throw thrown;
      },
    },
  });
  test.emulator.control.fault({ method: 'GET', path: /\/Sessions\?/, status: 503 });
});
afterEach(() => test[Symbol.asyncDispose]());

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const query = `query ($id: ID!) {
  proxyService(id: $id) { uniqueName sessions { nodes { id } } phoneNumbers(first: 1) { nodes { id } } }
}`;
const ask = (text = query) => test.query(text, { id: demo.serviceSid });

const logged = () => lines.map((line) => JSON.parse(line));
const requestIdOf = (error: GraphqlError | undefined) => error?.extensions['requestId'];

describe('a defect', () => {
  it('is INTERNAL_SERVER_ERROR at its field, with nothing but the id under which the log tells more', async () => {
    const { data, errors, status } = await ask();
    expect(status).toBe(200);
    expect(data.proxyService).toMatchObject({ uniqueName: demo.serviceUniqueName, sessions: null });
    expect(data.proxyService.phoneNumbers.nodes).toHaveLength(1);
    expect(errors).toEqual([
      {
        message: `Internal server error. See the gateway log for request ${String(requestIdOf(errors?.[0]))}.`,
        locations: [{ line: 2, column: 38 }],
        path: ['proxyService', 'sessions'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(uuid) as string },
      },
    ]);
  });

  it('stands in the log with its type, its path and the same id, and without its message', async () => {
    const { errors } = await ask();
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'unexpected error',
        requestId: requestIdOf(errors?.[0]),
        path: ['proxyService', 'sessions'],
        error: { type: 'TypeError', at: expect.any(Array) as unknown },
      }),
    ]);
    expect(JSON.stringify(logged())).not.toContain('hunter2');
  });

  it.each([
    ['a text', 'hunter2'],
    ['nothing', undefined],
    ['an object that looks like an answer', { extensions: { code: 'BAD_USER_INPUT' }, message: 'hunter2' }],
    [
      'an error that has a code of its own',
      Object.assign(new Error('hunter2'), { extensions: { code: 'HUNTER2', secret: 'hunter2' } }),
    ],
  ])('is masked whatever is thrown: %s', async (_, value) => {
    thrown = value;
    const { errors } = await ask();
    expect(errors?.map(({ extensions }) => Object.keys(extensions))).toEqual([['code', 'requestId']]);
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(errors)).not.toMatch(/hunter2/i);
    expect(logged()).toMatchObject([{ msg: 'unexpected error', requestId: requestIdOf(errors?.[0]) }]);
  });

  it('has the id of its operation: one for two defects, another one for another operation', async () => {
    const twice = await ask(
      query.replace('sessions {', 'sessions { nodes { id } } other: sessions(first: 1) {'),
    );
    const ids = twice.errors?.map(requestIdOf);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    const again = await ask();
    expect(ids).not.toContain(requestIdOf(again.errors?.[0]));
  });

  it('in a mutation spares the others', async () => {
    test.emulator.control.fault({ method: 'POST', code: 80621, times: 1 });
    const update = (alias: string) =>
      `${alias}: updateProxyService(input: { id: $id, defaultTtl: 5 }) { service { defaultTtl } }`;
    const { data, errors } = await ask(`mutation ($id: ID!) { ${update('a')} ${update('b')} }`);
    expect(data).toEqual({ a: null, b: { service: { defaultTtl: 5 } } });
    expect(errors).toMatchObject([{ path: ['a'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });
});

it('leaves errors of the table as they are, without an id and without a line in the log', async () => {
  const { errors } = await ask(
    'query ($id: ID!) { proxyService(id: $id) { id } proxySession(id: "x") { id } }',
  );
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
  expect(lines).toEqual([]);
});
