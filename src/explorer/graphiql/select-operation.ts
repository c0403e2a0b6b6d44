import { Kind, OperationTypeNode, parse } from 'graphql';

/** An operation of a document. */
export interface SelectedOperation {
  /** Undefined for an anonymous operation, or when none can be selected: the gateway then reports the error. */
  readonly name: string | undefined;
  readonly isSubscription: boolean;
}

/**
 * The operation to send: the wanted one, or the only one. After a change of tab, GraphiQL asks for the operation of the
 * previous tab for a moment.
 */
export const selectOperation = (query: string, wanted: string | null | undefined): SelectedOperation => {
  const operations = operationsOf(query);
  const [first, second] = operations;
  return (
    operations.find(({ name }) => name === (wanted ?? undefined)) ??
    (first && !second ? first : { name: undefined, isSubscription: false })
  );
};

/** None for a text that does not parse. */
const operationsOf = (query: string): readonly SelectedOperation[] => {
  try {
    return parse(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? [
            {
              name: definition.name?.value,
              isSubscription: definition.operation === OperationTypeNode.SUBSCRIPTION,
            },
          ]
        : [],
    );
  } catch {
    return [];
  }
};
