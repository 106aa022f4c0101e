import type { State } from '../asl/definition.ts';
import { type Machine, partOf } from '../asl/machine.ts';
import type { Json, JsonObject } from '../types.ts';
import type { ExecutionRow, FrameRow } from './rows.ts';
import type { Store } from './store.ts';

/** A Lambda to be invoked once the transaction is safe. */
export interface Invocation {
  frame: number;
  attempt: number;
  functionName: string;
  payload: Json;
}

export interface WorkDeps {
  store: Store;
  /** The compiled definition of that number. */
  machine: (definition: number) => Machine;
  random: () => number;
  secret: Buffer;
  region: string;
}

/** Step Functions ends an execution whose history would grow beyond this. */
export const MAX_EVENTS = 25_000;

/** One job's view of the file: each row is read once, changed in memory, and written when the job ends. */
export class Work {
  readonly deps: WorkDeps;
  readonly now: number;
  /** Frames to run on, in this order. */
  readonly runnable: number[] = [];
  readonly invocations: Invocation[] = [];
  /** Executions whose history is full. */
  readonly overflowed = new Set<number>();
  private readonly frames = new Map<number, FrameRow>();
  private readonly executions = new Map<number, ExecutionRow>();

  constructor(deps: WorkDeps, now: number) {
    this.deps = deps;
    this.now = now;
  }

  get store(): Store {
    return this.deps.store;
  }

  frame(id: number): FrameRow | undefined {
    const known = this.frames.get(id);
    if (known) return known;
    const row = this.store.frame(id);
    if (row) this.frames.set(id, row);
    return row;
  }

  execution(id: number): ExecutionRow {
    let row = this.executions.get(id);
    if (!row) {
      row = this.store.execution(id);
      if (!row) throw new Error(`execution ${id} is gone`);
      this.executions.set(id, row);
    }
    return row;
  }

  stateOf(frame: FrameRow): State {
    const machine = this.deps.machine(this.execution(frame.execution).definition);
    return partOf(machine, frame.scope).states.get(frame.state)!;
  }

  addFrame(row: Omit<FrameRow, 'id'>): FrameRow {
    const frame = { id: this.store.addFrame(row), ...row };
    this.frames.set(frame.id, frame);
    return frame;
  }

  removeFrame(frame: FrameRow): void {
    this.removeChildren(frame);
    this.frames.delete(frame.id);
    this.store.deleteFrame(frame.id);
  }

  removeChildren(frame: FrameRow): void {
    for (const child of this.store.children(frame.id)) this.removeFrame(child);
    this.store.deleteOutputs(frame.id);
  }

  removeFramesOf(execution: ExecutionRow): void {
    this.store.deleteFramesOf(execution.id);
    for (const frame of [...this.frames.values()]) if (frame.execution === execution.id) this.frames.delete(frame.id);
  }

  /** Adds to the history; `from` is the frame it happened in, which also tells the event before. */
  append(execution: ExecutionRow, type: string, details: JsonObject, from?: FrameRow): number {
    if (execution.nextEvent >= MAX_EVENTS && execution.status === 'RUNNING') {
      this.overflowed.add(execution.id);
      return execution.nextEvent;
    }
    const id = execution.nextEvent++;
    // As in Step Functions, the first state's entry names event 0 as the one before.
    const previous = from ? from.lastEvent : id - 1;
    if (from) from.lastEvent = id;
    this.store.addEvent({
      execution: execution.id,
      id,
      type,
      at: this.now,
      previous,
      details: JSON.stringify(details),
    });
    return id;
  }

  /** An event of a frame. */
  note(frame: FrameRow, type: string, details: JsonObject): number {
    return this.append(this.execution(frame.execution), type, details, frame);
  }

  flush(): void {
    for (const frame of this.frames.values()) this.store.saveFrame(frame);
    for (const execution of this.executions.values()) this.store.saveExecution(execution);
  }
}
