import * as z from 'zod';
import { declaredFile, document } from '../evidence.ts';
import { documentId, submissionId } from '../identifiers.ts';
import { instant } from '../primitives.ts';
import { operation } from './contract.ts';

const inSubmission = z.strictObject({ submission: submissionId });
const oneDocument = z.strictObject({ submission: submissionId, document: documentId });

/** A permit to store one file: post `fields`, then the file as `file`, to `url` as multipart/form-data. */
export const uploadPermit = z.strictObject({
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  expiresAt: instant,
});

export const declareDocument = operation({
  name: 'declareDocument',
  method: 'POST',
  path: '/v1/submissions/{submission}/documents',
  action: 'document.add',
  summary: {
    fr: 'Annoncer un fichier et recevoir le permis de le déposer',
    en: 'Declare a file and receive the permit to store it',
  },
  params: inSubmission,
  body: declaredFile,
  answer: z.strictObject({ document, permit: uploadPermit }),
  status: 201,
  idempotencyKey: 'required',
});

export const permitDocument = operation({
  name: 'permitDocument',
  method: 'POST',
  path: '/v1/submissions/{submission}/documents/{document}/permit',
  action: 'document.add',
  summary: {
    fr: 'Renouveler le permis d’un fichier pas encore reçu',
    en: 'Renew the permit of a file not yet received',
  },
  params: oneDocument,
  answer: z.strictObject({ document, permit: uploadPermit }),
});

export const listDocuments = operation({
  name: 'listDocuments',
  method: 'GET',
  path: '/v1/submissions/{submission}/documents',
  action: 'document.read',
  summary: { fr: 'Lister les fichiers et où ils en sont', en: 'List the files and where they stand' },
  params: inSubmission,
  answer: z.strictObject({ documents: z.array(document) }),
});

export const removeDocument = operation({
  name: 'removeDocument',
  method: 'DELETE',
  path: '/v1/submissions/{submission}/documents/{document}',
  action: 'document.add',
  summary: { fr: 'Retirer un fichier avant l’envoi', en: 'Remove a file before submitting' },
  params: oneDocument,
});

/** A short-lived address from which one object can be fetched, by whoever holds it. */
const readPermit = { url: z.url(), expiresAt: instant };

export const viewPage = operation({
  name: 'viewPage',
  method: 'GET',
  path: '/v1/submissions/{submission}/documents/{document}/pages/{page}',
  action: 'document.read',
  summary: { fr: 'Voir une page d’un fichier : image et texte', en: 'View one page of a file: image and text' },
  params: z.strictObject({ ...oneDocument.shape, page: z.coerce.number().int().min(1).max(200) }),
  answer: z.strictObject({ ...readPermit, page: z.int(), pages: z.int(), text: z.string() }),
  audited: true,
});

export const downloadDocument = operation({
  name: 'downloadDocument',
  method: 'GET',
  path: '/v1/submissions/{submission}/documents/{document}/original',
  action: 'document.read',
  summary: { fr: 'Télécharger l’original, en pièce jointe', en: 'Download the original, as an attachment' },
  params: oneDocument,
  answer: z.strictObject(readPermit),
  audited: true,
});

export const evidenceOperations = [
  declareDocument,
  permitDocument,
  listDocuments,
  removeDocument,
  viewPage,
  downloadDocument,
] as const;
