import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, it } from 'vitest';
import { signedHeaders, signingKey } from './sign.ts';

const fresh = () => `whsec_${randomBytes(32).toString('base64')}`;
const message = { id: 'evt_1', at: new Date(), body: '{"reçu":"é"}' };

describe('signatures', () => {
  it('of a rotated secret verify with the old and the new one, by two libraries, and with no other', () => {
    const [old, next] = [fresh(), fresh()];
    const headers = signedHeaders([signingKey(next), signingKey(old)], message);
    for (const secret of [old, next]) {
      expect(new StandardWebhook(secret).verify(message.body, headers)).toEqual({ reçu: 'é' });
      expect(() => new SvixWebhook(secret).verify(message.body, headers)).not.toThrow();
    }
    expect(() => new StandardWebhook(fresh()).verify(message.body, headers)).toThrow();
    expect(() => new SvixWebhook(fresh()).verify(message.body, headers)).toThrow();
    expect(() => new StandardWebhook(old).verify(`${message.body} `, headers)).toThrow();
    expect(() => new StandardWebhook(old).verify(message.body, { ...headers, 'webhook-id': 'evt_2' })).toThrow();
  });

  it('by ed25519 verify with the public key alone', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const [seed, open] = [privateKey.export({ format: 'jwk' }).d!, publicKey.export({ format: 'jwk' }).x!];
    const secret = Buffer.concat([Buffer.from(seed, 'base64url'), Buffer.from(open, 'base64url')]);
    const headers = signedHeaders([signingKey(`whsk_${secret.toString('base64')}`)], message);
    const [version, signature = ''] = headers['webhook-signature']!.split(',');
    const content = Buffer.from(`${message.id}.${headers['webhook-timestamp']}.${message.body}`);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: open }, format: 'jwk' });
    expect(version).toBe('v1a');
    expect(verify(null, content, key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify(null, Buffer.concat([content, Buffer.from(' ')]), key, Buffer.from(signature, 'base64'))).toBe(false);
  });
});
