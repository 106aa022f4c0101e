import type { Caller } from '#platform/caller.ts';
import { readRecord } from '#platform/relations.ts';
import type { Relation } from '#schemas/authorisation.ts';
import { type InstitutionRecord, institutionRecord, networkKey } from '#schemas/network-records.ts';
import type { Dependencies } from './deps.ts';

/** How a caller stands to an institution: it is their own, or none of theirs. */
export const standingTo = (caller: Caller, institution: string): Relation =>
  caller.institution === institution ? 'own' : 'none';

/** The subject of whatever is about one institution. */
export const ofInstitution =
  ({ db, network }: Pick<Dependencies, 'db' | 'network'>) =>
  async ({
    params,
    caller,
  }: {
    params: { institution: string };
    caller: Caller;
  }): Promise<{ relation: Relation; record: InstitutionRecord } | undefined> => {
    const record = await readRecord(db, network, networkKey.institution(params.institution), institutionRecord);
    return record && { relation: standingTo(caller, params.institution), record };
  };

/** For what is about the network as a whole. */
export const ofNetwork = async () => ({ relation: 'none' as Relation, record: undefined });
