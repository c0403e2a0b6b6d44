import { describe, expect, it } from 'vitest';
import { findMisspelt } from '../../../src/config/misspelt.ts';
import { readConfig } from '../../../src/config/config.ts';
import { optionNames } from '../../../src/config/environment.ts';

describe('a variable that is no option', () => {
  it.each([
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['CORS_ORGINS', 'CORS_ORIGINS'],
    ['CROS_ORIGINS', 'CORS_ORIGINS'],
    ['CORS_ORIGINS_', 'CORS_ORIGINS'],
    ['cors_origins', 'CORS_ORIGINS'],
    ['GATEWAY_API_KEY', 'GATEWAY_API_KEYS'],
    ['GATEWAY_AUTHS', 'GATEWAY_AUTH'],
    ['TWILIO_AUTHTOKEN', 'TWILIO_AUTH_TOKEN'],
    ['TWILIO_ACCOUNT_ID', 'TWILIO_ACCOUNT_SID'],
    ['TWILIO_AUTH_TOKN_FILE', 'TWILIO_AUTH_TOKEN_FILE'],
    ['TWILIO_API_SECRETS_FILE', 'TWILIO_API_SECRET_FILE'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['MAX_TOKEN', 'MAX_TOKENS'],
    ['MAX_RETIRES', 'MAX_RETRIES'],
    ['OPERATION_DEADLINE', 'OPERATION_DEADLINE_MS'],
    ['GRAPHQL', 'GRAPHIQL'],
    ['EMULATOR_SEEDS', 'EMULATOR_SEED'],
    // Only secrets are read from files.
    ['CORS_ORIGINS_FILE', 'CORS_ORIGINS'],
    ['GATEWAY_JWT_ISSUER_FILE', 'GATEWAY_JWT_ISSUER'],
  ])('is found where it looks like one: %s', (variable, meant) => {
    expect(findMisspelt(['HOME', variable, 'PATH'])).toEqual([{ variable, meant }]);
  });

  it.each([
    'PORT_RANGE',
    'PORTS',
    'POST',
    'port',
    'HOSTNAME',
    'HOST_FILE',
    'LOG_DIR',
    'LOG_FILE',
    'MAX_CONNECTIONS',
    'MAX_MEMORY',
    'CORS_ENABLED',
    'JWT_ISSUER',
    'GRAPHQL_ENDPOINT',
    'TWILIO_REGION',
    'TWILIO_EDGE',
    'TWILIO_PHONE_NUMBER',
    'TWILIO_API_KEY_SID',
    'TWILIO_SERVICE_SID',
    'GATEWAY_INTERFACE',
    // What Kubernetes sets for services of these names.
    'GATEWAY_SERVICE_HOST',
    'GATEWAY_PORT_4000_TCP_ADDR',
    'EMULATOR_PORT_4010_TCP_PROTO',
    'npm_config_loglevel',
    'NODE_ENV',
    'NODE_OPTIONS',
    'http_proxy',
    'OTEL_LOG_LEVEL',
    '',
  ])('is left alone where it belongs to other software: %s', (variable) => {
    expect(findMisspelt([variable])).toEqual([]);
  });

  it('is none where it is empty, and no option is one', () => {
    const set = Object.fromEntries(optionNames.map((name) => [name, '']));
    expect(readConfig({ ...set, CORS_ORIGIN: '' }).misspelt).toEqual([]);
    expect(findMisspelt([...optionNames, 'TWILIO_AUTH_TOKEN_FILE'])).toEqual([]);
  });
});
