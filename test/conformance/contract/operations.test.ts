import { isObjectType } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { operations } from './operations.ts';

describe('the 30 operations of the REST API', () => {
  let test: TestGateway;
  beforeEach(async () => void (test = await startGateway()));
  afterEach(() => test[Symbol.asyncDispose]());

  it('are 30: 14 reads and 16 writes', () => {
    const reads = operations.filter(({ rest }) => rest.startsWith('GET '));
    expect([operations.length, reads.length]).toEqual([30, 14]);
    expect(new Set(operations.map(({ rest }) => rest)).size).toBe(30);
  });

  it.each(operations)('$name is reached by $field', async ({ query, variables, request, form = {} }) => {
    const { errors } = await test.query(query, variables);
    expect(errors).toBeUndefined();
    expect(test.emulator.log.map((entry) => `${entry.method} ${entry.path}`)).toEqual([request]);
    expect(test.emulator.log[0]?.form).toEqual(form);
  });

  it('name fields that the schema has, and all its mutations', () => {
    const schema = createSchema(resolvers, () => undefined);
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    for (const { field } of operations) {
      const [type, name] = field.includes('.') ? (field.split('.') as [string, string]) : [null, field];
      const places = type === null ? ['Query', 'Mutation'] : [type];
      expect(places.flatMap(fieldsOf)).toContain(name);
    }
    const writes = operations.filter(({ rest }) => !rest.startsWith('GET ')).map(({ field }) => field);
    // Those of the back office consist of several operations.
    const several = ['openProxySession', 'closeProxySessions'];
    expect([...writes, ...several].toSorted()).toEqual(fieldsOf('Mutation').toSorted());
  });
});
