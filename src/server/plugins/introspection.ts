import { ApolloServerValidationErrorCode } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';

/** Names our own option where introspection is off; Apollo Server's message names one of its own. Other errors stay. */
export function nameIntrospection(error: GraphQLFormattedError): GraphQLFormattedError {
  const { INTROSPECTION_DISABLED } = ApolloServerValidationErrorCode;
  if (error.extensions?.['validationErrorCode'] !== INTROSPECTION_DISABLED) return error;
  return {
    ...error,
    message:
      'Introspection is off, so __schema and __type cannot be asked for. The option INTROSPECTION allows it.',
  };
}
