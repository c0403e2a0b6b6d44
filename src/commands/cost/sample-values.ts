import {
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isRequiredInputField,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { toGlobalId } from '../../graphql/global-id.ts';
import { recordTypes } from '../../resolvers/root.ts';
import { participant } from '../../twilio/resources/participant.ts';
import { service } from '../../twilio/resources/service.ts';
import { session } from '../../twilio/resources/session.ts';
import type { Resource } from '../../twilio/resource.ts';

/** Where an operation uses a variable. */
interface Place {
  /** The argument or input field: `serviceId`. */
  readonly name: string;
  /** The type that the field returns, or the input type that holds it: `ProxySession`, `UpdateProxySessionInput`. */
  readonly typeName: string;
}

const isArgument = (node: ASTNode | readonly ASTNode[] | undefined): node is ArgumentNode | ObjectFieldNode =>
  node !== undefined && 'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD);

/** The arguments and input fields that hold the id of the same resource wherever they stand. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  serviceId: service,
  sessionId: session,
  participantId: participant,
  of: service,
};

/** The defaults of arguments that limit the rows to read, by the type of the field. */
const ROWS: Readonly<Record<string, number>> = {
  'ProxySessionConnection.scan': 500,
  'ProxyCount.upTo': 1000,
  'ProxyTranscript.upTo': 100,
};

/** By the names of scalars. Any other `Int` is nearly always the number of rows in a page. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: 50,
  DateTime: '2026-01-01T00:00:00Z',
  URL: 'https://example.com/',
};

const INPUT = /^(?:Update|Delete)(\w+)Input$/;

/** The resource whose id a place expects: a Session where any is possible. */
const resourceAt = ({ name, typeName }: Place): Resource =>
  RESOURCES[name] ??
  Object.entries(recordTypes).find(([type]) => type === (INPUT.exec(typeName)?.[1] ?? typeName))?.[1] ??
  session;

/** Makes values of the right kinds for the variables of an operation. */
function createSampler(): (type: GraphQLInputType, place: Place) => unknown {
  let ids = 0;

  /** An id of a record of its own, whose parents are the same as those of all others. */
  const sampleId = ({ lineage }: Resource): string => {
    ids += 1;
    const digits = (level: number) => (level === lineage.length - 1 ? ids.toString(16) : '');
    return toGlobalId(lineage.map(({ sidPrefix }, level) => sidPrefix + digits(level).padStart(32, '0')));
  };

  return function sample(type, place): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [sample(nullable.ofType, place)];
    if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
    if (isInputObjectType(nullable)) {
      const typeName = nullable.name;
      const all = Object.values(nullable.getFields());
      const required = all.filter(isRequiredInputField);
      // A filter without a field would have no effect.
      const given = required.length > 0 ? required : all.slice(0, 1);
      return Object.fromEntries(
        given.map(({ name, type: each }) => [name, sample(each, { name, typeName })]),
      );
    }
    if (nullable.name === 'ID') return sampleId(resourceAt(place));
    if (nullable.name === 'Boolean') return place.name !== 'skip';
    return ROWS[`${place.typeName}.${place.name}`] ?? SAMPLES[nullable.name] ?? 'sample';
  };
}

/** The first place where each variable of an operation is used. */
function placesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Variable({ name: { value } }, _key, parent, _path, ancestors) {
      if (places.has(value)) return;
      const holder = [...ancestors, parent].findLast(isArgument);
      const directive = types.getDirective()?.name;
      const isInput = holder?.kind === Kind.OBJECT_FIELD;
      const owner = String((isInput ? types.getParentInputType() : types.getFieldDef()?.type) ?? '');
      // Without the brackets and exclamation marks of lists and non-null types.
      places.set(value, { name: directive ?? holder?.name.value ?? '', typeName: owner.replace(/\W/g, '') });
    },
  });
  visit(document, visitor);
  return places;
}

/**
 * Sample values for the required variables of an operation that `given` lacks: ids of records that need not exist, since nothing
 * is read. A list has one element.
 */
export function sampleValues(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const places = placesOf(schema, document);
  const sample = createSampler();
  const entries = variableDefinitions.flatMap(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    const isRequired = typeNode.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
    if (!isRequired || name in given || !isInputType(type)) return [];
    return [[name, sample(type, places.get(name) ?? { name, typeName: '' })] as const];
  });
  return Object.fromEntries(entries);
}
