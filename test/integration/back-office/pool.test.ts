import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  backOfficeSeed,
  emptyServiceSid,
  numbers,
  serviceSid,
  serviceUrl,
  upTo,
} from '../../support/back-office.ts';

const test = await sharedGateway({ emulator: { seed: backOfficeSeed } });
afterEach(() => test.emulator.control.clearFaults());

const all = 'phoneNumbers reserved idle inUse highestInUse room';
const read = (fields: string, id = serviceSid) => test.query(`{ proxyService(id: "${id}") { ${fields} } }`);

describe('pool', () => {
  it('counts the numbers by their use, with one call per 100', async () => {
    const { data, errors } = await read(`pool { ${all} crowded { phoneNumber inUse } }`);
    expect(errors).toBeUndefined();
    expect(data.proxyService.pool).toEqual({
      phoneNumbers: 120,
      reserved: 10,
      idle: 118,
      inUse: 2,
      highestInUse: 90,
      room: 390,
      crowded: [{ phoneNumber: numbers[1], inUse: 90 }],
    });
    const requests = test.takeRequests();
    expect(requests).toHaveLength(2);
    expect(requests[0]).toBe(`GET ${serviceUrl}/PhoneNumbers?PageSize=100`);
  });

  it('names the numbers above a limit, the busiest first, in the same calls', async () => {
    const { data } = await read(
      'pool { some: crowded(above: 8) { inUse } nine: crowded(above: 9) { inUse } all: crowded(above: 0) { id service { sid } } null: crowded(above: null) { inUse } }',
    );
    const { some, nine, all: used, null: unsaid } = data.proxyService.pool;
    expect(some).toEqual([{ inUse: 90 }, { inUse: 9 }]);
    expect(nine).toEqual([{ inUse: 90 }]);
    expect(used).toHaveLength(2);
    expect(unsaid).toEqual([{ inUse: 90 }]);
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('shares the pages of the list', async () => {
    await read('pool { idle } phoneNumbers(first: 200) { nodes { sid } }');
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('is empty for a Service without numbers', async () => {
    const { data } = await read(`pool { ${all} crowded { sid } }`, emptyServiceSid);
    expect(data.proxyService.pool).toEqual({
      phoneNumbers: 0,
      reserved: 0,
      idle: 0,
      inUse: 0,
      highestInUse: 0,
      room: 500,
      crowded: [],
    });
  });

  it.each([1, 2])('is null as a whole when page %i of the list fails', async (page) => {
    test.emulator.control.fault({ path: /PhoneNumbers\?/, status: 503, skip: page - 1 });
    const { data, errors } = await read(`uniqueName pool { ${all} crowded { sid } }`);
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', pool: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'pool'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('refuses a negative limit before any call for it', async () => {
    const { data, errors } = await read('uniqueName pool { idle crowded(above: -1) { sid } }');
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', pool: null } });
    expect(errors).toMatchObject([
      {
        message: 'Argument "above" must be 0 or more, but got: -1.',
        path: ['proxyService', 'pool'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}`]);
  });

  it('below a mutation, refuses it before anything is sent', async () => {
    const { data, errors } = await test.query(
      `mutation { updateProxyService(input: { id: "${serviceSid}", defaultTtl: 60 }) {
        service { pool { crowded(above: -1) { sid } } }
      } }`,
    );
    expect(data).toEqual({ updateProxyService: null });
    expect(errors).toMatchObject([{ path: ['updateProxyService'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('counts a number without a readable use as idle', async () => {
    test.emulator.control.fault({
      path: /PhoneNumbers\?/,
      body: (text) =>
        text
          .replaceAll('"in_use":90', '"in_use":"many"')
          .replaceAll(/"is_reserved":(true|false)/g, '"is_reserved":null'),
    });
    const { data } = await read(`pool { ${all} }`);
    expect(data.proxyService.pool).toMatchObject({
      reserved: 0,
      idle: 119,
      inUse: 1,
      highestInUse: 9,
      room: 380,
    });
  });

  it('is stopped by the budget of the operation when the list is longer than expected', async () => {
    const phoneNumbers = upTo(650).map((index) => ({
      number: `+1628555${String(index).padStart(4, '0')}`,
      isReserved: true,
    }));
    const seed = { services: [{ sid: serviceSid, uniqueName: 'many', phoneNumbers }] };
    await using own = await startGateway({ emulator: { seed } });
    const text = `{ proxyService(id: "${serviceSid}") { uniqueName pool { phoneNumbers room } } }`;
    const { data, errors } = await own.query(text, {}, { 'x-max-upstream-calls': '6' });
    expect(data).toEqual({ proxyService: { uniqueName: 'many', pool: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'pool'], extensions: { code: 'CALL_BUDGET_EXCEEDED' } },
    ]);
    expect(own.takeRequests()).toHaveLength(6);
    expect((await own.query(text)).data.proxyService.pool).toEqual({ phoneNumbers: 650, room: 500 });
  });
});
