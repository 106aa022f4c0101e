import { claimCase, decideCase, listCases, readCase } from '#schemas/api/review.ts';
import { startCasework } from '#test/support/casework.ts';
import { fillQueue } from '#test/support/queue.ts';
import { submittedBy } from '#test/support/supplier.ts';
import { allMet } from '#test/support/verifier.ts';
import type { Section } from './figure.ts';

const few = 500;
const many = 10_000;
const pages = 60;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * q)] ?? 0;

/** The verifiers’ queue at 10,000 open cases, through the API’s own handler on a real database; and the calls that a case costs. */
export async function* run(): AsyncIterable<Section> {
  const world = await startCasework();
  try {
    const verifier = world.as('marie', ['verifier']);
    const wrong: string[] = [];
    const time = async (view: 'unclaimed' | 'due-soon' | 'overdue' | 'mine' | 'waiting') => {
      const times: number[] = [];
      for (let i = 0; i < pages; i++) {
        const started = performance.now();
        const { body } = await verifier(listCases, { query: { view } });
        times.push(performance.now() - started);
        if (view === 'unclaimed' && body.cases.length !== 25) wrong.push(`a page of ${body.cases.length}`);
      }
      return times;
    };
    await fillQueue(world, 0, few);
    await time('unclaimed');
    const small = await time('unclaimed');
    await fillQueue(world, few, many);
    const large = await time('unclaimed');
    const others = [];
    for (const view of ['mine', 'due-soon', 'overdue', 'waiting'] as const) others.push(...(await time(view)));
    yield {
      title: `pages of 25 among ${many} open cases`,
      figures: [
        { name: 'unclaimed, median', value: quantile(large, 0.5), unit: 'ms', atMost: 50 },
        { name: 'unclaimed, 95th percentile', value: quantile(large, 0.95), unit: 'ms', atMost: 50 },
        { name: 'other views, 95th percentile', value: quantile(others, 0.95), unit: 'ms', atMost: 50 },
        {
          name: `time at ${many} cases by time at ${few}`,
          value: quantile(large, 0.5) / quantile(small, 0.5),
          unit: '×',
          atMost: 2,
        },
      ],
      wrong,
    };

    const { submission } = await submittedBy(world, 'sup-bench');
    const params = { submission };
    let calls = 0;
    const counted: typeof verifier = (operation, parts) => {
      calls += 1;
      return verifier(operation, parts);
    };
    await counted(listCases, { query: { view: 'unclaimed' } });
    await counted(claimCase, { params });
    const opened = await counted(readCase, { params });
    const viewed = opened.body.documents.length;
    const findings = allMet(opened.body.checklist);
    const decided = await counted(decideCase, { params, body: { decision: 'approved', findings } });
    yield {
      title: 'one case: queue, claim, open, view 4 documents, decide',
      figures: [{ name: 'API calls, one for each document viewed', value: calls + viewed, unit: 'calls', atMost: 9 }],
      wrong: [
        ...(viewed === 4 ? [] : [`${viewed} documents`]),
        ...(decided.body.state === 'approved' ? [] : [`decided as ${decided.body.state}`]),
      ],
    };
  } finally {
    await world.stop();
  }
}
