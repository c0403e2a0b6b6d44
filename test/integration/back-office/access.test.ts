import { describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import { backOfficeSeed, LONG, serviceSid, sessionId, WITH_REMOVED } from '../../support/back-office.ts';

const keyOf = (name: string) => `${name}-key-of-the-tests`;
const test = await sharedGateway({
  emulator: { seed: backOfficeSeed },
  env: {
    GATEWAY_AUTH: 'api-key',
    GATEWAY_API_KEYS: [
      `${keyOf('reader')}=proxy:read`,
      `${keyOf('writer')}=proxy:write`,
      `${keyOf('person')}=proxy:read+proxy:pii`,
    ].join(),
  },
});
const ask = (name: string, text: string) => test.query(text, {}, { 'x-api-key': keyOf(name) });

const transcript = `{ proxySession(id: "${sessionId(LONG)}") {
  transcript(upTo: 1) { entries { direction from { identifier } interaction { data messageBody } } }
} }`;

describe('scopes', () => {
  it.each([
    ['sessions', 'sessions(filter: { status: [CLOSED] }) { rowsRead }'],
    ['sessionCount', 'sessionCount { value }'],
    ['pool', 'pool { idle }'],
  ])('%s needs proxy:read below a write', async (name, field) => {
    const { data, errors } = await ask(
      'writer',
      `mutation { updateProxyService(input: { id: "${serviceSid}", defaultTtl: 0 }) {
        service { uniqueName webhook { isConnected } ${field} }
      } }`,
    );
    expect(data.updateProxyService.service).toEqual({
      uniqueName: 'back-office',
      webhook: { isConnected: null },
      [name]: null,
    });
    expect(errors).toMatchObject([
      { path: ['updateProxyService', 'service', name], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(test.takeRequests()).toEqual([`POST /v1/Services/${serviceSid}`]);
  });

  it('so does a transcript', async () => {
    const { data, errors } = await ask(
      'writer',
      `mutation { updateProxySession(input: { id: "${sessionId(WITH_REMOVED)}", ttl: 0 }) {
        session { ttl transcript { isComplete } }
      } }`,
    );
    expect(data.updateProxySession.session).toEqual({ ttl: 0, transcript: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(test.takeRequests()).toHaveLength(1);
  });
});

describe('masking', () => {
  it('hides the people and the text of a transcript from callers without proxy:pii', async () => {
    const entryOf = async (name: string) =>
      (await ask(name, transcript)).data.proxySession.transcript.entries[0];
    expect(await entryOf('person')).toEqual({
      direction: 'BETWEEN',
      from: { identifier: '+12125550000' },
      interaction: { data: '{"body":"text 349"}', messageBody: 'text 349' },
    });
    expect(await entryOf('reader')).toEqual({
      direction: 'BETWEEN',
      from: { identifier: '***0000' },
      interaction: { data: '{"body":"***"}', messageBody: '***' },
    });
  });
});

describe('MAX_VALUES', () => {
  const limited = (values: number) =>
    startGateway({
      emulator: { seed: backOfficeSeed },
      env: { UPSTREAM_TRACE: 'on', MAX_VALUES: String(values) },
    });

  it.each([
    [
      'a transcript',
      `proxySession(id: "${sessionId(LONG)}") { transcript(upTo: 1000) { entries { direction interaction { messageBody sid } } } }`,
      'proxySession.transcript',
    ],
    [
      'the numbers of a pool',
      `proxyService(id: "${serviceSid}") { pool { crowded { sid friendlyName capabilities { voice sms mms } } } }`,
      'proxyService.pool',
    ],
  ])('refuses %s that is expected to be larger, and names it', async (_, fields, name) => {
    await using own = await limited(2000);
    const { errors } = await own.query(`{ ${fields} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    expect(errors?.[0]?.message).toContain(`${name} multiplies most`);
    expect(own.takeRequests()).toEqual([]);
  });

  it('counts what was answered', async () => {
    await using own = await limited(100_000);
    const { extensions } = await own.query(
      `{ proxyService(id: "${serviceSid}") {
        webhook { isConnected dateLastReceived }
        sessionCount(upTo: 100) { value precision }
        pool { idle crowded(above: 0) { inUse } }
      } }`,
      {},
      { 'x-upstream-trace': 'true' },
    );
    // Three objects under the Service with 1 + 2, 1 + 2, and 1 + 1 values, and two numbers with one each.
    expect(extensions.upstream.values).toBe(3 + 3 + 3 + 2 + 2 * 2);
  });

  it('makes null of a pool whose busy numbers do not fit', async () => {
    await using own = await limited(2500);
    // Estimated by 500 rows; at run time every number is busy and its name is long.
    own.emulator.control.fault({
      path: /PhoneNumbers\?/,
      body: (text) =>
        text
          .replaceAll('"in_use":0', '"in_use":7')
          .replaceAll(/"friendly_name":(null|"[^"]*")/g, `"friendly_name":"${'x'.repeat(2000)}"`),
    });
    const { data, errors } = await own.query(
      `{ proxyService(id: "${serviceSid}") { uniqueName pool { idle crowded(above: 0) { friendlyName } } } }`,
    );
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', pool: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'pool', 'crowded'], extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
  });
});
