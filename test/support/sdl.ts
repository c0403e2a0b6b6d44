import { printClientSdl } from '../../src/graphql/client-sdl.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { printSubgraphSdl } from '../../src/graphql/subgraph-sdl.ts';
import { resolvers } from '../../src/resolvers/resolvers.ts';
import { recordTypes } from '../../src/resolvers/root.ts';

/** The SDL for clients, as the package ships it. */
export const clientSdl = printClientSdl(recordTypes);

/** The SDL for composers, as the package ships it. */
export const subgraphSdl = printSubgraphSdl(createSchema(resolvers, () => undefined));
