import { once } from 'node:events';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import { ManualClock, settle } from '../../support/manual-clock.ts';

const test = await sharedGateway();

const id = demo.serviceSid;
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
/** `levels` levels of fields: a Session, then participants, nodes, session and so on. */
function deep(levels: number, leaf = 'id'): string {
  const names = ['participants', 'nodes', 'session'];
  const chain = Array.from({ length: levels - 2 }, (_, i) => names[i % 3]);
  const tail = '} '.repeat(chain.length);
  return `{ proxySession(id: "${id}-${demo.sessionSid}") { ${chain.map((name) => `${name} {`).join(' ')} ${leaf} ${tail}} }`;
}

const queries: [what: string, query: string, code: string, limit: string][] = [
  ['16 levels', deep(16), 'QUERY_TOO_DEEP', 'MAX_DEPTH'],
  [
    '16 levels, some of them in fragments',
    `${deep(14, '...A')} fragment A on ProxySession { participants { nodes { ...B } } } fragment B on ProxyParticipant { id }`,
    'QUERY_TOO_DEEP',
    'MAX_DEPTH',
  ],
  [
    '31 aliases',
    `{ proxyService(id: "${id}") { ${times(31, (i) => `a${i}: id`)} } }`,
    'QUERY_TOO_COMPLEX',
    'MAX_ALIASES',
  ],
  [
    '32 aliases that fragments multiply',
    `{ proxyService(id: "${id}") { ...A ...A ...A ...A } } fragment A on ProxyService { ...B ...B } fragment B on ProxyService { a: id b: id c: id d: id }`,
    'QUERY_TOO_COMPLEX',
    'MAX_ALIASES',
  ],
  ['21 root fields', `{ ${times(21, () => '__typename')} }`, 'QUERY_TOO_COMPLEX', 'MAX_ROOT_FIELDS'],
  [
    '22 root fields in fragments',
    `{ ...A ...A } fragment A on Query { ${times(11, () => '__typename')} }`,
    'QUERY_TOO_COMPLEX',
    'MAX_ROOT_FIELDS',
  ],
  ['2001 tokens', `{ ${times(1999, () => '__typename')} }`, 'QUERY_TOO_COMPLEX', 'MAX_TOKENS'],
  [
    '1001 ids',
    `{ a: nodes(ids: [${times(501, () => '"x"')}]) { id } b: nodes(ids: [${times(500, () => '"x"')}]) { id } }`,
    'QUERY_TOO_COMPLEX',
    'MAX_ENTITIES',
  ],
];

describe('a limit refuses before anything is sent, and says which one it is', () => {
  it.each(queries)('%s', async (_, query, code, limit) => {
    const { data, errors } = await test.query(query);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toContain(limit);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    [
      'representations',
      '_entities(representations: $many) { __typename }',
      '[_Any!]!',
      { __typename: 'ProxyService', id },
    ],
    ['ids', 'nodes(ids: $many) { id }', '[ID!]!', id],
  ])('1001 %s in a variable', async (_, field, type, one) => {
    const many = Array.from({ length: 1001 }, () => one);
    const { errors } = await test.query(`query ($many: ${type}) { ${field} }`, { many });
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(errors?.[0]?.message).toContain('MAX_ENTITIES');
    expect(test.takeRequests()).toEqual([]);
  });

  it('fragments that would spread without end are refused in no time', async () => {
    const fragments = times(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const { errors } = await test.query(`{ ...F0 } ${fragments} fragment F60 on Query { __typename }`);
    expect(errors).toHaveLength(1);
    expect(test.takeRequests()).toEqual([]);
  });

  it('each limit is an option', async () => {
    await using small = await startGateway({
      env: {
        MAX_DEPTH: '1',
        MAX_ALIASES: '1',
        MAX_ROOT_FIELDS: '1',
        MAX_ENTITIES: '1',
        MAX_TOKENS: '14',
        MAX_BODY_BYTES: '200',
      },
    });
    const messageOf = async (query: string) => (await small.query(query)).errors?.[0]?.message;
    expect(await messageOf('{ proxyServices { nodes { id } } }')).toMatch(/MAX_DEPTH allows 1\./);
    expect(await messageOf('{ a: __typename b: __typename }')).toMatch(/MAX_ALIASES allows 1\./);
    expect(await messageOf('{ __typename __typename }')).toMatch(/MAX_ROOT_FIELDS allows 1\./);
    expect(await messageOf('{ nodes(ids: ["", ""]) { __typename } }')).toMatch(/MAX_DEPTH/);
    expect(await messageOf(`{ ${times(13, () => 'x')} }`)).toMatch(/MAX_TOKENS \(14\)/);
    expect(await messageOf(`{ __typename } #${'x'.repeat(200)}`)).toMatch(/MAX_BODY_BYTES \(200\)/);
    expect(small.takeRequests()).toEqual([]);
  });
});

describe('within the limits', () => {
  it.each([
    ['15 levels', deep(15)],
    ['30 aliases', `{ proxyService(id: "${id}") { ${times(30, (i) => `a${i}: id`)} } }`],
    ['20 root fields', `{ ${times(20, () => '__typename')} }`],
  ])('%s pass', async (_, query) => {
    const { errors } = await test.query(query);
    expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('QUERY_TOO_COMPLEX');
    expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('QUERY_TOO_DEEP');
  });

  it('what asks for the schema is no deeper than one level', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await test.query(getIntrospectionQuery())).errors).toBeUndefined();
  });
});

