import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metricTable } from '../../src/observability/metric-table.ts';
import { readDeployed } from '../support/image.ts';
import { skipWithoutPrometheus } from '../support/prometheus.ts';
import { findWrongNames, metricsIn, readSeries } from '../support/promql.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

const deploy = fileURLToPath(new URL('../../deploy/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const series = await readSeries();
const rules = (
  parse(readDeployed('prometheus/alerts.yaml')) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(readDeployed('grafana/dashboard.json')) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
};
const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', '5m') })),
);

const promtool = (...args: string[]) => execFileSync('promtool', args, { encoding: 'utf8', stdio: 'pipe' });

describe('the check of expressions', () => {
  it.each([
    ['sum(up', 'syntax at 6'],
    ['proxy_gateway_nothing', 'proxy_gateway_nothing does not exist'],
    ['proxy_gateway_operation_duration_seconds', 'proxy_gateway_operation_duration_seconds does not exist'],
    ['proxy_gateway_errors_total{kode="X"}', 'proxy_gateway_errors_total has no kode'],
    ['proxy_gateway_errors_total{code=~"UPSTREAM_AUTH|X"}', 'code of proxy_gateway_errors_total is never X'],
    [
      'proxy_gateway_operations_total{outcome="bad"}',
      'outcome of proxy_gateway_operations_total is never bad',
    ],
    [
      'sum by (code) (rate(proxy_gateway_operations_total[5m]))',
      'proxy_gateway_operations_total has no code',
    ],
  ])('finds what is wrong in %s', (expression, message) => {
    expect(findWrongNames(expression, series)).toContain(message);
  });
});

describe('the alerts', () => {
  it.each(rules)('$alert names metrics, labels and values that exist', ({ expr }) => {
    expect(findWrongNames(expr, series)).toEqual([]);
    expect(metricsIn(expr).length).toBeGreaterThan(0);
  });

  it.each(rules)('$alert is for the job of the scrape configuration, and says what to do', (rule) => {
    const { scrape_configs: jobs } = parse(readDeployed('prometheus/prometheus.yaml')) as {
      scrape_configs: { job_name: string }[];
    };
    const selectors = rule.expr.split('job="').length - 1;
    expect(selectors).toBe(metricsIn(rule.expr).length);
    expect(rule.expr.split(`job="${jobs[0]?.job_name}"`).length - 1).toBe(selectors);
    expect(['critical', 'warning']).toContain(rule.labels.severity);
    expect(rule.annotations.summary).toMatch(/\.$/);
    expect(rule.annotations.description).toMatch(/\.$/);
  });

  it.skipIf(skipWithoutPrometheus)('are taken by promtool, with the scrape configuration', () => {
    promtool('check', 'rules', '--lint-fatal', `${deploy}prometheus/alerts.yaml`);
    promtool('check', 'config', `${deploy}prometheus/prometheus.yaml`);
  });

  it.skipIf(skipWithoutPrometheus)('fire when they should, and only then', () => {
    const tests = readDeployed('prometheus/alerts.test.yaml');
    for (const { alert } of rules) expect(tests).toContain(`alertname="${alert}"`);
    promtool('test', 'rules', `${deploy}prometheus/alerts.test.yaml`);
  });
});

describe('the dashboard', () => {
  it.each(queries)('$title: $expr names metrics and labels that exist', ({ expr }) => {
    expect(findWrongNames(expr, series)).toEqual([]);
  });

  it('shows every metric of the gateway', () => {
    const shown = new Set(
      queries.flatMap(({ expr }) => metricsIn(expr)).map((name) => name.replace(/_bucket$/, '')),
    );
    expect(
      Object.values(metricTable)
        .map(({ name }) => name)
        .filter((name) => !shown.has(name)),
    ).toEqual([]);
  });

  it('filters every query by its variables, and takes its data source from one', () => {
    const variables = dashboard.templating.list.map(({ name }) => name);
    expect(variables).toEqual(['datasource', 'job', 'instance']);
    for (const { expr } of queries) {
      const filtered = expr.split('{job="$job",instance=~"$instance"').length - 1;
      expect(filtered, expr).toBe(metricsIn(expr).length);
    }
    for (const { datasource, type } of dashboard.panels)
      if (type !== 'row') expect(datasource?.uid).toBe('${datasource}');
    for (const { definition = '' } of dashboard.templating.list) {
      const [, selector] = /^label_values\((.*), \w+\)$/.exec(definition) ?? [];
      if (selector !== undefined) expect(findWrongNames(selector, series)).toEqual([]);
    }
  });

  it('has panels that do not overlap', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it.skipIf(skipWithoutPrometheus)('has queries that promtool takes', () => {
    const asRules = queries.map(({ expr }, index) => ({ record: `panel:${index}`, expr }));
    const file = join(folder, 'queries.yaml');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules: asRules }] }));
    expect(promtool('check', 'rules', file)).toContain(`${queries.length} rules found`);
  });
});
