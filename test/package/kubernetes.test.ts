import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/config/config.ts';
import { options, optionNames } from '../../src/config/environment.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createGateway } from '../../src/gateway.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { readDeployed, readImage } from '../support/image.ts';
import { skipWithoutRedis, startRedis } from '../support/redis.ts';
import { figuresOf, readFigures, scrape } from '../support/figures.ts';
import { filesLeftOut, findMistakes, type Manifest, readKustomization } from '../support/kubernetes.ts';

const image = readImage(readDeployed('Dockerfile'));
const base = readKustomization('base');
const withRedis = readKustomization('redis');
const { manifests } = withRedis;
const readme = readDeployed('README.md');
const kubernetes = fileURLToPath(new URL('../../deploy/kubernetes/', import.meta.url));

function find(kind: string, name = 'twilio-proxy-graphql'): Manifest {
  const found = manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`No ${kind} ${name}`);
  return found;
}

const podOf = (deployment: Manifest) => deployment['spec'].template.spec;
const deployments = manifests.filter(({ kind }) => kind === 'Deployment');
const gatewayPod = podOf(find('Deployment'));
const [container] = gatewayPod.containers;
const portOf = (name: string) =>
  container.ports.find((port: { name: string }) => port.name === name).containerPort;

describe('the folders', () => {
  it.each(['base', 'redis'])('%s lists each of its files', (name) => {
    expect(filesLeftOut(name)).toEqual([]);
  });

  it('are valid by the schemas of Kubernetes', () => {
    expect(findMistakes(manifests)).toEqual([]);
  });

  it('are checked by something that finds unknown fields, missing fields and wrong values', () => {
    const changed = (change: (deployment: Manifest) => void) => {
      const copy = structuredClone(find('Deployment'));
      change(copy);
      return copy;
    };
    const mistakes = findMistakes([
      changed((each) => (podOf(each).containers[0].livenesProbe = {})),
      changed((each) => (podOf(each).containers[0].ports[0].containerPort = 'http')),
      changed((each) => delete each['spec'].selector),
    ]).join('\n');
    expect(mistakes).toMatch(/livenesProbe\W+does not exist in type 'IContainer'/);
    expect(mistakes).toContain('containerPort must be integer');
    expect(mistakes).toContain('must have required property selector');
  });

  const hasKubectl = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
  if (!hasKubectl)
    process.stderr.write('kubectl is not installed: its Kustomize does not judge the manifests.\n');

  const render = (folder: string) => {
    const text = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8', stdio: 'pipe' });
    const rendered = parseAllDocuments(text).map((each) => each.toJS() as Manifest);
    const configMap = rendered.find(({ kind }) => kind === 'ConfigMap');
    return { configMap, others: rendered.filter((each) => each !== configMap) };
  };

  it.skipIf(!hasKubectl).each([
    ['base', base],
    ['redis', withRedis],
  ])('%s is rendered by kubectl to the same manifests', (name, kustomization) => {
    const { configMap, others } = render(join(kubernetes, name));
    expect(configMap?.['data']).toEqual(kustomization.settings);
    // Kustomize adds a hash to the name, so that a change of the settings restarts the pods.
    expect(configMap?.metadata.name).toMatch(/^twilio-proxy-graphql-\w+$/);
    const text = JSON.stringify(others).replaceAll(configMap?.metadata.name ?? '', 'twilio-proxy-graphql');
    const sorted = (list: readonly Manifest[]) =>
      list.toSorted((a, b) => `${a.kind} ${a.metadata.name}`.localeCompare(`${b.kind} ${b.metadata.name}`));
    expect(sorted(JSON.parse(text) as Manifest[])).toEqual(sorted(kustomization.manifests));
  });

  it.skipIf(!hasKubectl)('can be the base of the overlay in the README', async () => {
    const [, overlay = ''] = /```yaml\n(apiVersion: kustomize[\s\S]*?)```/.exec(readme) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'overlay-'));
    try {
      const text = overlay.replace('../deploy/kubernetes', relative(folder, kubernetes));
      await writeFile(join(folder, 'kustomization.yaml'), text);
      const { configMap, others } = render(folder);
      expect(configMap?.['data']).toMatchObject({ ...withRedis.settings, WEBHOOK_URL: expect.any(String) });
      for (const name of Object.keys(configMap?.['data'] as object))
        expect(optionNames).toContain(name.replace(/_FILE$/, ''));
      expect(others).toHaveLength(manifests.length);
      for (const { metadata } of others) expect(metadata).toMatchObject({ namespace: 'proxy' });
      const images = others
        .filter(({ kind }) => kind === 'Deployment')
        .map((each) => podOf(each).containers[0].image);
      expect(images).toEqual(['registry.example.com/twilio-proxy-graphql:1', 'redis:7.2-bookworm']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the pods', () => {
  it.each(deployments)('$metadata.name has no privileges', (deployment) => {
    const pod = podOf(deployment);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC', 'initContainers'])
      expect(pod).not.toHaveProperty(key);
    for (const each of pod.containers) {
      expect(each.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(each.resources.requests).toEqual({ cpu: expect.any(String), memory: expect.any(String) });
      expect(each.resources.limits).toHaveProperty('memory');
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
        expect(each).toHaveProperty(probe);
    }
  });

  it.each(manifests.filter(({ kind }) => kind !== 'ServiceAccount'))(
    '$kind $metadata.name selects pods that exist',
    (manifest) => {
      const { spec } = manifest;
      const selectors =
        manifest.kind === 'HorizontalPodAutoscaler'
          ? [find('Deployment', spec.scaleTargetRef.name)['spec'].selector.matchLabels]
          : [spec.selector?.matchLabels ?? spec.podSelector?.matchLabels ?? spec.selector];
      for (const peer of [...(spec.ingress ?? []), ...(spec.egress ?? [])].flatMap(
        (r) => r.from ?? r.to ?? [],
      ))
        if (peer.podSelector && !peer.namespaceSelector) selectors.push(peer.podSelector.matchLabels);
      const labels = deployments.map((each) => each['spec'].template.metadata.labels);
      for (const selector of selectors) expect(labels).toContainEqual(selector);
    },
  );

  it('have the ports that Services, policies and probes name', () => {
    const containers = deployments.flatMap((each) => podOf(each).containers);
    const names = containers.flatMap(({ ports }) => ports.map(({ name }: { name: string }) => name));
    expect(names.toSorted()).toEqual(['http', 'metrics', 'redis']);
    const named = JSON.stringify(manifests).match(/(?<="(?:port|targetPort)":")[^"]+/g) ?? [];
    expect(new Set(named)).toEqual(new Set(names));
  });

  it('run as the user of the image', () => {
    const { runAsUser, runAsGroup } = gatewayPod.securityContext;
    expect(`${runAsUser}:${runAsGroup}`).toBe(image.user);
  });

  it('end within their grace period: preStop, then the shutdown', () => {
    const [command, seconds] = container.lifecycle.preStop.exec.command;
    expect(command).toBe('sleep');
    const docs = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
    const [, shutdown] = /within (\d+) seconds if it is busy/.exec(docs) ?? [];
    expect(Number(seconds) + Number(shutdown)).toBeLessThan(gatewayPod.terminationGracePeriodSeconds);
  });

  it('are never more than REPLICAS says', () => {
    const { maxSurge } = find('Deployment')['spec'].strategy.rollingUpdate;
    const { maxReplicas } = find('HorizontalPodAutoscaler')['spec'];
    expect(Number(base.settings['REPLICAS'])).toBeGreaterThanOrEqual(Number(maxReplicas) + Number(maxSurge));
    expect(find('Deployment')['spec']).not.toHaveProperty('replicas');
  });
});

/** The settings with their secrets in a folder of this machine, as the kubelet mounts them in the pod. */
async function mountSecrets(
  settings: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  await Promise.all(
    Object.entries(secrets).map(([key, value]) => writeFile(join(folder, key), `${value}\n`)),
  );
  const [{ mountPath }] = container.volumeMounts;
  const env = Object.entries(settings).map(([key, value]) => [key, value.replace(mountPath, folder)]);
  return {
    folder,
    env: { ...image.env, ...Object.fromEntries(env) } as Record<string, string>,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const secrets = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
  TWILIO_API_KEY: 'SK00000000000000000000000000000001',
  TWILIO_API_SECRET: 'api-secret-of-the-test',
  GATEWAY_API_KEYS: 'key-of-the-test-0001',
};

/** The status of a GET whose Host is the address of a pod, which the kubelet and Prometheus send. */
const statusOf = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    const host = `10.1.2.3:${new URL(url).port}`;
    request(url, { headers: { host, ...headers }, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    })
      .once('error', reject)
      .end();
  });

describe('the settings', () => {
  it.each(Object.keys(withRedis.settings))('%s is an option, or a secret in a file', (name) => {
    const option = name.replace(/_FILE$/, '');
    expect(optionNames).toContain(option);
    if (option !== name) {
      expect(options[option as keyof typeof options]).toMatchObject({ isSecret: true });
      expect(withRedis.settings[name]).toBe(`${container.volumeMounts[0].mountPath}/${option}`);
    } else expect(options[option as keyof typeof options]).not.toHaveProperty('isSecret');
  });

  it('name the keys that the README tells people to put into the Secret', () => {
    expect(gatewayPod.volumes).toEqual([
      { name: 'secrets', secret: { secretName: 'twilio-proxy-graphql', defaultMode: 0o440 } },
    ]);
    expect(readme).toContain('create secret generic twilio-proxy-graphql --from-env-file=');
    for (const name of Object.keys(withRedis.settings).filter((each) => each.endsWith('_FILE')))
      expect(readme).toMatch(new RegExp(`^${name.replace(/_FILE$/, '')}=`, 'm'));
  });

  it('start a gateway for Twilio that answers the probes at the ports of the pod', async () => {
    await using mounted = await mountSecrets(base.settings, secrets);
    const config = readConfig(mounted.env);
    expect(config).toMatchObject({
      port: portOf('http'),
      metricsPort: portOf('metrics'),
      host: '0.0.0.0',
      upstream: { kind: 'twilio' },
      auth: { mode: 'api-key' },
    });
    const { annotations } = find('Deployment')['spec'].template.metadata;
    expect(annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(portOf('metrics')),
    });

    await using emulator = await createEmulator({ port: 0 });
    const anyPort = { port: 0, metricsPort: 0, host: '127.0.0.1', baseUrl: new URL(emulator.url) };
    await using gateway = await createGateway({ ...config, ...anyPort }, { logger: createLogger('silent') });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const { path, port } = container[probe].httpGet;
      expect(port).toBe('http');
      expect(await statusOf(`${gateway.url}${path}`)).toBe(200);
    }
    expect(await statusOf(`${gateway.metricsUrl}/metrics`)).toBe(200);
    expect(await statusOf(`${gateway.url}/graphql?query={__typename}`)).toBe(401);
  });

  it('do not start a gateway without the Secret', async () => {
    await using mounted = await mountSecrets(base.settings, {});
    expect(() => readConfig(mounted.env)).toThrow(/TWILIO_API_KEY_FILE/);
  });
});

