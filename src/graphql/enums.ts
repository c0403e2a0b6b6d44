import { type GraphQLEnumType, type GraphQLSchema, isEnumType } from 'graphql';

/** Called with the name of the enum for each value that the schema does not have. */
export type ReportUnrecognized = (enumName: string) => void;

const UNRECOGNIZED = 'UNRECOGNIZED';

/** Twilio's spelling of an enum value: `IN_PROGRESS` is `in-progress`. */
const wireValue = (name: string) => name.toLowerCase().replaceAll('_', '-');

function readLeniently(type: GraphQLEnumType, report: ReportUnrecognized): void {
  const names = new Set(type.getValues().map(({ name }) => name));
  const byWireValue = new Map<unknown, string>([...names].map((name) => [wireValue(name), name]));
  byWireValue.delete(wireValue(UNRECOGNIZED));
  type.serialize = (value) => {
    const known = byWireValue.get(value);
    if (known !== undefined) return known;
    // Our own enums, such as the codes of user errors, are spelt as in the schema already.
    const name = typeof value === 'string' ? value.toUpperCase().replaceAll('-', '_') : '';
    if (names.has(name) && (name !== UNRECOGNIZED || value === UNRECOGNIZED)) return name;
    report(type.name);
    return UNRECOGNIZED;
  };
}

/** Maps inputs and filters to Twilio's own strings. */
function writeAsTwilio(type: GraphQLEnumType): void {
  for (const value of type.getValues()) value.value = wireValue(value.name);
}

/**
 * Maps the enums of the schema to Twilio's own strings, compared without case: `IN_PROGRESS` is `in-progress`. In enums with
 * UNRECOGNIZED, a value that the schema does not have becomes that, never an error.
 */
export function connectEnums(schema: GraphQLSchema, report: ReportUnrecognized): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type)) continue;
    if (type.getValue(UNRECOGNIZED)) readLeniently(type, report);
    else if (/(?:Input|Filter)$/.test(type.name)) writeAsTwilio(type);
  }
}
