import type { ExportCounts } from './export-sessions.ts';

/** Shows how far an export is. */
export interface Progress {
  update(counts: ExportCounts, calls: number): void;
  stop(): void;
}

const silent: Progress = { update: () => undefined, stop: () => undefined };

/** A bar on a terminal; nothing elsewhere. Its end is what is listed so far, because Twilio has no counts. */
export async function openProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  if (!stream.isTTY) return silent;
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{bar} {value} of {total} listed Sessions, {calls} REST calls',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(0, 0, { calls: 0 });
  return {
    update({ sessions, listed }, calls) {
      bar.setTotal(listed);
      bar.update(sessions, { calls });
    },
    stop: () => bar.stop(),
  };
}
