import { expect, test } from 'vitest';
import { regionName } from './asked.ts';
import { townCode, townName } from './towns.ts';

test.each([
  ['QC', 'Montréal', 'montreal'],
  ['QC', 'Québec', 'quebec'],
  ['QC', 'La Tuque', 'la-tuque'],
  ['QC', "L'Assomption", 'l-assomption'],
  ['QC', "Notre-Dame-de-l'Île-Perrot", 'notre-dame-de-l-ile-perrot'],
  ['QC', 'Saint-Jean-sur-Richelieu', 'saint-jean-sur-richelieu'],
  ['QC', 'Saint-Louis-du-Ha! Ha!', 'saint-louis-du-ha-ha'],
  ['NL', "St. John's", 'st-john-s'],
  ['ON', 'North Bay', 'north-bay'],
  ['BC', '100 Mile House', 'mile-house'],
  ['NU', 'ᐃᖃᓗᐃᑦ', ''],
])('%s: %s has the code %s', (_province, name, code) => {
  expect(townCode(name)).toBe(code);
});

test.each([
  ['CA-QC-montreal', 'Montréal (Québec)', 'Montréal (Québec)'],
  ['CA-QC-la-tuque', 'La Tuque (Québec)', 'La Tuque (Québec)'],
  ['CA-QC-l-assomption', 'L’Assomption (Québec)', 'L’Assomption (Québec)'],
  ['CA-QC-saint-jean-sur-richelieu', 'Saint-Jean-sur-Richelieu (Québec)', 'Saint-Jean-sur-Richelieu (Québec)'],
  ['CA-ON-north-bay', 'North Bay (Ontario)', 'North Bay (Ontario)'],
  ['CA-NL-st-john-s', 'St. John’s (Terre-Neuve-et-Labrador)', 'St. John’s (Newfoundland and Labrador)'],
  ['CA-BC-mile-house', '100 Mile House (Colombie-Britannique)', '100 Mile House (British Columbia)'],
  ['CA-QC', 'Québec', 'Québec'],
])('%s is written %s and %s', (region, fr, en) => {
  expect([regionName(region, 'fr'), regionName(region, 'en')]).toEqual([fr, en]);
});

test('a name survives its code wherever the name is known', () => {
  for (const name of ['Trois-Rivières', 'Sept-Îles', 'Dollard-Des Ormeaux', 'Saint-Côme--Linière'])
    expect(townName('QC', townCode(name))).toBe(name);
});
