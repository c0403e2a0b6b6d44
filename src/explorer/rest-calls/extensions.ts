/** The estimated number of REST calls of an operation or of one node of its plan. */
export interface CallRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** `extensions.upstream`: the REST calls that the gateway made for an operation. */
export interface UpstreamTrace {
  readonly calls: number;
  /** Calls by method and path template, such as `GET /v1/Services/{ServiceSid}`. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  readonly planned?: CallRange;
  readonly saved?: { readonly coalesced: number; readonly deduplicated: number };
}

/** One endpoint of a plan. The calls of its children need its response. */
export interface PlanNode {
  readonly method: string;
  readonly path: string;
  readonly times: CallRange;
  readonly fields: readonly string[];
  readonly children: readonly PlanNode[];
}

/** `extensions.plan`: the REST calls that an operation would make. */
export interface Plan extends CallRange {
  readonly calls: readonly PlanNode[];
}

/** Reads `extensions.upstream` of a response body; undefined when it is absent or has another shape. */
export const readTrace = (body: unknown): UpstreamTrace | undefined => {
  const trace = member(member(body, 'extensions'), 'upstream');
  const calls = count(member(trace, 'calls'));
  const byEndpoint = member(trace, 'byEndpoint');
  if (calls === undefined || !isObject(byEndpoint)) return undefined;
  const planned = readRange(member(trace, 'planned'));
  const saved = member(trace, 'saved');
  return {
    calls,
    byEndpoint: Object.fromEntries(
      Object.entries(byEndpoint).map(([endpoint, n]) => [endpoint, count(n) ?? 0]),
    ),
    ...(planned && { planned }),
    ...(isObject(saved) && {
      saved: { coalesced: count(saved['coalesced']) ?? 0, deduplicated: count(saved['deduplicated']) ?? 0 },
    }),
  };
};

/** Reads `extensions.plan` of a response body; undefined when it is absent or has another shape. */
export const readPlan = (body: unknown): Plan | undefined => {
  const plan = member(member(body, 'extensions'), 'plan');
  const range = readRange(plan);
  return range && { ...range, calls: readNodes(member(plan, 'calls')) };
};

/** The messages of the `errors` of a response body. */
export const readErrors = (body: unknown): string[] => {
  const errors = member(body, 'errors');
  return Array.isArray(errors) ? errors.map((error: unknown) => string(member(error, 'message'))) : [];
};

const readNodes = (nodes: unknown): PlanNode[] =>
  Array.isArray(nodes)
    ? nodes.map((node: unknown) => {
        const fields = member(node, 'fields');
        return {
          method: string(member(node, 'method')),
          path: string(member(node, 'path')),
          times: readRange(member(node, 'times')) ?? { min: 1, expected: 1, max: 1 },
          fields: Array.isArray(fields) ? fields.map(string) : [],
          children: readNodes(member(node, 'children')),
        };
      })
    : [];

const readRange = (range: unknown): CallRange | undefined => {
  const [min, expected, max] = ['min', 'expected', 'max'].map((key) => count(member(range, key)));
  return min === undefined || expected === undefined || max === undefined
    ? undefined
    : { min, expected, max };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const member = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);
const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
