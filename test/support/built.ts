import { prepare } from '../../scripts/prepare.ts';

/** Builds what the network runs, once, before files that need it start side by side. */
export const setup = (): Promise<void> => prepare();
