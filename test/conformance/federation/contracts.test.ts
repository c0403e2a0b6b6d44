import { composeServices } from '@apollo/composition';
import { composeSchemaContract } from '@theguild/federation-composition';
import { federateSubgraphsContract, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import {
  buildASTSchema,
  buildSchema,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSdl as proxy } from '../../support/sdl.ts';
import { ordersSdl } from './orders.ts';
import { messagesOf, subgraphsOf } from './subgraphs.ts';

/** A schema as far as this test looks into it; composers bring copies of graphql-js of their own. */
interface AnySchema {
  getTypeMap(): Readonly<Record<string, object>>;
}

interface Verdict {
  readonly errors: readonly string[];
  /** What clients of the contract see. */
  readonly schema: AnySchema | null;
}

/** Makes the contract of a supergraph that leaves out what is tagged `pii`. */
type Composer = (sdls: Readonly<Record<string, string>>) => Verdict;

const TAG = 'pii';

/** The tags that a contract names. Cosmo's composer needs a method of Node 22. */
class Tags extends Set<string> {
  isDisjointFrom(others: ReadonlySet<string>): boolean {
    return [...this].every((tag) => !others.has(tag));
  }
}

const isPii = ({ name, arguments: [tag] = [] }: DirectiveNode): boolean =>
  name.value === 'tag' && tag?.value.kind === Kind.STRING && tag.value.value === TAG;

/** It makes no contracts: GraphOS hides what is tagged in this way and composes. */
const hideTagged = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Directive: (node) =>
      isPii(node)
        ? { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'federation__inaccessible' } }
        : undefined,
  });

const composers: Readonly<Record<string, Composer>> = {
  '@apollo/composition'(sdls) {
    const hidden = subgraphsOf(sdls).map(({ typeDefs, ...rest }) => ({
      ...rest,
      typeDefs: hideTagged(typeDefs),
    }));
    const { errors, schema } = composeServices(hidden);
    return { errors: messagesOf(errors), schema: schema?.toAPISchema().toGraphQLJSSchema() ?? null };
  },
  '@theguild/federation-composition'(sdls) {
    const filter = { include: new Set<string>(), exclude: new Set([TAG]) };
    const { errors, publicSdl } = composeSchemaContract(subgraphsOf(sdls), filter, true);
    return { errors: messagesOf(errors), schema: publicSdl === undefined ? null : buildSchema(publicSdl) };
  },
  '@wundergraph/composition'(sdls) {
    const result = federateSubgraphsContract({
      subgraphs: subgraphsOf(sdls),
      contractTagOptions: { tagNamesToExclude: new Tags([TAG]), tagNamesToInclude: new Tags() },
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    return result.success
      ? { errors: messagesOf(result.warnings), schema: result.federatedGraphClientSchema }
      : { errors: messagesOf(result.errors), schema: null };
  },
};

interface AnyField {
  readonly type: { toString(): string };
}

/** The fields and input fields of a schema with their types: `ProxySession.sid: ID!`. */
function fieldsOf(schema: AnySchema): string[] {
  const fields = Object.entries(schema.getTypeMap()).flatMap(([name, type]) => {
    if (name.startsWith('__') || !('getFields' in type)) return [];
    const own = (type.getFields as () => Readonly<Record<string, AnyField>>).call(type);
    return Object.entries(own).map(([field, { type: kind }]) => `${name}.${field}: ${kind.toString()}`);
  });
  return fields.toSorted();
}

const leaveOut = (node: { readonly directives?: readonly DirectiveNode[] }) =>
  node.directives?.some(isPii) ? null : undefined;
const withoutTagged = visit(parse(proxy), { FieldDefinition: leaveOut, InputValueDefinition: leaveOut });
const expected = fieldsOf(buildASTSchema(withoutTagged, { assumeValidSDL: true }));

describe.each(Object.entries(composers))('a contract without personal data, by %s', (_, compose) => {
  it('has all fields but those that are tagged, so that each mutation can be called', () => {
    const { errors, schema } = compose({ proxy });
    expect(errors).toEqual([]);
    const fields = schema ? fieldsOf(schema) : [];
    expect(fields).toEqual(expected);
    expect(fields).toContain('CreateProxyParticipantInput.identifier: String!');
    expect(fields).not.toContain('ProxyParticipant.identifier: String');
  });

  it.each(['orderNumber', 'id'] as const)('composes beside a subgraph that refers by %s', (reference) => {
    const { errors, schema } = compose({ proxy, orders: ordersSdl(reference) });
    expect(errors).toEqual([]);
    expect(schema ? fieldsOf(schema) : []).toEqual(
      expect.arrayContaining(expected.filter((field) => !/^(?:Query|Mutation)\./.test(field))),
    );
  });
});
