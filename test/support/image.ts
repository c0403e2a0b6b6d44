import { readFileSync } from 'node:fs';
import { DockerfileParser, JSONInstruction } from 'dockerfile-ast';
import { parse } from 'yaml';

const folder = new URL('../../deploy/', import.meta.url);
export const readDeployed = (file: string) => readFileSync(new URL(file, folder), 'utf8');

export interface Copy {
  /** The stage that it is taken from; null for the folder that is built. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The Dockerfile, as far as tests carry it out or judge it. */
export interface Image {
  readonly bases: readonly string[];
  readonly copies: readonly Copy[];
  /** Of the last stage. */
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly ports: readonly string[];
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
}

/** What a Dockerfile in this repository says. */
export function readImage(text: string): Image {
  const dockerfile = DockerfileParser.parse(text);
  const last = dockerfile
    .getInstructions()
    .slice(dockerfile.getInstructions().findLastIndex((each) => each.getKeyword() === 'FROM'));
  const argumentsOf = (keyword: string) =>
    last.filter((each) => each.getKeyword() === keyword).flatMap((each) => each.getArguments().map(String));
  const [entrypoint] = last.filter((each) => each.getKeyword() === 'ENTRYPOINT');
  const [, healthcheck = '[]'] = /^HEALTHCHECK[^[]*?CMD (\[.*\])$/m.exec(text.replaceAll('\\\n', '')) ?? [];
  return {
    bases: dockerfile.getFROMs().map((each) => each.getImage() ?? ''),
    copies: dockerfile.getCOPYs().map((copy) => {
      const words = copy.getArguments().map((word) => word.getValue());
      const from = copy.getFlags().find((flag) => flag.getName() === 'from');
      return { from: from?.getValue() ?? null, sources: words.slice(0, -1), target: words.at(-1) ?? '' };
    }),
    env: Object.fromEntries(
      argumentsOf('ENV').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [name, value.join('=')];
      }),
    ),
    user: argumentsOf('USER').join(),
    ports: argumentsOf('EXPOSE'),
    entrypoint:
      entrypoint instanceof JSONInstruction
        ? entrypoint.getJSONStrings().map((each) => each.getJSONValue())
        : [],
    healthcheck: JSON.parse(healthcheck) as string[],
  };
}

/** A service of the compose file. */
export interface ComposeService {
  readonly command?: readonly string[];
  readonly user: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly build: { readonly context: string; readonly dockerfile: string };
}

/** The services of a compose file by name, what they share merged in. */
export const readServices = (text: string) =>
  (parse(text, { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> }).services;
