import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStepFunctions } from '#local/stepfunctions/index.ts';
import type { Json } from '#local/stepfunctions/types.ts';

/** The process that `kill.test.ts` kills: answers API calls, and writes down each Lambda it invokes before it runs. */
const [file = '', log = '', asl = ''] = process.argv.slice(2);

const sfn = createStepFunctions({
  ...{ file, region: 'ca-central-1', account: '000000000000' },
  async invoke(functionName, payload) {
    appendFileSync(log, `${JSON.stringify({ functionName, payload })}\n`);
    await sleep(10 + Math.random() * 40);
    return { ok: true, payload: functionName === 'ask' ? null : (payload as { value: Json }).value };
  },
});
sfn.register('journey', asl);
sfn.start();

process.on('message', async ({ id, operation, input }: { id: number; operation: string; input: object }) => {
  const { status, body } = await sfn.handle(`AWSStepFunctions.${operation}`, JSON.stringify(input));
  process.send?.({ id, status, body: JSON.parse(body) });
});
process.send?.('ready');
