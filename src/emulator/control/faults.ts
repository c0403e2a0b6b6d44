import { validateHeaderName, validateHeaderValue } from 'node:http';
import { errorBody, errorOf } from '../errors.ts';
import type { Answer } from '../operations/operations.ts';
import { matches, type RequestMatch } from './match.ts';

/** What shall go wrong, and with which requests. */
export interface FaultSpec extends RequestMatch {
  /** How often; default until it is cleared. */
  readonly times?: number;
  /** How many matching requests pass before. */
  readonly skip?: number;
  /** The answer's status. Default: that of the code, else 200 with a `body`, 500 without. */
  readonly status?: number;
  /** Twilio's error code; its status and message are known. */
  readonly code?: number;
  readonly message?: string;
  readonly moreInfo?: string;
  /** Sent as it is if it is text, else as JSON; a function gets the true answer's body, for which the request is carried out. */
  readonly body?:
    string | Readonly<Record<string, unknown>> | readonly unknown[] | ((body: string) => string);
  /** Added to the answer, or in place of its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Holds the answer back, in milliseconds. */
  readonly delayMs?: number;
  /** Ends the connection: before the request is carried out; after half of the answer; after it was carried out, without any answer. */
  readonly reset?: 'before' | 'during' | 'after';
  /** Never answers: `true` does not carry the request out, `'during'` stops after half of the answer. */
  readonly hang?: true | 'during';
  /** Carries the request out although the answer is another one: an error after the write. */
  readonly processed?: boolean;
}

export interface FaultHandle {
  /** How many requests it has hit. */
  readonly hits: number;
  /** Takes the fault away. Requests that hang because of it hang on. */
  clear(): void;
}

interface Fault {
  readonly spec: FaultSpec;
  toSkip: number;
  left: number;
  hits: number;
}

/** The faults that are set, oldest first. The first that matches a request hits it; others do not see it. */
export class Faults {
  #faults: Fault[] = [];

  /** @throws when the fault could not be sent: a status or a header that HTTP does not have */
  add(spec: FaultSpec): FaultHandle {
    const { headers = {}, status = 200 } = spec;
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError('A status is 200 to 599.');
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    const fault: Fault = { spec, toSkip: spec.skip ?? 0, left: spec.times ?? Infinity, hits: 0 };
    this.#faults.push(fault);
    return {
      get hits() {
        return fault.hits;
      },
      clear: () => {
        this.#faults = this.#faults.filter((each) => each !== fault);
      },
    };
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that hits this request, if any; it is counted. */
  take(method: string, path: string): FaultSpec | undefined {
    for (const fault of this.#faults) {
      if (fault.left <= 0 || !matches(fault.spec, method, path)) continue;
      if (fault.toSkip > 0) {
        fault.toSkip--;
        continue;
      }
      fault.left--;
      fault.hits++;
      return fault.spec;
    }
    return undefined;
  }
}

/** Whether a request under this fault is carried out. */
export const isProcessed = (fault: FaultSpec): boolean =>
  fault.reset !== 'before' && fault.hang !== true && (fault.processed === true || !isAnswered(fault));

/** Whether the fault brings an answer of its own. */
const isAnswered = ({ body, code, message, status }: FaultSpec): boolean =>
  code !== undefined ||
  message !== undefined ||
  status !== undefined ||
  (body !== undefined && typeof body !== 'function');

/** The answer under a fault; `truth` is what the request would have been answered, if it was carried out. */
export function faultyAnswer(fault: FaultSpec, truth: Answer | undefined): Answer {
  const { body, code, moreInfo } = fault;
  if (typeof body === 'function' && truth !== undefined) return { ...truth, body: body(truth.body) };
  if (truth !== undefined && !isAnswered(fault)) return truth;
  const known = code === undefined ? undefined : errorOf(code);
  const status = fault.status ?? known?.status ?? (body === undefined ? 500 : 200);
  if (typeof body === 'string') return { status, body };
  if (typeof body === 'object') return { status, body: JSON.stringify(body) };
  if (status === 204) return { status, body: '' };
  const message = fault.message ?? known?.message ?? 'Internal Server Error';
  return { status, body: errorBody({ code, message, moreInfo, status }) };
}
