import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as z from 'zod';
import { attachment } from '#platform/http.ts';
import { Problem } from '#platform/problem.ts';
import type { DocumentRecord } from '#schemas/records.ts';
import { acceptedKey, pageKey, textKey } from '../keys.ts';

/** Long enough to load, too short to pass on. */
export const readSeconds = 60;

type Stores = { s3: S3Client; evidence: string; views: string };

const notReady = new Problem('wrong-state', {
  detail: {
    fr: 'Cette page n’est pas encore prête. Revenez dans un instant.',
    en: 'This page is not ready yet. Come back in a moment.',
  },
});
const undrawn = new Problem('wrong-state', {
  detail: {
    fr: 'Cette page ne peut pas être affichée. Téléchargez l’original pour la lire, ou demandez une copie imprimée en PDF.',
    en: 'This page cannot be shown. Download the original to read it, or ask for a copy printed to PDF.',
  },
});

const permit = async (s3: S3Client, command: GetObjectCommand, at: Date) => ({
  url: await getSignedUrl(s3, command, { expiresIn: readSeconds }),
  expiresAt: new Date(at.getTime() + readSeconds * 1000).toISOString(),
});

/** One page as an image address and its text. */
export const pageOf = async ({ s3, views }: Stores, document: DocumentRecord, page: number, at: Date) => {
  if (page > document.pages) throw new Problem('not-found');
  if (document.viewable === undefined) throw notReady;
  // Records of before every page was tried name none, and stop at the first that could not be drawn.
  if (page > document.viewable || document.undrawn?.includes(page)) throw undrawn;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: views, Key: textKey(document) }));
  const texts = z.array(z.string()).parse(JSON.parse((await Body?.transformToString()) ?? '[]'));
  const image = new GetObjectCommand({ Bucket: views, Key: pageKey(document, page) });
  return { ...(await permit(s3, image, at)), page, pages: document.pages, text: texts[page - 1] ?? '' };
};

/** The original, which a browser saves rather than opens. */
export const originalOf = async ({ s3, evidence }: Stores, document: DocumentRecord, at: Date) => {
  if (document.state !== 'accepted') throw new Problem('not-found');
  return permit(
    s3,
    new GetObjectCommand({
      Bucket: evidence,
      Key: acceptedKey(document),
      ResponseContentDisposition: attachment(document.fileName),
      ResponseContentType: 'application/octet-stream',
    }),
    at,
  );
};
