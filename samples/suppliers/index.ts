import { atelierFontaine } from './atelier-fontaine.ts';
import { ateliersBoreal } from './ateliers-boreal.ts';
import { carrefourTremplin } from './carrefour-tremplin.ts';
import { cedarRiver } from './cedar-river.ts';
import { dialloSecurite } from './diallo-securite.ts';
import { haddadCode } from './haddad-code.ts';
import { lawsonSupply } from './lawson-supply.ts';
import { oseiCatering } from './osei-catering.ts';
import { ramanPrint } from './raman-print.ts';
import { silverBirch } from './silver-birch.ts';
import type { SampleSupplier } from './supplier.ts';
import { thibaultPaysage } from './thibault-paysage.ts';
import { tranTranslations } from './tran-translations.ts';

/**
 * The sample suppliers, each there for one telling case. All are invented: business numbers begin with zeros and
 * telephone numbers with 555-01, which belong to nobody.
 */
export const suppliers: readonly SampleSupplier[] = [
  ramanPrint,
  oseiCatering,
  atelierFontaine,
  tranTranslations,
  silverBirch,
  carrefourTremplin,
  ateliersBoreal,
  cedarRiver,
  dialloSecurite,
  haddadCode,
  thibaultPaysage,
  lawsonSupply,
];
