import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm pack` says of a tarball. */
export interface Packed {
  readonly filename: string;
  /** Bytes of the tarball, and of the files in it. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs this package, and installs it into an empty folder, with other packages where a test needs them. */
export async function installPackage(folder: string, ...others: readonly string[]): Promise<Packed> {
  const run = promisify(execFile);
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse((await run('npm', pack, { cwd: root })).stdout) as [Packed];
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const options = ['--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  await run('npm', ['install', ...options, `./${packed.filename}`, ...others], { cwd: folder, env });
  return packed;
}
