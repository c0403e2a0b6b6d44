import { randomUUID } from 'node:crypto';
import type { RedisConnection } from './connection.ts';

/** How often a connection that only listens is tested: a silent one may be cut without a sign. */
const PING_MS = 5000;

/** A message is the id of its sender, a space and the text. */
const SENDER_LENGTH = 36;

export interface ChannelOptions {
  readonly name: string;
  /** The longest text that is passed on. */
  readonly maxCharacters: number;
  /** Publishes. */
  readonly commands: RedisConnection;
  /** Listens. It does nothing else. */
  readonly listening: RedisConnection;
  /** Called with what other replicas publish. The text is of unknown origin: anybody who reaches Redis can publish. */
  readonly onMessage: (text: string) => void;
  /** Called when the channel is open again: messages may have been missed. */
  readonly onGap: () => void;
}

/** Short messages to the other replicas, by Redis' publish and subscribe. A replica that is not connected misses them. */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #sender = randomUUID();
  #missesMessages = false;
  #ping: NodeJS.Timeout | null = null;

  constructor(options: ChannelOptions) {
    this.#options = options;
    const { listening, name, onMessage, maxCharacters } = options;
    listening.client.on('message', (channel, message) => {
      if (channel !== name || message.length > SENDER_LENGTH + 1 + maxCharacters) return;
      const isFormed = message[SENDER_LENGTH] === ' ';
      if (isFormed && !message.startsWith(this.#sender)) onMessage(message.slice(SENDER_LENGTH + 1));
    });
    listening.onChange(({ isReady }) => {
      if (isReady) void this.#listen();
      else this.#missesMessages = true;
    });
  }

  /** Starts to listen. Resolves when the first attempt has succeeded or failed. */
  async open(): Promise<void> {
    const { listening } = this.#options;
    this.#ping = setInterval(() => void listening.client.ping().catch(() => undefined), PING_MS);
    await this.#listen();
  }

  /**
   * Sends a text to all other replicas that listen.
   *
   * @throws RedisError without an answer in time
   */
  async publish(text: string): Promise<void> {
    const { commands, name } = this.#options;
    await commands.ask((client) => client.publish(name, `${this.#sender} ${text}`));
  }

  close(): void {
    if (this.#ping !== null) clearInterval(this.#ping);
  }

  async #listen(): Promise<void> {
    const { listening, name, onGap } = this.#options;
    try {
      await listening.client.subscribe(name);
    } catch {
      // It comes here again when the connection is ready again.
      this.#missesMessages = true;
      return;
    }
    if (this.#missesMessages) onGap();
    this.#missesMessages = false;
  }
}
