import type { SidPath } from '../../twilio/resource.ts';
import { type Count, ONE } from './count.ts';

/** One REST call that an operation may make, or a group of like calls. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path template: `/v1/Services/{ServiceSid}/Sessions`. */
  readonly path: string;
  times: Count;
  /** Fields of the operation that need it, by their response keys: `proxyService.sessions`. */
  readonly fields: Set<string>;
  /** The call or the records without whose answer it cannot be made. */
  via: Call | Level | null;
  /** The level right under which it reads or writes; null for the account. */
  readonly under: Level | null;
  /** Whether the operation reports that it was not sent: see `reportsUnsent`. */
  mayStayUnsent?: true;
}

/**
 * The records at one place of Twilio's tree that an operation reaches in one way: one record whose SID is known, the rows
 * of a list, or the records that such rows refer to. Each way is one level, for any number of fields.
 */
export interface Level {
  readonly id: number;
  /** The records above; null for Services. */
  readonly parent: Level | null;
  /** The SID, where it is known before anything is read. */
  readonly sid: string | null;
  /** How many different records these are. */
  readonly total: Count;
  /** Whether the answer that names these records contains them. */
  readonly known: boolean;
  /** Whether the operation itself creates these records. */
  readonly isNew?: true;
  /** The call whose answer names them, or the level whose records do; null when they are known from the start. */
  readonly via: Call | Level | null;
}

/** The levels from the Service down to this one. */
export function chainOf(level: Level | null): readonly Level[] {
  return level ? [...chainOf(level.parent), level] : [];
}

/** The path of a level whose SIDs are known; null when they are not. */
export function sidPathOf(level: Level | null): SidPath | null {
  const sids = chainOf(level).map(({ sid }) => sid);
  return sids.every((sid) => sid !== null) ? sids : null;
}

/** All levels of one operation, each created once. */
export class Levels {
  readonly #levels = new Map<string, Level>();

  get size(): number {
    return this.#levels.size;
  }

  /** The level under that parent with that name. */
  child(parent: Level | null, name: string, rest: Omit<Level, 'id' | 'parent'>): Level {
    const key = `${parent?.id ?? ''} ${name}`;
    const known = this.#levels.get(key);
    if (known) return known;
    const level = { id: this.#levels.size, parent, ...rest };
    this.#levels.set(key, level);
    return level;
  }

  /** The records of another resource that have the same SIDs as those of a level, under that parent. */
  sameSids({ id, sid, total, via }: Level, parent: Level | null, scope: string): Level {
    // A record whose SIDs are known is the same, whether it is looked up or related.
    const name = sid === null ? `as ${id}` : `${scope}${sid}`;
    return this.child(parent, name, { sid, total, known: false, via });
  }

  /** A record by its path. `scope` separates its states before and after the writes of a mutation. */
  literal(path: SidPath, scope: string, rest: Pick<Level, 'known' | 'via'>): Level | null {
    const { known, via } = rest;
    return path.reduce<Level | null>(
      (parent, sid, index) =>
        this.child(parent, `${scope}${sid}`, {
          sid,
          total: ONE,
          known: known && index === path.length - 1,
          via,
        }),
      null,
    );
  }
}
