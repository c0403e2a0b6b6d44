/** Tells that nobody waits any more: the part of an AbortSignal that the engines need, so that one can stand in its place. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: AbortListener | (() => void)): void;
  removeEventListener(type: 'abort', listener: AbortListener | (() => void)): void;
}

/** Who hears of the end without a function of its own for that. */
export interface AbortListener {
  handleEvent(): void;
}

/**
 * A signal with its trigger. An AbortController does the same with an event target, an event and an error, which is more
 * than the rest of a REST call costs; each call has several of them.
 */
export class Cancellation implements Signal {
  #aborted = false;
  #listeners: (AbortListener | (() => void))[] | null = null;

  get aborted(): boolean {
    return this.#aborted;
  }

  addEventListener(_: 'abort', listener: AbortListener | (() => void)): void {
    if (this.#aborted) return;
    if (this.#listeners === null) this.#listeners = [listener];
    else if (!this.#listeners.includes(listener)) this.#listeners.push(listener);
  }

  removeEventListener(_: 'abort', listener: AbortListener | (() => void)): void {
    const index = this.#listeners?.indexOf(listener) ?? -1;
    if (index !== -1) this.#listeners?.splice(index, 1);
  }

  /** Tells each listener, once; not those that another one takes away meanwhile. Listeners do not throw. */
  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    for (let listener = this.#listeners?.shift(); listener; listener = this.#listeners?.shift()) {
      if (typeof listener === 'function') listener();
      else listener.handleEvent();
    }
  }
}
