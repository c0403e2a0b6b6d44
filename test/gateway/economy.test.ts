import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import {
  callsOf,
  economySeed,
  participantUrl,
  serviceSid,
  serviceUrl,
  sessionId,
  SESSIONS,
  sessionSid,
  sessionUrl,
  sorted,
  TRANSCRIPT,
  upTo,
} from './economy-seed.ts';

let test: TestGateway;
beforeAll(async () => {
  test = await startGateway({ emulator: { seed: economySeed }, env: { TWILIO_MAX_CONCURRENCY: '100' } });
});
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => void test.takeRequests());
afterEach(() => test.emulator.control.releaseHolds());

/** Runs an operation whose calls are held back, and lets one wave after the other go on when all of it has arrived. */
async function inWaves(waves: readonly number[], operation: () => Promise<unknown>): Promise<void> {
  const hold = test.emulator.control.hold({});
  const running = operation();
  let arrived = 0;
  for (const wave of waves) {
    arrived += wave;
    await Promise.race([test.emulator.control.arrived(arrived), running]);
    expect(hold.waiting).toBe(wave);
    hold.release(wave);
  }
  await running;
  expect(test.emulator.requests).toHaveLength(arrived);
}

const transcript = sessionUrl(TRANSCRIPT);
const participantLists = (count: number) =>
  upTo(count).map((position) => `GET ${sessionUrl(position)}/Participants?PageSize=50`);
const messageLists = (count: number) =>
  upTo(count).flatMap((session) =>
    ([0, 1] as const).map(
      (position) => `GET ${participantUrl(session, position)}/MessageInteractions?PageSize=50`,
    ),
  );

/** Every spelling of one question: plain, under aliases, in fragments, behind directives with variables. */
interface Row {
  readonly name: string;
  readonly calls: readonly string[];
  readonly waves: readonly number[];
  readonly spellings: Readonly<Record<string, string>>;
}

const variables = { service: serviceSid, session: sessionId(TRANSCRIPT), yes: true, no: false };

