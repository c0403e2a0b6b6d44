import { isObjectType, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { Loaders } from '../../../src/loaders/loaders.ts';
import { estimate } from '../../../src/planner/estimate/estimate.ts';
import { prefetch } from '../../../src/planner/prefetch.ts';
import { RequirementTree } from '../../../src/planner/requirement-tree.ts';
import { fragmentsOf } from '../../../src/planner/selection.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';

const schema = createSchema(resolvers, () => undefined);
const service = `KS${'1'.repeat(32)}`;
const session = `KC${'2'.repeat(32)}`;

const SERVICE = '/v1/Services/{Sid}';
const SESSION = '/v1/Services/{ServiceSid}/Sessions/{Sid}';
const PARTICIPANTS = '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants';
const INTERACTIONS = '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions';

/** What a query for one Session reads at once: as the estimate counts it, and as the prefetch starts it. */
function readsOf(selection: string): { counted: string[]; started: string[] } {
  const document = parse(`{ proxySession(id: "${service}-${session}") ${selection} }`);
  const [definition] = document.definitions;
  const queryType = schema.getQueryType();
  const sessionType = schema.getType('ProxySession');
  if (definition?.kind !== Kind.OPERATION_DEFINITION || !queryType || !isObjectType(sessionType)) {
    throw new TypeError('Expected a query for a Session.');
  }
  const operation = { schema, fragments: fragmentsOf(document), variableValues: {} };
  const tree = new RequirementTree(100);
  const { calls, parentOf } = estimate(tree, operation, definition, queryType, {
    maxCalls: 500,
    isSinglePageList: () => false,
    isDiscontinued: () => false,
  });
  const started: string[] = [];
  const start = (endpoint: string) => {
    started.push(endpoint);
    return Promise.resolve(null);
  };
  const loaders: Pick<Loaders, 'prefetch'> = {
    prefetch: {
      record: ({ endpoints }) => start(endpoints.record),
      page: ({ endpoints }) => start(endpoints.list),
      expectRecords: ({ endpoints }) => start(endpoints.list),
    },
  };
  const nodes = definition.selectionSet.selections.filter((each) => each.kind === Kind.FIELD);
  prefetch(loaders, tree.of(operation, sessionType, nodes), [service, session]);
  const counted = calls.filter((call) => call.times.expected > 0 && parentOf(call) === null);
  return { counted: counted.map(({ path }) => path), started };
}

describe('below a record whose path is known, the prefetch starts what the estimate counts at once', () => {
  it.each([
    ['nothing for its own fields', '{ status }', []],
    ['nothing for the path of a related record', '{ status service { sid } }', []],
    ['a related record', '{ status service { uniqueName } }', [SERVICE]],
    [
      'its lists',
      '{ status participants { nodes { sid } } interactions { nodes { sid } } }',
      [PARTICIPANTS, INTERACTIONS],
    ],
    [
      'a list whose records several rows of another one name',
      '{ status interactions { nodes { inboundParticipant { friendlyName } outboundParticipant { friendlyName } } } }',
      [INTERACTIONS, PARTICIPANTS],
    ],
    [
      'no such list where one row names one record',
      '{ status interactions(first: 1) { nodes { inboundParticipant { friendlyName } } } }',
      [INTERACTIONS],
    ],
    ['no list with wrong arguments', '{ status participants(first: 0) { nodes { sid } } }', []],
    [
      'lists of records above',
      '{ status service { uniqueName sessions(first: 3) { nodes { sid } } } }',
      [SERVICE, '/v1/Services/{ServiceSid}/Sessions'],
    ],
  ])('%s', (_, selection, expected) => {
    const { counted, started } = readsOf(selection);
    expect(started).toEqual(expected);
    expect(counted.toSorted()).toEqual([SESSION, ...expected].toSorted());
  });
});
