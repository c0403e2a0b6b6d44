/**
 * Hive Gateway in front of the gateway: `hive-gateway supergraph -c hive-gateway.mjs`.
 * The caller's own authorization goes on; the secret is the router's.
 * @type {import('@graphql-hive/gateway').GatewayConfigSupergraph}
 */
export const gatewayConfig = {
  supergraph: process.env.SUPERGRAPH_FILE ?? 'supergraph.graphql',
  propagateHeaders: {
    fromClientToSubgraphs({ context, subgraphName }) {
      if (subgraphName !== 'proxy') return {};
      // From the headers, or from `connection_init` of a WebSocket.
      const { authorization } = context.headers;
      return {
        ...(authorization && { authorization }),
        ...(process.env.GATEWAY_ROUTER_SECRET && { 'x-router-secret': process.env.GATEWAY_ROUTER_SECRET }),
      };
    },
  },
  transportEntries: {
    proxy: {
      options: {
        // Else it subscribes by GET, which the gateway refuses without `apollo-require-preflight`.
        method: 'POST',
        // Without this it subscribes by server-sent events, with the headers above.
        ...(process.env.PROXY_SUBSCRIPTIONS === 'websocket' && {
          subscriptions: {
            kind: 'ws',
            location: '/graphql',
            options: { connectionParams: { authorization: '{context.headers.authorization}' } },
          },
        }),
      },
    },
  },
};
