import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getSingularSelector,
  type ConcreteRequest,
  type Environment,
  type GraphQLTaggedNode,
  type ReaderFragment,
  requestSubscription,
  type Variables,
} from 'relay-runtime';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { demo } from '../../../../src/emulator/seeds/demo-sids.ts';
import type { Data, TestGateway } from '../../../support/gateway.ts';
import { unknownSid } from '../../../support/mutate.ts';
import { compile } from './compile.ts';
import { closedIds, largeServiceSid, startLargeService } from '../closed-sessions.ts';
import { key, startGatewayWithKey } from '../first-sessions.ts';
import { describeLive } from '../live/describe-live.ts';
import { createSocket } from '../live/socket.ts';
import { createEnvironment } from './environment.ts';
import { codesOf } from './errors.ts';
import { subscribeOver } from './live.ts';

const fileOf = (name: string) => fileURLToPath(new URL(`__generated__/${name}.graphql.ts`, import.meta.url));

/** What the compiler made of an operation or fragment. `babel-plugin-relay` puts it in the place of its `graphql` tag. */
async function artifact(name: string): Promise<Data> {
  return ((await import(fileOf(name))) as { readonly default: unknown }).default;
}

let said: string;
let sessionsQuery: ConcreteRequest;
let sessionsOfService: ReaderFragment;
let interactionsOfSession: ReaderFragment;
let interactionChanges: GraphQLTaggedNode;
let oneInteraction: ConcreteRequest;
let closedSessionsQuery: ConcreteRequest;
let closedSessionsOfService: ReaderFragment;
beforeAll(async () => {
  said = await compile();
  interactionChanges = await artifact('changesSubscription');
  oneInteraction = await artifact('changesInteractionQuery');
  sessionsQuery = await artifact('sessionsQuery');
  sessionsOfService = await artifact('sessions_service');
  interactionsOfSession = await artifact('sessions_interactions');
  closedSessionsQuery = await artifact('sessionsClosedQuery');
  closedSessionsOfService = await artifact('sessions_closed');
});

let test: TestGateway;
let environment: Environment;

const ask = async (query: GraphQLTaggedNode, variables: Variables): Promise<Data> =>
  fetchQuery(environment, query, variables).toPromise();

const mutate = async (name: string, variables: Variables): Promise<{ response: Data; errors: unknown }> => {
  const mutation: GraphQLTaggedNode = await artifact(name);
  return new Promise((resolve, onError) =>
    commitMutation(environment, {
      mutation,
      variables,
      onCompleted: (response, errors) => resolve({ response, errors }),
      onError,
    }),
  );
};

/** A component that shows a fragment: what it shows now, and how often it was told of something new. */
function show(
  fragment: ReaderFragment,
  reference: unknown,
): { readonly data: Data; readonly updates: number } {
  const selector = getSingularSelector(fragment, reference);
  let snapshot = environment.lookup(selector);
  let updates = 0;
  environment.subscribe(snapshot, (next) => {
    snapshot = next;
    updates += 1;
  });
  return {
    get data() {
      return snapshot.data;
    },
    get updates() {
      return updates;
    },
  };
}

/** Shows the first two Sessions of the demo Service. */
async function showSessions() {
  const variables = { serviceId: demo.serviceSid };
  environment.retain(createOperationDescriptor(sessionsQuery, variables));
  const { proxyService } = await ask(sessionsQuery, variables);
  const shown = show(sessionsOfService, proxyService.value);
  test.takeRequests();
  return {
    list: (): Data => shown.data.sessions,
    rows: (): Data[] => shown.data.sessions.edges.map(({ node }: Data) => node),
    updates: () => shown.updates,
  };
}

const idsOf = (rows: readonly Data[]) => rows.map(({ id }) => id as string);

