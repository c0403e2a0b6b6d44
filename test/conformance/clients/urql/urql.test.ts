import type { OperationResult } from '@urql/core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { demo } from '../../../../src/emulator/seeds/demo-sids.ts';
import type { Data, TestGateway } from '../../../support/gateway.ts';
import {
  expectMoreInteractions,
  expectTwoPages,
  idsOf,
  key,
  startGatewayWithKey,
} from '../first-sessions.ts';
import { closedIds, largeServiceSid, startLargeService } from '../closed-sessions.ts';
import {
  busyNumbers,
  closedSessions,
  closeSession,
  closeSessions,
  createSession,
  deleteSession,
  idleNumbers,
  isTranscriptComplete,
  moreInteractions,
  sessionList,
  transcript,
} from '../operations.ts';
import { createClient } from './client.ts';
import { codesOf } from './errors.ts';

let test: TestGateway;
let client: ReturnType<typeof createClient>;
beforeEach(async () => {
  test = await startGatewayWithKey();
  client = createClient(`${test.gateway.url}/graphql`, () => key);
});
afterEach(() => test[Symbol.asyncDispose]());

/** Watches Sessions of the demo Service with their first two Interactions, two a page. */
function watchSessions(after: string | null = null) {
  const variables = { serviceId: demo.serviceSid, first: 2, after };
  const results: OperationResult[] = [];
  const waiting: (() => void)[] = [];
  client.query(sessionList, variables).subscribe((result) => {
    results.push(result);
    waiting.forEach((look) => look());
  });
  return {
    /** The list as soon as it is as it was expected. */
    shown: (isExpected: (rows: Data[]) => boolean): Promise<{ rows: Data[]; pageInfo: Data }> =>
      new Promise((resolve) => {
        const look = () => {
          const { edges, pageInfo } = results.at(-1)?.data?.proxyService.sessions ?? { edges: [] };
          const rows = edges.map(({ node }: Data) => node);
          if (isExpected(rows)) resolve({ rows, pageInfo });
        };
        waiting.push(look);
        look();
      }),
  };
}

