/**
 * The template asks for something that the embedded runtime does not do. Better a loud refusal at the start than a
 * network that behaves differently here and on AWS. Every problem found is listed, each with its logical id.
 */
export class TemplateRefused extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The embedded runtime refuses this template:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'TemplateRefused';
    this.problems = problems;
  }
}
