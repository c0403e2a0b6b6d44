import { parse } from 'graphql';

/** Subgraphs as each composer takes them, by their names. */
export const subgraphsOf = (sdls: Readonly<Record<string, string>>) =>
  Object.entries(sdls).map(([name, sdl]) => {
    const document = parse(sdl);
    return { name, url: `http://${name}.test/graphql`, typeDefs: document, definitions: document };
  });

export const messagesOf = (errors: readonly { readonly message: string }[] | undefined) =>
  (errors ?? []).map(({ message }) => message);
