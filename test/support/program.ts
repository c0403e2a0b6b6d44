import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const builtProgram = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built program, run as a user runs it. Its environment is what is given and nothing else. */
export interface RunningProgram extends AsyncDisposable {
  readonly child: ChildProcess;
  /** All that it wrote so far, on both streams. */
  output(): string;
  /** Resolves with the first match in its output; rejects when it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
}

/** Where and how a program is run. */
export interface Manner {
  readonly cwd?: string;
  /** A program and its arguments that runs the rest of the command line, such as `setpriv --reuid=1000`. */
  readonly through?: readonly string[];
}

export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program = builtProgram,
  { cwd, through = [] }: Manner = {},
): RunningProgram {
  const [command = '', ...rest] = [...through, process.execPath, program, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    exited,
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void exited.then(() => {
          look();
          reject(new Error(`The program ended without printing ${String(pattern)}:\n${output}`));
        });
        look();
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
