import { z } from 'zod';
import type { SettingsChange } from '../state/settings.ts';

const ms = z.number().min(0);

/** A change of settings as JSON. Every key is optional. */
export const settingsChange = z.strictObject({
  latencyMs: ms.optional(),
  rateLimit: z
    .strictObject({
      enabled: z.boolean().optional(),
      requests: z.int().min(0).optional(),
      windowMs: ms.optional(),
      retryAfter: z.boolean().optional(),
    })
    .optional(),
  concurrencyLimit: z.int().min(0).nullable().optional(),
  accountStatus: z.enum(['active', 'inactive', 'suspended', 'test']).optional(),
  serviceCreation: z.enum(['open', 'closed']).optional(),
  messageInteractionsGet: z.literal(['served', 404, 405]).optional(),
  shortCodes: z.literal(['served', 404]).optional(),
  allowParticipantConflict: z.boolean().optional(),
  reservedNumbers: z.enum(['documented', 'observed']).optional(),
  unreachable: z.array(z.string()).optional(),
  legalHold: z.array(z.string()).optional(),
  mintNumbers: z.boolean().optional(),
  closedReasons: z.strictObject({ ttl: z.string().optional(), date: z.string().optional() }).optional(),
  delivery: z.strictObject({ sentAfterMs: ms, deliveredAfterMs: ms }).nullable().optional(),
  closedSessionDays: z.number().min(0).nullable().optional(),
  webhooks: z.boolean().optional(),
}) as unknown as z.ZodType<SettingsChange>;
