import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationLine } from '../observability/operation-line.ts';
import type { Authenticate } from '../server/auth/authenticate-option.ts';
import type { EnvironmentOptions } from './generated.ts';

/** Options of `createGateway`: those of the environment in camelCase, and those that only a program can pass. */
export interface GatewayOptions extends EnvironmentOptions {
  /** What comes before all paths, such as `/twilio`. Default: nothing. */
  readonly prefix?: string;
  /** Finds out who sends a request, in place of `gatewayAuth`; null is answered with status 401. */
  readonly authenticate?: Authenticate;
  /** Called with what the log says of each operation, before its response is sent. An error in it is only logged. */
  readonly onOperation?: (report: OperationLine) => void;
  /** Environment variables for the options that are left out, such as `process.env`. Default: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Plugins of Apollo Server. They run on every operation, after the gateway's own plugins. Default: none. */
  readonly plugins?: readonly ApolloServerPlugin[];
  /** Receives the log, one line of JSON at a time. Default: standard output. */
  readonly log?: { write(line: string): void };
}

/** Options of a gateway in the server of another app, which listens itself. */
export type EmbeddedOptions = Omit<GatewayOptions, 'port' | 'host'>;

/** Invalid configuration. The message lists all problems with their solutions. It contains no values, which may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The variables whose values are invalid by themselves. Empty for problems of several options together. */
  readonly invalid: readonly string[];

  constructor(message: string, invalid: readonly string[] = []) {
    super(message);
    this.invalid = invalid;
  }
}
