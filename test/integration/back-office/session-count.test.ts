import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  backOfficeSeed,
  closedSids,
  emptyServiceSid,
  missingServiceSid,
  serviceSid,
  serviceUrl,
  SESSIONS,
} from '../../support/back-office.ts';

const test = await sharedGateway({ emulator: { seed: backOfficeSeed } });
afterEach(() => test.emulator.control.clearFaults());

const count = (args: string, id = serviceSid, fields = '') =>
  test.query(`{ proxyService(id: "${id}") { ${fields} sessionCount${args} { value precision } } }`);

describe('sessionCount', () => {
  it.each([
    ['all rows', '', SESSIONS, 'EXACT', 7],
    ['those that match', '(filter: { status: [CLOSED] })', closedSids.length, 'EXACT', 7],
    ['all, by an empty filter', '(filter: { status: [] })', SESSIONS, 'EXACT', 7],
    ['just as many as there are', `(upTo: ${SESSIONS})`, SESSIONS, 'EXACT', 7],
    ['one less', `(upTo: ${SESSIONS - 1})`, SESSIONS - 1, 'AT_LEAST', 7],
    ['at least those that were read', '(upTo: 200)', 200, 'AT_LEAST', 2],
    ['those that match among them', '(upTo: 101, filter: { status: [CLOSED] })', 11, 'AT_LEAST', 2],
    ['one', '(upTo: 1)', 1, 'AT_LEAST', 1],
  ])('counts %s', async (_, args, value, precision, calls) => {
    const { data, errors } = await count(args);
    expect(errors).toBeUndefined();
    expect(data.proxyService.sessionCount).toEqual({ value, precision });
    expect(test.takeRequests()).toHaveLength(calls);
  });

  it('reads no more rows than it may', async () => {
    await count('(upTo: 150)');
    expect(test.takeRequests().map((call) => /PageSize=\d+/.exec(call)?.[0])).toEqual([
      'PageSize=100',
      'PageSize=50',
    ]);
  });

  it('is 0 of an empty Service, and null without one', async () => {
    expect((await count('', emptyServiceSid)).data).toEqual({
      proxyService: { sessionCount: { value: 0, precision: 'EXACT' } },
    });
    const missing = await count('', missingServiceSid);
    expect(missing).toMatchObject({ data: { proxyService: null } });
    expect(missing.errors).toBeUndefined();
  });

  it.each([0, -1, 10_001])('refuses upTo: %i before anything is read for it', async (upTo) => {
    const { data, errors } = await count(`(upTo: ${upTo})`, serviceSid, 'uniqueName');
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', sessionCount: null } });
    expect(errors).toMatchObject([
      {
        message: `Argument "upTo" must be between 1 and 10000, but got: ${upTo}.`,
        path: ['proxyService', 'sessionCount'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}`]);
  });

  it('shares its pages with a filtered list and with other counts', async () => {
    const { data } = await test.query(
      `{ proxyService(id: "${serviceSid}") {
        all: sessionCount { value }
        closed: sessionCount(filter: { status: [CLOSED] }) { value }
        some: sessionCount(upTo: 100) { value }
        sessions(filter: { status: [CLOSED] }, first: 1000) { rowsRead nodes { sid } }
      } }`,
    );
    const { all, closed, some, sessions } = data.proxyService;
    expect([all.value, closed.value, some.value, sessions.rowsRead]).toEqual([SESSIONS, 35, 100, 500]);
    expect(test.takeRequests()).toHaveLength(7);
  });

  it('is null with an error when a page fails in the middle', async () => {
    test.emulator.control.fault({ path: /Sessions\?.*PageToken/, status: 500, skip: 2 });
    const { data, errors } = await count('', serviceSid, 'uniqueName');
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', sessionCount: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'sessionCount'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('is null with DEADLINE_EXCEEDED when time runs out in the middle, and nothing more is read', async () => {
    const clock = new ManualClock();
    await using own = await startGateway({ emulator: { seed: backOfficeSeed }, testOptions: { clock } });
    own.emulator.control.hold({ path: /Sessions\?.*PageToken/ });
    const answer = own.query(`{ proxyService(id: "${serviceSid}") { uniqueName sessionCount { value } } }`);
    await own.emulator.control.arrived(1, { path: /Sessions\?.*PageToken/ });
    await clock.advance(60_000);
    const { data, errors } = await answer;
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', sessionCount: null } });
    expect(errors).toMatchObject([{ path: ['proxyService', 'sessionCount'] }]);
    expect(['DEADLINE_EXCEEDED', 'UPSTREAM_TIMEOUT']).toContain(errors?.[0]?.extensions.code);
    own.emulator.control.releaseHolds();
  });
});
