import type { Caller, TwilioClient } from '../twilio/client.ts';
import type { SidPath } from '../twilio/resource.ts';

/** Sends a write at or under that path, and lets later reads of the operation see it. */
export type Write = <T>(
  path: SidPath,
  send: (client: TwilioClient, caller: Caller) => Promise<T>,
) => Promise<T>;

/**
 * The writes of one operation. What was read of the same Service is forgotten when a write is sent and once more when it
 * ended, whatever its end: a read in between may have met either state. Not only what lies on the path: a number, for
 * example, says how many Sessions use it.
 */
export function createWriter(client: TwilioClient, caller: Caller, forget: (path: SidPath) => void): Write {
  return async (path, send) => {
    const service = path.slice(0, 1);
    forget(service);
    try {
      return await send(client, caller);
    } finally {
      forget(service);
    }
  };
}
