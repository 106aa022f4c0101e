import * as account from './account.ts';
import * as audit from './audit.ts';
import * as feeds from './feeds.ts';
import * as network from './network.ts';
import * as platform from './platform.ts';
import type { Kind, Table } from './record.ts';
import * as registry from './registry.ts';
import * as submission from './submission.ts';

const isKind = (value: unknown): value is Kind =>
  typeof value === 'object' && value !== null && 'kind' in value && 'atErasure' in value;

/** Every kind of record that there is. */
export const allKinds: readonly Kind[] = [account, submission, registry, network, feeds, audit, platform]
  .flatMap((file): unknown[] => Object.values(file).flat())
  .filter(isKind);

export const kindsOf = (table: Table): readonly Kind[] => allKinds.filter((kind) => kind.table === table);
