import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Somebody who can sign in. `groups` are the user pool's. */
export type Person = {
  /** Stable: tokens carry it as `sub`. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
  /** `en` or `fr`, or any other language tag. */
  readonly locale?: string | undefined;
};

export type People = {
  /** Those of the configuration, then those who signed up, in that order. */
  readonly list: () => readonly Person[];
  readonly find: (id: string) => Person | undefined;
  /** Puts a person into a group or out of it, over what the configuration says; it is kept. */
  readonly setGroup: (id: string, group: string, member: boolean) => void;
  /** Finds the person of an address or makes one, in no group. */
  readonly signUp: (email: string) => Person;
};

/** The people of the configuration, and those who signed up here, who are kept. */
export function createPeople(store: DatabaseSync, configured: readonly Person[]): People {
  store.exec('CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, email TEXT UNIQUE) STRICT');
  const insert = store.prepare('INSERT OR IGNORE INTO person VALUES (?, ?)');
  const select = store.prepare('SELECT id, email FROM person ORDER BY rowid');

  store.exec(
    'CREATE TABLE IF NOT EXISTS person_group (person TEXT, grp TEXT, member INTEGER, PRIMARY KEY (person, grp)) STRICT',
  );
  const setMember = store.prepare('INSERT OR REPLACE INTO person_group VALUES (?, ?, ?)');
  const changes = store.prepare('SELECT person, grp, member FROM person_group ORDER BY rowid');

  const list = () => {
    const everyone = [
      ...configured,
      ...select.all().map((row): Person => {
        const email = String(row.email);
        return { id: String(row.id), name: email, email, groups: [] };
      }),
    ];
    const changed = new Map(everyone.map(({ id, groups }) => [id, new Set(groups)]));
    for (const { person, grp, member } of changes.all()) {
      const groups = changed.get(String(person));
      if (member) groups?.add(String(grp));
      else groups?.delete(String(grp));
    }
    return everyone.map((person) => ({ ...person, groups: [...(changed.get(person.id) ?? [])] }));
  };
  const find = (id: string) => list().find((person) => person.id === id);
  return {
    list,
    find,
    setGroup: (id, group, member) => void setMember.run(id, group, member ? 1 : 0),
    signUp(address) {
      const email = address.trim().toLowerCase();
      const known = list().find((person) => person.email.toLowerCase() === email);
      if (known) return known;
      const id = subOf(email);
      insert.run(id, email);
      return find(id)!;
    },
  };
}

/** In the form of Cognito's `sub`, a UUID. */
function subOf(email: string): string {
  const hex = createHash('sha256').update(`person ${email}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
