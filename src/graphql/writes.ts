import type { Caller, TwilioClient } from '../twilio/client.ts';
import type { SidPath } from '../twilio/resource.ts';

/** Sends a write at or under that path, and lets later reads of the operation see it. */
export type Write = <T>(
  path: SidPath,
  send: (client: TwilioClient, caller: Caller) => Promise<T>,
) => Promise<T>;

/**
 * The writes of one operation. What was read is forgotten when a write is sent and once more when it ended, whatever its
 * end: a read in between may have met either state.
 */
export function createWriter(client: TwilioClient, caller: Caller, forget: (path: SidPath) => void): Write {
  return async (path, send) => {
    forget(path);
    try {
      return await send(client, caller);
    } finally {
      forget(path);
    }
  };
}
