export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_256' | 'ECC_NIST_P256' | 'ECC_NIST_EDWARDS25519';
export type KeyUsage = 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC' | 'SIGN_VERIFY';

export interface KmsOptions {
  /** The file that holds the keys themselves, mode 0600; created when the first key is. */
  file: string;
  region: string;
  account: string;
  clock?: () => Date;
}

/** The answer to one call, to be sent as `application/x-amz-json-1.1`. An error's body has `__type` and `message`. */
interface KmsAnswer {
  status: number;
  body: Record<string, unknown>;
}

export interface Kms {
  /** Makes the key of a template's logical id, or finds the one made before. Answers its ARN. `id` names a new key. */
  createKey: (
    logicalId: string,
    shape?: { id?: string; spec?: KeySpec; usage?: KeyUsage; description?: string },
  ) => string;
  /** Lets `alias/NAME` stand for a key (its id or ARN); moves an existing alias. */
  createAlias: (name: `alias/${string}`, key: string) => void;
  /** `target` is the header X-Amz-Target (`TrentService.Encrypt`), `body` the parsed JSON. Never throws. */
  handle: (target: string, body: unknown) => KmsAnswer;
}
