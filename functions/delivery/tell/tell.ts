import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { auditWrite } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { endpointRecord, institutionRecord, networkKey } from '#schemas/network-records.ts';
import type { Bilingual } from '#schemas/primitives.ts';

export type TellDependencies = {
  db: DynamoDBDocumentClient;
  networkTable: string;
  mail: SESv2Client;
  from: string;
  clock: Clock;
  /** The table of the audit log. */
  audit: string;
};

const why: Record<'gone' | 'exhausted', Bilingual> = {
  gone: {
    fr: 'Votre point de réception a répondu 410 (retiré)\u00a0: nous ne lui envoyons plus rien.',
    en: 'Your endpoint answered 410 (gone): we no longer send to it.',
  },
  exhausted: {
    fr: 'Votre point de réception n’a accepté aucun envoi malgré neuf nouvelles tentatives en trois jours.',
    en: 'Your endpoint accepted nothing, although we tried again nine times over three days.',
  },
};
const next: Bilingual = {
  fr: 'Rien n’est perdu\u00a0: votre fil garde chaque événement. Corrigez le point de réception, puis demandez un nouveau défi dans le portail ou par l’API; l’envoi reprendra là où il s’est arrêté.',
  en: 'Nothing is lost: your feed keeps every event. Correct the endpoint, then ask for a new challenge in the portal or by API; sending goes on where it stopped.',
};
const subject: Bilingual = { fr: 'Envoi d’événements interrompu', en: 'Delivery of events stopped' };

/** Turns the endpoint off where the institution sees it, and writes to its contact in its language, both languages within. */
export const tellDisabled = async (
  deps: TellDependencies,
  { institution, because }: { institution: string; because: 'gone' | 'exhausted' },
): Promise<void> => {
  const endpoint = await readRecord(deps.db, deps.networkTable, networkKey.endpoint(institution), endpointRecord);
  const profile = await readRecord(deps.db, deps.networkTable, networkKey.institution(institution), institutionRecord);
  if (!endpoint || !profile) return;
  const languages = profile.language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const);
  await deps.mail.send(
    new SendEmailCommand({
      FromEmailAddress: deps.from,
      Destination: { ToAddresses: [endpoint.contact] },
      Content: {
        Simple: {
          Subject: { Data: languages.map((one) => subject[one]).join(' · '), Charset: 'UTF-8' },
          Body: {
            Text: {
              Data: languages
                .map((one) => `${profile.name[one]}\n${endpoint.url}\n\n${why[because][one]}\n\n${next[one]}`)
                .join('\n\n—\n\n'),
              Charset: 'UTF-8',
            },
          },
        },
      },
    }),
  );
  await disable(deps, institution, because);
};

/** Turns an active endpoint off, with its entry in the log. */
const disable = async (deps: TellDependencies, institution: string, because: 'gone' | 'exhausted'): Promise<void> => {
  const endpoint = await readRecord(deps.db, deps.networkTable, networkKey.endpoint(institution), endpointRecord);
  if (endpoint?.state !== 'active') return;
  const at = deps.clock().toISOString();
  const revision = endpoint.revision + 1;
  try {
    await commit(deps.db, [
      {
        Update: {
          TableName: deps.networkTable,
          Key: networkKey.endpoint(institution),
          UpdateExpression: 'SET #state = :disabled, disabledBecause = :because, revision = :next, updatedAt = :now',
          ConditionExpression: '#state = :active AND revision = :seen',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':disabled': 'disabled',
            ':active': 'active',
            ':because': because,
            ':seen': endpoint.revision,
            ':next': revision,
            ':now': at,
          },
        },
      },
      auditWrite(deps.audit, {
        id: `aud_${derivedId('endpoint', institution, revision)}`,
        at,
        actor: { kind: 'network', id: 'delivery' },
        action: 'endpoint.disabled',
        operation: 'tellDisabled',
        subjects: [institution],
        codes: { because, revision },
      }),
    ]);
  } catch (error) {
    // Somebody changed it meanwhile: look again whether it is still active.
    if (!(error instanceof ConditionFailed)) throw error;
    await disable(deps, institution, because);
  }
};
