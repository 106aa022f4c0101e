import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { paperOperations } from '../schemas/api/certificates.ts';
import { trustOperations } from '../schemas/api/trust.ts';
import { exportDays } from '../schemas/export.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayCheck, mayRead, mayRecord, mayUseKey, mayUseObjects, mayWrite } from './constructs/grants.ts';
import { acknowledge } from './constructs/nag.ts';
import { Schedule } from './constructs/schedule.ts';
import { mayOpenSeals, maySeal } from './constructs/seals.ts';
import type { Evidence } from './evidence.ts';
import type { Foundation } from './foundation.ts';
import { networkPolicy } from './policy.ts';

/** What lets others check the network: the audit log, its signed heads and its proofs. */
export class Trust extends Construct {
  /** Signs the heads of the audit log. */
  readonly auditKey: Key;
  /** Signs the certificates that travel. */
  readonly credentialKey: Key;

  constructor(scope: Construct, id: string, { records, identity, api, portal }: Foundation, evidence: Evidence) {
    super(scope, id);
    const signing = {
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    this.auditKey = new Key(this, 'AuditKey', signing);
    this.credentialKey = new Key(this, 'CredentialKey', signing);
    const environment = {
      AUDIT_TABLE: records.audit.tableName,
      AUDIT_KEY: this.auditKey.keyArn,
      PORTAL_ORIGIN: portal,
    };

    const sequence = new StreamConsumer(this, 'Sequence', {
      bundle: 'trust-sequence',
      table: records.audit,
      failures: records.failures,
      filters: [{ ...recordsOf('ENTRY'), eventName: ['INSERT'] }],
      // Heads are signed hourly: nobody waits for a place, and gathered they cost a fraction of the calls.
      gatherSeconds: 2,
      environment,
      whenItFails: 'What happens is recorded, but gets no place in the audit log: it cannot be proven yet.',
    });
    mayWrite(sequence.lambda, records.audit);

    const heads = new Bucket(this, 'Heads', {
      encryption: BucketEncryption.KMS,
      encryptionKey: records.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      // Compliance: not even the account's root can shorten it.
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(7 * 365)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(heads, 'AwsSolutions-S1', 'Holds what anyone may read: signed heads without any personal data.');
    const seal = new RoomFunction(this, 'Seal', {
      bundle: 'trust-seal',
      timeout: 60,
      environment: { ...environment, AUDIT_BUCKET: heads.bucketName },
      whenItFails: 'The audit log of this hour is not signed: changes made to it since the last head could go unseen.',
    });
    mayWrite(seal.lambda, records.audit);
    mayUseKey(seal.lambda, this.auditKey, ['kms:Sign', 'kms:GetPublicKey']);
    mayUseKey(seal.lambda, records.key, ['kms:Decrypt', 'kms:GenerateDataKey']);
    mayUseObjects(
      seal.lambda,
      heads.bucketArn,
      ['s3:PutObject', 's3:GetObject'],
      'It names each head after its hour, and compares the one before.',
    );
    seal.lambda.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [heads.bucketArn] }));
    new Schedule(this, 'Hourly', { every: 'cron(0 * * * ? *)', lambda: seal.lambda });

    const exports = this.exporting(records, evidence.accepted);
    this.erasing(records, [evidence.accepted, evidence.views, exports]);
    const door = new RoomFunction(this, 'Api', {
      bundle: 'trust-api',
      environment: {
        ...environment,
        ...identity.environment,
        ...records.sealEnvironment,
        NETWORK_TABLE: records.network.tableName,
        CASEWORK_TABLE: records.casework.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        CREDENTIAL_KEY: this.credentialKey.keyArn,
        EXPORTS_BUCKET: exports.bucketName,
        POLICY: networkPolicy(this),
      },
      whenItFails:
        'The audit log cannot be checked, and suppliers cannot say who acts for them or what they consent to.',
    });
    mayRead(door.lambda, records.audit);
    mayRead(door.lambda, records.network);
    mayRead(door.lambda, records.registry);
    mayCheck(door.lambda, records.registry);
    mayWrite(door.lambda, records.casework);
    // What the people of a firm call one another.
    maySeal(door, records);
    mayUseKey(door.lambda, this.auditKey, ['kms:GetPublicKey']);
    mayUseKey(door.lambda, this.credentialKey, ['kms:Sign', 'kms:GetPublicKey']);
    // A permit can do no more than who signs it.
    mayUseObjects(door.lambda, exports.bucketArn, ['s3:GetObject'], 'Each permit that it signs names one export.');
    mayUseKey(door.lambda, records.key, ['kms:Decrypt']);
    api.serve(trustOperations, door.lambda);

    const paper = new RoomFunction(this, 'Paper', {
      bundle: 'trust-paper',
      // One whole processor: a certificate in several scripts is set in about a second, fonts read included.
      memory: 1769,
      environment: {
        ...identity.environment,
        AUDIT_TABLE: records.audit.tableName,
        NETWORK_TABLE: records.network.tableName,
        CASEWORK_TABLE: records.casework.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        PORTAL_ORIGIN: portal,
      },
      whenItFails: 'Suppliers cannot print their certificate; it is verified online all the same.',
    });
    mayRead(paper.lambda, records.casework);
    mayRead(paper.lambda, records.network);
    mayRead(paper.lambda, records.registry);
    api.serve(paperOperations, paper.lambda);
  }

