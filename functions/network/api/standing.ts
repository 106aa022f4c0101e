import type { Caller } from '#platform/caller.ts';
import { toInstitution } from '#platform/relations.ts';
import type { Relation } from '#schemas/authorisation.ts';
import type { Dependencies } from './deps.ts';

export const standingTo = (caller: Caller, institution: string): Relation =>
  caller.institution === institution ? 'own' : 'none';

/** The subject of whatever is about one institution. */
export const ofInstitution =
  (deps: Pick<Dependencies, 'db' | 'network'>) =>
  ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);

/** For what is about the network as a whole. */
export const ofNetwork = async () => ({ relation: 'none' as Relation, record: undefined });
