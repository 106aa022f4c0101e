import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { auditWrite } from '#platform/audit.ts';
import { type Clock, dayOf } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import { log } from '#platform/log.ts';
import { readRecord } from '#platform/relations.ts';
import { csvOf, csvType } from '#platform/spreadsheet.ts';
import { commit } from '#platform/tables.ts';
import { digestRecord, feedKey } from '#schemas/feed-records.ts';
import type { Institution } from '#schemas/institution.ts';
import { feedOf } from '../feed.ts';
import { institutionsIn } from '../institutions.ts';
import { allRecognised, headOf } from '../recognised.ts';
import { vendorSheet } from '../sheet.ts';
import { type Told, tellDigest } from './words.ts';

export type DigestDependencies = {
  db: DynamoDBDocumentClient;
  feeds: string;
  networkTable: string;
  mail: SESv2Client;
  from: string;
  clock: Clock;
  /** The table of the audit log. */
  audit: string;
};

/** Named one by one in an e-mail up to here; the rest is counted, and is in the attached list. */
const mostNamed = 200;
const daysBetween = { day: 1, week: 7 } as const;

/** Sends every digest that is due. One institution's trouble is not another's: it is tried again the next time. */
export const digestEverywhere = async (deps: DigestDependencies): Promise<{ sent: number; failed: number }> => {
  let [sent, failed] = [0, 0];
  for (const institution of await institutionsIn(deps.db, deps.networkTable)) {
    try {
      if (await digest(deps, institution)) sent++;
    } catch (error) {
      failed++;
      log.error('digest-failed', {
        institution: institution.institution,
        cause: error instanceof Error ? error.name : 'unknown',
      });
    }
  }
  // Failing makes the alarm ring; what was sent is noted and is not sent again.
  if (failed > 0) throw new Error(`${failed} digests were not sent`);
  return { sent, failed };
};

/**
 * Writes to one institution what changed since the last digest, with the whole list attached. Sent first and noted after:
 * a digest may come twice, it is never missed.
 */
export const digest = async (deps: DigestDependencies, profile: Institution): Promise<boolean> => {
  const { institution, digest: wanted, language } = profile;
  if (!wanted) return false;
  const now = deps.clock();
  const today = dayOf(now);
  const key = feedKey.digest(institution);
  const last = await readRecord(deps.db, deps.feeds, key, digestRecord);
  if (last && (Date.parse(today) - Date.parse(last.on)) / 86_400_000 < daysBetween[wanted.every]) return false;
  const head = await headOf(deps, institution);
  const since = last?.sequence ?? 0;
  if (head > since) {
    const told = await changesSince(deps, institution, since, head);
    const vendors = await allRecognised(deps, institution);
    const { subject, text } = tellDigest(profile, told, vendors.length);
    const file = language === 'fr' ? 'fournisseurs' : 'vendors';
    await deps.mail.send(
      new SendEmailCommand({
        FromEmailAddress: deps.from,
        Destination: { ToAddresses: [wanted.email] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
            Attachments: [
              {
                FileName: `${institution}-${file}-${today}.csv`,
                ContentType: csvType,
                ContentDisposition: 'ATTACHMENT',
                ContentTransferEncoding: 'BASE64',
                RawContent: csvOf(vendorSheet(vendors, language)),
              },
            ],
          },
        },
      }),
    );
  }
  const entry = auditWrite(deps.audit, {
    id: `aud_${derivedId('digest', institution, today)}`,
    at: now.toISOString(),
    actor: { kind: 'network', id: 'delivery' },
    action: 'delivery.sent',
    operation: 'sendDigest',
    subjects: [institution],
    codes: { from: since + 1, to: head },
  });
  await commit(deps.db, [
    { Put: { TableName: deps.feeds, Item: { ...key, sequence: head, on: today } } },
    ...(head > since ? [entry] : []),
  ]);
  return head > since;
};

/** What happened to each vendor, the latest of each: who comes and goes between two digests is told as they are. */
const changesSince = async (
  deps: DigestDependencies,
  institution: string,
  since: number,
  head: number,
): Promise<Told[]> => {
  const feed = feedOf(deps.db, deps.feeds, institution);
  const latest = new Map<string, Told>();
  for (let sequence = since; sequence < head; ) {
    const entries = await feed.after(sequence, 200);
    if (entries.length === 0) break;
    for (const { type, vendor, body } of entries) {
      const { data } = JSON.parse(body) as { data: { vendor: { legalName: string } } };
      latest.delete(vendor);
      latest.set(vendor, { type, name: data.vendor.legalName });
    }
    sequence = entries.at(-1)!.sequence;
  }
  return [...latest.values()].slice(-mostNamed);
};
