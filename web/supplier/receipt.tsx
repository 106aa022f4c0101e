import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { ButtonLink } from '../parts/form.tsx';
import { Banner, SummaryList, Table } from '../parts/show.tsx';
import { formats, say } from '../words/say.ts';
import { openSubmission } from './folder.ts';

const words = say({
  en: {
    title: 'Receipt',
    received: 'Your submission is received',
    receivedText: 'A verifier looks at it next. You will get an e-mail at each step; nothing more is needed now.',
    submission: 'Submission',
    round: 'Round',
    at: 'Received on',
    answers: 'SHA-256 of the answers',
    files: 'Files received',
    file: 'File',
    hash: 'SHA-256',
    keep: 'Keep it: print this page, or download it.',
    print: 'Print',
    text: 'Download the receipt (text)',
    download: 'Download the receipt (JSON)',
    status: 'See where it stands',
  },
  fr: {
    title: 'Accusé de réception',
    received: 'Votre demande est reçue',
    receivedText:
      'Une personne l’examine ensuite. Vous recevrez un courriel à chaque étape ; rien d’autre n’est nécessaire maintenant.',
    submission: 'Demande',
    round: 'Tour',
    at: 'Reçue le',
    answers: 'SHA-256 des réponses',
    files: 'Fichiers reçus',
    file: 'Fichier',
    hash: 'SHA-256',
    keep: 'Conservez-le : imprimez cette page, ou téléchargez l’accusé.',
    print: 'Imprimer',
    text: 'Télécharger l’accusé de réception (texte)',
    download: 'Télécharger l’accusé de réception (JSON)',
    status: 'Voir où elle en est',
  },
});

/** What the supplier keeps as proof, with the hash of every file. */
export const receiptPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const f = formats(language);
  const { view } = await openSubmission(c);
  const [round, ending] = (c.req.param('round') ?? '').split('.');
  const receipt = view.receipts.find((one) => String(one.round) === round);
  if (!receipt) return notFoundPage(c);
  if (ending === 'json') {
    c.header('content-disposition', `attachment; filename="passerelle-${view.submission}-${receipt.round}.json"`);
    c.header('content-type', 'application/json; charset=utf-8');
    return c.body(JSON.stringify(receipt, null, 2));
  }
  if (ending === 'txt') {
    c.header('content-disposition', `attachment; filename="passerelle-${view.submission}-${receipt.round}.txt"`);
    const told = [
      [said.title, 'Passerelle'],
      [said.submission, receipt.submission],
      [said.round, f.number(receipt.round)],
      [said.at, f.moment(receipt.receivedAt)],
      [said.answers, receipt.answers],
      [said.files, f.number(receipt.documents.length)],
      ...receipt.documents.map(({ fileName, bytes, sha256 }) => [fileName, `${f.bytes(bytes)}, SHA-256 ${sha256}`]),
    ];
    return c.text(told.map((line) => `${line.join(' – ')}\r\n`).join(''));
  }
  const home = `/supplier/${view.submission}`;
  const file = `/${language}${home}/receipt/${receipt.round}`;
  return page(c, {
    title: said.title,
    back: home,
    wide: true,
    scripts: ['print'],
    children: (
      <>
        {c.req.query('new') !== undefined && (
          <Banner c={c} kind="success" title={said.received}>
            <p>{said.receivedText}</p>
          </Banner>
        )}
        <h1>{said.title}</h1>
        <SummaryList
          c={c}
          rows={[
            { key: said.submission, value: receipt.submission },
            { key: said.round, value: f.number(receipt.round) },
            { key: said.at, value: f.moment(receipt.receivedAt) },
            { key: said.answers, value: <code class="hash">{receipt.answers}</code> },
          ]}
        />
        <Table
          caption={said.files}
          rows={receipt.documents}
          columns={[
            {
              head: said.file,
              cell: ({ fileName, bytes }) => (
                <>
                  <span class="file__name">{fileName}</span>
                  <br />
                  <span class="small">{f.bytes(bytes)}</span>
                </>
              ),
              rowHeader: true,
            },
            { head: said.hash, cell: ({ sha256 }) => <code class="hash">{sha256}</code> },
          ]}
        />
        <p class="no-print">{said.keep}</p>
        <ul class="plain no-print">
          <li>
            <a href={`${file}.txt`} download>
              {said.text}
            </a>
          </li>
          <li>
            <a href={`${file}.json`} download>
              {said.download}
            </a>
          </li>
        </ul>
        <div class="row no-print">
          <ButtonLink href={`/${language}${home}`}>{said.status}</ButtonLink>
          <button type="button" class="button button--secondary" data-print hidden>
            {said.print}
          </button>
        </div>
      </>
    ),
  });
};
