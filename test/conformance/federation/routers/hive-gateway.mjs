/**
 * Hive Gateway in front of the gateway: `hive-gateway supergraph -c hive-gateway.mjs`.
 * The caller's own authorization goes on; the secret is the router's.
 * @type {import('@graphql-hive/gateway').GatewayConfigSupergraph}
 */
export const gatewayConfig = {
  supergraph: process.env.SUPERGRAPH_FILE ?? 'supergraph.graphql',
  propagateHeaders: {
    fromClientToSubgraphs({ request, subgraphName }) {
      if (subgraphName !== 'proxy') return {};
      const authorization = request.headers.get('authorization');
      return {
        ...(authorization !== null && { authorization }),
        ...(process.env.GATEWAY_ROUTER_SECRET && { 'x-router-secret': process.env.GATEWAY_ROUTER_SECRET }),
      };
    },
  },
};
