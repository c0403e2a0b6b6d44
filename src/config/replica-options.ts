import { integer, milliseconds, redisPrefix, redisUrl, share } from './forms.ts';
import type { Option } from './option.ts';

/** The options of several replicas, as a part of the table in environment.ts. */
export const replicaOptions = {
  REDIS_URL: {
    heading: 'Several replicas',
    schema: redisUrl.optional(),
    text: "`redis:` or `rediss:` URL of a Redis that the replicas share. It requires the package ioredis. Without it each replica takes its part of Twilio's limits by `REPLICAS`.",
    example: 'rediss://:…@redis.example.com:6379',
    isSecret: true,
  },
  REDIS_PREFIX: {
    schema: redisPrefix.prefault('proxy-gateway'),
    text: 'Start of the names of all keys in Redis. Replicas with the same prefix share.',
  },
  REDIS_TIMEOUT_MS: {
    schema: milliseconds.prefault('50'),
    text: "How long to wait for Redis, in milliseconds. After that a replica goes on with its part of Twilio's limits.",
  },
  REPLICAS: {
    schema: integer(1, 1000).prefault('1'),
    text: "Number of replicas that share Twilio's limits. With Redis: the number to expect until Redis tells.",
  },
  TWILIO_QUOTA_SHARE: {
    schema: share.prefault('1'),
    text: "Part of Twilio's rate limit that all replicas together use. The rest is for other programs with the same account.",
  },
} as const satisfies Readonly<Record<string, Option>>;
