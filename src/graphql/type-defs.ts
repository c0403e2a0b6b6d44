import { readdirSync, readFileSync } from 'node:fs';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import { DEFAULT_COUNT, MAX_COUNT } from '../pagination/arguments.ts';

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);

/** The descriptions of the arguments that all connections share. */
const PAGING_ARGUMENTS: Readonly<Record<string, string>> = {
  first: `Rows to read forwards: 1 to ${MAX_COUNT}. Default: ${DEFAULT_COUNT}.`,
  after: 'Read the rows after this cursor.',
  last: `Rows to read backwards: 1 to ${MAX_COUNT}.`,
  before: 'Read the rows before this cursor.',
};

function describePaging(argument: InputValueDefinitionNode): InputValueDefinitionNode {
  const value = PAGING_ARGUMENTS[argument.name.value];
  return value === undefined || argument.description
    ? argument
    : { ...argument, description: { kind: Kind.STRING, value } };
}

/** The contract: the SDL files of `schema/` as one document, with the paging arguments described. */
export function readTypeDefs(): DocumentNode {
  const files = readdirSync(SCHEMA_FOLDER).filter((file) => file.endsWith('.graphql'));
  const texts = files.map((file) => readFileSync(new URL(file, SCHEMA_FOLDER), 'utf8'));
  return visit(parse(texts.join('\n')), {
    FieldDefinition: (field) => ({ ...field, arguments: field.arguments?.map(describePaging) ?? [] }),
  });
}

/** Parses directives as they are written on a definition: `@cost(weight: 1) @tag(name: "pii")`. */
export function parseDirectives(text: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}
