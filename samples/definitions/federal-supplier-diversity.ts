import type { Definition } from '#schemas/definition.ts';
import { managed, ownedNoThreshold, racialized } from './criteria.ts';
import { effective, published } from './sources.ts';

const groups = [...racialized, 'women', 'disability', 'lgbtq2'] as const;

export const federalSupplierDiversity: Definition = {
  id: 'federal-supplier-diversity',
  institution: 'federal-supplier-diversity',
  version: 1,
  label: {
    fr: 'Fournisseur issu de la diversité : programme fédéral de diversité des fournisseurs',
    en: 'Diverse supplier: federal Supplier Diversity Program',
  },
  effective,
  source: published(
    {
      fr: 'Entreprise appartenant à des personnes noires ou racisées, des femmes, des personnes handicapées ou des personnes 2ELGBTQI+, ou dirigée par elles, qui s’identifie elle-même. Aucun seuil n’est donné : « appartenir » est lu comme plus de la moitié, « dirigée » comme gérée.',
      en: 'A firm owned or led by Black or racialized people, women, persons with disabilities or 2SLGBTQI+ people, which identifies itself. No threshold is stated: "owned" is read as more than half, "led" as managed.',
    },
    'canada.ca, supplier diversity',
    'https://canada.ca',
  ),
  rule: { kind: 'any', of: [ownedNoThreshold(groups, 'declared'), managed(groups, 'declared')] },
};
