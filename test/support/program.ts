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

/** Where the program says that something of it listens, in JSON as well as to people. */
export const addressOf = (name: 'graphql' | 'metrics' | 'emulator'): RegExp =>
  new RegExp(`${name}"?: *"?(http:[^\\s"]+)`, 'i');

/** Where and how a program is run. */
export interface Manner {
  readonly cwd?: string;
  /** A program and its arguments that runs the rest of the command line, such as `setpriv --reuid=1000`. */
  readonly through?: readonly string[];
}

export const runProgram = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program = builtProgram,
  { cwd, through = [] }: Manner = {},
): RunningProgram => run([...through, process.execPath, program, ...args], env, { cwd });

/**
 * A script of `package.json`, run by npm. It is a group of processes, which ends as a whole at the end of the test; the exit
 * code is that of npm.
 */
export const runScript = (name: string, env: Readonly<Record<string, string>>, cwd: string): RunningProgram =>
  run(['npm', 'run', name], { ...env, NO_UPDATE_NOTIFIER: '1' }, { cwd, detached: true });

function run(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  options: { readonly cwd: string | undefined; readonly detached?: true },
): RunningProgram {
  const child = spawn(command, args, {
    ...options,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid = 0 } = child;
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<number | null>((resolve) =>
    child.once(options.detached ? 'exit' : 'close', resolve),
  );
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
      if (options.detached) killGroup(pid);
      else child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Ends all processes of a group that are left. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
