import { z } from 'zod';
import type { ChangeTexts, InteractionChange } from '../events/bus.ts';
import { parseSid, type SidPath } from '../twilio/sid.ts';
import { DeliveryHistory } from './history.ts';
import { readRecord } from './report.ts';

export interface SharedChangesOptions {
  /** The account whose Interactions are reported; null if it is not known. */
  readonly accountSid: string | null;
  /** Lets no read join one that may have begun before the change. */
  readonly detachReads: (session: SidPath) => void;
}

const changeText = z.object({
  record: z.record(z.string(), z.unknown()),
  dateReceived: z.iso.datetime({ precision: 3 }),
  /** A digest of SHA-256 in base64. */
  delivery: z
    .string()
    .regex(/^[\w+/]{43}=$/)
    .nullable(),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The changes that the replicas pass on to each other. Each replica reads all of them in the same order, and drops duplicates
 * and older states there: two deliveries of one webhook may reach two replicas. What it reads is checked as a webhook is, apart
 * from the signature.
 */
export class SharedChanges implements ChangeTexts {
  readonly #options: SharedChangesOptions;
  readonly #history = new DeliveryHistory();

  constructor(options: SharedChangesOptions) {
    this.#options = options;
  }

  write({ record, dateReceived, delivery }: InteractionChange): string {
    return JSON.stringify({ record, dateReceived, delivery });
  }

  receive(text: string): InteractionChange | 'known' | 'unreadable' {
    const { accountSid, detachReads } = this.#options;
    const { data } = changeText.safeParse(parse(text));
    const report = data && readRecord(data.record);
    if (!report) return 'unreadable';
    if (accountSid !== null && parseSid('AC', report.accountSid) !== parseSid('AC', accountSid))
      return 'unreadable';
    const { path, record } = report;
    const { dateReceived, delivery } = data;
    if (this.#history.add(report, delivery) !== 'new') return 'known';
    detachReads(path.slice(0, -1));
    return { path, record, dateReceived, delivery };
  }
}
