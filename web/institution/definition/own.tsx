import type * as z from 'zod';
import { comingAfter, inForceOn } from '#definitions/in-force.ts';
import { ifThere } from '#schemas/api/client.ts';
import { listRollouts, type rolloutView } from '#schemas/api/matching.ts';
import { listVersions } from '#schemas/api/network.ts';
import type { Definition } from '#schemas/definition.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { type Network, networkOf } from '../../network.ts';
import { ButtonLink } from '../../parts/form.tsx';
import { Done, Table, Tag } from '../../parts/show.tsx';
import { RuleInWords } from '../../public/rule.tsx';
import { formats, typeset } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import { ownInstitution } from '../own.ts';
import { changeWords } from './words.ts';

export const home = '/vendors/definition';

type Own = {
  network: Network;
  /** In force today; where there is none, the version that was published last. */
  definition: Definition | undefined;
  now: Definition | undefined;
  /** Published already, and in force from a later day on. */
  coming: Definition | undefined;
  /** The day on which it was withdrawn: then there is none of these. */
  withdrawnOn?: string | undefined;
};
/** The institution's own definition, read anew: it may have been published a moment ago. */
export const ownDefinition = async (c: PageContext): Promise<Own> => {
  const network = await networkOf(c);
  const id = network.institutions.find(({ institution }) => institution === ownInstitution(c))?.definition;
  const found = id ? (await ifThere(c.var.api(listVersions, { params: { definition: id } })))?.body : undefined;
  const versions = found?.withdrawnOn === undefined ? found?.versions : undefined;
  if (!versions)
    return { network, definition: undefined, now: undefined, coming: undefined, withdrawnOn: found?.withdrawnOn };
  const now = inForceOn(versions, today());
  return { network, definition: now ?? versions[0], now, coming: comingAfter(versions, today()) };
};

type Rollout = Omit<z.infer<typeof rolloutView>, 'definition' | 'losing'>;

const Trials = ({ c, trials }: { c: PageContext; trials: readonly Rollout[] }) => {
  const { language } = c.var;
  const said = changeWords[language];
  return (
    <Table
      caption={said.trials}
      columns={[
        {
          head: said.triedOn,
          rowHeader: true,
          cell: ({ rollout, startedAt }) => (
            <a href={`/${language}${home}/trials/${rollout}`}>{formats(language).moment(startedAt)}</a>
          ),
        },
        {
          head: said.state,
          cell: ({ state }) =>
            state === 'finished' ? <Tag state="yes">{said.finished}</Tag> : <Tag>{said.running}</Tag>,
        },
      ]}
      rows={trials}
    />
  );
};

/** What the institution asks, and the changes to it that its people have tried. */
export const definitionPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = changeWords[language];
  const params = { institution: ownInstitution(c) };
  const [{ network, definition, now, coming, withdrawnOn }, { body }] = await Promise.all([
    ownDefinition(c),
    c.var.api(listRollouts, { params }),
  ]);
  const trials = body.rollouts.filter(({ mode }) => mode === 'what-if');
  return page(c, {
    title: said.title,
    back: '/vendors',
    children: (
      <>
        <Done c={c} said={said.done} />
        <h1>{said.title}</h1>
        <p class="lead lead">{said.lead}</p>
        {definition ? (
          <>
            {/* Without one in force, what is shown is the one that comes, or the last there was. */}
            <h2>{now ? said.now : said.notNow}</h2>
            {!now && definition !== coming && definition.effective.until && (
              <p>{said.ended(formats(language).day(definition.effective.until))}</p>
            )}
            <p>{typeset(definition.label[language], language)}</p>
            <div class="rule">
              <RuleInWords rule={definition.rule} network={network} language={language} />
            </div>
            {coming && <p>{said.coming(formats(language).day(coming.effective.from))}</p>}
            <p>
              <a href={`/${language}/institutions/${params.institution}`}>{said.others}</a>
            </p>
            <ButtonLink href={`/${language}${home}/try`}>{said.try}</ButtonLink>
          </>
        ) : (
          <p>{withdrawnOn ? said.withdrawn(formats(language).day(withdrawnOn)) : said.none}</p>
        )}
        <p>
          <a href={`/${language}${home}/withdraw`}>{said.withdraw}</a>
        </p>
        {trials.length > 0 && <Trials c={c} trials={trials} />}
      </>
    ),
  });
};
