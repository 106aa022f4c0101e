import { regionName } from '#definitions/asked.ts';
import type { Language } from '#schemas/primitives.ts';

/** A place as the supplier named it: "Québec (Québec)"; by its code where no town was written. */
export const placeName = ({ region, town }: { region: string; town?: string }, language: Language): string =>
  town ? `${town} (${regionName(region.slice(0, 5), language)})` : regionName(region, language);
