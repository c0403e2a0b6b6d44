import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithTheGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { buildASTSchema, type GraphQLObjectType, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSdl as proxy } from '../../support/sdl.ts';
import { ordersSdl } from './orders.ts';
import { messagesOf, subgraphsOf } from './subgraphs.ts';

interface Verdict {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** The SDL that a router runs on, or its clients see. */
  readonly result: string;
}

type Composer = (sdls: Readonly<Record<string, string>>) => Verdict;

const composers: Readonly<Record<string, Composer>> = {
  '@apollo/composition'(sdls) {
    const { errors, hints, supergraphSdl } = composeWithApollo(subgraphsOf(sdls));
    return { errors: messagesOf(errors), warnings: messagesOf(hints), result: supergraphSdl ?? '' };
  },
  '@theguild/federation-composition'(sdls) {
    // It gives no warnings.
    const { errors, supergraphSdl } = composeWithTheGuild(subgraphsOf(sdls));
    return { errors: messagesOf(errors), warnings: [], result: supergraphSdl ?? '' };
  },
  '@wundergraph/composition'(sdls) {
    const result = federateSubgraphs({
      subgraphs: subgraphsOf(sdls),
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    return {
      errors: result.success ? [] : messagesOf(result.errors),
      warnings: messagesOf(result.warnings),
      result: result.success ? JSON.stringify(result.federatedGraphAST) : '',
    };
  },
};

/** `type ProxySession`, in whatever form a composer writes it. */
const proxySession = /type ProxySession\b|"value":"ProxySession"/;

describe.each(Object.entries(composers))('%s', (_, compose) => {
  it.each(['orderNumber', 'id'] as const)(
    'composes without a word beside a subgraph with node, Node, Session and Service of its own that refers by %s',
    (reference) => {
      const { errors, warnings, result } = compose({ proxy, orders: ordersSdl(reference) });
      expect(errors).toEqual([]);
      expect(warnings).toEqual([]);
      expect(result).toMatch(proxySession);
    },
  );

  it('composes alone', () => {
    const { errors, warnings } = compose({ proxy });
    expect([...errors, ...warnings]).toEqual([]);
  });

  it('warns of nothing that only this subgraph defines when others describe the shared types in their own words', () => {
    const words =
      '"In other words." scalar DateTime "In other words." scalar URL extend type Order { at: DateTime page: URL }';
    const { errors, warnings } = compose({ proxy, orders: ordersSdl('orderNumber') + words });
    expect(errors).toEqual([]);
    expect(warnings.filter((warning) => warning.includes('Proxy'))).toEqual([]);
  });

  it('refuses a stub whose key has another type, so that a mistake there is found before a router runs', () => {
    const orders = ordersSdl('orderNumber').replace('serviceSid: ID!', 'serviceSid: String!');
    expect(compose({ proxy, orders }).errors).not.toEqual([]);
  });

  it('refuses a PageInfo of another kind, so that a mistake there is found before a router runs', () => {
    const orders = ordersSdl('orderNumber').replace('type PageInfo @shareable', 'type PageInfo');
    expect(compose({ proxy, orders }).errors).not.toEqual([]);
  });
});

describe('the SDL of the subgraph', () => {
  const types = buildASTSchema(parse(proxy), { assumeValidSDL: true }).getTypeMap();
  const keysOf = (name: string) =>
    (types[name] as GraphQLObjectType).astNode?.directives
      ?.filter((directive) => directive.name.value === 'key')
      .map(({ arguments: args }) => (args?.[0]?.value.kind === Kind.STRING ? args[0].value.value : ''));

  it.each([
    ['ProxyService', ['id', 'sid']],
    ['ProxySession', ['id', 'serviceSid sid', 'serviceSid uniqueName']],
    ['ProxyParticipant', ['id', 'serviceSid sessionSid sid']],
    ['ProxyInteraction', ['id', 'serviceSid sessionSid sid']],
    ['ProxyMessageInteraction', ['id', 'serviceSid sessionSid participantSid sid']],
    ['ProxyPhoneNumber', ['id', 'serviceSid sid']],
    ['ProxyShortCode', ['id', 'serviceSid sid']],
  ])('gives %s the keys %j', (name, keys) => {
    expect(keysOf(name)).toEqual(keys);
  });

  it('leaves out node, nodes and Node', () => {
    expect(types).not.toHaveProperty('Node');
    expect(Object.keys((types['Query'] as GraphQLObjectType).getFields())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^nodes?$/)]),
    );
    expect(proxy).not.toMatch(/\bimplements\b/);
  });

  it('tags the fields that its descriptions call personal, unless an input needs them, and no others', () => {
    const lines = proxy.split('\n').map((line) => line.trim());
    const tagged = lines.filter((line) => line.includes('@tag(name: "pii")'));
    const personal = lines.flatMap((line, index) => {
      const isPersonal = /Personal data\."*$/.test(line);
      return isPersonal ? [lines.slice(index + 1).find((below) => /^\w/.test(below)) ?? ''] : [];
    });
    expect(tagged).toEqual(personal.filter((line) => !/^\w+: \w+!/.test(line)));
    expect(tagged.map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['identifier', 'messageBody', 'data', 'body']),
    );
  });
});
