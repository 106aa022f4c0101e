import { writeFileSync } from 'node:fs';
import type { Operation } from '../schemas/api/contract.ts';
import { operations } from '../schemas/api/operations.ts';
import { type Action, authorisation, type Relation, type Role, relations, roles } from '../schemas/authorisation.ts';

/* Prints `docs/authorisation.md` from the table that the code obeys: `node scripts/authorisation.ts`. */
export const file = 'docs/authorisation.md';

const said = (allowed: readonly Relation[] | undefined): string => {
  if (!allowed) return '';
  return allowed.length === relations.length
    ? 'always'
    : allowed.map((one) => (one === 'none' ? 'no tie' : one)).join(', ');
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const byAction = (action: Action): readonly Operation[] => operations.filter((one) => one.action === action);

export const authorisationDocument = (): string => {
  const actions = (Object.keys(authorisation) as Action[]).filter((action) => byAction(action).length > 0);
  const rows = actions.map((action) => {
    const permission: Partial<Record<Role, readonly Relation[]>> = authorisation[action];
    return line([`\`${action}\``, ...roles.map((role) => said(permission[role]))]);
  });
  return [
    '# Who may do what',
    '',
    'Printed from `schemas/authorisation.ts` by `node scripts/authorisation.ts`; what is not named is refused.',
    'A cell says how a caller of that role must stand to the record: as `owner`, `editor` or `reader` of the supplier, as',
    '`holder` of the case, to a case that is `free` (or held by somebody else), with a declared `conflict`, or to a record of',
    'their `own` institution. `no tie`: to whatever has no ties, or to a record without having one; `always`: not even a token.',
    '',
    'To whom a record is not known, "forbidden" looks like "not found": 404. A member or holder who may not is told: 403.',
    'Whoever has no token is told to sign in: 401.',
    '',
    line(['action', ...roles]),
    line(['action', ...roles].map(() => '---')),
    ...rows,
    '',
    '## Which operations ask for which action',
    '',
    line(['operation', 'route', 'action', 'in the audit log']),
    line(['---', '---', '---', '---']),
    ...operations.map(({ name, method, path, action, audited }) =>
      line([name, `\`${method} ${path}\``, `\`${action}\``, (audited ?? method !== 'GET') ? 'yes' : '']),
    ),
    '',
  ].join('\n');
};

if (import.meta.main) writeFileSync(file, authorisationDocument());
