import type * as z from 'zod';
import { readRollout, type rolloutView } from '#schemas/api/matching.ts';
import type { Criterion } from '#schemas/definition.ts';
import { turns } from '#schemas/rollout.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import type { Network } from '../../network.ts';
import { ErrorSummary, type FieldError } from '../../parts/errors.tsx';
import { ButtonLink } from '../../parts/form.tsx';
import { Banner, Table } from '../../parts/show.tsx';
import { type Dispute, disputeErrors } from '../../three-way/conflicts.tsx';
import { formats, typeset } from '../../words/say.ts';
import { ownInstitution, recognisedVendors } from '../own.ts';
import { askedBeside } from './asked.ts';
import { type Difference, differences } from './change.ts';
import { home, ownDefinition } from './own.tsx';
import { PublishForm } from './publish-form.tsx';
import { changeWords } from './words.ts';

export type Trial = z.infer<typeof rolloutView> & {
  definition: NonNullable<z.infer<typeof rolloutView>['definition']>;
};

export const trialOf = async (c: PageContext): Promise<Trial | undefined> => {
  const params = { institution: ownInstitution(c), rollout: c.req.param('rollout') ?? '' };
  const { body } = await c.var.api(readRollout, { params });
  const { definition } = body;
  return definition && { ...body, definition };
};

const Changed = ({ c, network, changes }: { c: PageContext; network: Network; changes: readonly Difference[] }) => {
  const { language } = c.var;
  const said = changeWords[language];
  const asked = (one: Criterion | undefined, other: Criterion | undefined) =>
    one ? askedBeside(one, other, network.vocabulary, language) : said.absent;
  return (
    <Table
      caption={said.changed}
      columns={[
        { head: said.criterion, rowHeader: true, cell: ({ before, after }) => (before ?? after)?.label[language] },
        { head: said.before, cell: ({ before, after }) => asked(before, after) },
        { head: said.after, cell: ({ before, after }) => asked(after, before) },
      ]}
      rows={changes}
    />
  );
};

type Told = { c: PageContext; trial: Trial };

/** How verdicts would move, and by which criterion. */
const Moves = ({ c, trial }: Told) => {
  const { language } = c.var;
  const said = changeWords[language];
  const f = formats(language);
  const moved = trial.changes.filter(({ from, to, vendors }) => from !== to && vendors !== 0);
  const because = turns.flatMap((turn) => trial.because.filter((one) => one.turn === turn && one.vendors !== 0));
  if (moved.length === 0) return <p class="lead">{said.noChange}</p>;
  return (
    <>
      <Table
        caption={said.moves}
        columns={[
          { head: said.from, rowHeader: true, cell: ({ from }) => said.outcomes[from] },
          { head: said.to, cell: ({ to }) => said.outcomes[to] },
          { head: said.vendors, numeric: true, cell: ({ vendors }) => f.number(vendors) },
        ]}
        rows={moved}
      />
      {because.length > 0 && (
        <Table
          caption={said.because}
          columns={[
            { head: said.criterion, rowHeader: true, cell: ({ label }) => label[language] },
            { head: said.effect, cell: ({ turn }) => said.turns[turn] },
            { head: said.vendors, numeric: true, cell: ({ vendors }) => f.number(vendors) },
          ]}
          rows={because}
        />
      )}
    </>
  );
};

/** Which of its own vendors the institution would not recognise any more, by name. */
const OwnVendors = async ({ c, trial }: Told) => {
  const { language } = c.var;
  const said = changeWords[language];
  const losing = trial.losing ?? [];
  const lost = trial.changes.reduce((sum, { to, vendors }) => sum + (to === 'qualifies' ? 0 : vendors), 0);
  const kept = trial.changes.find(({ to }) => to === 'qualifies')?.vendors ?? 0;
  const { vendors } = losing.length > 0 ? await recognisedVendors(c) : { vendors: [] };
  const nameOf = new Map(vendors.map(({ vendor }) => [vendor.id, vendor.operatingName ?? vendor.legalName]));
  return (
    <>
      <p class="lead">{said.own(formats(language).number(kept), formats(language).number(lost))}</p>
      {losing.length > 0 && (
        <ul>
          {losing.map(({ vendor, to }) => (
            <li>
              <a href={`/${language}/vendors/${vendor}`}>{nameOf.get(vendor) ?? vendor}</a>
              {to === 'undetermined' && ` – ${said.outcomes[to]}`}
            </li>
          ))}
        </ul>
      )}
      <p>{said.ownOnly}</p>
    </>
  );
};

