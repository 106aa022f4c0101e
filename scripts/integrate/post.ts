import { createHmac } from 'node:crypto';

/** Posts one message signed as Passerelle signs it (Standard Webhooks, HMAC-SHA256). */
export const postSigned = async (
  url: string,
  secret: string,
  message: { id: string; body: string; at?: Date; contentType?: string; tamper?: boolean },
): Promise<{ status: number; body: string }> => {
  const timestamp = String(Math.floor((message.at ?? new Date()).getTime() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64');
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
    headers: {
      'content-type': message.contentType ?? 'application/cloudevents+json; charset=utf-8',
      'webhook-id': message.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${message.tamper ? Buffer.from(signature).reverse().toString('base64') : signature}`,
    },
    body: message.body,
  });
  return { status: response.status, body: (await response.text()).slice(0, 16_384) };
};
