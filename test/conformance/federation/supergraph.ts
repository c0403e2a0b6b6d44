import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { parse } from 'graphql';

/** A subgraph as a composer and a router know it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Composes with Apollo's composer. Throws with all its errors. */
export function composeSupergraph(subgraphs: readonly Subgraph[]): string {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ sdl, ...service }) => ({ ...service, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(errors.map(({ message }) => message).join('\n'));
}

/** Asks a subgraph for its SDL, as a router's tools do. */
export async function fetchSdl(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return data._service.sdl;
}

export interface SupergraphOptions {
  readonly subgraphs: readonly Subgraph[];
  /** Default 0: any free port. */
  readonly port?: number;
  /** What the router adds to each request to a subgraph, as a shipped configuration does. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface CallerHeaders {
  readonly authorization?: string | undefined;
}

/** Hands the caller's own authorization on, and adds the router's headers. */
const sourceOf = (url: string, headers: Readonly<Record<string, string>>) =>
  new RemoteGraphQLDataSource<CallerHeaders>({
    url,
    willSendRequest({ request, context }) {
      for (const [name, value] of Object.entries(headers)) request.http?.headers.set(name, value);
      if (context.authorization) request.http?.headers.set('authorization', context.authorization);
    },
  });

/** A router in front of subgraphs that run: `@apollo/gateway`. */
export interface Supergraph extends AsyncDisposable {
  readonly url: string;
}

/** Starts the router on this machine. */
export async function startSupergraph(options: SupergraphOptions): Promise<Supergraph> {
  // Else it reports to its vendor and looks for a cloud around it.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl: composeSupergraph(options.subgraphs),
    buildService: ({ url }) => sourceOf(url ?? '', options.headers ?? {}),
  });
  const server = new ApolloServer<CallerHeaders>({
    gateway,
    stopOnTerminationSignals: false,
    // Its page loads from a CDN.
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: options.port ?? 0 },
    context: ({ req }) => Promise.resolve({ authorization: req.headers.authorization }),
  });
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}
