import type { Clock } from '../twilio/clock.ts';
import type { AnnounceWrite } from '../twilio/http/deduplicate.ts';
import type { SidPath } from '../twilio/sid.ts';
import { Channel, type ChannelOptions } from './channel.ts';

/** How long a write waits at most for its notice. */
const MAX_WAIT_MS = 10;

/** Four SIDs of 34 characters. */
const MAX_CHARACTERS = 4 * 35;

export interface WriteNoticesOptions extends Pick<ChannelOptions, 'commands' | 'listening'> {
  readonly prefix: string;
  readonly clock: Clock;
  /** Null if the text is no path. */
  readonly parseScope: (text: string) => SidPath | null;
  /** Lets nobody join the reads in flight at, under and above a path any more. */
  readonly detachReads: (scope: SidPath) => void;
}

/** Tells the other replicas which path is written, so that no later read joins a read that may have missed the write. */
export class WriteNotices {
  readonly #channel: Channel;
  readonly #clock: Clock;

  constructor({ prefix, commands, listening, clock, parseScope, detachReads }: WriteNoticesOptions) {
    this.#clock = clock;
    this.#channel = new Channel({
      name: `${prefix}:writes`,
      maxCharacters: MAX_CHARACTERS,
      commands,
      listening,
      onMessage(text) {
        const scope = parseScope(text);
        if (scope !== null) detachReads(scope);
      },
      // Everything may have been written meanwhile.
      onGap: () => detachReads([]),
    });
  }

  /** Publishes a path, and waits for that for 10 milliseconds at most. */
  readonly announce: AnnounceWrite = (scope) =>
    new Promise((resolve) => {
      const cancel = this.#clock.after(MAX_WAIT_MS, resolve);
      this.#channel
        .publish(scope.join('-'))
        .catch(() => undefined)
        .finally(() => {
          cancel();
          resolve();
        });
    });

  open(): Promise<void> {
    return this.#channel.open();
  }

  close(): void {
    this.#channel.close();
  }
}
