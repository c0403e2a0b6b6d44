import {
  Environment,
  type GraphQLResponse,
  Network,
  RecordSource,
  Store,
  type SubscribeFunction,
} from 'relay-runtime';

export const createEnvironment = (
  url: string,
  getToken: () => Promise<string>,
  subscribe?: SubscribeFunction, // see Live updates
) =>
  new Environment({
    network: Network.create(async ({ name, text }, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await getToken()}` },
        body: JSON.stringify({ operationName: name, query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }, subscribe),
    store: new Store(new RecordSource()),
    // A result of closeProxySessions has the id of its Session, but is another record.
    getDataID: ({ id }: { readonly id?: unknown }, type: string) =>
      type === 'CloseProxySessionsResult' ? null : id,
  });
