import { startPortal } from '../test/browser/network.ts';
import { firmShots } from './shots/firm.ts';
import { staffShots } from './shots/staff.ts';
import { supplierShots } from './shots/supplier.ts';

/*
 * `npm run shots [-- supplier firm staff]`: pictures of key pages into docs/shots, in both languages, on a phone and on a desk,
 * made from the running network and the sample suppliers.
 */
const parts: Record<string, typeof supplierShots> = {
  supplier: supplierShots,
  firm: firmShots,
  staff: staffShots,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`no pictures of ${unknown}; there are ${Object.keys(parts)}`);

const portal = await startPortal();
try {
  for (const [name, shots] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) {
      await shots(portal);
      console.log(name);
    }
} finally {
  await portal.stop();
}
