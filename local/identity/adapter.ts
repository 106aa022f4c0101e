import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { type SystemClients, systemClient } from './clients.ts';
import { metadataOf } from './provider.ts';

/** Where oidc-provider keeps sessions, grants and codes: a sign-in outlives a restart. */
export function createAdapter(store: DatabaseSync): AdapterFactory {
  store.exec(`CREATE TABLE IF NOT EXISTS oidc (model TEXT, id TEXT, payload TEXT, grant_id TEXT, uid TEXT, expires INTEGER,
    PRIMARY KEY (model, id)) STRICT;
    CREATE INDEX IF NOT EXISTS oidc_uid ON oidc (uid);
    CREATE INDEX IF NOT EXISTS oidc_grant ON oidc (grant_id)`);
  const write = store.prepare('INSERT OR REPLACE INTO oidc VALUES (?, ?, ?, ?, ?, ?)');
  const byId = store.prepare('SELECT payload, expires FROM oidc WHERE model = ? AND id = ?');
  const byUid = store.prepare('SELECT payload, expires FROM oidc WHERE model = ? AND uid = ?');
  const remove = store.prepare('DELETE FROM oidc WHERE model = ? AND id = ?');
  const removeGrant = store.prepare('DELETE FROM oidc WHERE grant_id = ?');
  const removeExpired = store.prepare('DELETE FROM oidc WHERE expires < ?');
  const seconds = () => Math.floor(Date.now() / 1000);
  removeExpired.run(seconds());

  const read = (row: Record<string, unknown> | undefined): AdapterPayload | undefined =>
    row && (row.expires === null || Number(row.expires) > seconds()) ? JSON.parse(String(row.payload)) : undefined;

  return (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const expires = expiresIn ? seconds() + expiresIn : null;
      write.run(model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expires);
    },
    find: async (id) => read(byId.get(model, id)),
    findByUid: async (uid) => read(byUid.get(model, uid)),
    // Only for devices without a browser, which the provider is not configured for.
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = read(byId.get(model, id));
      const { expires } = byId.get(model, id) ?? {};
      if (!payload) return;
      const consumed = JSON.stringify({ ...payload, consumed: seconds() });
      write.run(model, id, consumed, payload.grantId ?? null, payload.uid ?? null, Number(expires) || null);
    },
    async destroy(id) {
      remove.run(model, id);
    },
    async revokeByGrantId(grantId) {
      removeGrant.run(grantId);
    },
  });
}

/** Systems' clients where the provider looks for those that its configuration does not name. */
export const storedClients = (store: DatabaseSync, adapter: AdapterFactory): SystemClients => {
  const remove = store.prepare("DELETE FROM oidc WHERE model = 'Client' AND id = ?");
  const list = store.prepare("SELECT id FROM oidc WHERE model = 'Client' ORDER BY id");
  return {
    keep: (made) => void adapter('Client').upsert(made.id, metadataOf(systemClient(made)), 0),
    remove: (id) => remove.run(id).changes > 0,
    list: () => list.all().map(({ id }) => String(id)),
  };
};
