import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditKey } from '../audit.ts';
import { closingKey } from '../closing.ts';
import { trustKey } from '../consent.ts';
import { credentialKey } from '../credential.ts';
import { exportKey } from '../export.ts';
import { feedKey, vendorListKey } from '../feed-records.ts';
import { incidentKey } from '../incident.ts';
import { networkKey } from '../network-records.ts';
import { observationKey } from '../observation.ts';
import { caseworkKey, registryKey } from '../records.ts';
import { rolloutKey } from '../rollout.ts';
import * as account from './account.ts';
import * as audit from './audit.ts';
import * as feeds from './feeds.ts';
import { allKinds, kindsOf } from './index.ts';
import { isOf, keyOf, partsOf, prefixOf } from './key.ts';
import * as network from './network.ts';
import * as platform from './platform.ts';
import { type Kind, tables } from './record.ts';
import * as registry from './registry.ts';
import * as submission from './submission.ts';

const name = fc.stringMatching(/^[a-z0-9_.-]{1,30}$/);
const templateParts = ({ pk, sk }: Kind) => [...`${pk} ${sk}`.matchAll(/\{(\w+)(?::(\d+))?\}/g)];
/** Parts that fill a kind's key. */
const partsArbitrary = (kind: Kind) =>
  fc.record(
    Object.fromEntries(
      templateParts(kind).map(([, part = '', digits]) => [
        part,
        digits ? fc.integer({ min: 0, max: 10 ** Number(digits) - 1 }) : name,
      ]),
    ),
  ) as fc.Arbitrary<Record<string, string | number>>;

