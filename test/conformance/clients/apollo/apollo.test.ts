import { filter, firstValueFrom, map } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { demo } from '../../../../src/emulator/seeds/demo-sids.ts';
import type { Data, TestGateway } from '../../../support/gateway.ts';
import { createClient } from './client.ts';
import { codesOf } from './errors.ts';
import {
  expectMoreInteractions,
  expectTwoPages,
  idsOf,
  key,
  startGatewayWithKey,
} from '../first-sessions.ts';
import { closedIds, largeServiceSid, startLargeService } from '../closed-sessions.ts';
import { prependSession, removeSession } from './updates.ts';
import {
  anyNode,
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
  sessionWithLaterParticipants,
  transcript,
} from '../operations.ts';

const token = () => Promise.resolve(key);

let test: TestGateway;
let client: ReturnType<typeof createClient>;
beforeEach(async () => {
  test = await startGatewayWithKey();
  client = createClient(`${test.gateway.url}/graphql`, token);
});
afterEach(async () => {
  client.stop();
  await test[Symbol.asyncDispose]();
});

/** Watches the first two Sessions of the demo Service with their first two Interactions. */
function watchSessions() {
  const watched = client.watchQuery({
    query: sessionList,
    variables: { serviceId: demo.serviceSid, first: 2 },
  });
  const lists = watched.pipe(
    filter(({ dataState }) => dataState === 'complete'),
    map(({ data }) => data.proxyService.sessions),
  );
  return {
    watched,
    /** The list as soon as it is as it was expected. */
    shown: (
      isExpected: (rows: Data[], pageInfo: Data) => boolean,
    ): Promise<{ rows: Data[]; pageInfo: Data }> =>
      firstValueFrom(
        lists.pipe(
          map(({ edges, pageInfo }) => ({ rows: edges.map(({ node }: Data) => node), pageInfo })),
          filter(({ rows, pageInfo }) => isExpected(rows, pageInfo)),
        ),
      ),
  };
}

