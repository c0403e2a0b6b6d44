import type { z } from 'zod';

/** The commands that start a server. */
export type ServerCommand = 'gateway' | 'emulator';

/** An option, known by the name of its environment variable. `npm run config:generate` documents it from here. */
export interface Option {
  /** Starts a section of the documentation, which the options below belong to. */
  readonly heading?: string;
  /** From the text of the variable to its value, with `prefault` for the default and `optional` for none. */
  readonly schema: z.ZodType<unknown, string | undefined>;
  /** What the option does, in Markdown. */
  readonly text: string;
  /** The default with the embedded emulator as upstream, if it differs. */
  readonly emulatorDefault?: string;
  /** The default in words, if the schema has none. */
  readonly defaultText?: string;
  /** What a value looks like, if there is no default to show. */
  readonly example?: string;
  /** Whether `<NAME>_FILE` may name a file that holds the value. */
  readonly isSecret?: true;
  /** The flag that sets the option on the command line of these commands: `--<name> <value>`. */
  readonly flag?: {
    readonly name: string;
    readonly value: string;
    readonly commands: readonly ServerCommand[];
  };
}
