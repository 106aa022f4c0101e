import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { documentClient } from '#platform/tables.ts';
import { cursorStore } from './cursor.ts';
import type { DigestDependencies } from './digest/digest.ts';
import { targetsIn } from './endpoint.ts';
import type { FollowDependencies } from './endpoints/follow.ts';
import { mailEnvironment, sendEnvironment, wakeEnvironment } from './env.ts';
import { headsIn } from './heads.ts';
import type { SendDependencies } from './send/send.ts';
import type { TellDependencies } from './tell/tell.ts';
import { transportTo } from './transport.ts';
import type { WakeDependencies } from './wake.ts';

export const wakeDependencies = (): WakeDependencies & { db: DynamoDBDocumentClient; networkTable: string } => {
  const env = environment(wakeEnvironment);
  const db = documentClient();
  return {
    db,
    networkTable: env.NETWORK_TABLE,
    cursors: cursorStore(db, env.FEEDS_TABLE),
    workflows: new SFNClient({}),
    workflowArn: env.DELIVERY_WORKFLOW,
  };
};

export const sendDependencies = (): SendDependencies & { db: DynamoDBDocumentClient; networkTable: string } => {
  const env = environment(sendEnvironment);
  const db = documentClient();
  return {
    db,
    networkTable: env.NETWORK_TABLE,
    cursors: cursorStore(db, env.FEEDS_TABLE),
    targets: targetsIn({ db, kms: new KMSClient({}), networkTable: env.NETWORK_TABLE, clock: systemClock }),
    heads: headsIn(db, env.FEEDS_TABLE),
    transport: transportTo({ loopback: env.WEBHOOK_LOOPBACK === 'yes' }),
    clock: systemClock,
    random: Math.random,
    audit: env.AUDIT_TABLE,
  };
};

export const endpointDependencies = (): FollowDependencies => {
  const { targets, ...deps } = sendDependencies();
  return { ...deps, target: targets.now };
};

export const tellDependencies = (): TellDependencies => {
  const env = environment(mailEnvironment);
  return {
    db: documentClient(),
    networkTable: env.NETWORK_TABLE,
    mail: new SESv2Client({}),
    from: env.MAIL_FROM,
    audit: env.AUDIT_TABLE,
    clock: systemClock,
  };
};

export const digestDependencies = (): DigestDependencies => {
  const env = environment(mailEnvironment);
  return { ...tellDependencies(), feeds: env.FEEDS_TABLE };
};
