import { inspectImage, viewImage } from './image.ts';
import { inspectPdf, viewPdf } from './pdf.ts';
import type { Question, Reply } from './protocol.ts';

/*
 * A process of its own, without credentials, that opens files sent by strangers. Whoever asks ends it when it takes too
 * long or too much: what happens in here can end nothing else.
 */
const answer = async (question: Question): Promise<Reply> => {
  const pdf = question.mediaType === 'application/pdf';
  if (question.ask === 'inspect')
    return { inspection: await (pdf ? inspectPdf(question.bytes) : inspectImage(question.bytes)) };
  return { view: await (pdf ? viewPdf(question.bytes, question.page) : viewImage(question.bytes)) };
};

process.on('message', (question: Question) => {
  answer(question)
    .catch((error: unknown): Reply => ({ failed: error instanceof Error ? error.message : 'unknown' }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
