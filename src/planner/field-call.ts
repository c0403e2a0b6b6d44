import { GraphQLError, type GraphQLField } from 'graphql';
import type { Fetchable, Listable, ModelOf, Nameable, Resource, SidPath } from '../twilio/resource.ts';

/** A record that a root field looks up: by its path, or by its unique name under a parent. */
export type Target = (
  | { readonly resource: Fetchable; readonly path: SidPath }
  | { readonly resource: Nameable; readonly parent: SidPath; readonly uniqueName: string }
) & {
  /** The name of its type, where the type of the field does not tell. */
  readonly typeName?: string;
};

/**
 * What a field asks of Twilio, said beside its resolver, so that a lookup can start the reads below it before its own
 * answer is there. A field without it is a plain one: it needs the record of its parent.
 */
export type FieldCall =
  | { readonly kind: 'path' }
  | {
      readonly kind: 'lookup';
      /** What the arguments name. Throws where they name nothing, or leaves it out of several. */
      readonly targets: (args: never) => readonly Target[];
    }
  | {
      readonly kind: 'write';
      readonly resource: Resource;
      readonly operation: 'create' | 'update' | 'remove';
    }
  | { readonly kind: 'list'; readonly resource: Listable }
  | {
      readonly kind: 'relation';
      readonly resource: Fetchable;
      /** Whether the path of the related record follows from the path of its parent or only from its record. */
      readonly from: 'path' | 'record';
      /** The path of the related record; null when there is none. */
      readonly pathOf: (source: never) => SidPath | null;
    };

/** Not `call`: every function has one of these already. */
export interface Asking {
  readonly asks: FieldCall;
}

/** Says beside a resolver what it asks of Twilio. */
export function withCall<Resolve extends object>(resolve: Resolve, asks: FieldCall): Resolve & Asking {
  return Object.assign(resolve, { asks });
}

/** The targets of several names; a name that cannot be one has none. */
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

/** What a field of the schema asks of Twilio; null for a plain field. */
export function callOf(field: GraphQLField<unknown, unknown>): FieldCall | null {
  const { resolve } = field as { readonly resolve?: Partial<Asking> };
  return resolve?.asks ?? null;
}

/** A model as engines see it when they do not care which resource it is. */
export type AnySource = ModelOf<Fetchable>;
