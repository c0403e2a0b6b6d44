import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../../src/graphql/schema.ts';
import { resolvers } from '../../../../src/resolvers/resolvers.ts';
import { resources } from './resources.ts';

const schema = createSchema(resolvers, () => undefined);
describe.each(resources.map((resource) => [`Proxy${resource.type}`, resource] as const))(
  '%s',
  (name, resource) => {
    const type = schema.getType(name);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    const known = [...resource.path, ...Object.keys(resource.fields)];

    it('reads every field that no resolver answers, so that none is always null', () => {
      const resolved = resolvers.flatMap((each) =>
        Object.keys((each as Readonly<Record<string, object>>)[name] ?? {}),
      );
      const plain = fields.filter((field) => !resolved.includes(field));
      expect(plain.length).toBeGreaterThan(3);
      expect(plain.filter((field) => !known.includes(field))).toEqual([]);
    });

    it('offers every field that is read', () => {
      expect(known.filter((field) => !fields.includes(field))).toEqual([]);
    });
  },
);
