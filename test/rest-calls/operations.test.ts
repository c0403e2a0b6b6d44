import { afterEach, describe, expect, it } from 'vitest';
import { seededGateway } from './seeded-gateway.ts';
import { participantLists, rows, variables } from './rows.ts';
import { callsOf, sorted } from './calls.ts';
import { serviceSid, serviceUrl, sessionId, SESSIONS, sessionSid, sessionUrl, upTo } from './seed.ts';

const test = await seededGateway({ TWILIO_MAX_CONCURRENCY: '100' });
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

  it.each([
    ['node', 'node(id: $service)'],
    ['_entities', '_entities(representations: [{ __typename: "ProxyService", sid: $service }])'],
  ])('takes 10 calls by %s as well, under aliases, in fragments and behind directives', async (_, field) => {
    const query = `query ($service: ID!, $after: String, $yes: Boolean = true) {
      found: ${field} { ...Page @include(if: $yes) }
    }
    fragment Page on ProxyService {
      a: sessions(first: 50, after: $after) { nodes { sid } }
      b: sessions(first: 50, after: $after) { pageInfo { endCursor hasNextPage } nodes { service { sid } } }
      uniqueName @skip(if: $yes)
    }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await test.query(query, { service: serviceSid, after });
      const [{ a, b }] = [data.found].flat();
      seen.push(...(a.nodes as { sid: string }[]).map(({ sid }) => sid));
      after = b.pageInfo.endCursor as string;
      more = b.pageInfo.hasNextPage as boolean;
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

  it('takes no more under aliases, in fragments, behind directives, and by _entities and relations beside', async () => {
    const ids = upTo(100).map((position) => sessionId(position % 80));
    const representations = ids.map((id) => ({ __typename: 'ProxySession', id }));
    await inWaves([80], async () => {
      const { data, errors } = await test.query(
        `query ($ids: [ID!]!, $representations: [_Any!]!, $no: Boolean = false) {
          a: nodes(ids: $ids) { ...Some }
          b: nodes(ids: $ids) @skip(if: $no) { ... on ProxySession { mode participants @include(if: $no) { nodes { sid } } } }
          _entities(representations: $representations) { ...Some }
        }
        fragment Some on ProxySession { status service { id sid } }`,
        { ids, representations },
      );
      expect(errors).toBeUndefined();
      expect(data._entities).toEqual(data.a);
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
