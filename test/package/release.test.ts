import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readText } from '../support/docs.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly needs?: string; readonly permissions?: object; readonly steps: readonly Step[] }
    >
  >;
}

const { version } = JSON.parse(readText('package.json')) as { readonly version: string };

describe('the workflow of a release', () => {
  const { on, permissions, jobs } = parse(readText('.github/workflows/release.yml')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('runs for a tag of a version, and checks that it is the version of the package', () => {
    expect(on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
    expect(steps.some(({ run = '' }) => run.startsWith('test "$GITHUB_REF_NAME" = "v$(node -p'))).toBe(true);
  });

  it('publishes with provenance after all checks, and only that job can get an identity', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs['check']?.permissions).toBeUndefined();
    expect(jobs['check']?.steps.at(-1)?.run).toBe('.ci/run');
    expect(jobs['publish']).toMatchObject({
      needs: 'check',
      permissions: { contents: 'read', 'id-token': 'write' },
    });
    expect(jobs['publish']?.steps.at(-1)?.run).toBe('npm publish --provenance --access public');
  });

  it('names the exact version of each action', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used).not.toEqual([]);
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });
});

describe('the version', () => {
  it('is the same in the lock, the changelog and the docs', () => {
    const lock = JSON.parse(readText('package-lock.json')) as {
      readonly version: string;
      readonly packages: Readonly<Record<string, { readonly version: string }>>;
    };
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
    expect(readText('CHANGELOG.md')).toMatch(
      new RegExp(`^## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
    );
    for (const page of ['README.md', 'docs/library.md']) {
      const named = [...readText(page).matchAll(/twilio-proxy-graphql-([\d.]+)\.tgz/g)].map(
        ([, name]) => name,
      );
      expect(new Set(named)).toEqual(new Set([version]));
    }
  });
});
