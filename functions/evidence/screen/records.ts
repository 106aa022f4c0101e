import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { caseworkKey, documentRecord } from '#schemas/records.ts';
import type { Finding } from '../inspector/protocol.ts';
import type { Dependencies } from './deps.ts';

/** A document with what each of the two checks has found so far; absent until it has run. */
const checkedRecord = z.object({
  ...documentRecord.shape,
  structure: documentRecord.shape.findings.optional(),
  malware: documentRecord.shape.findings.optional(),
});
export type Checked = z.infer<typeof checkedRecord>;
export type Checks = { structure?: Finding[]; malware?: Finding[]; pages?: number };

type Placed = Pick<Checked, 'submission' | 'document'>;

/** The document, if it still waits for its screening to end. */
export const findWaiting = async (deps: Dependencies, placed: Placed): Promise<Checked | undefined> => {
  const key = caseworkKey.document(placed.submission, placed.document);
  const found = await readRecord(deps.db, deps.casework, key, checkedRecord);
  return found && (found.state === 'awaiting-upload' || found.state === 'screening') ? found : undefined;
};

const stillWaiting = {
  ConditionExpression: '#state IN (:awaiting, :screening)',
  ExpressionAttributeNames: { '#state': 'state' },
};
const waitingValues = { ':awaiting': 'awaiting-upload', ':screening': 'screening' };

/** Adds what a check found, and tells what is known of both from the record as it then stands. */
export const recordCheck = async (
  deps: Dependencies,
  placed: Placed,
  { structure, malware, pages }: Checks,
): Promise<{ structure: boolean; malware: boolean; findings: Finding[] }> => {
  const sets = { structure, malware, pages };
  const given = Object.entries(sets).filter(([, value]) => value !== undefined);
  const { Attributes } = await deps.db.send(
    new UpdateCommand({
      TableName: deps.casework,
      Key: caseworkKey.document(placed.submission, placed.document),
      UpdateExpression: `SET #state = :screening, ${given.map(([name]) => `${name} = :${name}`).join(', ')}`,
      ...stillWaiting,
      ExpressionAttributeValues: {
        ...waitingValues,
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const now = checkedRecord.parse(Attributes);
  return {
    structure: now.structure !== undefined,
    malware: now.malware !== undefined,
    findings: [...(now.malware ?? []), ...(now.structure ?? [])],
  };
};

/** Ends the screening; a repeat of an end that was already recorded changes nothing. */
export const recordEnd = async (deps: Dependencies, placed: Placed, state: 'accepted' | 'refused'): Promise<void> => {
  const checked = await findWaiting(deps, placed);
  if (!checked) return;
  const findings = [...(checked.malware ?? []), ...(checked.structure ?? [])];
  const refusing = findings.find(({ effect }) => effect === 'refuses');
  const at = deps.clock().toISOString();
  try {
    await commit(deps.db, [
      {
        Update: {
          TableName: deps.casework,
          Key: caseworkKey.document(placed.submission, placed.document),
          UpdateExpression: 'SET #state = :state, findings = :findings, receivedAt = :at',
          ...stillWaiting,
          ExpressionAttributeValues: { ...waitingValues, ':state': state, ':findings': findings, ':at': at },
        },
      },
      // A refusal is a decision that no person made.
      auditWrite(deps.audit, {
        id: `aud_${derivedId('screened', placed.submission, placed.document)}`,
        at,
        actor: { kind: 'network', id: 'evidence' },
        action: `document.${state}`,
        operation: 'screenDocument',
        subjects: [placed.document, placed.submission, checked.supplier],
        codes: { findings: findings.length, ...(refusing && { code: refusing.code }) },
      }),
    ]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
