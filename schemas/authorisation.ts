/**
 * Who may do what: role × action × relation, in one table. The code obeys it, the tests walk it and `docs/authorisation.md`
 * is printed from it. What is not named is refused.
 */
export const roles = ['anyone', 'person', 'verifier', 'buyer', 'system', 'operator'] as const;
/**
 * `anyone` needs no token; `person` is whoever signed in (a supplier's people have no other role); `buyer` and `system`
 * belong to an institution; `verifier` and `operator` belong to the network.
 */
export type Role = (typeof roles)[number];

/**
 * How the caller stands to the record:
 * `owner`, `editor`, `reader`: member of the supplier · `holder`: the verifier who holds the case · `free`: a case that
 * nobody or somebody else holds · `conflict`: a verifier with a declared conflict · `own`: of the caller's own institution
 * or the caller's own person · `none`: no tie at all.
 */
export const relations = ['owner', 'editor', 'reader', 'holder', 'free', 'conflict', 'own', 'none'] as const;
export type Relation = (typeof relations)[number];

const everyRelation = relations;
type Permission = Partial<Record<Role, readonly Relation[]>>;

export const authorisation = {
  'session.end': { person: ['own'], operator: ['none', 'own'] },
  'supplier.create': { person: ['none'] },
  'supplier.list': { person: ['none'] },
  'supplier.read': { person: ['owner', 'editor', 'reader'], verifier: ['holder', 'free'], operator: ['none'] },
  'supplier.close': { person: ['owner'] },
  'member.read': { person: ['owner', 'editor', 'reader'] },
  'member.manage': { person: ['owner'] },
  'member.accept': { person: ['none'] },
  'consent.read': { person: ['owner', 'editor', 'reader'] },
  'consent.manage': { person: ['owner'] },
  'submission.create': { person: ['owner', 'editor'] },
  'submission.read': { person: ['owner', 'editor', 'reader'] },
  'submission.edit': { person: ['owner', 'editor'] },
  'submission.submit': { person: ['owner'] },
  'submission.withdraw': { person: ['owner'] },
  'submission.answer': { person: ['owner', 'editor'] },
  'submission.appeal': { person: ['owner'] },
  'document.read': { person: ['owner', 'editor', 'reader'], verifier: ['holder', 'free'] },
  'document.add': { person: ['owner', 'editor'] },
  'case.list': { verifier: ['none'], operator: ['none'] },
  'case.read': { verifier: ['holder', 'free'], operator: ['none'] },
  'case.claim': { verifier: ['free', 'holder'] },
  'case.declare-conflict': { verifier: ['free', 'holder', 'conflict'] },
  'case.work': { verifier: ['holder'] },
  'case.release': { verifier: ['holder'] },
  'vendor.list': { verifier: ['none'], operator: ['none'] },
  'vendor.read': { person: ['owner', 'editor', 'reader'], verifier: ['none', 'free', 'holder'], operator: ['none'] },
  'vendor.suspend': { operator: ['none'] },
  'vendor.revoke': { operator: ['none'] },
  'institution.list': { anyone: everyRelation },
  'institution.read': { anyone: everyRelation },
  'institution.manage': { operator: ['none', 'own'] },
  'people.read': { operator: ['none'] },
  'people.manage': { operator: ['none'] },
  'verifier.list': { verifier: ['none'], operator: ['none'] },
  'figures.read': { operator: ['none'] },
  'definition.read': { anyone: everyRelation },
  'definition.edit': { buyer: ['own'], operator: ['none'] },
  'definition.withdraw': { buyer: ['own'], operator: ['none'] },
  'endpoint.read': { buyer: ['own'], system: ['own'], operator: ['none'] },
  'endpoint.manage': { buyer: ['own'], operator: ['none'] },
  'recognised.read': { buyer: ['own'], system: ['own'] },
  'feed.read': { buyer: ['own'], system: ['own'] },
  'feed.replay': { buyer: ['own'], system: ['own'], operator: ['none'] },
  'observation.make': { person: ['owner', 'editor'] },
  'observation.read': { person: ['owner', 'editor', 'reader'], operator: ['none'] },
  'observation.answer': { operator: ['none'] },
  'export.ask': { person: ['owner'] },
  'certificate.issue': { person: ['owner', 'editor'] },
  'certificate.read': { person: ['owner', 'editor', 'reader'] },
  'certificate.verify': { anyone: everyRelation },
  'audit.check': { anyone: everyRelation },
  'audit.prove': { operator: ['none'] },
  'audit.read': { operator: ['none'] },
  'incident.manage': { operator: ['none'] },
  'service.describe': { anyone: everyRelation },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof authorisation;

/** Whether a caller with these roles and this relation may do it. */
export const allows = (action: Action, callerRoles: readonly Role[], relation: Relation): boolean => {
  const permission: Permission = authorisation[action];
  return callerRoles.some((role) => permission[role]?.includes(relation) ?? false);
};

/** The scope that an institution's system must hold, beside its institution, for what only its own may do. */
const scopes: Partial<Record<Action, string>> = {
  'endpoint.read': 'passerelle/feed.read',
  'recognised.read': 'passerelle/feed.read',
  'feed.read': 'passerelle/feed.read',
  'feed.replay': 'passerelle/feed.replay',
};

/** The scope that an institution's system needs for it, where it needs one. */
export const scopeOf = (action: Action): string | undefined => scopes[action];

/** Whether a caller's token was made for this: people's tokens are, a system's names its scopes. */
export const inScope = (action: Action, callerRoles: readonly Role[], held: readonly string[]): boolean => {
  const needed = scopes[action];
  return needed === undefined || !callerRoles.includes('system') || held.includes(needed);
};
