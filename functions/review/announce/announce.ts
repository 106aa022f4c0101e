import type { Change } from '#platform/stream.ts';
import { portalPath } from '#schemas/addresses.ts';
import { caseworkKey, type VendorRecord, vendorRecord } from '#schemas/records.ts';
import type { PostDependencies } from '../post/deps.ts';
import { inFull, layOut } from '../post/letter.ts';
import { once } from '../post/post.ts';
import { type Announcement, words } from './words.ts';

/** What a new version of a vendor is news of to its supplier; undefined when it is none, or a decision told elsewhere. */
export const newsIn = (before: VendorRecord | undefined, after: VendorRecord): Announcement | undefined => {
  if (!before || before.version === after.version) return undefined;
  // A closed account, and its being undone, are told by a letter of their own.
  if (before.status === 'withdrawn' || after.status === 'withdrawn') return undefined;
  if (before.status !== after.status) {
    if (after.status !== 'active') return after.status;
    return before.status === 'suspended' ? 'reinstated' : undefined;
  }
  const told = after.notice?.endsOn === before.notice?.endsOn && after.notice?.days === before.notice?.days;
  return after.notice && !told ? 'expiring' : undefined;
};

/** Tells a supplier what happened to their certification, once per version. */
export const announce = async (deps: PostDependencies, change: Change): Promise<void> => {
  if (change.after?.sk !== 'CURRENT') return;
  const after = vendorRecord.parse(change.after);
  const news = newsIn(change.before && vendorRecord.parse(change.before), after);
  if (!news) return;
  const { language, identity } = after;
  const telling = {
    reason: after.statusReason ?? '',
    endsOn: inFull(after.notice?.endsOn ?? after.expiresOn, language),
    days: after.notice?.days ?? 0,
    url: `${deps.portal}${portalPath.supplier(language, after.vendor)}`,
  };
  const letter = layOut(words[language][news](telling), identity.operatingName ?? identity.legalName, language);
  const key = caseworkKey.told(after.vendor, String(after.version).padStart(6, '0'));
  await once({ db: deps.db, table: deps.casework }, key, deps.clock(), () =>
    deps.post({ to: identity.email, ...letter }),
  );
};
