import { type FieldReader, isText } from './fields.ts';

/** The SIDs from the Service down to a record. */
type SidPath = readonly string[];

/** A record as it came over the wire. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Told of each value that could not be read: `Session`, `dateCreated`. Never of the value itself. */
export type ReportUnreadable = (type: string, field: string) => void;

/** A field with its key on the wire: `dateCreated`, `date_created`. */
export interface Column {
  readonly name: string;
  readonly wireName: string;
  readonly read: FieldReader<unknown>;
}

/**
 * A record as the program holds it. The SIDs of the path come from the path, never from the record; every other field is
 * read from the record leniently and only when it is asked for, because few of them are. Without a record it is a
 * reference: a record that is known by its path alone, whose fields are undefined.
 */
export class Model {
  readonly #parent: SidPath;
  readonly #sid: string;
  /** Written out when it is asked for: the rows of a list share their parent. */
  #path: SidPath | null = null;
  readonly #record: WireRecord | null;
  readonly #report: ReportUnreadable;
  #readBefore: Map<string, unknown> | null = null;

  /** The resource of its models: `Session`. */
  static readonly type: string = '';

  constructor(parent: SidPath, sid: string, record: WireRecord | null, report: ReportUnreadable) {
    this.#parent = parent;
    this.#sid = sid;
    this.#record = record;
    this.#report = report;
  }

  /** The path of a model; null for any other object. */
  static pathOf(object: object): SidPath | null {
    return #path in object ? (object.#path ??= [...object.#parent, object.#sid]) : null;
  }

  /** The SID of a model; null for any other object. */
  static sidOf(object: object): string | null {
    return #path in object ? object.#sid : null;
  }

  /** The resource of a model, `Session`; null for any other object. */
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
    path.slice(0, -1).forEach((name, index) => {
      define(name, function () {
        return this.#parent[index];
      });
    });
    path.slice(-1).forEach((name) => {
      define(name, function () {
        return this.#sid;
      });
    });
    for (const column of columns) {
      const { name, wireName } = column;
      const { isRight = () => false } = column.read;
      // Most fields are texts, and one function of all getters is compiled: it can ask this without a call.
      const keepsTexts = isRight === isText;
      define(name, function () {
        if (this.#record === null) return undefined;
        const value = this.#record[wireName];
        if (keepsTexts && typeof value === 'string') return value;
        return isRight(value) ? value : this.#read(column, value);
      });
    }
    return Defined;
  }

  /** Reads a value that is not right as it stands. It is read, and reported, once. */
  #read({ name, read }: Column, value: unknown): unknown {
    this.#readBefore ??= new Map();
    if (!this.#readBefore.has(name)) {
      const report = () => this.#report((this.constructor as typeof Model).type, name);
      this.#readBefore.set(name, read(value, report));
    }
    return this.#readBefore.get(name);
  }

  /** The same record as a model of another class, under another parent. */
  static again(Class: typeof Model, parent: SidPath, model: object): Model {
    if (!(#path in model)) throw new TypeError('Expected a model.');
    return new Class(parent, model.#sid, model.#record, model.#report);
  }
}
