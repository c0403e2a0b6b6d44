import { isObjectType, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import { RequirementTree } from '../../../src/planner/requirement-tree.ts';
import { fragmentsOf } from '../../../src/planner/selection.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';

const schema = createSchema(resolvers, () => undefined);

/** The requirement of a selection on a Session, and the same asked for once more. */
function requirementsOf(selection: string) {
  const document = parse(`{ proxySession(id: "KS-KC") ${selection} }`);
  const [definition] = document.definitions;
  const type = schema.getType('ProxySession');
  if (definition?.kind !== Kind.OPERATION_DEFINITION || !isObjectType(type)) throw new TypeError();
  const nodes = definition.selectionSet.selections.filter((each) => each.kind === Kind.FIELD);
  const operation = { schema, fragments: fragmentsOf(document), variableValues: { no: false } };
  const tree = new RequirementTree(100);
  const requirement = tree.of(operation, type, nodes);
  return { requirement, again: tree.of(operation, type, [...nodes]) };
}

const keys = (fields: readonly { readonly responseKey: string }[]) =>
  fields.map(({ responseKey }) => responseKey);

describe('the requirement of a selection', () => {
  it('sorts its fields by what they require', () => {
    const { requirement } = requirementsOf(`{
      id sid serviceSid __typename status mode @include(if: $no)
      people: participants { nodes { sid } } service { sid }
    }`);
    expect(keys(requirement.recordFields)).toEqual(['status']);
    expect(keys(requirement.lists)).toEqual(['people']);
    expect(keys(requirement.relations)).toEqual(['service']);
  });

  it('takes a relation that the record names for a field of the record', () => {
    const { requirement } = requirementsOf(
      '{ interactions { edges { node { inboundParticipant { sid } session { sid } } } } }',
    );
    const [row] = requirement.lists[0]?.rows ?? [];
    expect(row?.field).toBe('edges.node');
    expect(keys(row?.requirement.relations ?? [])).toEqual(['inboundParticipant', 'session']);
    expect(keys(row?.requirement.recordFields ?? [])).toEqual(['inboundParticipant']);
  });

  it('is one object, whoever asks for it', () => {
    const { requirement, again } = requirementsOf('{ a: service { sid } participants { nodes { sid } } }');
    expect(again).toBe(requirement);
    expect(requirement.lists[0]?.below).toBe(again.lists[0]?.below);
  });

  it('proves a record by its first list only where nothing else of it is selected', () => {
    const lists = '{ sid interactions(first: 0) { nodes { sid } } participants { nodes { sid } }';
    const { requirement } = requirementsOf(`${lists} }`);
    const proof = requirement.existenceList(requirement.readableLists(['KS', 'KC']));
    // The other list has wrong arguments, so that it is not read.
    expect(proof?.responseKey).toBe('participants');
    const { requirement: withStatus } = requirementsOf(`${lists} status }`);
    expect(withStatus.existenceList(withStatus.readableLists(['KS', 'KC']))).toBeNull();
  });
});
