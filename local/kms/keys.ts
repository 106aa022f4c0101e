import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { KmsError } from './errors.ts';
import type { KeySpec, KeyUsage, KmsOptions } from './types.ts';

export const keySpec = z.enum(['SYMMETRIC_DEFAULT', 'HMAC_256', 'ECC_NIST_P256', 'ECC_NIST_EDWARDS25519']);
export const keyUsage = z.enum(['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC', 'SIGN_VERIFY']);

const storedKey = z.strictObject({
  id: z.uuid(),
  logicalId: z.string(),
  spec: keySpec,
  usage: keyUsage,
  description: z.string(),
  /** ms since the epoch, as are the others. */
  created: z.number(),
  enabled: z.boolean(),
  /** When the key goes for good; set while a deletion is pending. */
  deletion: z.number().optional(),
  /** Base64: the secret bytes, or the private key in PKCS #8. */
  material: z.string(),
});
export type StoredKey = z.infer<typeof storedKey>;

const document = z.strictObject({ keys: z.array(storedKey), aliases: z.record(z.string(), z.uuid()) });
type Document = z.infer<typeof document>;

const usages: Record<KeySpec, KeyUsage> = {
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
  ECC_NIST_P256: 'SIGN_VERIFY',
  ECC_NIST_EDWARDS25519: 'SIGN_VERIFY',
};

export type Keys = ReturnType<typeof openKeys>;

/** The keys in their file. A change is on disk, whole, before it is seen; a key whose time has come is gone from it. */
export function openKeys({ file, region, account, clock = () => new Date() }: KmsOptions) {
  const now = () => clock().getTime();
  let current = load(file);
  const save = (next: Document) => {
    writeWhole(file, JSON.stringify(next, null, 2));
    current = next;
  };
  const purge = () => {
    const keys = current.keys.filter(({ deletion }) => deletion === undefined || deletion > now());
    if (keys.length === current.keys.length) return;
    const left = new Set(keys.map(({ id }) => id));
    save({ keys, aliases: Object.fromEntries(Object.entries(current.aliases).filter(([, id]) => left.has(id))) });
  };
  const arn = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;

  /** By id, ARN, alias or the ARN of an alias. Throws NotFoundException. */
  const find = (name: string): StoredKey => {
    purge();
    const local = name.replace(/^arn:aws:kms:[^:]*:[^:]*:/, '').replace(/^key\//, '');
    const id = local.startsWith('alias/') ? current.aliases[local] : local;
    const key = current.keys.find((each) => each.id === id);
    if (!key) throw new KmsError('NotFoundException', `Key '${name}' does not exist`);
    return key;
  };

  return {
    now,
    arn,
    find,
    create: (shape: {
      id?: string | undefined;
      logicalId?: string;
      spec: KeySpec;
      usage: KeyUsage | undefined;
      description: string;
    }): StoredKey => {
      purge();
      const { id = randomUUID(), logicalId = id, spec, usage = usages[spec], description } = shape;
      if (usage !== usages[spec])
        throw new KmsError('ValidationException', `KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
      const known = current.keys.find((each) => each.logicalId === logicalId);
      if (known?.spec === spec) return known;
      if (known) throw new KmsError('AlreadyExistsException', `${logicalId} is already a key of spec ${known.spec}`);
      const key = {
        id,
        logicalId,
        spec,
        usage,
        description,
        created: now(),
        enabled: true,
        material: generate(spec),
      };
      save({ ...current, keys: [...current.keys, key] });
      return key;
    },
    change: (key: StoredKey): void =>
      save({ ...current, keys: current.keys.map((each) => (each.id === key.id ? key : each)) }),
    alias: (name: string, key: string): void => {
      const { id } = find(key);
      if (current.aliases[name] !== id) save({ ...current, aliases: { ...current.aliases, [name]: id } });
    },
  };
}

function generate(spec: KeySpec): string {
  if (spec === 'SYMMETRIC_DEFAULT' || spec === 'HMAC_256') return randomBytes(32).toString('base64');
  const { privateKey } =
    spec === 'ECC_NIST_P256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}

/** A file that is there but cannot be read is an error: taking it for empty would lose every key. */
function load(file: string): Document {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { keys: [], aliases: {} };
    throw error;
  }
  return document.parse(JSON.parse(text));
}

function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
  const directory = openSync(dirname(file), 'r');
  fsyncSync(directory);
  closeSync(directory);
}
