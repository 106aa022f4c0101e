import type { Article } from './article.ts';
import { accessibility } from './articles/accessibility.ts';
import { buyers } from './articles/buyers.ts';
import { glossary } from './articles/glossary.ts';
import { integrators } from './articles/integrators.ts';
import { operators } from './articles/operators.ts';
import { privacy } from './articles/privacy.ts';
import { suppliers } from './articles/suppliers.ts';
import { verifiers } from './articles/verifiers.ts';

/** The guides, by whom they are for; then what is everyone's. */
export const articles: readonly Article[] = [
  suppliers,
  verifiers,
  buyers,
  integrators,
  operators,
  glossary,
  privacy,
  accessibility,
];
