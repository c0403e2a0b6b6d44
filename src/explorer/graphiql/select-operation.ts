import { Kind, parse } from 'graphql';

/**
 * Gives the name of the operation to send: the wanted one, or the name of the only operation. GraphiQL learns the names
 * a moment after the text changed, so that it may want one of the tab that was open before.
 */
export const selectOperation = (query: string, wanted: string | null | undefined): string | undefined => {
  const names = operationNames(query);
  if (names === undefined || names.includes(wanted ?? undefined)) return wanted ?? undefined;
  return names.length === 1 ? names[0] : undefined;
};

/** An anonymous operation is undefined. A text that cannot be parsed has no list: the gateway says what is wrong. */
const operationNames = (query: string): (string | undefined)[] | undefined => {
  try {
    return parse(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
  } catch {
    return undefined;
  }
};
