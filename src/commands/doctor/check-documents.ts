import type { Config } from '../../config/config.ts';
import { ManifestError, readManifest } from '../../server/trusted-documents/manifest.ts';
import { type Check, fail, ok } from './check.ts';

const name = 'documents';

/** Reads the manifest of PERSISTED_DOCUMENTS. */
export async function checkDocuments({ trustedDocuments, limits }: Config): Promise<readonly Check[]> {
  if (trustedDocuments === null) return [];
  try {
    const { size } = await readManifest(trustedDocuments.path, limits.tokens);
    return [ok(name, `PERSISTED_DOCUMENTS has ${size} documents.`)];
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return [fail(name, `PERSISTED_DOCUMENTS names a file that ${error.message}.`)];
  }
}
