import { criteriaOf } from '#definitions/rules.ts';
import { words as engineWords } from '#definitions/words.ts';
import { readRollout, startWhatIf } from '#schemas/api/matching.ts';
import type { Criterion } from '#schemas/definition.ts';
import { assurances } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import type { Language } from '#schemas/primitives.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import type { Network } from '../../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../../parts/errors.tsx';
import { Checkboxes, Fieldset, type Option, Select, TextField } from '../../parts/fields.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { OnceKey, onceKeyOf } from '../../parts/once-key.tsx';
import { type Fields, listOf, textOf } from '../../parts/read-form.ts';
import { Details } from '../../parts/show.tsx';
import { RuleInWords } from '../../public/rule.tsx';
import { errorsIn } from '../../refusal.ts';
import { ownInstitution } from '../own.ts';
import { whatCounts } from './asked.ts';
import { fieldsOf, listIn, ruleIn } from './change.ts';
import { home, ownDefinition } from './own.tsx';
import { changeWords } from './words.ts';

type Shown = { language: Language; network: Network; fields: Fields; errors: readonly FieldError[] };

/** All that a list could hold. */
const optionsFor = (criterion: Criterion, { vocabulary }: Network, language: Language): Option[] => {
  if (criterion.kind === 'legalForm')
    return legalForms.map((value) => ({ value, text: engineWords[language].legalForm[value] }));
  const kind = criterion.kind === 'certification' ? 'certifications' : 'groups';
  return Object.entries(vocabulary[kind]).map(([value, text]) => ({ value, text: text[language] }));
};

const CriterionFields = ({ criterion, index, shown }: { criterion: Criterion; index: number; shown: Shown }) => {
  const { language, network, fields, errors } = shown;
  const said = changeWords[language];
  const field = (what: string) => {
    const name = `${what}-${index}`;
    return { language, name, value: textOf(fields, name), error: errorOf(errors, name) };
  };
  const share = criterion.kind === 'ownership' || criterion.kind === 'workforce';
  const comparisons = share ? (['>=', '>'] as const) : (['>=', '>', '<=', '<'] as const);
  const list = listIn(criterion);
  const about = ['list', 'age', 'out'].map((what) => `${what}-${index}`);
  const open = errors.some(({ field }) => about.includes(field)) || textOf(fields, `out-${index}`) !== '';
  return (
    <Fieldset
      language={language}
      name={`criterion-${index}`}
      label={criterion.label[language]}
      hint={whatCounts(criterion, network.vocabulary, language) || undefined}
    >
      {'cmp' in criterion && (
        <>
          <Select
            {...field('cmp')}
            label={said.compare}
            options={comparisons.map((value) => ({ value, text: said.comparisons[value] }))}
          />
          {share ? (
            <TextField {...field('bp')} label={said.threshold} inputmode="decimal" width={5} suffix="%" />
          ) : (
            <TextField {...field('value')} label={said.value} inputmode="numeric" width={10} />
          )}
        </>
      )}
      <Select
        {...field('assurance')}
        label={said.assurance}
        options={assurances.map((value) => ({ value, text: said.assurances[value] }))}
      />
      <div>
        <Details summary={said.more} open={open}>
          {list && (
            <Checkboxes
              {...field('list')}
              label={said.list[criterion.kind as keyof typeof said.list]}
              values={listOf(fields, `list-${index}`)}
              options={optionsFor(criterion, network, language)}
              small
            />
          )}
          <TextField {...field('age')} label={said.ageLabel} inputmode="numeric" width={4} optional />
          <Checkboxes
            {...field('out')}
            label={said.out}
            hideLabel
            values={listOf(fields, `out-${index}`)}
            options={[{ value: 'yes', text: said.out }]}
            small
          />
        </Details>
      </div>
    </Fieldset>
  );
};

/** What was tried before and is to be changed further: `?from=` its rollout. */
const triedBefore = async (c: PageContext) => {
  const rollout = c.req.query('from');
  if (!rollout || !/^[a-z0-9-]{1,80}$/.test(rollout)) return undefined;
  const { body } = await c.var.api(readRollout, { params: { institution: ownInstitution(c), rollout } });
  return body.definition?.rule;
};

/** The definition with everything in it that a form can change. */
export const tryPage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language } = c.var;
  const said = changeWords[language];
  const { network, definition } = await ownDefinition(c);
  if (!definition) return notFoundPage(c);
  const posted = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const fields = posted ?? fieldsOf(definition.rule, language, await triedBefore(c));
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.tryTitle,
    failed: errors.length > 0,
    back: home,
    form: 'change',
    scripts: ['once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.tryTitle}</h1>
        <p class="lead lead">{said.tryLead}</p>
        <Details summary={said.now}>
          <div class="rule">
            <RuleInWords rule={definition.rule} network={network} language={language} />
          </div>
        </Details>
        <Form c={c} id="change" action={`${home}/try`} once>
          <OnceKey typed={fields} />
          {criteriaOf(definition.rule).map((criterion, index) => (
            <CriterionFields criterion={criterion} index={index} shown={{ language, network, fields, errors }} />
          ))}
          <Button>{said.send}</Button>
        </Form>
      </>
    ),
  });
};

/** Has every vendor judged by both; nothing is published. The same form sent twice is one trial. */
export const tryChange = async (c: PageContext) => {
  const switched = await c.var.switchLanguage((other) => tryPage(other), c);
  if (switched) return switched;
  const { fields, language } = c.var;
  const { definition } = await ownDefinition(c);
  if (!definition) return notFoundPage(c);
  const { rule, errors } = ruleIn(definition.rule, fields, language);
  if (!rule) return tryPage(c, errors);
  const { id, institution, label, effective, source } = definition;
  try {
    const { body } = await c.var.api(startWhatIf, {
      params: { definition: id },
      body: { institution, label, effective, source, rule },
      idempotencyKey: onceKeyOf(fields, JSON.stringify(rule)),
    });
    return c.redirect(`/${language}${home}/trials/${body.rollout}`, 303);
  } catch (error) {
    return tryPage(c, errorsIn(error, 'assurance-0'));
  }
};
