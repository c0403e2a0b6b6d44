import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const ROWS = 230;

const serviceSid = `KS${'5'.repeat(32)}`;
const emptyServiceSid = `KS${'6'.repeat(32)}`;

let test: TestGateway;
let allSids: string[];

beforeAll(async () => {
  const sessions = Array.from({ length: ROWS }, (_, index) => ({ uniqueName: `session-${index}` }));
  test = await startGateway({
    emulator: {
      seed: {
        services: [
          { sid: serviceSid, uniqueName: 'paging', sessions },
          { sid: emptyServiceSid, uniqueName: 'empty' },
        ],
      },
    },
  });
  allSids = await upstreamOrder();
});
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => void test.takeRequests());

/** Walks the list by Twilio's own page addresses, as any client of the REST API would. */
async function upstreamOrder(): Promise<string[]> {
  const { url, accountSid, authToken } = test.emulator;
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const sids: string[] = [];
  let next: string | null = `${url}/v1/Services/${serviceSid}/Sessions?PageSize=100`;
  while (next !== null) {
    const response = await fetch(next, { headers });
    const page = (await response.json()) as {
      sessions: { sid: string }[];
      meta: { next_page_url: string | null };
    };
    sids.push(...page.sessions.map(({ sid }) => sid));
    next = page.meta.next_page_url;
  }
  return sids;
}

const forwards = `query ($id: ID!, $first: Int, $after: String) {
  proxyService(id: $id) {
    sessions(first: $first, after: $after) {
      edges { cursor node { sid } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

const backwards = `query ($id: ID!, $last: Int, $before: String) {
  proxyService(id: $id) {
    sessions(last: $last, before: $before) {
      nodes { sid }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly sid: string };
}

describe('a walk over 230 rows', () => {
  it('starts from a list of 230 rows', () => {
    expect(new Set(allSids).size).toBe(ROWS);
  });

  it.each([
    [1, 230],
    [7, 33],
    [50, 5],
    [100, 3],
    [101, 5],
    [230, 3],
  ])('with first: %i gives every row once, in order, in %i REST calls', async (first, calls) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let step = 0; ; step += 1) {
      const { data, errors } = await test.query(forwards, { id: serviceSid, first, after });
      expect(errors).toBeUndefined();
      const { edges, pageInfo } = data.proxyService.sessions;
      seen.push(...edges.map((edge: Edge) => edge.node.sid));
      expect(pageInfo.hasPreviousPage).toBe(step > 0);
      expect(pageInfo.startCursor).toBe(edges[0].cursor);
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(allSids);
    expect(test.takeRequests()).toHaveLength(calls);
  });

  it.each([1, 7, 50, 100, 101, 230])(
    'backwards with last: %i gives every row once, in order',
    async (last) => {
      const seen: string[] = [];
      let before: string | null = null;
      for (;;) {
        const { data, errors } = await test.query(backwards, { id: serviceSid, last, before });
        expect(errors).toBeUndefined();
        const { nodes, pageInfo } = data.proxyService.sessions;
        seen.unshift(...nodes.map(({ sid }: { sid: string }) => sid));
        expect(pageInfo.hasNextPage).toBe(before !== null);
        if (!pageInfo.hasPreviousPage) break;
        before = pageInfo.startCursor;
      }
      expect(seen).toEqual(allSids);
    },
  );
});

describe('first larger than the page limit of Twilio', () => {
  it('reads full pages and then only what is still wanted', async () => {
    const { data } = await test.query(forwards, { id: serviceSid, first: 130 });
    expect(data.proxyService.sessions.edges).toHaveLength(130);
    expect(data.proxyService.sessions.pageInfo.hasNextPage).toBe(true);
    const requests = test.takeRequests();
    expect(requests[0]).toBe(`GET /v1/Services/${serviceSid}/Sessions?PageSize=100`);
    expect(requests[1]).toMatch(/\?PageSize=30&Page=1&PageToken=\w+$/);
    expect(requests).toHaveLength(2);
  });
});

describe('after in the middle of a page', () => {
  it('goes on behind the row of any cursor', async () => {
    const whole = await test.query(forwards, { id: serviceSid, first: 60 });
    const { cursor } = whole.data.proxyService.sessions.edges[24] as Edge;
    const { data } = await test.query(forwards, { id: serviceSid, first: 50, after: cursor });
    const { edges, pageInfo } = data.proxyService.sessions;
    expect(edges.map((edge: Edge) => edge.node.sid)).toEqual(allSids.slice(25, 75));
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });
});

describe('a page without rows', () => {
  it('has no cursors and no neighbours', async () => {
    const { data } = await test.query(forwards, { id: emptyServiceSid, first: 10 });
    expect(data.proxyService.sessions).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
