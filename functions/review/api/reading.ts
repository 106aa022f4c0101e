import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { toSubmission } from '#platform/relations.ts';
import { listCases, readCase } from '#schemas/api/review.ts';
import { openCase } from '../open.ts';
import { othersSeenBy } from '../others.ts';
import { readQueue } from '../queue.ts';
import { caseViewOf } from '../view.ts';
import type { Dependencies } from './deps.ts';

/** The queue, and one case in whole. */
export const reading = (deps: Dependencies) => [
  route(listCases, {
    subject: async () => ({ relation: 'none', record: undefined }),
    handle: async ({ query, caller, at }) => {
      const page = await readQueue(
        { db: deps.db, table: deps.casework, policy: deps.policy },
        { ...query, me: caller.id, at },
      );
      const cases = page.cases.map(({ readers: _, conflicts: __, ...entry }) => entry);
      return { body: { ...page, cases } };
    },
  }),
  route(readCase, {
    subject: async ({ params, caller, at }) => toSubmission(deps, caller, params.submission, at),
    handle: async ({ params, caller, language, at }) => {
      const opened = await openCase(deps, params.submission);
      if (!opened) throw new Problem('not-found');
      const others = await othersSeenBy(deps, caller, opened.case.automatic, at);
      return { body: caseViewOf(opened, caller.id, language, others), revision: opened.case.revision };
    },
  }),
];
