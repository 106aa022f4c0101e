import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dayOf } from '#platform/clock.ts';
import { readRecord } from '#platform/relations.ts';
import { KeyDestroyed } from '#platform/sealed.ts';
import { portalPath } from '#schemas/addresses.ts';
import { caseworkKey, registryKey, submissionRecord, supplierRecord, vendorRecord } from '#schemas/records.ts';
import { inFull, layOut } from '../post/letter.ts';
import { once } from '../post/post.ts';
import type { Dependencies } from './deps.ts';
import { type News, type Telling, words } from './words.ts';

const reachable = z.object({ identity: z.object({ email: z.email() }) });

/** Where a firm can be written to: as certified, or else as its newest form says; undefined when it never said. */
const addressOf = async (deps: Dependencies, supplier: string): Promise<string | undefined> => {
  const vendor = await readRecord(deps.db, deps.registry, registryKey.current(supplier), vendorRecord);
  if (vendor) return vendor.identity.email;
  const { pk, sk } = caseworkKey.listed(supplier, '');
  const { Items = [] } = await deps.db.send(
    new QueryCommand({
      TableName: deps.casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': pk, ':listed': sk },
      ScanIndexForward: false,
      Limit: 10,
    }),
  );
  for (const { submission } of Items) {
    const record = await readRecord(deps.db, deps.casework, caseworkKey.submission(submission), submissionRecord);
    const box = record?.submitted ?? record?.answers;
    const said = reachable.safeParse(box && (await deps.seals.open(supplier, box)));
    if (said.success) return said.data.identity.email;
  }
  return undefined;
};

/** Writes to a supplier about its account, once per `notice`; a firm that never said where gets no letter. */
export const tell = async (
  deps: Dependencies,
  about: { supplier: string; notice: string; news: News; cancelUntil?: string; eraseOn?: string } & Pick<
    Telling,
    'outcome'
  >,
): Promise<void> => {
  const { supplier, news } = about;
  const account = await readRecord(deps.db, deps.casework, caseworkKey.supplier(supplier), supplierRecord);
  try {
    const to = account && (await addressOf(deps, supplier));
    if (!to) return;
    const { language, name } = account;
    const day = (one: string | undefined) => (one ? inFull(one, language) : '');
    const telling: Telling = {
      cancelBy: day(about.cancelUntil && dayOf(new Date(about.cancelUntil))),
      eraseOn: day(about.eraseOn),
      outcome: about.outcome,
      url: `${deps.portal}${portalPath.supplier(language, supplier)}`,
    };
    const letter = layOut(words[language][news](telling), name, language);
    const key = caseworkKey.told(supplier, about.notice);
    await once({ db: deps.db, table: deps.casework }, key, deps.clock(), () => deps.post({ to, ...letter }));
  } catch (error) {
    // Told so late that the account is erased: nobody is left to write to.
    if (!(error instanceof KeyDestroyed)) throw error;
  }
};
