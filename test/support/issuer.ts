import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer of tokens with a key set that a gateway reads. */
export interface Issuer extends AsyncDisposable {
  /** Options of a gateway that accepts its tokens. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether the key set cannot be read. */
  isBroken: boolean;
  /** The header of a caller with a token of these scopes that expires after some seconds. */
  authorize(scope: string, seconds: number): Promise<{ readonly authorization: string }>;
}

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'a' }] });
  const server = createServer((_, response) => response.writeHead(issuer.isBroken ? 500 : 200).end(keys));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer: Issuer = {
    env: {
      GATEWAY_AUTH: 'jwt',
      GATEWAY_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      GATEWAY_JWT_ISSUER: 'tests',
      GATEWAY_JWT_AUDIENCE: 'gateway',
    },
    isBroken: false,
    async authorize(scope, seconds) {
      const token = await new SignJWT({ scope })
        .setProtectedHeader({ alg: 'ES256', kid: 'a' })
        .setIssuer('tests')
        .setAudience('gateway')
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey);
      return { authorization: `Bearer ${token}` };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}
