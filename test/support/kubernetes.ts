import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

const folder = fileURLToPath(new URL('../../deploy/kubernetes/', import.meta.url));
const require = createRequire(import.meta.url);

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // A test knows what it looks for in a manifest.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [key: string]: any;
}

interface Generator {
  readonly name: string;
  readonly literals: readonly string[];
}

export interface Kustomization {
  readonly manifests: readonly Manifest[];
  /** The data of its ConfigMap. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The files of a folder that its kustomization.yaml does not list. */
export function filesLeftOut(name: string): string[] {
  const { resources } = readFile(name);
  return readdirSync(join(folder, name)).filter(
    (file) => file !== 'kustomization.yaml' && !resources.includes(file),
  );
}

/** What a folder stands for: the few features of Kustomize that deploy/kubernetes uses. A test compares it with kubectl. */
export function readKustomization(name: string): Kustomization {
  const { resources, configMapGenerator } = readFile(name);
  const parts = resources.map((resource): Kustomization => {
    const path = join(folder, name, resource);
    if (existsSync(join(path, 'kustomization.yaml'))) return readKustomization(join(name, resource));
    const documents = parseAllDocuments(readFileSync(path, 'utf8')).map((each) => each.toJS() as Manifest);
    return { manifests: documents, settings: {} };
  });
  const literals = configMapGenerator.flatMap((each) => each.literals).map(splitLiteral);
  const settings = Object.assign({}, ...parts.map((part) => part.settings), Object.fromEntries(literals));
  return { manifests: parts.flatMap((part) => part.manifests), settings };
}

function readFile(name: string) {
  const text = readFileSync(join(folder, name, 'kustomization.yaml'), 'utf8');
  return parse(text) as { resources: readonly string[]; configMapGenerator: readonly Generator[] };
}

function splitLiteral(literal: string): [string, string] {
  const at = literal.indexOf('=');
  return [literal.slice(0, at), literal.slice(at + 1)];
}

/**
 * What the schemas of Kubernetes have against manifests, as the package kubernetes-models has them: its types find unknown
 * fields, and its validators find wrong values.
 */
export function findMistakes(manifests: readonly Manifest[]): string[] {
  return [...findWrongTypes(manifests), ...manifests.flatMap(findWrongValues)];
}

function findWrongValues(manifest: Manifest): string[] {
  const models = require(`kubernetes-models/${manifest.apiVersion}`) as Record<
    string,
    ModelClass | undefined
  >;
  const Model = models[manifest.kind];
  if (Model === undefined) return [`${manifest.apiVersion} has no ${manifest.kind}`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

type ModelClass = new (data: unknown) => { validate(): void };

function findWrongTypes(manifests: readonly Manifest[]): string[] {
  const source = manifests
    .map(
      ({ apiVersion, kind }, index) =>
        `import type { I${kind} as T${index} } from 'kubernetes-models/${apiVersion}';\n` +
        `export const m${index}: T${index} = ${JSON.stringify(manifests[index])};\n`,
    )
    .join('');
  const name = fileURLToPath(new URL('manifests.ts', import.meta.url));
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([name], options, {
    ...host,
    fileExists: (file) => file === name || host.fileExists(file),
    readFile: (file) => (file === name ? source : host.readFile(file)),
    getSourceFile: (file, ...rest) =>
      file === name
        ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022)
        : host.getSourceFile(file, ...rest),
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
