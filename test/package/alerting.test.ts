import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDeployed } from '../support/image.ts';
import { addressOf, runProgram } from '../support/program.ts';
import { skipWithoutPrometheus, startPrometheus } from '../support/prometheus.ts';

/** The rules without their waiting times, and the scrape configuration with short intervals and that target. */
function filesFor(target: string): { config: string; alerts: string } {
  const config = parse(readDeployed('prometheus/prometheus.yaml'));
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
  config.scrape_configs[0].static_configs = [{ targets: [target] }];
  const alerts = parse(readDeployed('prometheus/alerts.yaml'));
  for (const { rules } of alerts.groups) for (const rule of rules) delete rule.for;
  return { config: JSON.stringify(config), alerts: JSON.stringify(alerts) };
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Sends one operation after another until it is disposed. */
function startTraffic(url: string): AsyncDisposable {
  const end = new AbortController();
  const run = async () => {
    while (!end.signal.aborted) {
      await post(url, { query: 'query Services { proxyServices(first: 1) { nodes { sid } } }' });
      await setTimeout(50);
    }
  };
  const ended = run();
  return {
    async [Symbol.asyncDispose]() {
      end.abort();
      await ended;
    },
  };
}

it.skipIf(skipWithoutPrometheus)(
  'Prometheus alerts when the upstream of a gateway fails, and when it ends',
  async () => {
    const anyPort = { PORT: '0', EMULATOR_PORT: '0', METRICS_PORT: '0' };
    await using program = runProgram([], { ...anyPort, LOG_LEVEL: 'silent', MAX_RETRIES: '0' });
    const [[, graphql = ''], [, metrics = ''], [, emulator = '']] = (await Promise.all(
      (['graphql', 'metrics', 'emulator'] as const).map((name) => program.printed(addressOf(name))),
    )) as [RegExpExecArray, RegExpExecArray, RegExpExecArray];
    const { host } = new URL(metrics);
    const { config, alerts } = filesFor(host);
    await using prometheus = await startPrometheus(config, { 'alerts.yaml': alerts });

    await using traffic = startTraffic(graphql);

    expect(await prometheus.fires('ProxyGatewayOnEmulator')).toMatchObject({
      labels: { job: 'twilio-proxy-graphql', instance: host, severity: 'critical' },
      annotations: { summary: `The gateway ${host} serves demo data.` },
    });
    const fault = await post(new URL('/__emulator/faults', emulator).href, {
      pathPattern: '/Services',
      status: 503,
    });
    expect(fault.status).toBe(200);
    expect(await prometheus.fires('ProxyGatewayBreakerOpen')).toMatchObject({
      labels: { endpoint: 'GET /v1/Services' },
      annotations: { summary: 'The circuit breaker is open: GET /v1/Services.' },
    });
    const { annotations } = await prometheus.fires('ProxyGatewayErrorRatio');
    expect(annotations['summary']).toMatch(/^\d+(\.\d+)?% of the operations have errors\.$/);

    await traffic[Symbol.asyncDispose]();
    program.child.kill('SIGKILL');
    expect((await prometheus.fires('ProxyGatewayDown')).labels).toMatchObject({ instance: host });
  },
);