describe('Redis', () => {
  const [redis] = podOf(find('Deployment', 'twilio-proxy-graphql-redis')).containers;
  const [file, ...args] = redis.args;

  it('is reached under the name and port that the README tells people', () => {
    const [{ port, targetPort }] = find('Service', 'twilio-proxy-graphql-redis')['spec'].ports;
    expect(redis.ports).toEqual([{ name: targetPort, containerPort: 6379 }]);
    expect(readme).toContain(`@twilio-proxy-graphql-redis:${port}\n`);
  });

  it('has its password in the file that the README tells people to put into its Secret', () => {
    const { volumes } = podOf(find('Deployment', 'twilio-proxy-graphql-redis'));
    expect(volumes).toEqual([
      { name: 'secrets', secret: { secretName: 'twilio-proxy-graphql-redis', defaultMode: 0o440 } },
    ]);
    const [{ mountPath }] = redis.volumeMounts;
    expect(file).toBe(`${mountPath}/redis.conf`);
    expect(readme).toContain('create secret generic twilio-proxy-graphql-redis --from-literal=redis.conf=');
  });

  it('cannot come twice, because each would grant the whole limit', () => {
    const { replicas, strategy } = find('Deployment', 'twilio-proxy-graphql-redis')['spec'];
    expect({ replicas, strategy }).toEqual({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  it.skipIf(skipWithoutRedis)(
    'takes these arguments, and shares the quota of gateways with the password',
    async () => {
      const password = 'password-of-the-test';
      await using conf = await mountSecrets({}, { 'redis.conf': `requirepass ${password}` });
      await using server = await startRedis(
        ['--include', join(conf.folder, 'redis.conf'), ...args],
        password,
      );
      const stranger = new Redis(server.port, '127.0.0.1', { lazyConnect: true });
      stranger.on('error', () => undefined);
      await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
      stranger.disconnect();
      expect(await server.client.config('GET', 'maxmemory-policy')).toEqual([
        'maxmemory-policy',
        'noeviction',
      ]);

      const states = async (REDIS_URL: string) => {
        await using mounted = await mountSecrets(withRedis.settings, { ...secrets, REDIS_URL });
        // A slow machine is no outage.
        const config = readConfig({ ...mounted.env, REDIS_TIMEOUT_MS: '60000' });
        const anyPort = { port: 0, metricsPort: 0, host: '127.0.0.1' };
        await using gateway = await createGateway(
          { ...config, ...anyPort },
          { logger: createLogger('silent') },
        );
        const figures = figuresOf(
          readFigures(await scrape(gateway.metricsUrl ?? '')),
          'proxy_gateway_quota_state',
        );
        return Object.keys(figures).filter((state) => figures[state] === 1);
      };
      // A new Redis may lack calls of the last seconds.
      expect(await states(server.url)).toEqual(['state="settling"']);
      expect(await states(server.url.replace(password, 'another'))).toEqual(['state="local"']);
    },
  );
});
