import { TwilioError } from './errors.ts';
import type { FieldReader } from './fields.ts';
import type { SidPath } from './sid.ts';

/** A record as Twilio sends it, parsed and not checked. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Checks that a parsed body is an object, as each record and each page is. `what` names the expected thing. */
export function asRecord(value: unknown, what: string): WireRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as WireRecord;
  throw new TwilioError(
    'bad-response',
    `Twilio was expected to answer with ${what}, but sent something else.`,
  );
}

/** Called with the type and field of a value that could not be read: `Session`, `dateCreated`. */
export type ReportUnreadable = (type: string, field: string) => void;

/** A field and its key in Twilio's JSON: `dateCreated`, `date_created`. */
export interface Column {
  readonly name: string;
  readonly wireName: string;
  readonly read: FieldReader<unknown>;
}

/**
 * A record with a getter for each field. The SIDs of its path come from the path, never from the record. Every other field is
 * read from the record when it is used, because few are. A model without a record is a reference: only its path is known, and
 * the other fields are undefined.
 */
export class Model {
  readonly #path: SidPath;
  readonly #record: WireRecord | null;
  readonly #report: ReportUnreadable;
  /** The fields that were reported. */
  readonly #unreadable = new Set<string>();

  /** The type of the resource: `Session`. */
  static readonly type: string = '';

  constructor(path: SidPath, record: WireRecord | null, report: ReportUnreadable) {
    this.#path = path;
    this.#record = record;
    this.#report = report;
  }

  /** The path of a model. Null for any other object. */
  static pathOf(object: object): SidPath | null {
    return #path in object ? object.#path : null;
  }

  /** The type of a model: `Session`. Null for any other object. */
  static typeOf(object: object): string | null {
    return #path in object ? (object.constructor as typeof Model).type : null;
  }

  /** The class of the models of one resource, with a getter for each SID of the path and each column. */
  static define(type: string, path: readonly string[], columns: readonly Column[]): typeof Model {
    class Defined extends Model {
      static override readonly type = type;
    }
    const define = (name: string, get: (this: Model) => unknown) =>
      Object.defineProperty(Defined.prototype, name, { enumerable: true, get });
    path.forEach((name, index) => {
      define(name, function () {
        return this.#path[index];
      });
    });
    for (const { name, wireName, read } of columns) {
      define(name, function () {
        return this.#record ? read(this.#record[wireName], () => this.#reportOnce(name)) : undefined;
      });
    }
    return Defined;
  }

  #reportOnce(name: string): void {
    if (this.#unreadable.has(name)) return;
    this.#unreadable.add(name);
    this.#report((this.constructor as typeof Model).type, name);
  }

  /** The same record as a model of another class, under another parent. */
  static again(Class: typeof Model, parent: SidPath, model: object): Model {
    if (!(#path in model)) throw new TypeError('Expected a model.');
    return new Class([...parent, ...model.#path.slice(-1)], model.#record, model.#report);
  }
}
