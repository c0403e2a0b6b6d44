import { type GraphQLNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { type Asking, type FieldCall, type Target, targetsOfEach, withCall } from './field-call.ts';

type Representation = Readonly<Record<string, unknown>>;
type Lookup = Extract<FieldCall, { readonly kind: 'lookup' }>;

/** Where the library keeps what `__resolveReference` was. */
interface SubgraphExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: Partial<Asking> } };
}

/** How a type finds the record of a representation; null for a type whose values are no records. */
export function lookupOf(type: GraphQLNamedType | undefined): Lookup | null {
  if (!isObjectType(type)) return null;
  const asks = (type.extensions as SubgraphExtensions).apollo?.subgraph?.resolveReference?.asks;
  return asks?.kind === 'lookup' ? asks : null;
}

/** Says what `_entities` asks of Twilio: its resolver is the library's, which knows only those of each type. */
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
