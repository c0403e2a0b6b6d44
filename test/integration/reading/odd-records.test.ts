import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const lines: string[] = [];
const test = await sharedGateway({
  logger: createLogger('warn', { write: (line) => void lines.push(line) }),
});
beforeEach(() => void (lines.length = 0));
afterEach(() => test.emulator.control.clearFaults());

type Wire = Record<string, unknown>;

const id = `${demo.serviceSid}-${demo.sessionSid}`;
const everything = `id sid serviceSid accountSid uniqueName status closedReason ttl mode
  dateStarted dateEnded dateLastInteraction dateExpiry dateCreated dateUpdated`;
const path = { id, sid: demo.sessionSid, serviceSid: demo.serviceSid };

/** Lets Twilio answer with another record, and reads every field of it. */
async function readSession(change: (record: Wire) => Wire) {
  test.emulator.control.fault({ body: (body) => JSON.stringify(change(JSON.parse(body) as Wire)) });
  return test.query(`query ($id: ID!) { proxySession(id: $id) { ${everything} } }`, { id });
}

describe('a record', () => {
  it.each<[string, (record: Wire) => Wire]>([
    ['whose fields are all null', (record) => ({ ...nulls(record), sid: record['sid'] })],
    ['that has nothing but its SID', ({ sid }) => ({ sid })],
    [
      'whose fields are all of another kind',
      (record) => ({ ...nulls(record, { odd: [] }), sid: record['sid'] }),
    ],
  ])('%s is null in every field but those of its path', async (_, change) => {
    const { data, errors } = await readSession(change);
    expect(errors).toBeUndefined();
    const { id: ownId, sid, serviceSid, ...rest } = data.proxySession as Wire;
    expect({ id: ownId, sid, serviceSid }).toEqual(path);
    expect(Object.values(rest)).toEqual(Array(12).fill(null));
  });

  it('is taken with fields that nobody knows, and keeps its own path', async () => {
    const { data, errors } = await readSession((record) => ({
      ...record,
      sid: demo.sessionSid.replace(/[a-f]/g, (digit) => digit.toUpperCase()),
      service_sid: demo.bigServiceSid,
      id: 'mine',
      colour: { deep: ['green'] },
    }));
    expect(errors).toBeUndefined();
    expect(data.proxySession).toMatchObject({ ...path, uniqueName: demo.sessionUniqueName });
  });

  it('spoils no neighbour in a list', async () => {
    const read = () =>
      test.query(
        `query ($id: ID!) { proxyService(id: $id) { sessions(first: 3) { nodes { ${everything} } } } }`,
        {
          id: demo.serviceSid,
        },
      );
    const true_ = await read();
    test.emulator.control.fault({
      body: (body) => {
        const page = JSON.parse(body) as { sessions: Wire[] };
        Object.assign(page.sessions[1] ?? {}, {
          status: 'paused',
          ttl: 'soon',
          date_created: 'never',
          mode: 5,
        });
        return JSON.stringify(page);
      },
    });
    const { data, errors } = await read();
    expect(errors).toBeUndefined();
    const [first, second, third] = true_.data.proxyService.sessions.nodes as Wire[];
    const odd = { ...second, status: 'UNRECOGNIZED', ttl: null, dateCreated: null, mode: null };
    expect(data.proxyService.sessions.nodes).toEqual([first, odd, third]);
  });

  it('is given by a write although it is odd', async () => {
    test.emulator.control.fault({
      method: 'POST',
      body: (body) => JSON.stringify({ ...(JSON.parse(body) as Wire), status: 'paused', ttl: [] }),
    });
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        updateProxySession(input: { id: $id, ttl: 60 }) { session { id status ttl } userErrors { code } }
      }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.updateProxySession).toEqual({
      session: { id, status: 'UNRECOGNIZED', ttl: null },
      userErrors: [],
    });
  });
});

describe('the log', () => {
  it('names the field of an unreadable value, and never the value', async () => {
    await readSession((record) => ({ ...record, unique_name: ['+14155550142'], date_ended: '+14155550142' }));
    const told = lines.map((line) => JSON.parse(line) as Wire);
    expect(told).toEqual([
      expect.objectContaining({ type: 'Session', field: 'uniqueName', msg: 'unreadable value from Twilio' }),
      expect.objectContaining({ type: 'Session', field: 'dateEnded', msg: 'unreadable value from Twilio' }),
    ]);
    expect(lines.join('')).not.toContain('4155550142');
  });

  it('names the enum of an unknown value, and never the value', async () => {
    await readSession((record) => ({ ...record, status: '+14155550142' }));
    expect(lines.map((line) => JSON.parse(line) as Wire)).toEqual([
      expect.objectContaining({ enum: 'ProxySessionStatus', msg: 'unknown enum value from Twilio' }),
    ]);
    expect(lines.join('')).not.toContain('4155550142');
  });

  it('says nothing of nulls, of keys that are absent and of empty addresses', async () => {
    await readSession((record) => ({
      ...nulls(record),
      sid: record['sid'],
      closed_reason: '',
      date_ended: '',
    }));
    await readSession(({ sid }) => ({ sid }));
    expect(lines).toEqual([]);
  });
});

const nulls = (record: Wire, value: unknown = null): Wire =>
  Object.fromEntries(Object.keys(record).map((key) => [key, value]));
