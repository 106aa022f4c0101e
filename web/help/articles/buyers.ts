import { type Article, part } from '../article.ts';

export const buyers: Article = {
  slug: 'buyers',
  title: { en: 'The buyer’s guide', fr: 'Le guide des achats' },
  lead: {
    en: 'How to find who can quote, and what a verdict tells you.',
    fr: 'Comment trouver qui peut soumissionner, et ce que dit un verdict.',
  },
  parts: [
    part(
      'Who can quote?',
      'Qui peut soumissionner ?',
      [
        'Under “Our vendors”, write what you look for as you would say it: a trade or a product, a town, a name, a Business Number, a telephone number, part of an e-mail address. Either language will do, so will a plural, an abbreviation, a missing accent or a slip of the finger. All words must be found; where no vendor has them all, those that lack the fewest are shown, and the words left out are named. Under each vendor you read why it was found.',
        'Sous « Nos fournisseurs », écrivez ce que vous cherchez comme vous le diriez : un métier ou un produit, une ville, un nom, un numéro d’entreprise, un téléphone, une partie d’une adresse électronique. L’une ou l’autre langue convient, tout comme un pluriel, un sigle, un accent oublié ou une faute de frappe. Tous les mots doivent s’y trouver ; si aucun fournisseur ne les a tous, ceux à qui il en manque le moins s’affichent, et les mots laissés de côté sont nommés. Sous chaque fournisseur, vous lisez pourquoi il a été trouvé.',
      ],
      [
        '“Further filters” narrow by a UNSPSC code (a class such as 90101600 finds everything in it), by region, and by criterion: only vendors that consent to show you their criteria can be found by one. The address of the page keeps the search: pass it on. The files hold what the search shows.',
        '« Autres filtres » restreint à un code UNSPSC (une classe comme 90101600 donne tout ce qu’elle comprend), à une région ou à un critère : seuls les fournisseurs qui consentent à vous montrer leurs critères se trouvent ainsi. L’adresse de la page garde la recherche : transmettez-la. Les fichiers contiennent ce que la recherche montre.',
      ],
    ),
    part('What a verdict says', 'Ce que dit un verdict', [
      'A vendor in your list meets your own institution’s definition today, and the verdict says until when. Another institution may see it otherwise: “Where definitions agree” shows why. It is no judgement of quality, price or capacity, and gives no preference by itself.',
      'Un fournisseur de votre liste répond aujourd’hui à la définition de votre propre institution, et le verdict dit jusqu’à quand. Une autre institution peut en juger autrement : « Où les définitions concordent » montre pourquoi. Ce n’est un jugement ni de qualité, ni de prix, ni de capacité, et il ne donne en soi aucune préférence.',
    ]),
    part('Changing your definition', 'Changer votre définition', [
      'Under “Our vendors”, “Our definition” shows what your institution asks. Try a change there first: every vendor is judged by both, and you see how many would be recognized, how many would not be any more, and by which criterion. Nothing changes until you publish it, from the day that you choose. What the form cannot express (another way of joining the criteria, another region) can be published through the API.',
      'Sous « Nos fournisseurs », « Notre définition » montre ce que votre institution demande. Essayez-y d’abord un changement : chaque fournisseur est évalué selon les deux, et vous voyez combien seraient reconnus, combien ne le seraient plus, et par quel critère. Rien ne change avant que vous ne publiiez, à partir du jour que vous choisissez. Ce que le formulaire ne peut pas dire (une autre façon de réunir les critères, une autre région) se publie par l’API.',
    ]),
    part('Withdrawing a definition', 'Retirer une définition', [
      'Your institution can have 20 definitions; their ids begin with its own. One that is no longer meant is withdrawn at the bottom of “Our definition”: from today on it recognizes no vendor, your systems are told so vendor by vendor, and nobody can compare it any more. This is for good. Its versions stay on record.',
      'Votre institution peut avoir 20 définitions; leurs identifiants commencent par le sien. Celle qui ne vaut plus se retire au bas de « Notre définition » : dès aujourd’hui, elle ne reconnaît plus aucun fournisseur, vos systèmes en sont avisés fournisseur par fournisseur, et plus personne ne peut la comparer. C’est pour de bon. Ses versions restent consignées.',
    ]),
    part('Files', 'Fichiers', [
      'CSV and XLSX hold the same list, in the language of the page. The list of today is true today: download it again before you invite.',
      'CSV et XLSX contiennent la même liste, dans la langue de la page. La liste d’aujourd’hui vaut aujourd’hui : téléchargez-la de nouveau avant d’inviter.',
    ]),
  ],
};
