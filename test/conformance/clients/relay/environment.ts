import { Environment, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';

export const createEnvironment = (url: string, getToken: () => Promise<string>) =>
  new Environment({
    network: Network.create(async ({ name, text }, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await getToken()}` },
        body: JSON.stringify({ operationName: name, query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