describe('urql with its normalised cache', () => {
  it('shows the pages of a list that were read as one list', async () => {
    const first = await watchSessions().shown((rows) => rows.length === 2);
    const { rows } = await watchSessions(first.pageInfo.endCursor).shown(({ length }) => length > 2);
    await expectTwoPages(test, first.rows, rows);
  });

  it('appends the next page of a nested list where it belongs', async () => {
    const { shown } = watchSessions();
    const before = (await shown((rows) => rows.length === 2)).rows;
    const [session] = before;
    await client.query(moreInteractions, {
      id: session.id,
      after: session.interactions.pageInfo.endCursor,
    });
    const { rows } = await shown(([{ interactions }]) => interactions.edges.length > 2);
    expectMoreInteractions(before, rows);
  });

  it('shows an update in a watched query by its id, without asking again', async () => {
    const { shown } = watchSessions();
    const [session, other] = (await shown((rows) => rows.length === 2)).rows;
    expect(session.status).toBe('IN_PROGRESS');
    test.takeRequests();
    await client.mutation(closeSession, { id: session.id });
    const { rows } = await shown(([{ status }]) => status !== 'IN_PROGRESS');
    expect(rows).toEqual([{ ...session, status: 'CLOSED' }, other]);
    expect(test.takeRequests()).toEqual([expect.stringMatching(/^POST .*\/Sessions\/KC\w+$/)]);
  });

  it('shows Sessions as closed that closeProxySessions closed', async () => {
    const warnings = vi.spyOn(console, 'warn');
    onTestFinished(() => warnings.mockRestore());
    const { shown } = watchSessions();
    const before = (await shown((rows) => rows.length === 2)).rows;
    test.takeRequests();
    const { data } = await client.mutation(closeSessions, { ids: idsOf(before) });
    expect(data.closeProxySessions.results).toMatchObject(
      idsOf(before).map((id) => ({ id, outcome: 'DONE', session: { id, status: 'CLOSED' } })),
    );
    const { rows } = await shown(([{ status }]) => status !== 'IN_PROGRESS');
    expect(rows).toEqual(before.map((session) => ({ ...session, status: 'CLOSED' })));
    expect(test.takeRequests()).toHaveLength(2);
    expect(warnings).not.toHaveBeenCalled();
  });

  it.each([
    ['a pool, a webhook and a count', demo.serviceSid, [busyNumbers, idleNumbers]],
    ['a transcript', `${demo.serviceSid}-${demo.sessionSid}`, [isTranscriptComplete, transcript]],
  ])('keeps the fields of %s that other queries select, without a warning', async (_what, id, queries) => {
    const warnings = vi.spyOn(console, 'warn');
    onTestFinished(() => warnings.mockRestore());
    const read = [];
    for (const query of queries) read.push((await client.query(query, { id })).data);
    const cached = [];
    for (const query of queries)
      cached.push((await client.query(query, { id }, { requestPolicy: 'cache-only' })).data);
    expect(read).not.toContain(undefined);
    expect(cached).toEqual(read);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('takes a deleted row out of a watched query, without asking again', async () => {
    const { shown } = watchSessions();
    const [gone, kept] = (await shown((rows) => rows.length === 2)).rows;
    test.takeRequests();
    await client.mutation(deleteSession, { id: gone.id });
    expect((await shown((rows) => rows.length < 2)).rows).toEqual([kept]);
    expect(test.takeRequests()).toEqual([expect.stringMatching(/^DELETE /)]);
  });

  it('shows a created row first, without asking again', async () => {
    const { shown } = watchSessions();
    const before = (await shown((rows) => rows.length === 2)).rows;
    test.takeRequests();
    await client.mutation(createSession, { serviceId: demo.serviceSid, uniqueName: 'order-2000' });
    const { rows } = await shown(({ length }) => length > 2);
    expect(rows[0].uniqueName).toBe('order-2000');
    expect(rows.slice(1)).toEqual(before);
    // Only what the payload selects is read: the Interactions of the new Session.
    expect(test.takeRequests()).toEqual([
      expect.stringMatching(/^POST /),
      expect.stringMatching(/^GET .*\/Interactions\?/),
    ]);
  });

  it('tells a missing token by its code', async () => {
    const stranger = createClient(`${test.gateway.url}/graphql`, () => 'not a key');
    const { error } = await stranger.query(sessionList, { serviceId: demo.serviceSid, first: 2 });
    expect(codesOf(error)).toEqual(['UNAUTHENTICATED']);
  });

  it('tells an error by its code, and a mistake in the input by the code of a user error', async () => {
    const { error } = await client.query(sessionList, { serviceId: 'KS1', first: 2 });
    expect(codesOf(error)).toEqual(['BAD_USER_INPUT']);
    const created = await client.mutation(createSession, {
      serviceId: demo.serviceSid,
      uniqueName: demo.sessionUniqueName,
    });
    expect(codesOf(created.error)).toEqual([]);
    expect(created.data.createProxySession).toMatchObject({
      session: null,
      userErrors: [{ code: 'UNIQUE_NAME_TAKEN', field: ['uniqueName'] }],
    });
  });

  it('pages through a filtered list without losing or doubling a row', async () => {
    await using large = await startLargeService();
    const own = createClient(`${large.gateway.url}/graphql`, () => key);
    await own.query(sessionList, { serviceId: largeServiceSid, first: 2 });
    let after: string | null = null;
    const shown: string[] = [];
    let pages = 0;
    for (let hasNext = true; hasNext && pages < 10; pages += 1) {
      const { data } = (await own.query(closedSessions, { serviceId: largeServiceSid, after })) as {
        data: Data;
      };
      const { edges, pageInfo }: Data = data.proxyService.sessions;
      shown.push(...edges.map(({ node }: Data) => node.id));
      ({ hasNextPage: hasNext, endCursor: after } = pageInfo);
    }
    expect(shown).toEqual(closedIds);
    expect(pages).toBe(7);
  });
});