const rows: readonly Row[] = [
  {
    name: 'A: one Session by id, any plain fields',
    calls: [`GET ${transcript}`],
    waves: [1],
    spellings: {
      plainly: `query ($session: ID!) { proxySession(id: $session) { status mode ttl dateCreated } }`,
      'by node': `query ($session: ID!) { node(id: $session) { id ... on ProxySession { status mode } } }`,
      'by nodes': `query ($session: ID!) { nodes(ids: [$session, $session]) { ... on ProxySession { status } } }`,
      'under aliases': `query ($session: ID!) {
        proxySession(id: $session) { a: status b: status mode }
        again: proxySession(id: $session) { c: mode d: uniqueName }
      }`,
      'in fragments': `query ($session: ID!) { proxySession(id: $session) { ...Some ...More } }
        fragment Some on ProxySession { status ...More }
        fragment More on ProxySession { mode ... { ttl } }`,
      'with lists left out': `query ($session: ID!, $yes: Boolean!, $no: Boolean!) {
        proxySession(id: $session) {
          status
          participants @include(if: $no) { nodes { sid } }
          interactions @skip(if: $yes) { nodes { sid } }
          ...Lists @include(if: $no)
          service @skip(if: $yes) { uniqueName }
        }
      }
      fragment Lists on ProxySession { people: participants(first: 7) { nodes { sid } } }`,
      'by _entities': `query ($service: ID!, $yes: Boolean = true) {
        _entities(representations: [
          { __typename: "ProxySession", serviceSid: $service, sid: "${sessionSid(TRANSCRIPT)}" }
          { __typename: "ProxySession", id: "${sessionId(TRANSCRIPT)}" }
        ]) { ... on ProxySession { status @include(if: $yes) mode } }
      }`,
    },
  },
  {
    name: 'B: a Service with a plain field and its first 50 Sessions',
    calls: [`GET ${serviceUrl}`, `GET ${serviceUrl}/Sessions?PageSize=50`],
    waves: [2],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) { uniqueName sessions { nodes { sid status } } }
      }`,
      'by node': `query ($service: ID!) {
        node(id: $service) { ... on ProxyService { uniqueName sessions(first: 50) { edges { node { mode } } } } }
      }`,
      'under aliases and in fragments': `query ($service: ID!) {
        a: proxyService(id: $service) { uniqueName ...Rows }
        b: proxyService(id: $service) { ...Rows dateCreated }
      }
      fragment Rows on ProxyService {
        one: sessions { nodes { sid } }
        two: sessions(first: 50) { pageInfo { hasNextPage } }
      }`,
      'with directives': `query ($service: ID!, $yes: Boolean!, $no: Boolean!) {
        proxyService(id: $service) {
          uniqueName @include(if: $yes)
          sessions @skip(if: $no) { nodes { sid participants @include(if: $no) { nodes { sid } } } }
        }
      }`,
      'by _entities': `query ($service: ID!) {
        _entities(representations: [{ __typename: "ProxyService", sid: $service }]) {
          ... on ProxyService { uniqueName sessions { nodes { sid } } }
        }
      }`,
    },
  },
  {
    name: 'C: … and the Participants of each',
    calls: [`GET ${serviceUrl}`, `GET ${serviceUrl}/Sessions?PageSize=50`, ...participantLists(50)],
    waves: [2, 50],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions { nodes { status participants { nodes { friendlyName } } } }
        }
      }`,
      'with relations upwards': `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions {
            nodes {
              service { uniqueName }
              participants { nodes { friendlyName session { status service { uniqueName } } service { dateCreated } } }
            }
          }
        }
      }`,
      'under aliases, in fragments and with directives': `query ($service: ID!, $yes: Boolean!, $no: Boolean!) {
        node(id: $service) { ... on ProxyService { ...Whole @include(if: $yes) } }
        proxyService(id: $service) { ...Whole }
      }
      fragment Whole on ProxyService { uniqueName list: sessions { edges { node { ...People } } } }
      fragment People on ProxySession {
        a: participants { nodes { friendlyName messageInteractions @include(if: $no) { nodes { sid } } } }
        b: participants(first: 50) @skip(if: $no) { edges { node { identifier } } }
      }`,
    },
  },
  {
    name: 'D: a Service, 20 Sessions, their Participants, their MessageInteractions',
    calls: [
      `GET ${serviceUrl}`,
      `GET ${serviceUrl}/Sessions?PageSize=20`,
      ...participantLists(20),
      ...messageLists(20),
    ],
    waves: [2, 20, 40],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions(first: 20) {
            nodes { status participants { nodes { friendlyName messageInteractions { nodes { messageBody } } } } }
          }
        }
      }`,
      'and up again from the bottom, under aliases': `query ($service: ID!) {
        all: proxyService(id: $service) {
          uniqueName
          rows: sessions(first: 20) {
            edges {
              cursor
              node {
                people: participants {
                  nodes {
                    texts: messageInteractions {
                      nodes {
                        messageBody
                        interaction { id sid }
                        participant { friendlyName session { status service { uniqueName } } }
                        outboundParticipant { identifier }
                        session { mode }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }`,
    },
  },
  {
    name: 'E: one Session, 100 Interactions, both Participants of each',
    calls: [
      `GET ${transcript}`,
      `GET ${transcript}/Interactions?PageSize=100`,
      `GET ${transcript}/Participants?PageSize=100`,
    ],
    waves: [3],
    spellings: {
      plainly: `query ($session: ID!) {
        proxySession(id: $session) {
          status
          interactions(first: 100) {
            nodes { type inboundParticipant { friendlyName } outboundParticipant { friendlyName } }
          }
        }
      }`,
      'in fragments and under aliases': `query ($session: ID!, $yes: Boolean!) {
        node(id: $session) {
          ... on ProxySession {
            status
            interactions(first: 100) {
              edges { node { from: inboundParticipant { ...Person } to: outboundParticipant { ...Person } } }
              nodes { again: inboundParticipant @include(if: $yes) { session { status } identifier } }
            }
          }
        }
      }
      fragment Person on ProxyParticipant { friendlyName session { mode } }`,
    },
  },
  {
    name: 'H: one Session, its Participants, 100 Interactions with both parties',
    calls: [
      `GET ${transcript}`,
      `GET ${transcript}/Participants?PageSize=50`,
      `GET ${transcript}/Interactions?PageSize=100`,
    ],
    waves: [3],
    spellings: {
      plainly: `query ($session: ID!) {
        proxySession(id: $session) {
          status
          participants { nodes { friendlyName } }
          interactions(first: 100) {
            nodes { messageBody inboundParticipant { friendlyName } outboundParticipant { friendlyName } }
          }
        }
      }`,
      'with the parts at several places': `query ($session: ID!, $no: Boolean!) {
        a: proxySession(id: $session) { status participants @skip(if: $no) { edges { node { identifier } } } }
        b: proxySession(id: $session) {
          interactions(first: 100) { nodes { ...Parties } }
        }
      }
      fragment Parties on ProxyInteraction {
        inboundParticipant { friendlyName }
        outboundParticipant { friendlyName }
        session { status }
      }`,
    },
  },
];

describe.each(rows)('$name', ({ calls, waves, spellings }) => {
  it.each(Object.entries(spellings))('asked %s', async (_, query) => {
    const used = Object.entries(variables).filter(([name]) => query.includes(`$${name}:`));
    await inWaves(waves, async () => {
      const { data, errors } = await test.query(query, Object.fromEntries(used));
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toContain('null}');
    });
    expect(callsOf(test)).toEqual(sorted(calls));
  });
});

describe('F: a walk over 500 Sessions in steps of 50', () => {
  const forwards = `query ($service: ID!, $first: Int, $after: String) {
    proxyService(id: $service) {
      sessions(first: $first, after: $after) {
        nodes { sid }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    }
  }`;
  const backwards = `query ($service: ID!, $before: String) {
    proxyService(id: $service) {
      sessions(last: 50, before: $before) { nodes { sid } pageInfo { startCursor hasPreviousPage } }
    }
  }`;
  const read = async (query: string, rest: Readonly<Record<string, unknown>>) => {
    const { data } = await test.query(query, { service: serviceSid, ...rest });
    const { nodes, pageInfo } = data.proxyService.sessions;
    return { sids: (nodes as { sid: string }[]).map((node) => node.sid), pageInfo };
  };
  const all = upTo(SESSIONS).map(sessionSid);

  it('takes 10 calls forwards', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { sids, pageInfo } = await read(forwards, { first: 50, after });
      seen.push(...sids);
      after = pageInfo.endCursor as string;
      more = pageInfo.hasNextPage as boolean;
    }
    expect(seen).toEqual(all);
    expect(test.takeRequests()).toHaveLength(10);
  });

  it('takes 9 calls from its last page back to the first', async () => {
    const { pageInfo: middle } = await read(forwards, { first: 450 });
    const { pageInfo: end } = await read(forwards, { first: 50, after: middle.endCursor });
    expect(end).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    test.takeRequests();
    const seen: string[] = [];
    for (let before = end.startCursor as string, more = true; more;) {
      const { sids, pageInfo } = await read(backwards, { before });
      seen.unshift(...sids);
      before = pageInfo.startCursor as string;
      more = pageInfo.hasPreviousPage as boolean;
    }
    expect(seen).toEqual(all.slice(0, 450));
    expect(test.takeRequests()).toHaveLength(9);
  });
});

describe('G: nodes of 100 Session ids, 80 of them different', () => {
  it('takes 80 calls, all in parallel', async () => {
    const ids = upTo(100).map((position) => sessionId(position % 80));
    await inWaves([80], async () => {
      const { data, errors } = await test.query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ProxySession { status } } }',
        { ids },
      );
      expect(errors).toBeUndefined();
      expect(data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    });
    expect(callsOf(test)).toEqual(sorted(upTo(80).map((position) => `GET ${sessionUrl(position)}`)));
  });
});

describe('the same Session asked by many ways', () => {
  it('takes one call', async () => {
    const id = sessionId(5);
    const { data, errors } = await test.query(
      `query ($id: ID!, $yes: Boolean!) {
        proxySession(id: $id) { status }
        alias: proxySession(id: $id) { mode ...Rest @include(if: $yes) }
        node(id: $id) { ... on ProxySession { status ttl } }
        nodes(ids: [$id, $id]) { ... on ProxySession { uniqueName } }
        _entities(representations: [{ __typename: "ProxySession", id: $id }]) { ... on ProxySession { status } }
      }
      fragment Rest on ProxySession { dateCreated dateUpdated }`,
      { id, yes: true },
    );
    expect(errors).toBeUndefined();
    expect(data._entities[0].status).toBe(data.proxySession.status);
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl(5)}`]);
  });

  it('takes no call where a list brought it', async () => {
    const { errors } = await test.query(
      `query ($service: ID!) {
        proxyService(id: $service) {
          sessions(first: 10) { nodes { status participants { nodes { session { mode } } } } }
        }
      }`,
      { service: serviceSid },
    );
    expect(errors).toBeUndefined();
    expect(callsOf(test)).toEqual(
      sorted([`GET ${serviceUrl}/Sessions?PageSize=10`, ...participantLists(10)]),
    );
  });
});

describe('what costs nothing', () => {
  it('is a relation of which only path fields are asked', async () => {
    const { data } = await test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          status
          service { __typename id sid }
          participants(first: 1) { nodes { session { id sid serviceSid service { sid } } } }
        }
      }`,
      { id: sessionId(7) },
    );
    expect(data.proxySession.service).toEqual({
      __typename: 'ProxyService',
      id: serviceSid,
      sid: serviceSid,
    });
    expect(callsOf(test)).toEqual(
      sorted([`GET ${sessionUrl(7)}`, `GET ${sessionUrl(7)}/Participants?PageSize=1`]),
    );
  });

  it('is the same list under several aliases with the same arguments', async () => {
    const { data } = await test.query(
      `query ($service: ID!, $ten: Int = 10, $nothing: String) {
        proxyService(id: $service) {
          a: sessions(first: 10) { nodes { sid } }
          b: sessions(first: $ten) { edges { node { sid } } }
          c: sessions(first: 10, after: $nothing) { pageInfo { endCursor } }
        }
      }`,
      { service: serviceSid },
    );
    expect(data.proxyService.b.edges).toHaveLength(10);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}/Sessions?PageSize=10`]);
  });
});
