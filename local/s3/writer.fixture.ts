import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { startS3 } from './testing.ts';

/** `node writer.fixture.ts DIR`: writes objects until it is killed; prints `ack KEY SHA256` and `event KEY`. */
const [, , dir = ''] = process.argv;
const notifications = [{ id: 'all', target: 'function', events: ['s3:ObjectCreated:*'], prefix: 'k-' }];
const { client } = await startS3(
  { docs: { notifications } },
  {
    dir,
    onEvent: async ({ event }) => {
      process.stdout.write(`event ${event.Records[0].s3.object.key}\n`);
    },
  },
);
const write = async () => {
  for (;;) {
    const Body = randomBytes(1 + Math.floor(Math.random() * 400_000));
    const Key = `k-${randomUUID()}`;
    await client.send(new PutObjectCommand({ Bucket: 'docs', Key, Body }));
    process.stdout.write(`ack ${Key} ${createHash('sha256').update(Body).digest('hex')}\n`);
  }
};
await Promise.all([write(), write(), write(), write()]);
