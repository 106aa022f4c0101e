import { type Article, part } from '../article.ts';

export const privacy: Article = {
  slug: 'privacy',
  title: { en: 'Privacy', fr: 'Vie privée' },
  lead: {
    en: 'What is kept, who sees it, and what you can do about it.',
    fr: 'Ce qui est conservé, qui le voit et ce que vous pouvez en faire.',
  },
  parts: [
    part('What institutions see', 'Ce que voient les institutions', [
      'An institution that recognizes you receives your firm’s name, contact, places, commodities and the verdict. It sees the criteria only with your consent, given for that institution alone, which you can withdraw at any time. Documents never leave the network.',
      'Une institution qui vous reconnaît reçoit le nom de votre entreprise, ses coordonnées, ses lieux, ses produits et services, et le verdict. Elle ne voit les critères qu’avec votre consentement, donné pour elle seule et que vous pouvez retirer à tout moment. Les documents ne quittent jamais le réseau.',
    ]),
    part(
      'How it is kept',
      'Comment c’est conservé',
      [
        'In Canada, encrypted under a key of your firm’s own. The audit log holds codes and ids only, never what people wrote.',
        'Au Canada, chiffré sous une clé propre à votre entreprise. Le journal d’audit ne contient que des codes et des identifiants, jamais ce que des personnes ont écrit.',
      ],
      [
        '“My data” gives you everything that is held about your firm. Each look at a document by a verifier is recorded.',
        '« Mes données » vous remet tout ce qui est détenu sur votre entreprise. Chaque consultation d’un document par une personne qui vérifie est consignée.',
      ],
      [
        'There you can also close the account: nothing is shared any more, and when the time that the law asks us to keep records is over, everything is erased.',
        'Vous pouvez aussi y fermer le compte : plus rien n’est communiqué, et une fois écoulé le délai de conservation que la loi impose, tout est effacé.',
      ],
    ),
    part('Cookies', 'Témoins', [
      'Only those that keep you signed in and keep what you typed when a session ends. Nothing follows you.',
      'Seulement ceux qui maintiennent votre session et gardent ce que vous avez saisi quand elle prend fin. Rien ne vous suit.',
    ]),
  ],
};
