/**
 * The log contradicts what was signed of it: somebody wrote into its table. `code` says how. Nobody's mistake can be
 * answered with it, so whoever asked is told of an error on our side, and the alarm rings.
 */
export class LogContradicted extends Error {
  override name = 'LogContradicted';
  constructor(
    code: 'state' | 'head-not-ours' | 'shorter' | 'rewritten' | 'time' | 'head-missing' | 'head-changed' | 'proof',
  ) {
    super(`the log contradicts its public heads: ${code}`);
  }
}
