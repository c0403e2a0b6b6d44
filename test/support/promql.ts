import { parser } from '@prometheus-io/lezer-promql';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { errorCodes } from '../../src/errors/codes.ts';
import { metricTable } from '../../src/observability/metric-table.ts';

interface Metric {
  readonly labelNames: readonly string[];
  readonly help: string;
}

/** Labels that Prometheus adds. */
const TARGET_LABELS = ['job', 'instance'];

/** All series that a scrape of the program can give, by name, with `up`, which Prometheus adds. */
export async function readSeries(): Promise<ReadonlyMap<string, Metric>> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const defaults = await registry.getMetricsAsJSON();
  const rows = [
    ...Object.values(metricTable),
    ...defaults.map(({ name, type, help, values }) => ({
      name,
      type: String(type),
      help,
      labelNames: values.flatMap(({ labels }) => Object.keys(labels)),
    })),
  ];
  const series = rows.flatMap(({ name, type, labelNames, help }): [string, Metric][] =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, { labelNames: [...labelNames, 'le'], help }],
          [`${name}_sum`, { labelNames, help }],
          [`${name}_count`, { labelNames, help }],
        ]
      : [[name, { labelNames, help }]],
  );
  return new Map([...series, ['up', { labelNames: [], help: '' }]]);
}

/** The metrics that an expression of PromQL names. */
export function metricsIn(expression: string): string[] {
  const names: string[] = [];
  parser.parse(expression).iterate({
    enter({ name, from, to, node }) {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector')
        names.push(expression.slice(from, to));
    },
  });
  return names;
}

/** What is wrong with an expression: its syntax, or a metric, label or label value that no scrape has. */
export function findWrongNames(expression: string, series: ReadonlyMap<string, Metric>): string[] {
  const wrong: string[] = [];
  parser.parse(expression).iterate({
    enter({ name, type, from, to, node }) {
      const text = expression.slice(from, to);
      if (type.isError) wrong.push(`syntax at ${from}`);
      if (name === 'VectorSelector') wrong.push(...wrongInSelector(text));
      if (name === 'GroupingLabels') {
        let scope = node.parent;
        while (scope && !['AggregateExpr', 'BinaryExpr'].includes(scope.name)) scope = scope.parent;
        const metrics = metricsIn(expression.slice(scope?.from, scope?.to));
        for (const label of text.match(/\w+/g) ?? [])
          for (const metric of metrics) if (!hasLabel(metric, label)) wrong.push(`${metric} has no ${label}`);
      }
    },
  });
  return wrong;

  function hasLabel(metric: string, label: string): boolean {
    return [...TARGET_LABELS, ...(series.get(metric)?.labelNames ?? [])].includes(label);
  }

  function wrongInSelector(selector: string): string[] {
    const [metric = ''] = metricsIn(selector);
    const known = series.get(metric);
    if (known === undefined) return [`${metric} does not exist`];
    const mistakes: string[] = [];
    for (const [, label = '', values = ''] of selector.matchAll(/(\w+)\s*[=!]~?\s*"([^"]*)"/g)) {
      if (!hasLabel(metric, label)) mistakes.push(`${metric} has no ${label}`);
      if (TARGET_LABELS.includes(label) || label === 'status') continue;
      // What a label can be stands in the help of its metric; codes have a table of their own.
      const words: readonly string[] = label === 'code' ? errorCodes : (known.help.match(/[\w-]+/g) ?? []);
      for (const value of values.split('|'))
        if (!words.includes(value)) mistakes.push(`${label} of ${metric} is never ${value}`);
    }
    return mistakes;
  }
}
