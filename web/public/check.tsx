import { Hono } from 'hono';
import { words as engineWords } from '#definitions/words.ts';
import type { Facts } from '#schemas/facts.ts';
import { isCollective, legalForms } from '#schemas/legal-forms.ts';
import { noFacts } from '#schemas/no-facts.ts';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { type Network, networkOf } from '../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Checkboxes, Radios, Select, TextField } from '../parts/fields.tsx';
import { Button } from '../parts/form.tsx';
import { shareOf } from '../parts/read-form.ts';
import { RecognitionList, recognise, recognitionCount } from '../recognition.tsx';
import { say } from '../words/say.ts';
import { today } from '../words/today.ts';

const words = say({
  en: {
    title: 'Would I qualify?',
    lead: 'Five questions. Nothing you answer here is stored.',
    form: '1. What is the firm’s legal form?',
    groups: '2. Which groups do the owners belong to?',
    groupsHint:
      'Tick the groups of those who own, manage and control it; where nobody owns it, of most of those who govern it.',
    share: '3. Which share of the firm do these owners hold together?',
    shareHint:
      'A percentage, such as 51 or 50.5. Leave it empty for a non-profit, a co-operative, a mutual or a band that nobody owns.',
    certifications: '4. Which certifications does the firm hold?',
    province: '5. In which province is the head office?',
    show: 'Show who would recognize the firm',
    result: 'Who would recognize the firm',
    note: 'If this is confirmed by a verifier, and the owners in these groups also manage and control the firm.',
    badShare: 'Enter the share as a percentage from 0 to 100, such as 51 or 50.5',
    start: 'Start your certification',
  },
  fr: {
    title: 'Serais-je admissible ?',
    lead: 'Cinq questions. Rien de ce que vous répondez ici n’est conservé.',
    form: '1. Quelle est la forme juridique de l’entreprise ?',
    groups: '2. De quels groupes les propriétaires font-ils partie ?',
    groupsHint:
      'Cochez les groupes des personnes qui la possèdent, la gèrent et la contrôlent; si elle n’appartient à personne, ceux de la majorité des personnes qui la gouvernent.',
    share: '3. Quelle part de l’entreprise ces propriétaires détiennent-ils ensemble ?',
    shareHint:
      'Un pourcentage, comme 51 ou 50,5. Laissez vide pour un organisme sans but lucratif, une coopérative, une mutuelle ou une bande qui n’appartient à personne.',
    certifications: '4. Quelles certifications l’entreprise détient-elle ?',
    province: '5. Dans quelle province se trouve le siège ?',
    show: 'Voir qui reconnaîtrait l’entreprise',
    result: 'Qui reconnaîtrait l’entreprise',
    note: 'Si cela est confirmé par une personne qui vérifie, et si les propriétaires de ces groupes gèrent et contrôlent aussi l’entreprise.',
    badShare: 'Saisissez la part en pourcentage de 0 à 100, comme 51 ou 50,5',
    start: 'Commencer ma certification',
  },
});

const provinces = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'];

type Asked = { form: string; groups: string[]; share: string; certifications: string[]; province: string };

/** The five answers as if a verifier had confirmed them; what was not asked stays unknown. */
const factsFrom = (asked: Asked, bp: number, { vocabulary }: Network, on: string): Facts => {
  const known = <T,>(value: T) => ({ value, level: 'verified' as const, since: on });
  const each = (names: Record<string, unknown>, chosen: readonly string[]) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, known(chosen.includes(name))]));
  const groups = each(vocabulary.groups, asked.groups);
  const form = legalForms.find((one) => one === asked.form);
  const province = provinces.find((one) => one === asked.province);
  return {
    ...noFacts(),
    owners: [
      { bp, groups },
      { bp: 10_000 - bp, groups: each(vocabulary.groups, []) },
    ].filter((owner) => owner.bp > 0),
    managed: groups,
    controlled: groups,
    certifications: each(vocabulary.certifications, asked.certifications),
    ...(form && { legalForm: known(form) }),
    ...(province && { places: [known({ region: `CA-${province}`, head: true })] }),
  };
};

const checkPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const network = await networkOf(c);
  const asked: Asked = {
    form: c.req.query('form') ?? '',
    groups: c.req.queries('groups') ?? [],
    share: c.req.query('share') ?? '',
    certifications: c.req.queries('certifications') ?? [],
    province: c.req.query('province') ?? '',
  };
  // What nobody owns has no share to say.
  const bp = asked.share ? shareOf(asked.share) : asked.groups.length > 0 && !isCollective(asked.form) ? '' : 0;
  const isShare = typeof bp === 'number' && bp <= 10_000;
  const wanted = (c.req.query('show') ?? c.req.query('shown')) !== undefined;
  const errors: FieldError[] = wanted && !isShare ? [{ field: 'share', message: said.badShare }] : [];
  const on = today();
  const all = wanted && isShare ? recognise(network, factsFrom(asked, bp, network, on), on) : undefined;
  const options = (names: Record<string, { fr: string; en: string }>) =>
    Object.entries(names).map(([value, text]) => ({ value, text: text[language] }));
  return page(c, {
    title: said.title,
    failed: errors.length > 0,
    form: 'check',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.title}</h1>
        <p class="lead">{said.lead}</p>
        {all && (
          <section id="result">
            <h2>{said.result}</h2>
            <p class="lead">{recognitionCount(language, all)}</p>
            <p>{said.note}</p>
            <RecognitionList c={c} all={all} />
          </section>
        )}
        <form method="get" action={`/${language}/check`} id="check">
          <input type="hidden" name="show" value="yes" />
          {all && <input type="hidden" name="shown" value="yes" />}
          <Radios
            language={language}
            name="form"
            label={said.form}
            value={asked.form}
            options={legalForms.map((value) => ({ value, text: engineWords[language].legalForm[value] }))}
            small
          />
          <Checkboxes
            language={language}
            name="groups"
            label={said.groups}
            hint={said.groupsHint}
            values={asked.groups}
            options={options(network.vocabulary.groups)}
            small
          />
          <TextField
            language={language}
            name="share"
            label={said.share}
            hint={said.shareHint}
            value={asked.share}
            error={errorOf(errors, 'share')}
            inputmode="decimal"
            width={5}
            suffix="%"
          />
          <Checkboxes
            language={language}
            name="certifications"
            label={said.certifications}
            values={asked.certifications}
            options={options(network.vocabulary.certifications)}
            small
          />
          <Select
            language={language}
            name="province"
            label={said.province}
            value={asked.province}
            options={provinces.map((value) => ({ value, text: engineWords[language].provinces[value] ?? value }))}
          />
          <Button>{said.show}</Button>
        </form>
      </>
    ),
  });
};

/** Five questions; the answers are in the address and nowhere else. */
export const checkPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', checkPage);
  return pages;
};
