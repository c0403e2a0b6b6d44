import { afterEach, describe, expect, it } from 'vitest';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  backOfficeSeed,
  emptyServiceSid,
  numbers,
  serviceSid,
  serviceUrl,
} from '../../support/back-office.ts';

const test = await sharedGateway({
  emulator: { seed: backOfficeSeed },
  env: { UPSTREAM_TRACE: 'on', MAX_UPSTREAM_CALLS: '100' },
});
afterEach(() => test.emulator.control.clearFaults());

const all = 'phoneNumbers reserved idle inUse highestInUse room';
const read = (fields: string, id = serviceSid, headers = {}) =>
  test.query(`{ proxyService(id: "${id}") { ${fields} } }`, {}, headers);

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
    const { data, errors } = await read(
      `uniqueName many: pool { ${Array.from({ length: 10 }, (_, i) => `c${i}: crowded(above: 0) { sid }`).join(' ')} }`,
      serviceSid,
      { 'x-max-upstream-calls': '6' },
    );
    expect(errors).toBeUndefined();
    expect(data.proxyService.many.c9).toHaveLength(2);
    test.emulator.control.fault({
      path: /PhoneNumbers\?/,
      // Each page says that there is one more.
      body: endless(),
    });
    const endlessPool = await read('uniqueName pool { idle }', serviceSid, { 'x-max-upstream-calls': '6' });
    expect(endlessPool.data).toEqual({ proxyService: { uniqueName: 'back-office', pool: null } });
    expect(endlessPool.errors).toMatchObject([
      { path: ['proxyService', 'pool'], extensions: { code: 'CALL_BUDGET_EXCEEDED' } },
    ]);
  });
});

interface PageBody {
  readonly meta: Readonly<Record<string, unknown>> & { readonly url: string };
}

/** Pages without an end: the first one again and again, each with a link to one more. */
function endless(): (text: string) => string {
  let first: PageBody | null = null;
  let page = 0;
  return (text) => {
    first ??= JSON.parse(text) as PageBody;
    page += 1;
    const next = `${first.meta.url.replace(/\?.*/, '')}?PageSize=100&Page=${page}&PageToken=t${page}`;
    return JSON.stringify({ ...first, meta: { ...first.meta, next_page_url: next } });
  };
}
