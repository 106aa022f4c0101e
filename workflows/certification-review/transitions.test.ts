import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '#platform/problem.ts';
import type { SubmissionRecord } from '#schemas/records.ts';
import { submissionStates } from '#schemas/submission.ts';
import { diagram } from './diagram.ts';
import { after, stepWrites } from './step.ts';
import { closedStates, events, startsRound, transitions } from './transitions.ts';

const at = new Date('2026-11-23T15:00:00Z');
const inState = (state: SubmissionRecord['state']) => ({
  submission: 'sub_00000000000000000000000000' as const,
  supplier: 'sup_00000000000000000000000000' as const,
  kind: 'first' as const,
  state,
  revision: 7,
  round: 2,
  appeal: false,
  language: 'fr' as const,
  createdBy: 'p',
  createdAt: at.toISOString(),
  updatedAt: at.toISOString(),
});
const everyPair = submissionStates.flatMap((state) => events.map((event) => ({ state, event })));

describe('the table of transitions', () => {
  it('leads to every state, and from every state but the closed ones to an end', () => {
    const reached = new Set(['draft', ...transitions.map(({ to }) => to)]);
    expect([...reached].sort()).toEqual([...submissionStates].sort());
    for (const state of submissionStates) {
      const open = [state as string];
      for (const one of open)
        for (const { from, to } of transitions) if (from === one && !open.includes(to)) open.push(to);
      expect(
        open.some((one) => closedStates.has(one as (typeof submissionStates)[number])),
        state,
      ).toBe(true);
    }
  });

  it.each(everyPair)(
    '$state, $event: is made exactly as the table says, or refused with its reason',
    ({ state, event }) => {
      const legal = transitions.find((one) => one.from === state && one.event === event);
      const step = { table: 't', record: inState(state), event, at };
      if (legal) {
        expect(after(step)).toMatchObject({
          state: legal.to,
          revision: 8,
          round: startsRound.has(event) ? 3 : 2,
        });
        expect(stepWrites(step)[0]?.Update?.ConditionExpression).toContain('#state = :from');
        return;
      }
      const refused = () => stepWrites(step);
      expect(refused).toThrow(Problem);
      try {
        refused();
      } catch (error) {
        expect(error).toMatchObject({ code: 'wrong-state' });
        expect((error as Problem).detail?.fr).toMatch(/^Vous ne pouvez pas .+\. État de la demande : .+\.$/);
        expect((error as Problem).detail?.en).toMatch(/^Cannot .+: the submission is .+\.$/);
      }
    },
  );

  it('is what the diagram beside it shows', () => {
    expect(readFileSync('workflows/certification-review/README.md', 'utf8')).toContain(diagram());
  });
});
