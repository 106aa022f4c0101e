import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { say } from '../words/say.ts';

const words = say({
  en: {
    title: 'Certify once; be recognized everywhere',
    lead: 'Public institutions each define a diverse supplier in their own way. Show who you are once. Passerelle tells each institution what its own definition says of you, and tells you why.',
    start: 'Start your certification',
    check: 'Would I qualify?',
    supplier: 'For suppliers',
    supplierText:
      'One form, saved as you go. Your documents are checked once, by people. You see who recognizes you, and what is missing for the others.',
    supplierMore: 'How it goes, step by step',
    institution: 'For institutions',
    institutionText:
      'Keep your own definition. Receive the vendors that it recognizes, with the reasons: signed events, a feed, an e-mail or a spreadsheet.',
    institutionMore: 'How an institution connects',
    public: 'For everyone',
    publicText:
      'See how each institution defines a diverse supplier, in plain words with the source, and where the definitions agree.',
    publicMore: 'Who is in the network',
  },
  fr: {
    title: 'Certifié une fois, reconnu partout',
    lead: 'Chaque institution publique définit à sa façon un fournisseur issu de la diversité. Montrez une seule fois qui vous êtes. Passerelle apprend à chaque institution ce que sa propre définition dit de vous, et vous explique pourquoi.',
    start: 'Commencer ma certification',
    check: 'Serais-je admissible ?',
    supplier: 'Pour les fournisseurs',
    supplierText:
      'Un seul formulaire, enregistré à mesure. Vos documents sont vérifiés une fois, par des personnes. Vous voyez qui vous reconnaît, et ce qui manque pour les autres.',
    supplierMore: 'Comment cela se passe, pas à pas',
    institution: 'Pour les institutions',
    institutionText:
      'Gardez votre propre définition. Recevez les fournisseurs qu’elle reconnaît, avec les motifs : événements signés, fil, courriel ou feuille de calcul.',
    institutionMore: 'Comment une institution se raccorde',
    public: 'Pour tout le monde',
    publicText:
      'Voyez comment chaque institution définit un fournisseur issu de la diversité, en mots simples avec la source, et où les définitions concordent.',
    publicMore: 'Qui fait partie du réseau',
  },
});

const further = { supplier: '/help/suppliers', institution: '/help/integrators', public: '/institutions' } as const;

export const homePage = (c: PageContext) => {
  const said = words[c.var.language];
  const at = (path: string) => `/${c.var.language}${path}`;
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead lead">{said.lead}</p>
        <p>
          <a class="button" href={at('/supplier')}>
            {said.start}
          </a>{' '}
          <a class="button button--secondary" href={at('/check')}>
            {said.check}
          </a>
        </p>
        <div class="cards">
          {(['supplier', 'institution', 'public'] as const).map((name) => (
            <section class="card">
              <h2>{said[name]}</h2>
              <p>{said[`${name}Text`]}</p>
              <p>
                <a href={at(further[name])}>{said[`${name}More`]}</a>
              </p>
            </section>
          ))}
        </div>
      </>
    ),
  });
};