describe('Relay', () => {
  beforeEach(async () => {
    test = await startGatewayWithKey();
    environment = createEnvironment(`${test.gateway.url}/graphql`, () => Promise.resolve(key));
  });
  afterEach(() => test[Symbol.asyncDispose]());

  it('compiles @connection, @refetchable, @prependNode and @deleteRecord with the schema of the package', () => {
    expect(said).toContain('Compilation completed.');
  });

  it('has types without null for what Twilio always sends, with @throwOnFieldError', async () => {
    const types = await readFile(fileOf('sessionsStateQuery'), 'utf8');
    expect(types).toContain('readonly status: ProxySessionStatus;');
    expect(types).toContain('readonly uniqueName: string | null | undefined;');
    const query = await artifact('sessionsStateQuery');
    const variables = { id: `${demo.serviceSid}-${demo.sessionSid}` };
    expect(await ask(query, variables)).toMatchObject({ proxySession: { status: 'IN_PROGRESS' } });
    await expect(ask(query, { id: 'KC1' })).rejects.toThrow();
  });

  it('appends the next page of a list to what is shown', async () => {
    const { list, rows } = await showSessions();
    const { endCursor, hasNextPage } = list().pageInfo;
    expect(hasNextPage).toBe(true);
    const firstPage = idsOf(rows());
    await ask(await artifact('sessionsNextPageQuery'), {
      id: demo.serviceSid,
      count: 3,
      cursor: endCursor,
    });
    const { data } = await test.query(
      `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 5) { nodes { id } } } }`,
      {},
      { 'x-api-key': key },
    );
    expect(idsOf(rows())).toEqual(idsOf(data.proxyService.sessions.nodes));
    expect(idsOf(rows()).slice(0, 2)).toEqual(firstPage);
  });

  it('appends the next page of a nested list where it belongs', async () => {
    const { rows } = await showSessions();
    const [first, second] = rows().map((session) => show(interactionsOfSession, session));
    const before = first?.data.interactions.edges as Data[];
    expect(before).toHaveLength(2);
    const cursor = first?.data.interactions.pageInfo.endCursor;
    await ask(await artifact('sessionsNextInteractionsQuery'), { id: rows()[0].id, count: 3, cursor });
    expect(first?.data.interactions.edges).toHaveLength(5);
    expect(first?.data.interactions.edges.slice(0, 2)).toEqual(before);
    expect(second?.updates).toBe(0);
  });

  it('pages through a filtered list without losing or doubling a row', async () => {
    await using large = await startLargeService();
    environment = createEnvironment(`${large.gateway.url}/graphql`, () => Promise.resolve(key));
    const variables = { serviceId: largeServiceSid };
    environment.retain(createOperationDescriptor(closedSessionsQuery, variables));
    const { proxyService } = await ask(closedSessionsQuery, variables);
    const shown = show(closedSessionsOfService, proxyService);
    const next: GraphQLTaggedNode = await artifact('sessionsNextClosedQuery');
    const pageInfo = () => shown.data.sessions.pageInfo;
    let pages = 1;
    for (; pageInfo().hasNextPage && pages < 10; pages += 1) {
      await ask(next, { id: largeServiceSid, count: 20, cursor: pageInfo().endCursor });
    }
    expect(idsOf(shown.data.sessions.edges.map(({ node }: Data) => node))).toEqual(closedIds);
    expect(pages).toBe(7);
  });

  it('shows an update by its id, without asking again', async () => {
    const { rows } = await showSessions();
    const [session, other] = rows();
    expect(session.status).toBe('IN_PROGRESS');
    await mutate('sessionsCloseMutation', { id: session.id });
    expect(rows()).toEqual([{ ...session, status: 'CLOSED' }, other]);
    expect(test.takeRequests()).toEqual([expect.stringMatching(/^POST .*\/Sessions\/KC\w+$/)]);
  });

  it('keeps the results of closeProxySessions apart from their Sessions, which it shows as closed', async () => {
    const complaints = vi.spyOn(console, 'error');
    onTestFinished(() => complaints.mockRestore());
    const { rows } = await showSessions();
    const before = rows();
    const ids = [...idsOf(before), `${demo.serviceSid}-${unknownSid('KC')}`];
    const { response } = await mutate('sessionsCloseAllMutation', { ids });
    expect(rows()).toEqual(before.map((session) => ({ ...session, status: 'CLOSED' })));
    expect(response.closeProxySessions.results).toEqual([
      ...idsOf(before).map((id) => ({
        id,
        outcome: 'DONE',
        session: { id, status: 'CLOSED' },
        userErrors: [],
      })),
      { id: ids[2], outcome: 'REFUSED', session: null, userErrors: [{ code: 'NOT_FOUND' }] },
    ]);
    expect(complaints).not.toHaveBeenCalled();
  });

  it('shows a created row first, and takes a deleted row out, without asking again', async () => {
    const { list, rows } = await showSessions();
    const connections = [list().__id];
    const shownAtFirst = idsOf(rows());
    const input = { serviceId: demo.serviceSid, uniqueName: 'order-2000' };
    const { response } = await mutate('sessionsCreateMutation', { input, connections });
    const { id } = response.createProxySession.session;
    expect(idsOf(rows())).toEqual([id, ...shownAtFirst]);
    await mutate('sessionsDeleteMutation', { id, connections });
    expect(idsOf(rows())).toEqual(shownAtFirst);
    expect(test.takeRequests()).toEqual([
      expect.stringMatching(/^POST .*\/Sessions$/),
      expect.stringMatching(/^DELETE /),
    ]);
  });

  it('tells a missing token by its code', async () => {
    environment = createEnvironment(`${test.gateway.url}/graphql`, () => Promise.resolve('not a key'));
    const failure = await ask(sessionsQuery, { serviceId: demo.serviceSid }).catch((error: unknown) => error);
    expect(codesOf(failure.source.errors)).toEqual(['UNAUTHENTICATED']);
  });

  it('tells an error by its code, and a mistake in the input by the code of a user error', async () => {
    const { proxyService } = await ask(sessionsQuery, { serviceId: 'KS1' });
    expect(proxyService.ok).toBe(false);
    expect(codesOf(proxyService.errors)).toEqual(['BAD_USER_INPUT']);
    const id = `${demo.serviceSid}-${unknownSid('KC')}`;
    const { response, errors } = await mutate('sessionsCloseMutation', { id });
    expect(errors).toBeNull();
    expect(response.updateProxySession).toMatchObject({
      session: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });
});

describeLive(
  'Relay over a WebSocket',
  (url, getToken, options) => {
    const socket = createSocket(url, getToken, options);
    const live = createEnvironment(url, getToken, subscribeOver(socket));
    return {
      follow(of, onEvent) {
        requestSubscription<{ variables: Variables; response: Data }>(live, {
          subscription: interactionChanges,
          variables: { of },
          onNext: (data) => onEvent(data?.proxyInteractionChanged),
          onError: onEvent,
        });
      },
      async show(id) {
        const operation = createOperationDescriptor(oneInteraction, { id });
        live.retain(operation);
        await fetchQuery(live, oneInteraction, { id }).toPromise();
        let snapshot = live.lookup(operation.fragment);
        live.subscribe(snapshot, (next) => (snapshot = next));
        return () => (snapshot.data as Data).proxyInteraction;
      },
      close: () => socket.dispose(),
    };
  },
  { hasCache: true, reconnects: true },
);
