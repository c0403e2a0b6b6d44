import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A manifest of trusted documents in a folder of its own. */
export interface ManifestFile extends AsyncDisposable {
  readonly path: string;
  /** Replaces the file, as a deployment does. */
  replace(content: unknown): Promise<void>;
  /** The variables of a gateway that reads it. */
  readonly env: Readonly<Record<string, string>>;
}

const textOf = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content));

export async function writeManifest(content: unknown): Promise<ManifestFile> {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  const path = join(folder, 'documents.json');
  await writeFile(path, textOf(content));
  return {
    path,
    env: { PERSISTED_DOCUMENTS: path },
    async replace(next) {
      await writeFile(`${path}.new`, textOf(next));
      await rename(`${path}.new`, path);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
