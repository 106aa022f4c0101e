import { type Article, part } from '../article.ts';

export const integrators: Article = {
  slug: 'integrators',
  title: { en: 'The integrator’s guide', fr: 'Le guide de l’intégration' },
  lead: {
    en: 'How an institution’s systems receive the vendors it recognizes.',
    fr: 'Comment les systèmes d’une institution reçoivent les fournisseurs qu’elle reconnaît.',
  },
  parts: [
    part('Four ways, any of them enough', 'Quatre façons, dont une seule suffit', [
      'Read and download the list in the portal (CSV or XLSX); receive a digest by e-mail; pull the feed; or receive signed webhooks. You can begin with the first and move on later.',
      'Lire et télécharger la liste dans le portail (CSV ou XLSX) ; recevoir un sommaire par courriel ; consulter le fil ; ou recevoir des webhooks signés. Vous pouvez commencer par la première et changer plus tard.',
    ]),
    part(
      'Setting up signed webhooks',
      'Mettre en place les webhooks signés',
      [
        'Under “Delivery health”, set the endpoint: an https address of your own system on port 443 or 8443. The secret is shown once; give it to your system. Then send the challenge: your system answers it with the value it holds, and delivery begins.',
        'Sous « État des livraisons », définissez le point de réception : une adresse https de votre propre système, au port 443 ou 8443. Le secret n’est montré qu’une fois ; donnez-le à votre système. Envoyez ensuite le défi : votre système y répond par la valeur qu’il contient, et les envois commencent.',
      ],
      [
        'Answer 2xx within 15 seconds once the event is stored, and do the work afterwards. Any library of Standard Webhooks verifies the signature; receivers of about 20 lines in TypeScript, Python and C# come with the software.',
        'Répondez 2xx en moins de 15 secondes dès que l’événement est conservé, et faites le travail ensuite. Toute bibliothèque Standard Webhooks vérifie la signature ; des récepteurs d’une vingtaine de lignes en TypeScript, Python et C# accompagnent le logiciel.',
      ],
    ),
    part(
      'Signing your system in',
      'Connecter votre système',
      [
        'Under “Our vendors”, “Access for systems”, make a client: its secret is shown once. With the id and the secret your system asks the token endpoint for a token (OAuth 2.0 client credentials), which is good for 15 minutes.',
        'Sous « Nos fournisseurs », « Accès des systèmes », créez un client technique : son secret n’est montré qu’une fois. Avec l’identifiant et le secret, votre système demande un jeton au point de délivrance (OAuth 2.0, client credentials), valable 15 minutes.',
      ],
      [
        'To rotate the secret, make a second client, change over, and remove the first: within half a minute none of its tokens is taken.',
        'Pour renouveler le secret, créez un second client, faites le changement, puis retirez le premier : en une demi-minute au plus, aucun de ses jetons n’est accepté.',
      ],
    ),
    part('Pulling the feed', 'Consulter le fil', [
      'Ask GET /v1/feeds/{institution}/events?after=N with the last number you hold, from 0. Keep “next” for the next time; you have everything when it equals “head”. A nightly job is enough. To begin with the whole list, read /v1/institutions/{institution}/vendors and go on from its “sequence”.',
      'Demandez GET /v1/feeds/{institution}/events?after=N avec le dernier numéro que vous avez, à partir de 0. Gardez « next » pour la fois suivante ; vous avez tout quand il égale « head ». Une tâche de nuit suffit. Pour commencer par la liste entière, lisez /v1/institutions/{institution}/vendors et continuez à partir de sa « sequence ».',
    ]),
    part(
      'Events',
      'Événements',
      [
        'Events are CloudEvents 1.0 in JSON: vendor.qualified, vendor.updated, vendor.disqualified and vendor.expiring. Each has a sequence without gaps in your feed, and an id that stays the same in every retry: keep the ids you have seen, and receiving one twice does no harm.',
        'Les événements sont des CloudEvents 1.0 en JSON : vendor.qualified, vendor.updated, vendor.disqualified et vendor.expiring. Chacun porte un numéro de séquence sans trou dans votre fil et un identifiant qui reste le même à chaque nouvel essai : retenez ceux que vous avez vus, et un doublon ne nuira pas.',
      ],
      [
        'Verify the signature before you read the body, over the exact bytes received. When the secret is rotated, both secrets sign for 24 hours.',
        'Vérifiez la signature avant de lire le corps, sur les octets exacts reçus. Quand le secret est renouvelé, les deux signent pendant 24 heures.',
      ],
    ),
    part('How much you see', 'Ce que vous voyez', [
      'Every event gives the verdict and what it rests on. The criteria, one by one, come only where the supplier consents to that for your institution. When “disclosure” says that a consent was withdrawn, delete the criteria that you received; earlier events of that vendor are then told without them, also in a replay.',
      'Chaque événement donne le verdict et ce sur quoi il repose. Les critères, un par un, ne viennent que si le fournisseur y consent pour votre institution. Quand « disclosure » dit qu’un consentement est retiré, supprimez les critères que vous avez reçus ; les événements antérieurs de ce fournisseur sont alors communiqués sans eux, même lors d’une rediffusion.',
    ]),
    part(
      'When something fails',
      'Quand quelque chose échoue',
      [
        'Failures are retried with growing pauses; an event that your system refuses on its own is set aside and the others go on. “Delivery health” shows the attempts, sends again what was set aside, and replays the feed from any number that was delivered.',
        'Les échecs sont réessayés à intervalles croissants ; un événement que votre système refuse isolément est mis de côté et les autres suivent leur cours. « État des livraisons » montre les tentatives, renvoie ce qui a été mis de côté et rediffuse le fil à partir de n’importe quel numéro déjà livré.',
      ],
      [
        'Nothing that you can press skips what waits. Once your system is well again, “Try now” sends what waits at once, in order. The test sends the last delivered event once more, beside the feed: what waits stays as it is. A new address goes on where the one before it stopped, or begins with the first event ever, as you choose.',
        'Aucun bouton ne fait sauter ce qui attend. Une fois votre système rétabli, « Essayer maintenant » envoie aussitôt ce qui attend, dans l’ordre. L’essai renvoie le dernier événement livré, à part du fil : ce qui attend reste tel quel. Une nouvelle adresse reprend là où la précédente s’est arrêtée, ou recommence au tout premier événement, à votre choix.',
      ],
      [
        'The sandbox feed at /v1/sandbox/events holds an example of every type; the whole API is described at /v1/openapi.json.',
        'Le fil d’essai à /v1/sandbox/events contient un exemple de chaque type ; toute l’API est décrite à /v1/openapi.json.',
      ],
    ),
  ],
};
