import { Fragment } from 'react';
import type { CallRange, PlanNode } from './extensions.ts';

/** `3`, or `≈ 52 (2–1002)` when the number depends on the data. */
export const formatRange = ({ min, expected, max }: CallRange): string =>
  min === max ? String(expected) : `≈ ${expected} (${min}–${max})`;

/** `1 REST call`, `2 REST calls`. */
export const formatCalls = (calls: number): string => `${calls} REST call${calls === 1 ? '' : 's'}`;

/** A method and a path template. Lines break before a slash. */
export const Endpoint = ({ name }: { name: string }) => (
  <code>
    {name.split('/').map((part, index) => (
      <Fragment key={index}>
        {index > 0 && (
          <>
            <wbr />/
          </>
        )}
        {part}
      </Fragment>
    ))}
  </code>
);

/** The REST calls of a plan as nested lists: a call is a child of the call whose response it needs. */
export const PlanTree = ({ nodes }: { nodes: readonly PlanNode[] }) => (
  <ul className="plan-tree">
    {nodes.map((node, index) => (
      // The index is a stable key: a new plan replaces the whole tree.
      <li key={index}>
        <div>
          <span className="calls-count">{formatRange(node.times)} ×</span>{' '}
          <Endpoint name={`${node.method} ${node.path}`} />
        </div>
        {node.fields.length > 0 && <div className="plan-fields">for {node.fields.join(', ')}</div>}
        {node.children.length > 0 && <PlanTree nodes={node.children} />}
      </li>
    ))}
  </ul>
);
