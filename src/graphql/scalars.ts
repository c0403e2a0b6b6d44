import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { badUserInput } from './errors.ts';

/** Strict in (a library checks RFC 3339), lenient out: what comes from Twilio was read already and is passed on. */
export const dateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  serialize: String,
});

function parseUrl(value: unknown): string {
  if (typeof value === 'string' && URL.canParse(value)) return value;
  throw badUserInput('Expected an absolute URL, such as https://example.com/hook, but got something else.');
}

/** Strict in, lenient out, and never rewritten: Twilio keeps addresses letter by letter. */
export const url = new GraphQLScalarType<string, string>({
  name: 'URL',
  serialize: String,
  parseValue: parseUrl,
  parseLiteral: (node: ValueNode) => parseUrl(node.kind === Kind.STRING ? node.value : null),
});
