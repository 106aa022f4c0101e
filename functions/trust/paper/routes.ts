import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { Unprintable } from '#platform/typeset/fonts.ts';
import { portalPath } from '#schemas/addresses.ts';
import { printCertificate } from '#schemas/api/certificates.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import { ofSupplier } from '../api/standing.ts';
import { certificateOf } from '../certificate.ts';
import { certificateInForce } from '../issued.ts';
import type { Dependencies } from './deps.ts';
import { certificatePaper } from './sheet.ts';

/** Names the characters, and what can be done. */
const refusalOf = ({ characters }: Unprintable): Bilingual => {
  const code = (one: string) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const codes = (cluster: string) => [...cluster].map(code).join(' ');
  const visible = (cluster: string) => /^[^\p{C}\p{Z}]/u.test(cluster);
  const named = (before: string, after: string) =>
    characters.map((one) => (visible(one) ? `${before}${one}${after} (${codes(one)})` : codes(one))).join(', ');
  return {
    fr: `Le nom de l’entreprise a des caractères qu’aucune de nos polices ne dessine : ${named('« ', ' »')}. Le certificat vaut quand même et se vérifie en ligne. Pour l’imprimer, corrigez le nom dans votre prochaine demande.`,
    en: `The name of the firm has characters that none of our fonts draws: ${named('“', '”')}. The certificate holds all the same and is verified online. To print it, correct the name in your next submission.`,
  };
};

/** The certificate on paper. */
export const paperRoutes = (deps: Dependencies) => [
  route(printCertificate, {
    subject: ofSupplier(deps),
    handle: async ({ params: { supplier }, language }) => {
      const { vendor, record } = await certificateInForce(deps, supplier);
      const { credential } = record;
      const address = `${deps.origin}${portalPath.certificate(credential)}`;
      try {
        const bytes = await certificatePaper(certificateOf(vendor, record, deps.origin), address, language);
        return { file: { type: 'application/pdf', name: `passerelle-${credential}.pdf`, bytes } };
      } catch (error) {
        if (error instanceof Unprintable) throw new Problem('unprintable', { detail: refusalOf(error) });
        throw error;
      }
    },
  }),
];
