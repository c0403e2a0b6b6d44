import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { parse } from 'graphql';

/** An order of a shop. Its masked Session has the order's number as its unique name. */
interface Order {
  readonly number: string;
}

/** How this team refers to a Session: by its Service and the order number, or by the id that it stored. */
export type Reference = 'orderNumber' | 'id';

/** A subgraph of another team: a `node`, `Node`, `Session` and `Service` of its own, and stubs of what it refers to. */
export function ordersSdl(reference: Reference): string {
  const stub = {
    // Resolvable: a Session leads to its order as well.
    orderNumber: `type ProxySession @key(fields: "serviceSid uniqueName") {
      serviceSid: ID!
      uniqueName: String
      order: Order
    }`,
    id: 'type ProxySession @key(fields: "id", resolvable: false) { id: ID! }',
  };
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
    interface Node { id: ID! }
    type Query {
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      order(number: String!): Order
      orders(first: Int): OrderConnection
    }
    type Mutation { placeOrder(number: String!): Order }
    type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
    type Order implements Node @key(fields: "id") {
      id: ID!
      number: String!
      maskedSession: ProxySession
      session: Session
      service: Service
    }
    type Session { startedOn: String }
    type Service { name: String! }
    type PageInfo @shareable {
      hasNextPage: Boolean!
      hasPreviousPage: Boolean!
      startCursor: String
      endCursor: String
    }
    ${stub[reference]}`;
}

export interface OrdersOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly reference?: Reference;
  /** The Service in which the orders have their Sessions. */
  readonly serviceSid: string;
  readonly numbers: readonly string[];
  /** The id of the Session of an order, where the reference is by id. */
  readonly sessionIdOf?: (number: string) => string;
}

function resolversOf({ serviceSid, numbers, reference, sessionIdOf }: OrdersOptions) {
  const orders: Order[] = numbers.map((number) => ({ number }));
  const find = (number: unknown) => orders.find((order) => order.number === number) ?? null;
  const idOf = ({ number }: Order) => `order:${number}`;
  const findById = (id: string) => orders.find((order) => idOf(order) === id) ?? null;
  return {
    Query: {
      node: (_: unknown, { id }: { id: string }) => findById(id),
      nodes: (_: unknown, { ids }: { ids: string[] }) => ids.map(findById),
      order: (_: unknown, { number }: { number: string }) => find(number),
      orders: (_: unknown, { first }: { first?: number }) => ({
        nodes: orders.slice(0, first ?? 50),
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      }),
    },
    Mutation: {
      placeOrder: (_: unknown, { number }: { number: string }) => {
        orders.push({ number });
        return { number };
      },
    },
    Node: { __resolveType: () => 'Order' },
    Order: {
      __resolveReference: ({ id }: { id: string }) => findById(id),
      id: idOf,
      maskedSession: ({ number }: Order) =>
        reference === 'id' ? { id: sessionIdOf?.(number) } : { serviceSid, uniqueName: number },
    },
    // A Session need not have a name: then it has no order here.
    ...(reference !== 'id' && {
      ProxySession: {
        order: (session: { serviceSid: string; uniqueName: string | null }) =>
          session.serviceSid === serviceSid ? find(session.uniqueName) : null,
      },
    }),
  };
}

/** A running subgraph. */
export interface Orders extends AsyncDisposable {
  readonly url: string;
  readonly sdl: string;
}

/** Starts the subgraph on this machine. */
export async function startOrders(options: OrdersOptions): Promise<Orders> {
  const sdl = ordersSdl(options.reference ?? 'orderNumber');
  const resolvers = resolversOf(options) as GraphQLResolverMap<unknown>;
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]),
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: options.port ?? 0 },
  });
  return { url, sdl, [Symbol.asyncDispose]: () => server.stop() };
}
