import type { Document } from '#schemas/evidence.ts';
import type { SamplePaper, SampleSupplier } from '../suppliers/supplier.ts';
import { layOut } from './layout.ts';
import { photograph } from './photo.ts';
import { write } from './words.ts';

/** A file ready to be uploaded, and what the supplier says of it. */
export type PaperFile = Pick<Document, 'evidenceType' | 'supports' | 'fileName' | 'mediaType'> & { bytes: Uint8Array };

const supports = (paper: SamplePaper): string[] => {
  switch (paper.kind) {
    case 'articles':
      return ['legalForm', 'foundedOn', 'places'];
    case 'partnership-agreement':
      return ['legalForm', 'owners'];
    case 'share-register':
      return ['owners'];
    case 'certificate':
      return [`certificate:${paper.certification}`];
    case 'identity-in-group':
      return [`owner:${paper.owner}`];
    case 'workforce-attestation':
      return ['workforce'];
    case 'signed-attestation':
      return ['attestation'];
  }
};

/** One paper of a supplier as a real file, dated `on`; the same arguments always give the same bytes. */
const makePaper = async (supplier: SampleSupplier, paper: SamplePaper, on: string): Promise<PaperFile> => {
  const { language } = supplier;
  const written = write({ answers: supplier.answers(on), language, on }, paper);
  const about = { evidenceType: paper.kind, supports: supports(paper), fileName: paper.fileName };
  if (paper.kind !== 'identity-in-group' || paper.form === 'letter')
    return { ...about, mediaType: 'application/pdf', bytes: await layOut(written, on) };
  const type = paper.fileName.endsWith('.png') ? 'png' : 'jpeg';
  return { ...about, mediaType: `image/${type}`, bytes: await photograph(await layOut(written, on, 'card'), type) };
};

export const makePapers = (supplier: SampleSupplier, on: string): Promise<PaperFile[]> =>
  Promise.all(supplier.papers.map((paper) => makePaper(supplier, paper, on)));