/** What the trial came to, and what that rests on: never on a protected fact of a vendor. */
const Effects = ({ c, trial }: Told) => {
  const { language } = c.var;
  const said = changeWords[language];
  switch (trial.basis) {
    case 'open':
      return (
        <>
          <p>{said.openFacts}</p>
          <Moves c={c} trial={trial} />
        </>
      );
    case 'own':
      return <OwnVendors c={c} trial={trial} />;
    case 'statistics':
      if (trial.tooFew) return <p class="lead">{said.tooFew}</p>;
      return (
        <>
          <p class="note">{said.estimate}</p>
          <Moves c={c} trial={trial} />
          <h2>{said.sources}</h2>
          <ul>
            {trial.sources?.map(({ text, period, url }) => (
              <li>
                <a href={url} rel="noreferrer">
                  {typeset(text[language], language)}
                </a>
                , {period[language]}
              </li>
            ))}
          </ul>
        </>
      );
    case 'none':
      return (
        <>
          <p class="lead">{said.unanswered}</p>
          <ul>
            {trial.unanswered?.map(({ asked }) => (
              <li>{typeset(asked[language], language)}</li>
            ))}
          </ul>
          <p>{said.unansweredWhy}</p>
        </>
      );
    default:
      return <p class="lead">{said.earlier}</p>;
  }
};

/** What a change would mean for the vendors; the page fills in by itself while they are being judged. */
export const trialPage = async (
  c: PageContext,
  found: readonly FieldError[] = [],
  disputes: readonly Dispute[] = [],
) => {
  const { language } = c.var;
  const said = changeWords[language];
  const [trial, { network, definition }] = await Promise.all([trialOf(c), ownDefinition(c)]);
  if (!trial || trial.definition.id !== definition?.id) return notFoundPage(c);
  const changes = differences(definition.rule, trial.definition.rule);
  const finished = trial.state === 'finished';
  const offered = finished && changes.length > 0;
  const vendors = formats(language).number(trial.vendors);
  const at = (path: string) => `/${language}${home}${path}`;
  const errors = [...disputeErrors(disputes, language), ...found];
  c.status(disputes.length > 0 ? 409 : errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.trialTitle,
    failed: errors.length > 0,
    back: home,
    ...(offered && { form: 'publish' }),
    scripts: ['await', 'once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.trialTitle}</h1>
        {changes.length > 0 ? (
          <Changed c={c} network={network} changes={changes} />
        ) : (
          <Banner c={c}>
            <p>{said.old}</p>
          </Banner>
        )}
        <div id="awaited" role="status" data-ready={finished ? '' : undefined} data-reload="">
          {!finished && <p class="lead">{said.counting}</p>}
          {finished ? (
            <Effects c={c} trial={trial} />
          ) : (
            <p>
              {/* Not read out at every step. */}
              <span aria-live="off" data-progress>
                {said.soFar(vendors)}
              </span>{' '}
              <a href={at(`/trials/${trial.rollout}`)}>{said.look}</a>
            </p>
          )}
        </div>
        <ButtonLink href={at(`/try?from=${trial.rollout}`)} kind="secondary">
          {said.again}
        </ButtonLink>
        {offered && (
          <PublishForm
            c={c}
            trial={trial}
            vocabulary={network.vocabulary}
            changes={changes}
            errors={errors}
            disputes={disputes}
          />
        )}
        {changes.length > 0 && !finished && <p class="note">{said.publishLater}</p>}
      </>
    ),
  });
};
