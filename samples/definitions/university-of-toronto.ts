import type { Definition } from '#schemas/definition.ts';
import { ownedManagedControlled, racialized, states } from './criteria.ts';
import { effective, published } from './sources.ts';

export const universityOfToronto: Definition = {
  id: 'university-of-toronto',
  institution: 'university-of-toronto',
  version: 1,
  label: {
    fr: 'Fournisseur issu de la diversité : Université de Toronto',
    en: 'Diverse supplier: University of Toronto',
  },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à au moins 51 %, gérée et contrôlée par des personnes noires, autochtones, de couleur, 2ELGBTQIA+, des femmes, des personnes handicapées, des jeunes, des personnes aînées ou de nouveaux Canadiens. Voies distinctes : l’entreprise sociale, qui réinvestit la majorité de ses profits, et la petite entreprise locale (critère de localité, sans seuil dans le texte noté). Le texte noté ne dit pas quelle preuve est acceptée : la déclaration suffit ici.',
      en: 'A firm at least 51% owned, managed and controlled by Black, Indigenous or persons of colour, 2SLGBTQIA+ people, women, persons with disabilities, youth, seniors or new Canadians. Separate routes: a social enterprise, which reinvests the majority of its profits, and a local small business (a locality criterion, with no threshold in the text noted). The text noted does not say which evidence is accepted: a declaration is enough here.',
    },
    'procurement.utoronto.ca, « what is a diverse supplier »',
    'https://procurement.utoronto.ca',
  ),
  rule: {
    kind: 'any',
    of: [
      ownedManagedControlled({
        groups: [...racialized, 'indigenous', 'lgbtq2', 'women', 'disability', 'youth', 'senior', 'newcomer'],
        cmp: '>=',
        bp: 5100,
        assurance: 'declared',
      }),
      states('reinvests-majority-of-profits', 'declared', {
        fr: 'Entreprise sociale : réinvestit la majorité de ses profits',
        en: 'Social enterprise: reinvests the majority of its profits',
      }),
      states('local-small-business', 'declared', {
        fr: 'Localité : petite entreprise locale',
        en: 'Locality: local small business',
      }),
    ],
  },
};