describe('Apollo Client', () => {
  it('appends the next page of a list to what a watched query shows', async () => {
    const { watched, shown } = watchSessions();
    const first = await shown((rows) => rows.length === 2);
    await watched.fetchMore({ variables: { after: first.pageInfo.endCursor } });
    const { rows } = await shown(({ length }) => length > 2);
    await expectTwoPages(test, first.rows, rows);
  });

  it('appends the next page of a nested list where it belongs', async () => {
    const { shown } = watchSessions();
    const before = (await shown((rows) => rows.length === 2)).rows;
    const [session] = before;
    await client.query({
      query: moreInteractions,
      variables: { id: session.id, after: session.interactions.pageInfo.endCursor },
    });
    const { rows } = await shown(([{ interactions }]) => interactions.edges.length > 2);
    expectMoreInteractions(before, rows);
  });

  it('shows an update in a watched query by its id, without asking again', async () => {
    const { shown } = watchSessions();
    const [session, other] = (await shown(([{ status }]) => status === 'IN_PROGRESS')).rows;
    test.takeRequests();
    await client.mutate({ mutation: closeSession, variables: { id: session.id } });
    const { rows } = await shown(([{ status }]) => status !== 'IN_PROGRESS');
    expect(rows).toEqual([{ ...session, status: 'CLOSED' }, other]);
    expect(test.takeRequests()).toEqual([expect.stringMatching(/^POST .*\/Sessions\/KC\w+$/)]);
  });

  it('shows Sessions as closed that closeProxySessions closed', async () => {
    const { shown } = watchSessions();
    const before = (await shown((rows) => rows.length === 2)).rows;
    test.takeRequests();
    const { data } = await client.mutate({ mutation: closeSessions, variables: { ids: idsOf(before) } });
    expect(data.closeProxySessions.results).toMatchObject(
      idsOf(before).map((id) => ({ id, outcome: 'DONE', session: { id, status: 'CLOSED' } })),
    );
    const { rows } = await shown(([{ status }]) => status !== 'IN_PROGRESS');
    expect(rows).toEqual(before.map((session) => ({ ...session, status: 'CLOSED' })));
    expect(test.takeRequests()).toHaveLength(2);
  });

  it.each([
    ['a pool, a webhook and a count', demo.serviceSid, [busyNumbers, idleNumbers]],
    ['a transcript', `${demo.serviceSid}-${demo.sessionSid}`, [isTranscriptComplete, transcript]],
  ])('keeps the fields of %s that other queries select', async (_what, id, queries) => {
    const warnings = vi.spyOn(console, 'warn');
    onTestFinished(() => warnings.mockRestore());
    const variables = { id };
    const read = [];
    for (const query of queries) read.push((await client.query({ query, variables })).data);
    const cached = queries.map((query) => client.readQuery({ query, variables }));
    expect(cached).toEqual(read);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('takes a deleted row out of a watched query, without asking again', async () => {
    const { shown } = watchSessions();
    const [gone, kept] = (await shown((rows) => rows.length === 2)).rows;
    test.takeRequests();
    await client.mutate({
      mutation: deleteSession,
      variables: { id: gone.id },
      update(cache, { data }) {
        removeSession(cache, data.deleteProxySession.deletedId);
      },
    });
    expect((await shown((rows) => rows.length < 2)).rows).toEqual([kept]);
    expect(test.takeRequests()).toEqual([expect.stringMatching(/^DELETE /)]);
  });

  it('shows a created row first, without asking again, and goes on paging behind the others', async () => {
    const { watched, shown } = watchSessions();
    const { rows: before, pageInfo } = await shown((rows) => rows.length === 2);
    test.takeRequests();
    await client.mutate({
      mutation: createSession,
      variables: { serviceId: demo.serviceSid, uniqueName: 'order-2000' },
      update(cache, { data }) {
        const { session } = data.createProxySession;
        if (session) prependSession(cache, session.id);
      },
    });
    const { rows } = await shown(({ length }) => length > 2);
    expect(rows[0].uniqueName).toBe('order-2000');
    expect(idsOf(rows.slice(1))).toEqual(idsOf(before));
    // Only what the payload selects is read: the Interactions of the new Session.
    expect(test.takeRequests()).toEqual([
      expect.stringMatching(/^POST /),
      expect.stringMatching(/^GET .*\/Interactions\?/),
    ]);
    await watched.fetchMore({ variables: { after: pageInfo.endCursor } });
    const more = await shown(({ length }) => length > 3);
    const { data } = await client.query({
      query: sessionList,
      variables: { serviceId: demo.serviceSid, first: 5 },
      fetchPolicy: 'no-cache',
    });
    expect(idsOf(more.rows)).toEqual(idsOf(data.proxyService.sessions.edges.map(({ node }: Data) => node)));
  });

  it('tells a missing token by its code', async () => {
    const stranger = createClient(`${test.gateway.url}/graphql`, () => Promise.resolve('not a key'));
    const variables = { id: `${demo.serviceSid}-${demo.sessionSid}` };
    const failure = await stranger.query({ query: anyNode, variables }).catch((error: unknown) => error);
    stranger.stop();
    expect(codesOf(failure)).toEqual(['UNAUTHENTICATED']);
  });

  it('tells an error by its code, and a mistake in the input by the code of a user error', async () => {
    const variables = { serviceId: 'KS1', first: 2 };
    const failure = await client.query({ query: sessionList, variables }).catch((error: unknown) => error);
    expect(codesOf(failure)).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(new TypeError('no connection'))).toEqual([]);
    const { data } = await client.mutate({
      mutation: createSession,
      variables: { serviceId: demo.serviceSid, uniqueName: demo.sessionUniqueName },
    });
    expect(data.createProxySession).toMatchObject({
      session: null,
      userErrors: [{ code: 'UNIQUE_NAME_TAKEN', field: ['uniqueName'] }],
    });
  });

  it('knows by the possible types which fragments of a node it has', async () => {
    const id = `${demo.serviceSid}-${demo.sessionSid}`;
    const { data } = await client.query({ query: anyNode, variables: { id } });
    expect(data.node).toEqual({
      __typename: 'ProxySession',
      id,
      uniqueName: demo.sessionUniqueName,
    });
  });

  it('gets a deferred fragment in a later part', async () => {
    const seen: Data[] = [];
    const watched = client.watchQuery({
      query: sessionWithLaterParticipants,
      variables: { id: `${demo.serviceSid}-${demo.sessionSid}` },
    });
    await new Promise<void>((resolve, reject) => {
      watched.subscribe({
        next({ data, dataState }) {
          if (data) seen.push(data.proxySession);
          if (dataState === 'complete') resolve();
        },
        error: reject,
      });
    });
    expect(seen[0]).not.toHaveProperty('participants');
    expect(seen[0].uniqueName).toBe(demo.sessionUniqueName);
    expect(seen.at(-1).participants.edges).toHaveLength(2);
  });

  it('pages through a filtered list without losing or doubling a row, and keeps it apart from others', async () => {
    await using large = await startLargeService();
    const own = createClient(`${large.gateway.url}/graphql`, token);
    const variables = { serviceId: largeServiceSid, after: null };
    const read = async () =>
      (await own.query({ query: closedSessions, variables, fetchPolicy: 'cache-first' })).data?.proxyService
        .sessions;
    const all = { serviceId: largeServiceSid, first: 2 };
    const others = (await own.query({ query: sessionList, variables: all })).data?.proxyService.sessions;
    const watched = own.watchQuery({ query: closedSessions, variables });
    let sessions: Data = await read();
    let pages = 1;
    for (; sessions.pageInfo.hasNextPage && pages < 10; pages += 1) {
      await watched.fetchMore({ variables: { after: sessions.pageInfo.endCursor } });
      sessions = await read();
    }
    expect(sessions.edges.map(({ node }: Data) => node.id)).toEqual(closedIds);
    expect(pages).toBe(7);
    expect(others.edges).toHaveLength(2);
    const cached = await own.query({ query: sessionList, variables: all, fetchPolicy: 'cache-only' });
    expect(cached.data?.proxyService.sessions).toEqual(others);
    own.stop();
  });
});
