import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { referenceResolverOf } from './federation.ts';
import { type FieldCall, type Target, targetsOfEach, withCall } from '../planner/field-call.ts';
import type { Representation } from './representation.ts';

type Lookup = Extract<FieldCall, { readonly kind: 'lookup' }>;

/** What a type asks of Twilio for a representation; null for a type whose values are no records. */
export function lookupOf(type: GraphQLNamedType | undefined): Lookup | null {
  const asks = referenceResolverOf(type)?.asks;
  return asks?.kind === 'lookup' ? asks : null;
}

/** Says what `_entities` asks of Twilio: that is what the types of its representations ask. */
export function sayWhatEntitiesAsk(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (!field?.resolve) return;
  const targets = ({ representations }: { readonly representations: readonly Representation[] }) =>
    targetsOfEach(representations, (representation): Target[] => {
      const typeName = String(representation['__typename']);
      const found = lookupOf(schema.getType(typeName))?.targets(representation as never) ?? [];
      return found.map((target) => ({ ...target, typeName }));
    });
  field.resolve = withCall(field.resolve, { kind: 'lookup', targets });
}
