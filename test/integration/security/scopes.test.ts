import { isObjectType, Kind } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { isPersonal } from '../../../src/graphql/masking.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';
import { type Data, startGateway, type TestGateway } from '../../support/gateway.ts';

const session = `${demo.serviceSid}-${demo.sessionSid}`;
let test: TestGateway;
const keyOf = (name: string) => `${name}-key-of-the-tests`;
beforeAll(async () => {
  const GATEWAY_API_KEYS = [
    `${keyOf('reader')}=proxy:read`,
    `${keyOf('writer')}=proxy:write`,
    `${keyOf('both')}=proxy:read+proxy:write`,
    `${keyOf('person')}=proxy:read+proxy:pii`,
    keyOf('all'),
  ].join();
  test = await startGateway({ env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS } });
});
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => void test.takeRequests());

const ask = (name: string, query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  test.query(query, variables, { 'x-api-key': keyOf(name) });

const transcript = `query ($id: ID!) {
  proxySession(id: $id) {
    participants { nodes {
      identifier proxyIdentifier
      messageInteractions { nodes { data messageBody } }
    } }
    interactions { nodes { type data messageBody callDurationSeconds } }
  }
}`;

const send = `mutation ($input: CreateProxyMessageInteractionInput!) {
  createProxyMessageInteraction(input: $input) {
    messageInteraction { sid data messageBody participant { identifier } }
    userErrors { code }
  }
}`;

describe('a caller without a scope is FORBIDDEN at the field, and nothing is sent', () => {
  it.each([
    ['proxy:write', 'reader', 'mutation { a: deleteProxySession(input: {id: "x"}) { deletedId } }', ['a']],
    ['proxy:read', 'writer', '{ proxyServices { nodes { id } } }', ['proxyServices']],
    ['proxy:read', 'writer', '{ node(id: "x") { id } }', ['node']],
  ])('%s', async (scope, key, query, path) => {
    const { errors } = await ask(key, query);
    expect(errors).toEqual([
      expect.objectContaining({
        path,
        message: expect.stringContaining(scope),
        extensions: { code: 'FORBIDDEN' },
      }),
    ]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('proxy:read on nodes and entities, which have no null of their own', async () => {
    const { data, errors } = await ask('writer', '{ nodes(ids: ["x"]) { id } }');
    expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
    const entities = '{ _entities(representations: [{__typename: "ProxyService", id: "x"}]) { __typename } }';
    expect((await ask('writer', entities)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(test.takeRequests()).toEqual([]);
  });

  it('proxy:read below the payload of a write: the write is carried out, the read is not', async () => {
    const input = { participantId: `${session}-${demo.customerSid}`, body: 'Hello' };
    const { data, errors } = await ask('writer', send, { input });
    expect(data.createProxyMessageInteraction).toMatchObject({
      messageInteraction: { data: '{"body":"***"}', messageBody: '***', participant: null },
      userErrors: [],
    });
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual([
      ['participant', 'FORBIDDEN'],
    ]);
    expect(test.takeRequests()).toHaveLength(1);
  });
});

describe('personal data', () => {
  it('are masked without proxy:pii: the last four digits of an identifier, and nothing of a text', async () => {
    const open = await ask('person', transcript, { id: session });
    const { data, errors } = await ask('reader', transcript, { id: session });
    expect(errors).toBeUndefined();
    const identifiers = open.data.proxySession.participants.nodes.map((each: Data) => each.identifier);
    expect(identifiers).toHaveLength(2);
    const masked = data.proxySession.participants.nodes;
    expect(masked.map((each: Data) => each.identifier)).toEqual(
      identifiers.map((identifier: string) => `***${identifier.slice(-4)}`),
    );
    expect(masked.map((each: Data) => each.proxyIdentifier)).toEqual(
      open.data.proxySession.participants.nodes.map((each: Data) => each.proxyIdentifier),
    );
    const texts = JSON.stringify(open.data).match(/"messageBody":"[^"]+"/g) ?? [];
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(JSON.stringify(data).match(/"messageBody":"[^"]+"/g))).toEqual(
      new Set(['"messageBody":"***"']),
    );
    for (const text of [...identifiers, ...texts]) expect(JSON.stringify(data)).not.toContain(text);
  });

  it('keep the shape of data, and how long a call took', async () => {
    const { data } = await ask('reader', transcript, { id: session });
    for (const { type, data: json, callDurationSeconds } of data.proxySession.interactions.nodes) {
      const parsed = JSON.parse(json);
      if (type === 'MESSAGE') expect(parsed).toEqual({ body: '***' });
      else expect(parsed).toEqual({ duration: String(callDurationSeconds) });
    }
  });

  it('come as they are with proxy:pii, and with a key that names no scopes', async () => {
    const [person, all] = [
      await ask('person', transcript, { id: session }),
      await ask('all', transcript, { id: session }),
    ];
    expect(JSON.stringify(person.data)).toMatch(/"identifier":"\+\d{8,}"/);
    expect(all.data).toEqual(person.data);
  });

  it('are masked in the answer to a write as well', async () => {
    const input = { participantId: `${session}-${demo.customerSid}`, body: 'canary text' };
    const { data } = await ask('both', send, { input });
    expect(JSON.stringify(data)).not.toContain('canary');
    expect(data.createProxyMessageInteraction.messageInteraction.participant.identifier).toMatch(
      /^\*{3}\d{4}$/,
    );
  });

  it('are masked by whatever way they are reached', async () => {
    const ways = [
      '{ node(id: $id) { ... on ProxyParticipant { identifier } } }',
      '{ nodes(ids: [$id]) { ... on ProxyParticipant { identifier } } }',
      '{ proxyParticipant(id: $id) { alias: identifier } }',
      '{ _entities(representations: [{__typename: "ProxyParticipant", id: $id}]) { ... on ProxyParticipant { identifier } } }',
    ];
    const id = `${session}-${demo.customerSid}`;
    for (const way of ways) {
      const { data } = await ask('reader', way.replace('$id', JSON.stringify(id)));
      expect(JSON.stringify(data)).toMatch(/":"\*{3}\d{4}"/);
    }
  });

  it('are all fields that the schema tags as such, and no others', () => {
    const schema = createSchema(resolvers, () => undefined);
    const fields = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const isTagged = ({ field }: (typeof fields)[number]) =>
      field.astNode?.directives?.some(
        ({ name, arguments: [tag] = [] }) =>
          name.value === 'tag' && tag?.value.kind === Kind.STRING && tag.value.value === 'pii',
      ) ?? false;
    const nameOf = ({ type, field }: (typeof fields)[number]) => `${type.name}.${field.name}`;
    expect(fields.filter(({ field }) => isPersonal(field)).map(nameOf)).toEqual(
      fields.filter(isTagged).map(nameOf),
    );
    expect(fields.filter(isTagged)).toHaveLength(5);
  });
});
