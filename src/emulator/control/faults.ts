import { validateHeaderName, validateHeaderValue } from 'node:http';
import { errorBody, errorOf } from '../errors.ts';
import type { Answer } from '../operations/operations.ts';
import { matches, type RequestMatch } from './match.ts';

/** A fault, and the requests that it applies to. */
export interface FaultSpec extends RequestMatch {
  /** How many requests it hits. Default: all until it is cleared. */
  readonly times?: number;
  /** How many matching requests pass first. */
  readonly skip?: number;
  /** The status of the answer. Default: that of the code, else 200 with a `body`, 500 without. */
  readonly status?: number;
  /** Twilio's error code. Its status and message are filled in. */
  readonly code?: number;
  readonly message?: string;
  readonly moreInfo?: string;
  /** A string is sent unchanged, another value as JSON. A function receives the body of the real answer; the request is executed for it. */
  readonly body?:
    string | Readonly<Record<string, unknown>> | readonly unknown[] | ((body: string) => string);
  /** Added to the answer, or replacing its own headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Delays the answer, in milliseconds. */
  readonly delayMs?: number;
  /** Closes the connection: before the request is executed; after half of the answer; after it is executed, without an answer. */
  readonly reset?: 'before' | 'during' | 'after';
  /** Never answers: `true` does not execute the request, `'during'` stops after half of the answer. */
  readonly hang?: true | 'during';
  /** Executes the request although another answer is sent: an error after the write. */
  readonly processed?: boolean;
}

export interface FaultHandle {
  /** The number of requests that it has hit. */
  readonly hits: number;
  /** Removes the fault. Requests that hang because of it stay so. */
  clear(): void;
}

interface Fault {
  readonly spec: FaultSpec;
  toSkip: number;
  left: number;
  hits: number;
}

/** The active faults, oldest first. Only the first that matches a request hits it. */
export class Faults {
  #faults: Fault[] = [];

  /** @throws RangeError or TypeError for a status or header that HTTP does not allow */
  add(spec: FaultSpec): FaultHandle {
    const { headers = {}, status = 200 } = spec;
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError('Expected a status from 200 to 599.');
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

  /** The fault that hits this request, if any. The hit is counted. */
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

/** Whether a request with this fault is executed. */
export const isProcessed = (fault: FaultSpec): boolean =>
  fault.reset !== 'before' && fault.hang !== true && (fault.processed === true || !isAnswered(fault));

/** Whether the fault defines its own answer. */
const isAnswered = ({ body, code, message, status }: FaultSpec): boolean =>
  code !== undefined ||
  message !== undefined ||
  status !== undefined ||
  (body !== undefined && typeof body !== 'function');

/** The answer of a request with a fault. `real` is the answer without the fault, if the request was executed. */
export function faultyAnswer(fault: FaultSpec, real: Answer | undefined): Answer {
  const { body, code, moreInfo } = fault;
  if (typeof body === 'function' && real !== undefined) return { ...real, body: body(real.body) };
  if (real !== undefined && !isAnswered(fault)) return real;
  const known = code === undefined ? undefined : errorOf(code);
  const status = fault.status ?? known?.status ?? (body === undefined ? 500 : 200);
  if (typeof body === 'string') return { status, body };
  if (typeof body === 'object') return { status, body: JSON.stringify(body) };
  if (status === 204) return { status, body: '' };
  const message = fault.message ?? known?.message ?? 'Internal Server Error';
  return { status, body: errorBody({ code, message, moreInfo, status }) };
}