it('lists at most 10 errors of a refused request', async () => {
  expect((await test.query(`{ ${times(50, (i) => `nothing${i}`)} }`)).errors).toHaveLength(10);
  const wrong = await test.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array.from({ length: 50 }, () => ({})),
  });
  expect(wrong.errors).toHaveLength(10);
  expect(wrong.data).toBeUndefined();
});

it('lists every error of an answer that has data, because each one explains a null', async () => {
  const ids = Array.from({ length: 12 }, () => 'no id');
  const { data, errors } = await test.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect([data.nodes.length, errors?.length]).toEqual([12, 12]);
});

describe('a body that is too large', () => {
  const head = 'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n';

  /** A gateway on a clock that stands still, and a connection to it over which a request has begun. */
  async function send(start: string) {
    const clock = new ManualClock();
    const small = await startGateway({ testOptions: { clock }, env: { MAX_BODY_BYTES: '1000' } });
    const socket = createConnection(Number(new URL(small.gateway.url).port), '127.0.0.1');
    // What is written after the gateway has closed the connection is refused by the system.
    socket.on('error', () => undefined);
    const closed = once(socket, 'close').then(() => true);
    const answered = once(socket, 'data').then(([data]) => String(data));
    socket.write(start);
    return {
      clock,
      socket,
      answered,
      closed,
      async [Symbol.asyncDispose]() {
        socket.destroy();
        await small[Symbol.asyncDispose]();
      },
    };
  }

  it('is refused while it is read: before its end has come', async () => {
    await using caller = await send(`${head}transfer-encoding: chunked\r\n\r\n`);
    caller.socket.write(`7d0\r\n${'x'.repeat(2000)}\r\n`);
    const answer = await caller.answered;
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('MAX_BODY_BYTES');
  });

  it('is discarded up to 16 times MAX_BODY_BYTES, and then the connection ends', async () => {
    await using caller = await send(`${head}content-length: 16000\r\n\r\n`);
    expect(await caller.answered).toMatch(/^HTTP\/1.1 413 /);
    for (let sent = 0; sent < 16; sent += 1) {
      await settle();
      expect(caller.socket.writable).toBe(true);
      caller.socket.write('x'.repeat(1000));
    }
    expect(await caller.closed).toBe(true);
  });

  it('ends the connection when more than that comes', async () => {
    await using caller = await send(`${head}content-length: 1000000\r\n\r\n`);
    expect(await caller.answered).toMatch(/^HTTP\/1.1 413 /);
    await settle();
    expect(caller.socket.writable).toBe(true);
    caller.socket.write('x'.repeat(16_001));
    expect(await caller.closed).toBe(true);
  });

  it('ends the connection when the rest has not come within 10 seconds', async () => {
    await using caller = await send(`${head}content-length: 16000\r\n\r\n`);
    expect(await caller.answered).toMatch(/^HTTP\/1.1 413 /);
    await caller.clock.advance(9999);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    expect(caller.socket.writable).toBe(true);
    await caller.clock.advance(1);
    expect(await caller.closed).toBe(true);
  });
});

it('goes on with a connection whose request was refused before its body had come', async () => {
  const socket = createConnection(Number(new URL(test.gateway.url).port), '127.0.0.1');
  const host = 'host: 127.0.0.1\r\n';
  socket.write(`POST /nothing HTTP/1.1\r\n${host}content-length: 5\r\n\r\n`);
  const [first] = await once(socket, 'data');
  expect(String(first)).toMatch(/^HTTP\/1.1 404 /);
  socket.write(`12345GET /health/live HTTP/1.1\r\n${host}\r\n`);
  const [second] = await once(socket, 'data');
  expect(String(second)).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});
