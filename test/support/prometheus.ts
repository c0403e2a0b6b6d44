import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const isHere = ['prometheus', 'promtool'].every((name) => spawnSync(name, ['--version']).status === 0);

/** Without Prometheus these tests are skipped, but never in CI: there its absence is a failure. */
export const skipWithoutPrometheus = !isHere && process.env['CI'] === undefined;
if (skipWithoutPrometheus)
  process.stderr.write('Prometheus is not installed: it does not judge alerts and dashboard.\n');

export interface Alert {
  readonly labels: Readonly<Record<string, string>> & { readonly alertname: string };
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

interface Answer {
  readonly data: { readonly alerts: readonly Alert[] };
}

/** A real Prometheus. */
export interface TestPrometheus extends AsyncDisposable {
  /** Resolves with that alert as soon as it fires. Rejects when Prometheus ends. */
  fires(alertname: string): Promise<Alert>;
}

/** Starts Prometheus on a free port. The texts are its configuration, as JSON or YAML, and other files beside it. */
export async function startPrometheus(
  config: string,
  files: Readonly<Record<string, string>>,
): Promise<TestPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const all = { ...files, 'prometheus.yaml': config };
  await Promise.all(Object.entries(all).map(([name, text]) => writeFile(join(folder, name), text)));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.format=json',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, address] = /"address":"(127\.0\.0\.1:[1-9]\d*)"/.exec(output) ?? [];
      if (address !== undefined) resolve(`http://${address}`);
    });
    void exited.then(() => reject(new Error(`Prometheus ended:\n${output}`)));
  });
  return {
    async fires(alertname) {
      for (;;) {
        if (child.exitCode !== null) throw new Error(`Prometheus ended:\n${output}`);
        const response = await fetch(`${url}/api/v1/alerts`);
        // 503 until it is ready.
        const alerts = response.ok ? ((await response.json()) as Answer).data.alerts : [];
        const alert = alerts.find((each) => each.labels.alertname === alertname && each.state === 'firing');
        if (alert !== undefined) return alert;
        await setTimeout(100);
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
