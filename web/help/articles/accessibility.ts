import { type Article, part } from '../article.ts';

export const accessibility: Article = {
  slug: 'accessibility',
  title: { en: 'Accessibility', fr: 'Accessibilité' },
  lead: {
    en: 'Made to be used by everyone, on any device.',
    fr: 'Fait pour être utilisé par tout le monde, sur tout appareil.',
  },
  parts: [
    part('What we aim for', 'Ce que nous visons', [
      'WCAG 2.2, level AA, on every page, in both languages. Everything works with the keyboard alone, with a screen reader, at 400% zoom, and without scripts.',
      'Les WCAG 2.2, niveau AA, à chaque page, dans les deux langues. Tout fonctionne au clavier seul, avec un lecteur d’écran, avec un agrandissement de 400 % et sans scripts.',
    ]),
    part('Known limits', 'Limites connues', [
      'The page images of uploaded documents are as legible as the document. The text that could be read on them is beside each image; on a photo or a scan there may be none.',
      'Les images de pages des documents remis sont aussi lisibles que le document. Le texte qui a pu y être lu se trouve à côté ; sur une photo ou une numérisation, il peut manquer.',
    ]),
    part('If something is in your way', 'Si quelque chose vous gêne', [
      'Tell whoever runs this network, in either language: what you wanted to do, on which page, and with which device.',
      'Dites-le à qui gère ce réseau, dans l’une ou l’autre langue : ce que vous vouliez faire, à quelle page et avec quel appareil.',
    ]),
  ],
};
