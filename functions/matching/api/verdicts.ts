import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { toSupplier } from '#platform/relations.ts';
import { readVerdicts } from '#schemas/api/matching.ts';
import { criteriaOf, judge } from '../judge.ts';
import type { Dependencies } from './deps.ts';

/** Who recognises a vendor and why, told to the vendor itself: every criterion, since these are its own facts. */
export const verdictRoutes = (deps: Dependencies) => {
  const { network, vendors } = deps.matching;
  return [
    route(readVerdicts, {
      subject: async ({ params, caller }: { params: { vendor: string }; caller: Caller }) => {
        const [record] = await vendors.read([params.vendor]);
        return record && { relation: await toSupplier(deps, caller, params.vendor), record };
      },
      handle: async ({ record: vendor, at }) => {
        const snapshot = await network.current();
        const day = dayOf(at);
        const verdicts = [...snapshot.institutions.values()].flatMap((institution) => {
          const judged = judge(snapshot, institution, vendor, day);
          if (!judged) return [];
          const { definition } = judged.inForce;
          return [
            {
              institution: institution.institution,
              name: institution.name,
              definition: definition.id,
              definitionVersion: definition.version,
              label: definition.label,
              recognised: judged.recognised,
              outcome: judged.outcome,
              assurance: judged.assurance,
              validUntil: judged.validUntil,
              consent: judged.consent,
              criteria: criteriaOf(snapshot, definition, vendor, day) ?? [],
            },
          ];
        });
        return { body: { verdicts } };
      },
    }),
  ];
};
