import { type Count, plus } from './estimate/count.ts';
import type { Estimate } from './estimate/estimate.ts';
import type { Call } from './estimate/levels.ts';
import { MAX_FIELDS } from './estimate/planned-calls.ts';

/** One REST call of a plan, or a group of like calls. Its children need its answer. */
export interface PlanNode {
  readonly method: string;
  /** The path template, without SIDs: `/v1/Services/{ServiceSid}/Sessions`. */
  readonly path: string;
  readonly times: Count;
  /** The fields of the operation that need it, by their response keys: `proxyService.sessions`. */
  readonly fields: readonly string[];
  readonly children?: readonly PlanNode[];
}

/** `extensions.plan`: what an operation costs. */
export interface Plan extends Count {
  /** How many values the answer is expected to hold. */
  readonly values: number;
  readonly calls: readonly PlanNode[];
}

interface Branch {
  readonly call: Call;
  times: Count;
  readonly fields: Set<string>;
  readonly children: Map<string, Branch>;
}

function toNode({ call, times, fields, children }: Branch): PlanNode {
  const { method, path } = call;
  const node = { method, path, times, fields: [...fields].slice(0, MAX_FIELDS) };
  return children.size === 0 ? node : { ...node, children: [...children.values()].map(toNode) };
}

/** The plan of an estimate: a tree in which like calls that wait for the same answer are one node. */
export function toPlan({ calls, total, parentOf, answer }: Estimate): Plan {
  const roots = new Map<string, Branch>();
  const branches = new Map<Call, Branch>();
  const branchOf = (call: Call): Branch => {
    const known = branches.get(call);
    if (known) return known;
    const parent = parentOf(call);
    const siblings = parent ? branchOf(parent).children : roots;
    const key = `${call.method} ${call.path}`;
    const before = siblings.get(key);
    const branch = before ?? { call, times: call.times, fields: new Set<string>(), children: new Map() };
    if (before) before.times = plus(before.times, call.times);
    for (const field of call.fields) branch.fields.add(field);
    siblings.set(key, branch);
    branches.set(call, branch);
    return branch;
  };
  for (const call of calls) branchOf(call);
  return { ...total, values: answer.values, calls: [...roots.values()].map(toNode) };
}