describe('the kinds of record', () => {
  it('are named once a table', () => {
    for (const table of tables) {
      const names = kindsOf(table).map(({ kind }) => kind);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(allKinds.map((kind) => [`${kind.table} ${kind.kind}`, kind] as const))(
    '%s: its key is recognised by no other kind of its table, and gives back its parts',
    (_, kind) => {
      fc.assert(
        fc.property(partsArbitrary(kind), (parts) => {
          const key = keyOf(kind, parts as never);
          const item = kind.sk === '' ? { pk: key.pk } : key;
          expect(kindsOf(kind.table).filter((one) => isOf(one, item))).toEqual([kind]);
          const back = Object.fromEntries(Object.entries(partsOf(kind, item)).map(([part, text]) => [part, text]));
          for (const [part, value] of Object.entries(parts))
            expect(typeof value === 'number' ? Number(back[part]) : back[part]).toBe(value);
        }),
        { numRuns: 50 },
      );
    },
  );

  it('lie where their readers look for them', () => {
    const at = '2026-11-30T10:00:00.000Z';
    const keys: [object, object][] = [
      [caseworkKey.supplier('s'), keyOf(account.supplierAccount, { supplier: 's' })],
      [caseworkKey.member('s', 'p'), keyOf(account.member, { supplier: 's', person: 'p' })],
      [caseworkKey.submission('u'), keyOf(submission.submissionHead, { submission: 'u' })],
      [caseworkKey.document('u', 'd'), keyOf(submission.documentFile, { submission: 'u', document: 'd' })],
      [caseworkKey.documents('u'), keyOf(submission.documentCount, { submission: 'u' })],
      [caseworkKey.case('u'), keyOf(submission.caseFile, { submission: 'u' })],
      [caseworkKey.queue('u'), keyOf(submission.queueEntryRecord, { submission: 'u' })],
      [caseworkKey.wait('u', 'answer'), keyOf(submission.wait, { submission: 'u', wait: 'answer' })],
      [caseworkKey.command('u', 2, 'go'), keyOf(submission.command, { submission: 'u', round: 2, command: 'go' })],
      [caseworkKey.history('u', at, 7), keyOf(submission.historyLine, { submission: 'u', at, revision: 7 })],
      [caseworkKey.findings('u', at, 7), keyOf(submission.findingsEntry, { submission: 'u', at, revision: 7 })],
      [caseworkKey.receipt('u', 1), keyOf(submission.receiptRecord, { submission: 'u', round: 1 })],
      [caseworkKey.notice('u', '1#x'), keyOf(submission.submissionNotice, { submission: 'u', notice: '1#x' })],
      [caseworkKey.conflict('s', 'p'), keyOf(account.conflict, { supplier: 's', person: 'p' })],
      [caseworkKey.told('s', 'n'), keyOf(account.supplierNotice, { supplier: 's', notice: 'n' })],
      [caseworkKey.listed('s', 'u'), keyOf(submission.submissionOfSupplier, { supplier: 's', submission: 'u' })],
      [caseworkKey.submissions('s'), keyOf(submission.openSubmissionsOfSupplier, { supplier: 's' })],
      [caseworkKey.used('HASH', 'h', 's'), keyOf(account.usedFile, { sha256: 'h', supplier: 's' })],
      [caseworkKey.used('BN', '1', 's'), keyOf(account.usedBusinessNumber, { businessNumber: '1', supplier: 's' })],
      [caseworkKey.used('NEQ', '1', 's'), keyOf(account.usedNeq, { neq: '1', supplier: 's' })],
      [caseworkKey.gave('s', 'BN#1'), keyOf(account.identifierOfSupplier, { supplier: 's', used: 'BN#1' })],
      [trustKey.consents('s'), keyOf(account.supplierConsents, { supplier: 's' })],
      [trustKey.invitation('h'), keyOf(account.invitation, { invitation: 'h' })],
      [trustKey.invited('s', 'h'), keyOf(account.invitationOfSupplier, { supplier: 's', invitation: 'h' })],
      [closingKey('s'), keyOf(account.closing, { supplier: 's' })],
      [observationKey('s', 'o'), keyOf(account.observation, { supplier: 's', observation: 'o' })],
      [exportKey('s', 'e'), keyOf(account.supplierExport, { supplier: 's', export: 'e' })],
      [credentialKey.credential('c'), keyOf(account.credential, { credential: 'c' })],
      [credentialKey.issued('s'), keyOf(account.certificateOfSupplier, { supplier: 's' })],
      [credentialKey.bit(3), keyOf(account.statusListBit, { index: 3 })],
      [incidentKey.listed('i'), keyOf(platform.incident, { incident: 'i' })],
      [incidentKey.version('i', 2), keyOf(platform.incidentVersion, { incident: 'i', version: 2 })],
      [registryKey.current('v'), keyOf(registry.currentVendor, { vendor: 'v' })],
      [registryKey.version('v', 3), keyOf(registry.vendorVersion, { vendor: 'v', version: 3 })],
      [registryKey.revocation('v'), keyOf(registry.revocationProposal, { vendor: 'v' })],
      [networkKey.generation(), keyOf(network.generation, {})],
      [networkKey.vocabulary(), keyOf(network.vocabularyFile, {})],
      [networkKey.reciprocity('r', 1), keyOf(network.reciprocityVersion, { id: 'r', version: 1 })],
      [networkKey.institution('i'), keyOf(network.institutionProfile, { institution: 'i' })],
      [networkKey.definition('d', 1), keyOf(network.definitionVersion, { id: 'd', version: 1 })],
      [networkKey.draft('d'), keyOf(network.definitionDraft, { id: 'd' })],
      [networkKey.endpoint('i'), keyOf(network.endpointFile, { institution: 'i' })],
      [networkKey.secret('i', 1), keyOf(network.signingSecret, { institution: 'i', n: 1 })],
      [networkKey.client('c'), keyOf(network.client, { client: 'c' })],
      [networkKey.institutionClient('i', 'c'), keyOf(network.clientOfInstitution, { institution: 'i', client: 'c' })],
      [networkKey.role('p', 'buyer'), keyOf(network.role, { person: 'p', role: 'buyer' })],
      [feedKey.head('i'), keyOf(feeds.feedHead, { institution: 'i' })],
      [feedKey.entry('i', 12), keyOf(feeds.feedEntry, { institution: 'i', sequence: 12 })],
      [feedKey.verdict('i', 'v'), keyOf(feeds.verdictOfVendor, { institution: 'i', vendor: 'v' })],
      [feedKey.cursor('i'), keyOf(feeds.deliveryCursor, { institution: 'i' })],
      [feedKey.attempt('i', at, 1), keyOf(feeds.deliveryAttempt, { institution: 'i', at, n: 1 })],
      [feedKey.parked('i', 9), keyOf(feeds.parkedEvent, { institution: 'i', sequence: 9 })],
      [feedKey.digest('i'), keyOf(feeds.lastDigest, { institution: 'i' })],
      [vendorListKey('v1'), keyOf(feeds.listedVendor, { shard: vendorListKey('v1').pk.slice(8), vendor: 'v1' })],
      [rolloutKey.rollout('r'), keyOf(feeds.rolloutRun, { rollout: 'r' })],
      [rolloutKey.segment('r', 4), keyOf(feeds.rolloutSegment, { rollout: 'r', segment: '4' })],
      [
        rolloutKey.listed('i', at, 'r'),
        keyOf(feeds.rolloutOfInstitution, { institution: 'i', startedAt: at, rollout: 'r' }),
      ],
      [rolloutKey.day(), keyOf(feeds.sweptDay, {})],
      [auditKey.entry('a'), keyOf(audit.logEntry, { id: 'a' })],
      [auditKey.place('a'), keyOf(audit.logPlace, { id: 'a' })],
      [auditKey.line(10_001), keyOf(audit.logLine, { page: '1', index: 10_001 })],
      [auditKey.subject('s', 5), keyOf(audit.logLineOfSubject, { subject: 's', index: 5 })],
      [auditKey.tile(1, 2), keyOf(audit.logTile, { level: '1', n: 2 })],
      [auditKey.state(), keyOf(audit.logSize, {})],
      [auditKey.head('h'), keyOf(audit.logHead, { hour: 'h' })],
    ];
    for (const [old, now] of keys) expect(now).toEqual(old);
  });
});

describe('a key', () => {
  it('refuses a part that is missing, empty, too long, or would reach into a neighbour’s place', () => {
    expect(() => keyOf(submission.submissionHead, {} as never)).toThrow('submission is missing');
    expect(() => keyOf(submission.submissionHead, { submission: '' })).toThrow('is empty');
    expect(() => keyOf(submission.historyLine, { submission: 'u', at: 'a#b', revision: 1 })).toThrow('separator');
    expect(() => keyOf(submission.receiptRecord, { submission: 'u', round: 1000 })).toThrow('3 digits');
    expect(() => keyOf(submission.receiptRecord, { submission: 'u', round: 1.5 })).toThrow('whole number');
    expect(() => keyOf(submission.receiptRecord, { submission: 'u', round: -1 })).toThrow('whole number');
  });

  it('lists from the parts that are given', () => {
    expect(prefixOf(submission.command, { submission: 'u' })).toEqual({ pk: 'SUBMISSION#u', prefix: 'COMMAND#' });
    expect(prefixOf(submission.command, { submission: 'u', round: 2 })).toEqual({
      pk: 'SUBMISSION#u',
      prefix: 'COMMAND#002#',
    });
  });
});
