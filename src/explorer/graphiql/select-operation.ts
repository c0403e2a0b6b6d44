import { Kind, parse } from 'graphql';

/**
 * The name of the operation to send: the wanted one, or that of the only operation. After a change of tab, GraphiQL
 * asks for the operation of the previous tab for a moment.
 */
export const selectOperation = (query: string, wanted: string | null | undefined): string | undefined => {
  const names = operationNames(query);
  if (names === undefined || names.includes(wanted ?? undefined)) return wanted ?? undefined;
  return names.length === 1 ? names[0] : undefined;
};

/** Undefined stands for an anonymous operation. A text that does not parse has no list: the gateway reports the error. */
const operationNames = (query: string): (string | undefined)[] | undefined => {
  try {
    return parse(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
  } catch {
    return undefined;
  }
};
