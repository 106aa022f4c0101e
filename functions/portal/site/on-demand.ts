import type { Directory, Provider } from '#web/sign-in.ts';
import { directoriesOf, readEnvironment } from '../env.ts';

/** The relying party is read when somebody signs in: most pages never need it. */
const onDemand = (directory: Directory): Provider => {
  let loaded: Promise<Provider> | undefined;
  const provider = () => {
    loaded ??= import('./provider.ts').then(({ oidcProvider }) =>
      oidcProvider(directoriesOf(readEnvironment())[directory]),
    );
    return loaded;
  };
  return {
    begin: async (...given) => (await provider()).begin(...given),
    finish: async (...given) => (await provider()).finish(...given),
    revoke: async (...given) => (await provider()).revoke(...given),
    signOutAddress: async (...given) => (await provider()).signOutAddress(...given),
  };
};

/** Suppliers and staff sign in at different places. */
export const providersOnDemand = (): Record<Directory, Provider> => ({
  suppliers: onDemand('suppliers'),
  staff: onDemand('staff'),
});
