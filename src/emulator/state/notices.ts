import type { Clock } from '../scheduler/clock.ts';

/** An entry of Twilio's debugger. A notice is never part of an answer. */
export interface Notice {
  readonly code: number;
  readonly message: string;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
  /** The record that it is about: a Service, a Session or an Interaction; the account where there is none. */
  readonly sid: string;
}

/** https://www.twilio.com/docs/api/errors */
const messages = {
  80614: 'There is no other Participant to reach',
  80624: 'The pool of the Service is at 85 percent of its size',
  80801: 'After a re-open a Participant is active in more than one Session',
  80802: 'A Participant was created whose pair is active in another Session',
  80901: 'The message was an opt-out word and was not forwarded',
  80902: 'There is no active Session for the caller',
  80904: 'The Session has expired',
  80907: 'There is no open Interaction for the call',
  80908: 'The callback failed',
  80909: 'The intercept callback blocked the Interaction',
  80910: 'A message to a voice-only Session was rejected',
  80911: 'A call to a message-only Session was rejected',
  80913: 'The out-of-session callback failed',
} as const;

export type NoticeCode = keyof typeof messages;

/** Above this number of entries the older half is dropped. */
const MAX_NOTICES = 10_000;

/** The notices of the account, oldest first. */
export class NoticeLog {
  readonly #clock: Clock;
  #entries: Notice[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get entries(): readonly Notice[] {
    return this.#entries;
  }

  /** Adds a notice and returns it. */
  add(code: NoticeCode, sid: string): Notice {
    const notice = { code, message: messages[code], at: this.#clock.now(), sid };
    if (this.#entries.length >= MAX_NOTICES) this.#entries = this.#entries.slice(MAX_NOTICES / 2);
    this.#entries.push(notice);
    return notice;
  }

  clear(): void {
    this.#entries = [];
  }
}
