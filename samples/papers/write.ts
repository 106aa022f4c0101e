import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suppliers } from '../suppliers/index.ts';
import { makePapers } from './index.ts';

/** `node samples/papers/write.ts [folder] [YYYY-MM-DD]`: writes the papers of every sample supplier, a folder each. */
const [folder = '.passerelle/sample-papers', on = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);

for (const supplier of suppliers) {
  const into = join(folder, supplier.id);
  await mkdir(into, { recursive: true });
  for (const { fileName, bytes } of await makePapers(supplier, on)) await writeFile(join(into, fileName), bytes);
}
process.stdout.write(`${suppliers.length} × papers → ${folder}\n`);
