import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type InstanceCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** The one key pair of an instance, made at its first start: another instance's functions cannot sign for this one. */
export function credentialsOf(dir: string): InstanceCredentials {
  const file = join(dir, 'credentials.json');
  if (!existsSync(file)) {
    const made = {
      accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
