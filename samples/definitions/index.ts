import type { Definition } from '#schemas/definition.ts';
import { centreDeuxPonts } from './centre-deux-ponts.ts';
import { cityOfBrampton } from './city-of-brampton.ts';
import { cityOfEdmonton } from './city-of-edmonton.ts';
import { cityOfToronto } from './city-of-toronto.ts';
import { cityOfVancouver } from './city-of-vancouver.ts';
import { federalPsib } from './federal-psib.ts';
import { federalSupplierDiversity } from './federal-supplier-diversity.ts';
import { hopitalDuHavre } from './hopital-du-havre.ts';
import { naccaModel } from './nacca-model.ts';
import { ontarioBusiness } from './ontario-business.ts';
import { ontarioIndigenousProcurement } from './ontario-indigenous-procurement.ts';
import { quebecEntrepriseAdaptee } from './quebec-entreprise-adaptee.ts';
import { quebecSocialEconomy } from './quebec-social-economy.ts';
import { socialPurchasingProject } from './social-purchasing-project.ts';
import { torontoMetropolitanUniversity } from './toronto-metropolitan-university.ts';
import { transportSainteRive, transportSainteRiveCertificate } from './transport-sainte-rive.ts';
import { universityOfToronto } from './university-of-toronto.ts';
import { yorkUniversityFaq, yorkUniversityPolicy } from './york-university.ts';

/** Every definition of the sample network: one in force for each institution, and readings to compare (York's FAQ, a certificate alone). */
export const definitions: readonly Definition[] = [
  cityOfToronto,
  universityOfToronto,
  torontoMetropolitanUniversity,
  yorkUniversityPolicy,
  yorkUniversityFaq,
  cityOfBrampton,
  ontarioIndigenousProcurement,
  ontarioBusiness,
  federalPsib,
  federalSupplierDiversity,
  cityOfVancouver,
  cityOfEdmonton,
  quebecSocialEconomy,
  quebecEntrepriseAdaptee,
  naccaModel,
  socialPurchasingProject,
  hopitalDuHavre,
  transportSainteRive,
  transportSainteRiveCertificate,
  centreDeuxPonts,
];
