import { setTimeout as sleep } from 'node:timers/promises';
import type {
  BusEvent,
  BusSubscription,
  ChangeTexts,
  EventBus,
  InteractionChange,
  LocalBus,
} from '../events/bus.ts';
import type { SidPath } from '../twilio/sid.ts';
import { Channel, type ChannelOptions } from './channel.ts';
import { RedisError } from './connection.ts';
import type { SharingObserver } from './event-stream.ts';
import { MAX_ENTRY_BYTES } from './stream.ts';

/** The time between attempts to tell of a gap. */
const RETRY_MS = 1000;

const GAP = 'gap';

export interface EventChannelOptions extends Pick<ChannelOptions, 'commands' | 'listening'> {
  readonly prefix: string;
  /** Keeps nothing, and calls the subscribers. */
  readonly local: LocalBus;
  readonly texts: ChangeTexts;
  readonly observer: SharingObserver;
}

/**
 * A bus of several processes that keeps nothing: changes go by publish and subscribe. Whoever misses some, because Redis failed,
 * has a gap when it is back.
 */
export class EventChannel implements EventBus {
  readonly #options: EventChannelOptions;
  readonly #channel: Channel;
  /** How many changes were not published, and no gap tells of them yet. */
  #losses = 0;
  #isClosed = false;
  readonly #publishing = new Set<Promise<void>>();

  constructor(options: EventChannelOptions) {
    this.#options = options;
    const { prefix, commands, listening, local, observer } = options;
    this.#channel = new Channel({
      name: `${prefix}:events`,
      maxCharacters: MAX_ENTRY_BYTES,
      commands,
      listening,
      onMessage: (text) => {
        if (text === GAP) local.lose();
        else if (this.#receive(text) === 'unreadable') observer.onUnreadable();
      },
      onGap: () => local.lose(),
    });
  }

  open(): Promise<void> {
    return this.#channel.open();
  }

  publish(change: InteractionChange): void {
    const text = this.#options.texts.write(change);
    this.#receive(text);
    const published = this.#publish(text).catch((error: unknown) => void this.#tellOfGap(error));
    this.#publishing.add(published);
    void published.then(() => this.#publishing.delete(published));
  }

  subscribe(
    path: SidPath,
    after: string | null,
    onEvent: (event: BusEvent) => void,
    onGap?: (cursor: string) => void,
  ): Promise<BusSubscription> {
    return this.#options.local.subscribe(path, after, onEvent, onGap);
  }

  /** Stops, once what is being published is published or has failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#channel.close();
    await Promise.all(this.#publishing);
  }

  async #publish(text: string): Promise<void> {
    if (Buffer.byteLength(text) > MAX_ENTRY_BYTES) throw new RedisError('TOO_LARGE', false);
    await this.#channel.publish(text);
  }

  #receive(text: string): 'unreadable' | null {
    const { local, texts } = this.#options;
    const change = texts.receive(text);
    if (typeof change === 'object') local.publish(change);
    return change === 'unreadable' ? change : null;
  }

  /** Tells the others that changes are missing, as soon as that is possible. */
  async #tellOfGap(error: unknown): Promise<void> {
    this.#losses += 1;
    if (this.#losses > 1) return;
    const { observer } = this.#options;
    observer.onShared(false, error instanceof RedisError ? error.reason : 'UNKNOWN');
    let told = 0;
    while (told < this.#losses && !this.#isClosed) {
      await sleep(RETRY_MS, undefined, { ref: false });
      const losses = this.#losses;
      await this.#channel.publish(GAP).then(
        () => (told = losses),
        () => undefined,
      );
    }
    this.#losses = 0;
    if (!this.#isClosed) observer.onShared(true, null);
  }
}
