import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Write } from '#platform/tables.ts';
import { auditKey } from '#schemas/audit.ts';
import { type Hash, type NodeSource, nodeHash } from './merkle.ts';

/*
 * The tree at rest: tiles of 256 hashes. Tile n of level t holds the roots of the whole subtrees of 256^t leaves; what lies
 * between is computed from one tile. A tree of a million entries is three levels, a proof a handful of reads.
 */
const width = 256;
const height = 8;

type Store = { db: DynamoDBDocumentClient; table: string };
export type Tiles = { read: (level: number, n: number) => Promise<readonly Hash[]> };

/** Reads tiles, each once; what it answers stays as it was when first read. */
export const tilesIn = ({ db, table }: Store): Tiles => {
  const seen = new Map<string, Promise<readonly Hash[]>>();
  return {
    read: (level, n) => {
      const name = `${level}/${n}`;
      const found =
        seen.get(name) ??
        db
          .send(new GetCommand({ TableName: table, Key: auditKey.tile(level, n), ConsistentRead: true }))
          .then(({ Item }) => (Item ? (Item.hashes as Hash[]) : []));
      seen.set(name, found);
      return found;
    },
  };
};

const fold = (hashes: readonly Hash[]): Hash =>
  hashes.length === 1
    ? hashes[0]!
    : nodeHash(fold(hashes.slice(0, hashes.length / 2)), fold(hashes.slice(hashes.length / 2)));

/** Roots of whole subtrees, computed from the tiles. @throws RangeError where the tree has not grown that far. */
export const nodesOf =
  (tiles: Tiles): NodeSource =>
  async (level, index) => {
    const count = 2 ** (level % height);
    const first = index * count;
    const tile = await tiles.read(Math.floor(level / height), Math.floor(first / width));
    const part = tile.slice(first % width, (first % width) + count);
    if (part.length !== count) throw new RangeError('the tree has not grown that far');
    return fold(part);
  };

/** The writes that add leaves to a tree of this size; with one `state` per transaction they never collide. */
export const growth = async ({ db, table }: Store, size: number, leaves: readonly Hash[]): Promise<Write[]> => {
  const tiles = tilesIn({ db, table });
  const changed = new Map<string, { level: number; n: number; hashes: Hash[] }>();
  const add = async (level: number, index: number, hash: Hash): Promise<void> => {
    const n = Math.floor(index / width);
    const name = `${level}/${n}`;
    const tile = changed.get(name) ?? {
      level,
      n,
      hashes: index % width === 0 ? [] : [...(await tiles.read(level, n))],
    };
    changed.set(name, tile);
    tile.hashes.push(hash);
    if (tile.hashes.length === width) await add(level + 1, n, fold(tile.hashes));
  };
  for (const [i, leaf] of leaves.entries()) await add(0, size + i, leaf);
  return [...changed.values()].map(({ level, n, hashes }) => ({
    Put: { TableName: table, Item: { ...auditKey.tile(level, n), hashes } },
  }));
};
