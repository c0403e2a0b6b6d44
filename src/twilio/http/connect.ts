import type { Socket } from 'node:net';
import { buildConnector, errors } from 'undici';
import type { Clock } from '../clock.ts';

type Connect = (...args: Parameters<buildConnector.connector>) => Socket;

/** Opens connections, TLS included, with a timeout that is exact: undici's own may be late by up to a second. */
export function connectWithin(milliseconds: number, clock: Clock): buildConnector.connector {
  // It returns the socket, which its type omits.
  const connect = buildConnector({ timeout: 0 }) as unknown as Connect;
  return (options, callback) => {
    const socket = connect(options, (...result) => {
      cancel();
      callback(...result);
    });
    const cancel = clock.after(milliseconds, () => socket.destroy(new errors.ConnectTimeoutError()));
  };
}
