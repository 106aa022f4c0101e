import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the store needs from the machine that it runs on. */
export interface S3Options {
  /** Directory that holds everything: `index.sqlite` and `blobs/`. One process at a time may use it. */
  dir: string;
  region: string;
  /** The secret of an access key, or undefined where the key is unknown (→ 403 InvalidAccessKeyId). */
  credentials: (accessKeyId: string) => string | undefined;
  clock?: () => Date;
  /**
   * Takes one event. Resolving acknowledges it; rejecting makes it come again, later each time (1 s … 5 min).
   * An event may come twice, and events of different keys in any order, as on AWS.
   */
  onEvent: (notification: Notification) => Promise<void>;
  /** Largest object in bytes, refused with EntityTooLarge beyond; 512 MiB unless told. */
  maxObjectBytes?: number;
}

export interface S3 {
  /** Creates the bucket or gives the existing one this configuration; its objects stay. Idempotent. */
  createBucket: (name: string, config?: BucketConfig) => void;
  /** Answers one S3 request (path-style: `/bucket/key`), errors included; never rejects. */
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Clears what a killed process left behind, then delivers pending events and sweeps hourly. */
  start: () => Promise<void>;
  /** Waits for what is under way and closes the files. */
  stop: () => Promise<void>;
  /** Applies the lifecycle rules at the clock's now; runs hourly by itself. Resolves to how many versions it ended. */
  sweep: () => Promise<number>;
  /** Resolves once every event that is due now has been given to `onEvent` (failed ones wait for their retry). */
  settled: () => Promise<void>;
}

export interface BucketConfig {
  versioning?: boolean;
  /** Object lock implies versioning. `retention` is the default given to each new version. */
  objectLock?: { retention?: DefaultRetention };
  notifications?: NotificationRule[];
  cors?: CorsRule[];
  lifecycle?: LifecycleRule[];
}

export type RetentionMode = 'COMPLIANCE' | 'GOVERNANCE';

interface DefaultRetention {
  mode: RetentionMode;
  days: number;
}

export interface NotificationRule {
  id: string;
  /** Handed to `onEvent` as it is: the ARN of the function, or whatever the caller routes by. */
  target: string;
  /** Such as `s3:ObjectCreated:*` or `s3:ObjectRemoved:Delete`. */
  events: string[];
  prefix?: string;
  suffix?: string;
}

export interface CorsRule {
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders?: string[];
  exposedHeaders?: string[];
  maxAgeSeconds?: number;
}

/** A duration counts whole days and ends at the following midnight UTC, as on AWS. */
export interface LifecycleRule {
  id: string;
  prefix?: string;
  expirationDays?: number;
  noncurrentDays?: number;
  /** Removes a delete marker once no version lies beneath it. */
  expiredObjectDeleteMarker?: boolean;
  /** Ends multipart uploads that were begun this many days ago and never completed. */
  abortIncompleteMultipartDays?: number;
}

/** One event on its way to one target. */
export interface Notification {
  target: string;
  event: S3Event;
}

/** AWS's event message structure 2.1; always one record. */
interface S3Event {
  Records: [S3EventRecord];
}

export interface S3EventRecord {
  eventVersion: '2.1';
  eventSource: 'aws:s3';
  awsRegion: string;
  /** ISO 8601, UTC. */
  eventTime: string;
  /** Without the `s3:` in front: `ObjectCreated:Post`. */
  eventName: string;
  userIdentity: { principalId: string };
  requestParameters: { sourceIPAddress: string };
  responseElements: { 'x-amz-request-id': string; 'x-amz-id-2': string };
  s3: {
    s3SchemaVersion: '1.0';
    configurationId: string;
    bucket: { name: string; ownerIdentity: { principalId: string }; arn: string };
    /** `key` is URL-encoded with `+` for spaces; `sequencer` orders the events of one key. */
    object: { key: string; size?: number; eTag?: string; versionId?: string; sequencer: string };
  };
}
