import type { Provider } from '#web/sign-in.ts';
import { readEnvironment } from '../env.ts';

/** The relying party is read when somebody signs in: most pages never need it. */
export const providerOnDemand = (): Provider => {
  let loaded: Promise<Provider> | undefined;
  const provider = () => {
    loaded ??= import('./provider.ts').then(({ oidcProvider }) => oidcProvider(readEnvironment()));
    return loaded;
  };
  return {
    begin: async (...given) => (await provider()).begin(...given),
    finish: async (...given) => (await provider()).finish(...given),
    revoke: async (...given) => (await provider()).revoke(...given),
    signOutAddress: async (...given) => (await provider()).signOutAddress(...given),
  };
};
