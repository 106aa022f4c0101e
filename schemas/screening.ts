import type { Bilingual } from './primitives.ts';

/** What screening can find, said to the supplier with what to do about it. Codes are stable. */
export const screeningFindings = {
  'size-differs': {
    fr: 'Le fichier reçu n’a pas la taille annoncée : l’envoi a sans doute été interrompu. Envoyez-le de nouveau.',
    en: 'The file received does not have the size that was announced: sending was probably interrupted. Send it again.',
  },
  'hash-differs': {
    fr: 'Le fichier reçu diffère de celui que vous aviez choisi. Envoyez-le de nouveau.',
    en: 'The file received differs from the one you chose. Send it again.',
  },
  'type-differs': {
    fr: 'Le contenu ne correspond pas au type du fichier. Envoyez un vrai PDF, JPEG ou PNG : ouvrez le document et enregistrez-le en PDF.',
    en: 'The content does not match the type of the file. Send a real PDF, JPEG or PNG: open the document and save it as PDF.',
  },
  'several-types': {
    fr: 'Ce fichier contient un second fichier d’un autre type. Ouvrez le document, imprimez-le en PDF et envoyez ce PDF.',
    en: 'This file holds a second file of another type. Open the document, print it to PDF and send that PDF.',
  },
  'pdf-encrypted': {
    fr: 'Ce PDF est protégé par mot de passe ou chiffré. Enregistrez-en une copie sans protection et envoyez-la.',
    en: 'This PDF is protected by a password or encrypted. Save a copy without protection and send it.',
  },
  'pdf-damaged': {
    fr: 'Ce PDF est endommagé et ne s’ouvre pas. Enregistrez-le de nouveau à partir du document d’origine.',
    en: 'This PDF is damaged and does not open. Save it again from the original document.',
  },
  'pdf-no-pages': {
    fr: 'Ce PDF n’a aucune page. Enregistrez-le de nouveau à partir du document d’origine.',
    en: 'This PDF has no pages. Save it again from the original document.',
  },
  'pdf-too-many-pages': {
    fr: 'Ce PDF compte plus de 200 pages. N’envoyez que les pages qui prouvent ce qui est demandé.',
    en: 'This PDF has more than 200 pages. Send only the pages that show what is asked.',
  },
  'pdf-embedded-files': {
    fr: 'Ce PDF contient d’autres fichiers, qui ne pourraient pas être lus. Imprimez-le en PDF et envoyez chaque document séparément.',
    en: 'This PDF holds other files, which could not be read. Print it to PDF and send each document on its own.',
  },
  'pdf-javascript': {
    fr: 'Ce PDF contient un programme (JavaScript). Imprimez-le en PDF et envoyez cette copie.',
    en: 'This PDF contains a program (JavaScript). Print it to PDF and send that copy.',
  },
  'pdf-launches-programs': {
    fr: 'Ce PDF tente de lancer un programme. Imprimez-le en PDF et envoyez cette copie.',
    en: 'This PDF tries to start a program. Print it to PDF and send that copy.',
  },
  'pdf-acrobat-only': {
    fr: 'Ce formulaire ne s’affiche que dans Acrobat : nous ne verrions pas vos réponses. Ouvrez-le dans Acrobat, remplissez-le, imprimez-le en PDF et envoyez cette copie.',
    en: 'This form shows only in Acrobat: we would not see your answers. Open it in Acrobat, fill it in, print it to PDF and send that copy.',
  },
  'pdf-draws-nothing': {
    fr: 'Les pages de ce PDF s’affichent vides, bien qu’elles aient un contenu : une police ou une image manque sans doute. Imprimez le document en PDF, ou numérisez-le, et envoyez cette copie.',
    en: 'The pages of this PDF show empty although they have content: a font or a picture is probably missing. Print the document to PDF, or scan it, and send that copy.',
  },
  'page-not-drawn': {
    fr: 'Une page de ce fichier ne peut pas être affichée. Imprimez le document en PDF et envoyez cette copie.',
    en: 'A page of this file cannot be shown. Print the document to PDF and send that copy.',
  },
  'pages-not-drawn': {
    fr: 'Des pages ne peuvent pas être affichées : lisez-les dans l’original, ou demandez une copie imprimée en PDF.',
    en: 'Some pages cannot be shown: read them in the original, or ask for a copy printed to PDF.',
  },
  'page-blank': {
    fr: 'Une page s’affiche vide, bien qu’elle ait un contenu.',
    en: 'A page shows empty although it has content.',
  },
  'annotation-not-drawn': {
    fr: 'Une note ou un tampon n’apparaît pas dans l’image : ce qu’ils disent se trouve dans le texte de la page.',
    en: 'A note or stamp does not appear in the picture: what it says stands in the text of the page.',
  },
  'pdf-acrobat-form': {
    fr: 'Formulaire d’Acrobat : vérifiez que la page montre bien les réponses.',
    en: 'Acrobat form: check that the page does show the answers.',
  },
  'pdf-signed': {
    fr: 'Signature électronique non vérifiée; elle porte sur le fichier entier.',
    en: 'Electronic signature, not checked; it is over the whole file.',
  },
  'pdf-signed-partly': {
    fr: 'Signature électronique non vérifiée; elle ne porte pas sur le fichier entier, qui a pu être modifié depuis.',
    en: 'Electronic signature, not checked; it is not over the whole file, which may have been changed since.',
  },
  'image-damaged': {
    fr: 'Cette image est endommagée et ne s’ouvre pas. Reprenez la photo ou numérisez de nouveau.',
    en: 'This image is damaged and does not open. Take the photo or scan it again.',
  },
  'image-too-large': {
    fr: 'Cette image a trop de pixels (50 millions au plus). Réduisez-la ou numérisez à 300 points par pouce.',
    en: 'This image has too many pixels (50 million at most). Reduce it or scan at 300 dots per inch.',
  },
  'image-too-small': {
    fr: 'Cette image est trop petite pour être lue. Reprenez la photo de plus près.',
    en: 'This image is too small to be read. Take the photo from closer.',
  },
  'image-animated': {
    fr: 'Cette image est animée. Envoyez une image fixe ou un PDF.',
    en: 'This image is animated. Send a still image or a PDF.',
  },
  'too-costly': {
    fr: 'Ce fichier demande trop de travail pour être ouvert. Imprimez le document en PDF et envoyez cette copie.',
    en: 'This file is too heavy to open. Print the document to PDF and send that copy.',
  },
  malware: {
    fr: 'Un programme malveillant a été trouvé dans ce fichier. Il a été détruit; vérifiez votre appareil avant d’en envoyer un autre.',
    en: 'Malicious software was found in this file. It was destroyed; check your device before you send another.',
  },
  'malware-unscanned': {
    fr: 'Ce fichier n’a pas pu être contrôlé. Envoyez-le de nouveau ou choisissez un autre format.',
    en: 'This file could not be checked. Send it again or choose another format.',
  },
  'malware-check-basic': {
    fr: 'Contrôle élémentaire seulement : aucun antivirus n’est en marche sur cette machine.',
    en: 'Basic check only: no antivirus is running on this machine.',
  },
  'expiry-proposed': {
    fr: 'Une date d’expiration semble figurer dans le texte : à confirmer par la personne qui vérifie.',
    en: 'An expiry date seems to stand in the text: for the verifier to confirm.',
  },
} as const satisfies Record<string, Bilingual>;

export type ScreeningCode = keyof typeof screeningFindings;
