import { graphql, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { describe, expect, it } from 'vitest';
import { string } from '../../../src/twilio/fields.ts';
import { Model, type WireRecord } from '../../../src/twilio/model.ts';

const columns = [
  { name: 'uniqueName', wireName: 'unique_name', read: string },
  { name: 'status', wireName: 'status', read: string },
];
const Session = Model.define('Session', ['serviceSid', 'sid'], columns);
const Room = Model.define('Room', ['serviceSid', 'sessionSid', 'sid'], columns);

/** Reads fields of a model, which TypeScript does not know here. */
const read = (model: Model, field: string): unknown =>
  (model as unknown as Readonly<Record<string, unknown>>)[field];

function sessionOf(record: WireRecord | null) {
  const reported: string[] = [];
  const model = new Session(['KS1', 'KC1'], record, (type, field) => void reported.push(`${type}.${field}`));
  return { model, reported };
}

describe('a model', () => {
  it('reads a field of its record when it is asked for, and no other', () => {
    const asked: string[] = [];
    const record = new Proxy<WireRecord>(
      { unique_name: 'order', status: 'open' },
      {
        get(target, key) {
          asked.push(String(key));
          return target[String(key)];
        },
      },
    );
    const { model } = sessionOf(record);
    expect(asked).toEqual([]);
    expect(read(model, 'uniqueName')).toBe('order');
    expect(asked).toEqual(['unique_name']);
  });

  it('takes the SIDs of its path from the path, whatever the record says', () => {
    const { model } = sessionOf({ sid: 'KC2', service_sid: 'KS2', serviceSid: 'KS2' });
    expect([read(model, 'serviceSid'), read(model, 'sid')]).toEqual(['KS1', 'KC1']);
  });

  it('has undefined fields as a reference, and the SIDs of its path', () => {
    const { model, reported } = sessionOf(null);
    expect([read(model, 'uniqueName'), read(model, 'status'), read(model, 'sid')]).toEqual([
      undefined,
      undefined,
      'KC1',
    ]);
    expect(reported).toEqual([]);
  });

  it('reports a value that cannot be read once, when it is read, and never before', () => {
    const { model, reported } = sessionOf({ unique_name: 7, status: ['open'] });
    expect(reported).toEqual([]);
    expect(read(model, 'status')).toBeNull();
    expect(read(model, 'status')).toBeNull();
    expect(reported).toEqual(['Session.status']);
  });

  it.each([
    '#record',
    '#path',
    '#parent',
    '#sid',
    '#report',
    'record',
    'path',
    'parent',
    'report',
    'type',
    'unique_name',
  ])('shows nothing under %s', (name) => {
    const { model } = sessionOf({ unique_name: 'order' });
    expect(read(model, name)).toBeUndefined();
  });

  it('has no property of its own, so that whatever copies or prints it finds no record', () => {
    const { model } = sessionOf({ unique_name: 'secret order' });
    expect(Reflect.ownKeys(model)).toEqual([]);
    expect(JSON.stringify(model)).toBe('{}');
    expect(Object.assign({}, model)).toEqual({});
  });

  it('gives GraphQL its fields, and nothing else by any name', async () => {
    const names = ['uniqueName', 'sid', 'record', 'path', 'type', '__proto__'];
    const fields = Object.fromEntries(names.map((name) => [name, { type: GraphQLString }]));
    const { model } = sessionOf({ unique_name: 'order', record: 'hidden', path: 'hidden', type: 'hidden' });
    const query = new GraphQLObjectType({
      name: 'Query',
      fields: { session: { type: new GraphQLObjectType({ name: 'Session', fields }), resolve: () => model } },
    });
    const schema = new GraphQLSchema({ query, assumeValid: true });
    const { data } = await graphql({ schema, source: '{ session { uniqueName sid record path type } }' });
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      session: { uniqueName: 'order', sid: 'KC1', record: null, path: null, type: null },
    });
  });

  it('keeps its record and its SID under another class and parent', () => {
    const { model, reported } = sessionOf({ unique_name: 'order', status: 5 });
    const again = Model.again(Room, ['KS1', 'KX1'], model);
    expect([read(again, 'uniqueName'), read(again, 'sid'), read(again, 'sessionSid')]).toEqual([
      'order',
      'KC1',
      'KX1',
    ]);
    expect(read(again, 'status')).toBeNull();
    expect(reported).toEqual(['Room.status']);
    expect(read(model, 'sid')).toBe('KC1');
  });

  it('is told from any other object', () => {
    const { model } = sessionOf({});
    const pretended = Object.create(Session.prototype) as object;
    expect([model, pretended, {}].map((each) => Model.typeOf(each))).toEqual(['Session', null, null]);
    expect([model, pretended, {}].map((each) => Model.pathOf(each))).toEqual([['KS1', 'KC1'], null, null]);
    expect(() => Model.again(Room, ['KS1', 'KC1'], pretended)).toThrow('Expected a model.');
  });
});
