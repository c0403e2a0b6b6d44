import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '../../observability/logger.ts';
import type { Operation } from '../../twilio/http/request.ts';
import { type Documents, ManifestError, readManifest, withoutPrefix } from './manifest.ts';

/** Polling also sees a file that is replaced, such as that of a Kubernetes ConfigMap, which is a link to another folder. */
const POLL_MS = 1000;

export interface TrustedDocumentsOptions {
  /** The path of the manifest. */
  readonly path: string;
  /** Tokens of one document. */
  readonly maxTokens: number;
  readonly logger: Logger;
}

/** The documents of a manifest, which is read again when it changes. */
export interface TrustedDocuments {
  /** The document with the first of these ids that is known, which the operation then runs. Null if none is. */
  use(operation: Operation, ids: readonly string[]): string | null;
  /** Whether the operation runs one of the documents. */
  isTrusted(operation: Operation): boolean;
  /** Reads the manifest again. If it is invalid, the documents stay, and the log says why. */
  reload(): Promise<void>;
  close(): void;
}

/** @throws ManifestError */
export async function openTrustedDocuments({
  path,
  maxTokens,
  logger,
}: TrustedDocumentsOptions): Promise<TrustedDocuments> {
  let documents: Documents = await readManifest(path, maxTokens);
  // By operation, because Apollo Server copies the context.
  const trusted = new WeakSet<Operation>();
  let reading = Promise.resolve();

  async function readAgain(): Promise<void> {
    try {
      documents = await readManifest(path, maxTokens);
      logger.info({ documents: documents.size }, 'the manifest of PERSISTED_DOCUMENTS was read again');
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      const message =
        'PERSISTED_DOCUMENTS is not a valid manifest any more, so the documents stay as they are';
      logger.error({ reason: `It ${error.message}.` }, message);
    }
  }

  // One after the other, so that an older file never replaces a newer one.
  const reload = () => (reading = reading.then(readAgain));
  const onChange = () => void reload();
  watchFile(path, { interval: POLL_MS, persistent: false }, onChange);

  return {
    use(operation, ids) {
      const text = ids.map((id) => documents.get(withoutPrefix(id))).find((found) => found !== undefined);
      if (text === undefined) return null;
      trusted.add(operation);
      return text;
    },
    isTrusted: (operation) => trusted.has(operation),
    reload,
    close: () => unwatchFile(path, onChange),
  };
}