  /** Erases closed accounts once the legal retention is over. */
  private erasing(records: Foundation['records'], [accepted, views, exports]: readonly [Bucket, Bucket, Bucket]): void {
    const erase = new RoomFunction(this, 'Erase', {
      bundle: 'trust-erase',
      timeout: 900,
      environment: {
        CASEWORK_TABLE: records.casework.tableName,
        KEYS_TABLE: records.keys.tableName,
        EVIDENCE_BUCKET: accepted.bucketName,
        VIEWS_BUCKET: views.bucketName,
        EXPORTS_BUCKET: exports.bucketName,
      },
      whenItFails: 'A closed account is not erased although its retention is over; it is tried again every day.',
    });
    mayWrite(erase.lambda, records.casework, ['queue']);
    mayWrite(erase.lambda, records.keys);
    mayRecord(erase.lambda, records.audit);
    for (const bucket of [accepted, views, exports]) {
      erase.lambda.addToRolePolicy(
        new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] }),
      );
      mayUseObjects(
        erase.lambda,
        bucket.bucketArn,
        ['s3:GetObjectVersion', 's3:GetObjectRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
        'It removes every object of the supplier whose account is erased, and cannot pass over a lock.',
      );
    }
    new Schedule(this, 'EveryNight', { every: 'cron(15 3 * * ? *)', lambda: erase.lambda });
  }

  /** Builds what suppliers asked for: everything that is held about them, kept for a week. */
  private exporting(records: Foundation['records'], evidence: Bucket): Bucket {
    const exports = new Bucket(this, 'Exports', {
      encryption: BucketEncryption.KMS,
      encryptionKey: records.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(exportDays) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(exports, 'AwsSolutions-S1', 'Every export asked for and fetched is in our own audit log.');
    const build = new StreamConsumer(this, 'Export', {
      bundle: 'trust-export',
      timeout: 300,
      memory: 3008,
      table: records.casework,
      failures: records.failures,
      filters: [{ ...recordsOf({ prefix: 'EXPORT#' }), eventName: ['INSERT'] }],
      batchSize: 1,
      environment: {
        ...records.sealEnvironment,
        CASEWORK_TABLE: records.casework.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        EVIDENCE_BUCKET: evidence.bucketName,
        EXPORTS_BUCKET: exports.bucketName,
      },
      whenItFails: 'Suppliers who asked for their data do not receive it.',
    });
    mayWrite(build.lambda, records.casework);
    mayRead(build.lambda, records.registry);
    mayRecord(build.lambda, records.audit);
    mayOpenSeals(build, records);
    mayUseKey(build.lambda, records.key, ['kms:Decrypt', 'kms:GenerateDataKey']);
    mayUseObjects(build.lambda, evidence.bucketArn, ['s3:GetObject'], 'It copies the files of the supplier who asks.');
    mayUseObjects(build.lambda, exports.bucketArn, ['s3:PutObject'], 'It names each export after its request.');
    return exports;
  }
}
