/** How many REST calls the gateway expects for an operation or for one node of its plan. */
export interface CallRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** `extensions.upstream`: what the gateway spent on the operation that it answered. */
export interface Receipt {
  readonly calls: number;
  /** Calls by method and path template, such as `GET /v1/Services/{ServiceSid}`. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  readonly planned?: CallRange;
  readonly saved?: { readonly coalesced: number; readonly deduplicated: number };
}

/** One REST call, or a group of like calls, of a plan. Its children need its answer. */
export interface PlanNode {
  readonly method: string;
  readonly path: string;
  readonly times: CallRange;
  readonly fields: readonly string[];
  readonly children: readonly PlanNode[];
}

/** `extensions.plan`: what an operation would cost. */
export interface Plan extends CallRange {
  readonly calls: readonly PlanNode[];
}

/** Reads `extensions.upstream` of an answer; undefined when the gateway sent no receipt or another shape. */
export const readReceipt = (answer: unknown): Receipt | undefined => {
  const receipt = member(member(answer, 'extensions'), 'upstream');
  const calls = count(member(receipt, 'calls'));
  const byEndpoint = member(receipt, 'byEndpoint');
  if (calls === undefined || !isObject(byEndpoint)) return undefined;
  const planned = readRange(member(receipt, 'planned'));
  const saved = member(receipt, 'saved');
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

/** Reads `extensions.plan` of an answer; undefined when the gateway sent no plan or another shape. */
export const readPlan = (answer: unknown): Plan | undefined => {
  const plan = member(member(answer, 'extensions'), 'plan');
  const range = readRange(plan);
  return range && { ...range, calls: readNodes(member(plan, 'calls')) };
};

/** The messages of the `errors` of an answer. */
export const readErrors = (answer: unknown): string[] => {
  const errors = member(answer, 'errors');
  return Array.isArray(errors) ? errors.map((error: unknown) => text(member(error, 'message'))) : [];
};

const readNodes = (nodes: unknown): PlanNode[] =>
  Array.isArray(nodes)
    ? nodes.map((node: unknown) => {
        const fields = member(node, 'fields');
        return {
          method: text(member(node, 'method')),
          path: text(member(node, 'path')),
          times: readRange(member(node, 'times')) ?? { min: 1, expected: 1, max: 1 },
          fields: Array.isArray(fields) ? fields.map(text) : [],
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
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
