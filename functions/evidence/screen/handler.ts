import * as z from 'zod';
import type { Finding } from '../inspector/protocol.ts';
import { refuses } from '../inspector/protocol.ts';
import { createDependencies } from './deps.ts';
import { readEnvironment } from './env.ts';
import { screenArrival, screenScanned } from './screen.ts';

const deps = createDependencies(readEnvironment());

/** A file arrived (S3), or its scan ended (GuardDuty Malware Protection for S3, through EventBridge). */
const arrival = z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) });
const scan = z.object({
  source: z.literal('aws.guardduty'),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/** https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html */
const findingsOf = (status: string): Finding[] => {
  if (status === 'NO_THREATS_FOUND') return [];
  return [refuses(status === 'THREATS_FOUND' ? 'malware' : 'malware-unscanned', status)];
};

export const handler = async (event: unknown): Promise<void> => {
  const scanned = scan.safeParse(event);
  if (scanned.success) {
    const { s3ObjectDetails, scanResultDetails } = scanned.data.detail;
    return screenScanned(deps, s3ObjectDetails.objectKey, findingsOf(scanResultDetails.scanResultStatus));
  }
  for (const { s3 } of arrival.parse(event).Records)
    await screenArrival(deps, decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
};
