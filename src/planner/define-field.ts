import { GraphQLError, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { ConnectionArguments } from '../pagination/arguments.ts';
import type { ReadCursor } from '../pagination/cursor.ts';
import type { Creatable, Fetchable, Listable, Nameable, Resource, SidPath } from '../twilio/resource.ts';

/** A record that a root field looks up: by its path, or by its unique name under a parent. */
export type Target = (
  | { readonly resource: Fetchable; readonly path: SidPath }
  | { readonly resource: Nameable; readonly parent: SidPath; readonly uniqueName: string }
) & {
  /** The name of its type, where the field can have records of several types. */
  readonly typeName?: string;
};

/** Rows of a list under the record: a connection, or something that is made of its first rows. */
export interface ListRequires {
  readonly kind: 'list';
  readonly resource: Listable;
  /** Parses the arguments. Throws BAD_USER_INPUT. By default they are those of a connection. */
  readonly parseArguments?: (args: never, read: ReadCursor) => ConnectionArguments;
  /** The lists in its value, for `@listSize`; null when it has none. By default they are those of a connection. */
  readonly listSize?: ListSize | null;
}

/** Which lists in the value of a field have rows, and how many a router assumes. */
export interface ListSize {
  readonly assumedSize: number;
  /** The arguments that say how many. */
  readonly slicingArguments: readonly string[];
  /** The fields that are these lists. */
  readonly sizedFields: readonly string[];
}

/** REST calls that a write makes after its own, in this order. Each needs the answer before it. */
export type FollowUp =
  /** Reads a list of the new record, and finds so many records there. */
  | { readonly operation: 'list'; readonly resource: Listable; readonly rows: number }
  /** Creates so many records below those that the list has found. */
  | { readonly operation: 'create'; readonly resource: Creatable; readonly rows: number };

/**
 * The REST reads that a field requires, declared beside its resolver, so that reads below a lookup can start before the
 * lookup has its answer. A field without a declaration is read from the record of its parent.
 */
export type FieldRequires =
  /** The id of a record: it follows from the path. */
  | { readonly kind: 'path'; readonly resource: Resource }
  | {
      readonly kind: 'lookup';
      /** The records that the arguments name. Throws when they name none, or leaves out the wrong ones of several. */
      readonly targets: (args: never) => readonly Target[];
    }
  | {
      readonly kind: 'write';
      readonly resource: Resource;
      readonly operation: 'create' | 'update' | 'remove';
      /**
       * The path of each record to write, or of the parent of a new one; none when the input is refused. Throws BAD_USER_INPUT
       * when an id of the input is malformed.
       */
      readonly pathsOf: (input: never) => readonly SidPath[];
      /** Its further calls. `selects`: whether the payload has that field. */
      readonly followUps?: (input: never, selects: (field: string) => boolean) => readonly FollowUp[];
      /** How many rows the lists in its payload have, for the estimate of values. */
      readonly rowsOf?: (input: never) => number;
      /** Whether it reports what it could not send, so that a tight rate limit is no reason to refuse it. */
      readonly reportsUnsent?: true;
      /** Its `@cost`: the calls that do not follow from weights in its input. Default: 1. */
      readonly weight?: number;
    }
  | {
      readonly kind: 'event';
      /** The path of the Service or Session whose events these are. */
      readonly pathOf: (args: never) => SidPath;
    }
  | ListRequires
  | {
      readonly kind: 'relation';
      readonly resource: Fetchable;
      /** Whether the path of the related record follows from the path of its parent or only from its record. */
      readonly from: 'path' | 'record';
      /** The path of the related record; null when there is none. */
      readonly pathOf: (source: never) => SidPath | null;
    };

export type RequiresOf<Kind extends FieldRequires['kind']> = Extract<FieldRequires, { readonly kind: Kind }>;

export interface DefinedField {
  readonly requires: FieldRequires;
}

/** Declares the REST reads that the field of a resolver requires. */
export function defineField<Resolve extends object>(
  resolve: Resolve,
  requires: FieldRequires,
): Resolve & DefinedField {
  return Object.assign(resolve, { requires });
}

/** Checks the arguments of a field. Throws BAD_USER_INPUT. */
type CheckArguments = (args: never) => void;

/** Declares a check of the arguments of a field that only reads its parent. It is made before anything is read. */
export const checkingArguments = <Resolve extends object>(checkArguments: CheckArguments, resolve: Resolve) =>
  Object.assign(resolve, { checkArguments });

/** The check of a field's arguments; null when it has none. */
export function argumentsCheckOf({ resolve }: GraphQLField<unknown, unknown>): CheckArguments | null {
  return ((resolve ?? {}) as { readonly checkArguments?: CheckArguments }).checkArguments ?? null;
}

/** The targets of several names. A malformed name has none. */
export function targetsOfEach<Name>(
  names: readonly Name[],
  targets: (name: Name) => readonly Target[],
): readonly Target[] {
  return names.flatMap((name) => {
    try {
      return targets(name);
    } catch (error) {
      if (error instanceof GraphQLError) return [];
      throw error;
    }
  });
}

/** The REST reads that a field of the schema requires; null for a field that only reads its record. */
export function requiresOf(field: GraphQLField<unknown, unknown>): FieldRequires | null {
  const { resolve } = field as { readonly resolve?: Partial<DefinedField> };
  return resolve?.requires ?? null;
}

/** The resource whose records have that type; null for other types, such as connections and payloads. */
export function resourceOf(type: GraphQLObjectType): Resource | null {
  const id = type.getFields()['id'];
  const requires = id ? requiresOf(id) : null;
  return requires?.kind === 'path' ? requires.resource : null;
}
