import { create } from 'qrcode';
import { fill } from '#platform/typeset/pen.ts';

export const petrol = '#0b4f5c';
export const ochre = '#e9a15b';
export const ink = '#17242a';
export const faded = '#4d5a60';
const white = '#ffffff';

const rectangle = (x: number, y: number, width: number, height: number) => `${x} ${y} ${width} ${height} re`;
/** An opening of a viaduct: a doorway with a round head, its foot at `y`. */
const arch = (x: number, y: number, width: number, height: number): string => {
  const [radius, pull] = [width / 2, (width / 2) * 0.5523];
  const spring = y + height - radius;
  return [
    `${x} ${y} m ${x} ${spring} l`,
    `${x} ${spring + pull} ${x + radius - pull} ${y + height} ${x + radius} ${y + height} c`,
    `${x + radius + pull} ${y + height} ${x + width} ${spring + pull} ${x + width} ${spring} c`,
    `${x + width} ${y} l h`,
  ].join(' ');
};

/** A viaduct over the whole width of the page, hanging from its upper edge, under an ochre deck. */
export const viaduct = (width: number, top: number): string => {
  const [pitch, height] = [34, 46];
  const openings = Array.from({ length: width / pitch }, (_, index) =>
    arch(index * pitch + 4, top - height, pitch - 8, height - 16),
  );
  return [
    fill(petrol),
    rectangle(0, top - height, width, height),
    'f',
    fill(white),
    ...openings,
    'f',
    fill(ochre),
    rectangle(0, top - 6, width, 6),
    'f',
  ].join(' ');
};

/** The mark of the network: a footbridge with three open arches under an ochre deck; 58 by 35 at a scale of 1. */
export const mark = (x: number, y: number, scale: number): string => {
  const stroke = (colour: string) => fill(colour).replace('rg', 'RG');
  const opening = (left: number, top: number) =>
    `${left} 2 m ${left} ${top - 7.5} l ${left} ${top - 3.4} ${left + 3.4} ${top} ${left + 7.5} ${top} c ${left + 11.6} ${top} ${left + 15} ${top - 3.4} ${left + 15} ${top - 7.5} c ${left + 15} 2 l`;
  return [
    `q ${scale} 0 0 ${scale} ${x} ${y} cm 1 J`,
    stroke(ochre),
    '4 w 1 29 m 20.3 35 39.7 35 59 29 c S',
    stroke(petrol),
    '2.6 w',
    opening(4, 21.5),
    opening(22.5, 22.5),
    opening(41, 21.5),
    'S 1 1.3 m 59 1.3 l S Q',
  ].join(' ');
};

/** Across the foot of the page. */
export const foot = (width: number, height: number): string =>
  `${fill(petrol)} ${rectangle(0, 0, width, height)} f ${fill(ochre)} ${rectangle(0, height, width, 3)} f`;

/** A hairline. */
export const rule = (x: number, y: number, width: number): string =>
  `${fill('#c9bfae')} ${rectangle(x, y, width, 0.75)} f`;

/** The code that leads to an address, `side` points wide without the quiet zone around it. */
export const qrCode = (address: string, x: number, y: number, side: number): string => {
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  const dark: string[] = [];
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        dark.push(rectangle(x + column * unit, y + side - (row + 1) * unit, unit + 0.02, unit + 0.02));
  return `${fill(ink)} ${dark.join(' ')} f`;
};
