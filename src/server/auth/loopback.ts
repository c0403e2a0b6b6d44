import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { errorBody } from '../errors.ts';
import { isLoopbackAddress } from './client-network.ts';

const LOOPBACK_NAMES = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a `Host` is a name of this machine. */
const isLoopbackHost = (host: string): boolean =>
  URL.canParse(`http://${host}/`) && LOOPBACK_NAMES.has(new URL(`http://${host}/`).hostname);

/** Whether a request comes from this machine, under one of its own names. */
export const isLocal = ({
  headers: { host = '' },
  socket: { remoteAddress = '' },
}: IncomingMessage): boolean => isLoopbackHost(host) && isLoopbackAddress(remoteAddress);

/**
 * Refuses requests from other machines, which reach a gateway only in an app that listens for them, and requests whose
 * `Host` is not a name of this machine. A web page can point its own host name to 127.0.0.1 (DNS rebinding); its browser
 * would then let it read everything from a gateway without authentication.
 *
 * @param except the path of a route that authenticates by other means, and so may have any host
 */
export function refuseOtherHosts(app: FastifyInstance, except: string | null = null): void {
  app.addHook('onRequest', ({ raw, routeOptions: { url } }, reply, next) => {
    if (isLocal(raw) || url === except) {
      next();
      return;
    }
    const message =
      'Expected the host localhost, 127.0.0.1 or [::1] and a client on this machine, because the gateway has no authentication.';
    void reply.code(403).send(errorBody(message, 'FORBIDDEN'));
  });
}
