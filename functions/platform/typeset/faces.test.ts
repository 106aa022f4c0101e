import { describe, expect, it } from 'vitest';
import { eastAsian } from './faces.ts';

describe('a Han character is drawn after the custom of', () => {
  it.each([
    ['陈氏建筑公司', 'sc'],
    ['李', 'sc'],
    ['陳氏建築有限公司', 'tc'],
    ['ㄅㄆㄇ 商行', 'tc'],
    ['株式会社さくら', 'jp'],
    ['金氏 김치', 'kr'],
    ['Déneigement inc.', 'sc'],
  ])('the place that %s tells of', (text, first) => expect(eastAsian(text)[0]).toBe(first));
});
