import { type Client, type ClientOptions, createClient } from 'graphql-ws';

interface Changes {
  readonly proxyInteractionChanged?: { readonly cursor?: string } | null;
}

/** The longest pause before the next attempt to connect. */
const MAX_WAIT_MS = 30_000;

const pause = (retries: number) =>
  new Promise<void>((resolve) =>
    setTimeout(resolve, Math.min(MAX_WAIT_MS, 1000 * 2 ** retries) * (0.5 + Math.random() / 2)),
  );

/** A WebSocket that connects again when it is lost. Subscriptions of `subscribe` then continue after their last event. */
export function createSocket(
  url: string,
  getToken: () => string | Promise<string>,
  options: Partial<ClientOptions> = {},
): Client {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ token: await getToken() }), // for each connection
    retryAttempts: Infinity,
    retryWait: pause,
    ...options,
  });
  return {
    ...client,
    subscribe(payload, sink) {
      // The client sends this object again on the next connection.
      const variables = { ...payload.variables };
      return client.subscribe<Changes>(
        { ...payload, variables },
        {
          next(result) {
            const event = result.data?.proxyInteractionChanged;
            if (event) variables['after'] = event.cursor;
            sink.next(result as never);
          },
          error: (reason) => sink.error(reason),
          complete: () => sink.complete(),
        },
      );
    },
  };
}
