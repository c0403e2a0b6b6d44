import { afterEach, describe, expect, it } from 'vitest';
import { startGateway, type GraphqlAnswer } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  backOfficeSeed,
  closedSids,
  createdAt,
  emptyServiceSid,
  missingServiceSid,
  serviceSid,
  serviceUrl,
  SESSIONS,
  sessionId,
  sessionSid,
  upTo,
} from '../../support/back-office.ts';

const options = { emulator: { seed: backOfficeSeed }, env: { UPSTREAM_TRACE: 'on' } };
const test = await sharedGateway(options);
afterEach(() => test.emulator.control.clearFaults());

const page = `
  query (
    $id: ID!, $filter: ProxySessionFilter, $scan: Int
    $first: Int, $after: String, $last: Int, $before: String
  ) {
    proxyService(id: $id) {
      sessions(first: $first, after: $after, last: $last, before: $before, filter: $filter, scan: $scan) {
        rowsRead
        edges { cursor node { sid } }
        nodes { sid status }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`;
const closed = { status: ['CLOSED'] };

const read = (variables: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer> =>
  test.query(page, { id: serviceSid, ...variables });
const sidsOf = ({ data }: GraphqlAnswer): string[] =>
  data.proxyService.sessions.nodes.map(({ sid }: { sid: string }) => sid);
const query = (text: string) => test.query(text.replaceAll('$id', JSON.stringify(serviceSid)));

describe('a filtered list', () => {
  it('reads pages of 100 one after the other until it has its rows', async () => {
    const answer = await read({ filter: closed, first: 15 });
    expect(answer.errors).toBeUndefined();
    expect(sidsOf(answer)).toEqual(closedSids.slice(0, 15));
    const { rowsRead, pageInfo, edges } = answer.data.proxyService.sessions;
    expect(rowsRead).toBe(200);
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: edges[0].cursor,
      endCursor: edges[14].cursor,
    });
    const requests = test.takeRequests();
    expect(requests).toHaveLength(2);
    expect(requests[0]).toBe(`GET ${serviceUrl}/Sessions?PageSize=100`);
    expect(requests[1]).toContain(`${serviceUrl}/Sessions?PageSize=100&Page=1&PageToken=`);
  });

  it('ends with `scan`, and says that Twilio has more rows', async () => {
    const answer = await read({ filter: closed, scan: 150 });
    expect(sidsOf(answer)).toEqual(closedSids.slice(0, 15));
    expect(answer.data.proxyService.sessions).toMatchObject({
      rowsRead: 150,
      pageInfo: { hasNextPage: true },
    });
    expect(test.takeRequests().map((call) => /PageSize=\d+/.exec(call)?.[0])).toEqual([
      'PageSize=100',
      'PageSize=50',
    ]);
  });

  it('gives every row once on a walk, over pages that are empty too', async () => {
    const sids: string[] = [];
    const sizes: number[] = [];
    let after: string | null = null;
    for (let hasNext = true; hasNext;) {
      const answer = await read({ filter: closed, scan: 100, after });
      sids.push(...sidsOf(answer));
      sizes.push(answer.data.proxyService.sessions.rowsRead);
      ({ hasNextPage: hasNext, endCursor: after } = answer.data.proxyService.sessions.pageInfo);
    }
    expect(sids).toEqual(closedSids);
    expect(sizes).toEqual([100, 100, 100, 100, 100, 100, 50]);
    expect(test.takeRequests()).toHaveLength(7);
  });

  it('gives every row once on a walk backwards', async () => {
    const { data } = await query(
      `{ proxyService(id: $id) { sessions(last: 1) { pageInfo { endCursor } } } }`,
    );
    test.takeRequests();
    const sids: string[] = [];
    let before = data.proxyService.sessions.pageInfo.endCursor;
    for (let hasPrevious = true; hasPrevious;) {
      const answer = await read({ filter: closed, scan: 100, last: 4, before });
      sids.unshift(...sidsOf(answer));
      ({ hasPreviousPage: hasPrevious, startCursor: before } = answer.data.proxyService.sessions.pageInfo);
    }
    expect(sids).toEqual(closedSids);
  });

  it('has its last rows where `scan` reaches the end, and else says why not', async () => {
    const answer = await read({ filter: closed, last: 3, scan: 700 });
    expect(sidsOf(answer)).toEqual(closedSids.slice(-3));
    expect(answer.data.proxyService.sessions).toMatchObject({
      rowsRead: SESSIONS,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(test.takeRequests()).toHaveLength(7);
    const { data, errors } = await read({ filter: closed, last: 3, scan: 100 });
    expect(data.proxyService).toEqual({ sessions: null });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'sessions'], extensions: { code: 'CALL_BUDGET_EXCEEDED' } },
    ]);
    expect(test.takeRequests()).toHaveLength(1);
  });

  it('has the cursors of the list without a filter', async () => {
    const filtered = await read({ filter: closed, first: 10 });
    const all = await read({ first: 100 });
    const cursors = new Map(
      all.data.proxyService.sessions.edges.map((edge: { cursor: string; node: { sid: string } }) => [
        edge.node.sid,
        edge.cursor,
      ]),
    );
    for (const { cursor, node } of filtered.data.proxyService.sessions.edges) {
      expect(cursor).toBe(cursors.get(node.sid));
    }
    const after = filtered.data.proxyService.sessions.pageInfo.endCursor;
    expect(sidsOf(await read({ first: 2, after }))).toEqual([91, 92].map(sessionSid));
  });

  it('is read on in the middle of a page when it has enough rows', async () => {
    const { data } = await read({ filter: closed, first: 3 });
    const after = data.proxyService.sessions.pageInfo.endCursor;
    test.takeRequests();
    const answer = await read({ filter: closed, first: 8, after });
    expect(sidsOf(answer)).toEqual(closedSids.slice(3, 11));
    // The page of the cursor again, and the next one.
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('keeps every surviving row when rows come and go between its pages', async () => {
    await using own = await startGateway(options);
    const ask = (after: string | null) =>
      own.query(page, { id: serviceSid, filter: closed, scan: 100, first: 3, after });
    const write = (text: string) => own.query(`mutation { ${text} }`);
    const sids: string[] = [];
    let after: string | null = null;
    let step = 0;
    for (let hasNext = true; hasNext; step += 1) {
      const answer = await ask(after);
      expect(answer.errors).toBeUndefined();
      sids.push(...sidsOf(answer));
      ({ hasNextPage: hasNext, endCursor: after } = answer.data.proxyService.sessions.pageInfo);
      await write(`createProxySession(input: { serviceId: "${serviceSid}" }) { session { sid } }`);
      // The row of the cursor itself goes twice.
      const gone = step === 0 ? 20 : step === 2 ? 80 : 401 + step;
      await write(`deleteProxySession(input: { id: "${sessionId(gone)}" }) { deletedId }`);
    }
    expect(sids).toEqual(closedSids);
  });

  it('is empty and ends when the Service has no Sessions, and null when there is no Service', async () => {
    const empty = await test.query(page, { id: emptyServiceSid, filter: closed });
    expect(empty.data.proxyService.sessions).toEqual({
      rowsRead: 0,
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    const missing = await test.query(page, { id: missingServiceSid, filter: closed });
    expect(missing).toMatchObject({ data: { proxyService: null } });
    expect(missing.errors).toBeUndefined();
  });

  it('goes on over pages that Twilio sends empty or short', async () => {
    await using own = await startGateway(options);
    own.emulator.control.fault({
      path: /Sessions\?PageSize=100$/,
      body: (text) => JSON.stringify({ ...(JSON.parse(text) as object), sessions: [] }),
    });
    const answer = await own.query(page, { id: serviceSid, filter: closed, scan: 100 });
    // Without a row there is no cursor to go on from, so one more page is read.
    expect(sidsOf(answer)).toEqual(closedSids.slice(10, 20));
    expect(answer.data.proxyService.sessions).toMatchObject({
      rowsRead: 100,
      pageInfo: { hasNextPage: true },
    });
    expect(own.takeRequests()).toHaveLength(2);
  });
});

describe('a filter', () => {
  const positions = upTo(SESSIONS);
  const matching = (matches: (position: number) => boolean) => positions.filter(matches).map(sessionSid);

  it.each<[name: string, filter: object, matches: (position: number) => boolean]>([
    ['of several statuses', { status: ['CLOSED', 'OPEN'] }, (p) => p % 2 === 0],
    ['of a mode', { mode: ['MESSAGE_ONLY'] }, (p) => p % 3 === 0],
    ['of names, in their case', { uniqueNameStartsWith: 'Order-' }, (p) => p % 2 === 0 && p % 7 !== 6],
    ['of a first date', { dateCreatedFrom: createdAt(30) }, (p) => p <= 30],
    ['of a date before', { dateCreatedBefore: createdAt(600) }, (p) => p > 600],
    [
      'of a last Interaction, which some never had',
      { dateLastInteractionBefore: createdAt(590) },
      (p) => p > 590 && p % 4 === 0,
    ],
    [
      'of all together',
      { status: ['OPEN'], mode: ['VOICE_AND_MESSAGE'], dateCreatedFrom: createdAt(99) },
      (p) => p < 100 && p % 2 === 0 && p % 10 !== 0 && p % 3 !== 0,
    ],
    ['that no Session matches', { status: ['FAILED', 'UNKNOWN'] }, () => false],
  ])('%s leaves out the others, and keeps their order', async (_, filter, matches) => {
    const answer = await read({ filter, scan: 2000, first: 1000 });
    expect(answer.errors).toBeUndefined();
    expect(sidsOf(answer)).toEqual(matching(matches));
    expect(answer.data.proxyService.sessions.rowsRead).toBe(SESSIONS);
    expect(test.takeRequests()).toHaveLength(7);
  });

  it.each([
    ['null', null],
    ['empty', {}],
    ['of empty lists and texts', { status: [], mode: [], uniqueNameStartsWith: '', dateCreatedFrom: null }],
  ])('that is %s filters nothing, and reads no more than the list', async (_, filter) => {
    const answer = await read({ filter, first: 3, scan: 2000 });
    expect(sidsOf(answer)).toEqual([0, 1, 2].map(sessionSid));
    expect(answer.data.proxyService.sessions.rowsRead).toBe(3);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}/Sessions?PageSize=3`]);
  });

  it('takes Twilio’s values in any case, and none that it cannot read', async () => {
    test.emulator.control.fault({
      path: /Sessions\?/,
      body: (text) => {
        const body = JSON.parse(text) as { sessions: Record<string, unknown>[] };
        const changes = [
          { status: 'CLOSED' },
          { status: null },
          { status: 'paused' },
          { date_created: 'soon' },
        ];
        changes.forEach((change, index) => Object.assign(body.sessions[index] ?? {}, change));
        return JSON.stringify(body);
      },
    });
    const [first] = sidsOf(await read({ filter: closed, first: 1 }));
    expect(first).toBe(sessionSid(0));
    const old = sidsOf(await read({ filter: { dateCreatedFrom: createdAt(4) }, first: 1000 }));
    expect(old).toEqual([0, 1, 2, 4].map(sessionSid));
  });

  it.each([
    ['scan: 99', 'scan: 99', 'Argument "scan" must be between 100 and 2000, but got: 99.'],
    ['scan: 2001', 'scan: 2001', 'but got: 2001.'],
    ['a bad count', 'first: 1001', 'Argument "first" must be between 1 and 1000, but got: 1001.'],
    ['a bad cursor', 'after: "x"', 'Argument "after" must be a cursor'],
  ])('with %s is BAD_USER_INPUT, and nothing is read for the list', async (_, args, message) => {
    const { data, errors } = await query(
      `{ proxyService(id: $id) { uniqueName sessions(filter: { status: [CLOSED] }, ${args}) { rowsRead } } }`,
    );
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', sessions: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'sessions'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(errors?.[0]?.message).toContain(message);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}`]);
  });

  it('with `scan` alone is checked too', async () => {
    const { errors } = await query('{ proxyService(id: $id) { sessions(scan: 1) { rowsRead } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a failure in the middle of a filtered list', () => {
  it('is an error at the list, and the rest is answered', async () => {
    test.emulator.control.fault({ path: /Sessions\?.*PageToken/, status: 500, skip: 1 });
    const { data, errors } = await query(
      `{ proxyService(id: $id) { uniqueName sessions(filter: { status: [CLOSED] }) { rowsRead } } }`,
    );
    expect(data).toEqual({ proxyService: { uniqueName: 'back-office', sessions: null } });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'sessions'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('that is a budget was refused before, where the budget is known', async () => {
    const { errors } = await test.query(
      page,
      { id: serviceSid, filter: closed },
      { 'x-max-upstream-calls': '4' },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(errors?.[0]?.message).toContain('about 5 REST calls, but 4 are allowed');
    expect(test.takeRequests()).toEqual([]);
  });
});
