import type { Shape } from './shape.ts';
import type { Step } from './steps.ts';

/** Something that holds values of an answer: an object by response keys, or a list by indices. */
export type Container = Record<string | number, unknown>;

/** Where a value stands in the answer. */
export class Place {
  readonly #up: Place | null;
  readonly #container: Container;
  readonly #key: string | number;
  readonly #nullable: boolean;

  constructor(up: Place | null, container: Container, key: string | number, nullable: boolean) {
    this.#up = up;
    this.#container = container;
    this.#key = key;
    this.#nullable = nullable;
  }

  /** The response keys and indices from the root; the root itself has none. */
  get path(): (string | number)[] {
    return this.#up === null ? [] : [...this.#up.path, this.#key];
  }

  /** Whether that container still stands here, and is seen: neither it nor anything above was put to null. */
  holds(container: Container): boolean {
    return this.#container[this.#key] === container && (this.#up === null || this.#up.holds(this.#container));
  }

  /**
   * Puts null here, or where the nearest value above that may be null stands: section 6.4.4 of the GraphQL specification.
   * What is still being worked out below goes into containers that nobody sees any more.
   */
  clear(): void {
    if (this.#nullable || this.#up === null) this.#container[this.#key] = null;
    else this.#up.clear();
  }
}

/** A place that waits for its value. */
export interface Waiting {
  readonly step: Step;
  readonly shape: Shape;
  readonly at: Container;
  readonly key: string | number;
  readonly up: Place;
}
