import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  optional?: boolean;
  dev?: boolean;
  link?: boolean;
};
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = Object.entries(lock.packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const integrator = JSON.parse(readFileSync('test/integrator/package.json', 'utf8'));

it('every dependency is one exact version', () => {
  const wanted = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  for (const [name, version] of wanted)
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  // The project that stands for a stranger's has its own.
  for (const [name, version] of Object.entries<string>({ ...integrator.dependencies, ...integrator.devDependencies })) {
    const own = lock.packages[`test/integrator/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    expect([name, own?.version]).toEqual([name, version]);
  }
});

it('every package is known by its hash, and none comes from an address of its own', () => {
  // What is bundled within another package has that one’s hash; tools’ binaries for other machines are not installed.
  const own = packages.filter(([, { inBundle, optional, dev }]) => !inBundle && !(optional && dev));
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  // Whoever installs chooses the registry; the hashes say whether it gave what was meant.
  expect(own.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

it('no package runs a script when it is installed', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
});
