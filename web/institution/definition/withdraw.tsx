import { inForceOn, versionsById } from '#definitions/in-force.ts';
import { listDefinitions, withdrawDefinition } from '#schemas/api/network.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { networkOf } from '../../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../../parts/errors.tsx';
import { Checkboxes, Radios } from '../../parts/fields.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { OnceKey, onceKeyOf } from '../../parts/once-key.tsx';
import { listOf, textOf } from '../../parts/read-form.ts';
import { errorsIn } from '../../refusal.ts';
import { say, typeset } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import { ownInstitution } from '../own.ts';
import { home } from './own.tsx';

const words = say({
  en: {
    title: 'Withdraw a definition',
    lead: 'A definition that is withdrawn recognizes no vendor from today on. This is for good: its versions stay on record, and nothing can be published under its id again.',
    which: 'Which definition do you withdraw?',
    speaks: (label: string) => `${label} – the one that speaks for your institution today`,
    ended: (label: string) => `${label} – not in force`,
    speaksHint:
      'Without the one that speaks for your institution, every vendor that you recognize leaves your list today, and systems are told. The network’s operators then name another one.',
    sure: 'Are you sure?',
    yes: 'Yes, this definition recognizes no vendor any more',
    withdraw: 'Withdraw it',
    none: 'Your institution has no definition to withdraw.',
    need: { definition: 'Choose a definition', sure: 'Tick the box to confirm' },
  },
  fr: {
    title: 'Retirer une définition',
    lead: 'Une définition retirée ne reconnaît plus aucun fournisseur à partir d’aujourd’hui. C’est pour de bon : ses versions restent consignées, et plus rien ne peut être publié sous son identifiant.',
    which: 'Quelle définition retirez-vous ?',
    speaks: (label) => `${label} – celle qui vaut aujourd’hui pour votre institution`,
    ended: (label) => `${label} – n’est pas en vigueur`,
    speaksHint:
      'Sans celle qui vaut pour votre institution, tous les fournisseurs que vous reconnaissez quittent votre liste aujourd’hui, et les systèmes en sont avisés. L’équipe du réseau en nomme ensuite une autre.',
    sure: 'Confirmez-vous le retrait ?',
    yes: 'Oui, cette définition ne reconnaîtra plus aucun fournisseur',
    withdraw: 'Retirer',
    none: 'Votre institution n’a aucune définition à retirer.',
    need: { definition: 'Choisissez une définition', sure: 'Cochez la case pour confirmer' },
  },
});

/** Those of the institution that can be withdrawn, read anew. */
const ownDefinitions = async (c: PageContext) => {
  const { definitions } = (
    await c.var.api(listDefinitions, { query: { institution: ownInstitution(c), versions: 'all' } })
  ).body;
  return [...versionsById(definitions)].map(([id, versions]) => {
    const now = inForceOn(versions, today());
    return { id, label: (now ?? versions[0]!).label, inForce: now !== undefined };
  });
};

export const withdrawPage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language } = c.var;
  const typed = c.var.kept ?? c.var.fields;
  const said = words[language];
  const [definitions, network] = await Promise.all([ownDefinitions(c), networkOf(c)]);
  const speaking = network.institutions.find(({ institution }) => institution === ownInstitution(c))?.definition;
  const options = definitions.map(({ id, label, inForce }) => {
    const name = typeset(label[language], language);
    return { value: id, text: id === speaking && inForce ? said.speaks(name) : inForce ? name : said.ended(name) };
  });
  return page(c, {
    title: said.title,
    back: home,
    failed: errors.length > 0,
    form: 'withdraw',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.title}</h1>
        <p class="lead">{said.lead}</p>
        {options.length === 0 ? (
          <p>{said.none}</p>
        ) : (
          <Form c={c} id="withdraw" once>
            <OnceKey typed={typed} />
            <Radios
              language={language}
              name="definition"
              label={said.which}
              hint={options.some(({ value }) => value === speaking) ? said.speaksHint : undefined}
              value={textOf(typed, 'definition') || undefined}
              options={options}
              error={errorOf(errors, 'definition')}
            />
            <Checkboxes
              language={language}
              name="sure"
              label={said.sure}
              values={listOf(typed, 'sure')}
              options={[{ value: 'yes', text: said.yes }]}
              error={errorOf(errors, 'sure')}
            />
            <Button kind="warning">{said.withdraw}</Button>
          </Form>
        )}
      </>
    ),
  });
};

/** Withdrawn once, however often the form is sent. */
export const withdraw = async (c: PageContext) => {
  const switched = await c.var.switchLanguage((other) => withdrawPage(other), c);
  if (switched) return switched;
  const { language, fields, api } = c.var;
  const { need } = words[language];
  const definition = textOf(fields, 'definition');
  const known = (await ownDefinitions(c)).some(({ id }) => id === definition);
  const errors = [
    ...(known ? [] : [{ field: 'definition', message: need.definition }]),
    ...(listOf(fields, 'sure').includes('yes') ? [] : [{ field: 'sure', message: need.sure }]),
  ];
  if (errors.length > 0) return withdrawPage(c, errors);
  try {
    await api(withdrawDefinition, {
      params: { definition },
      idempotencyKey: `withdraw-${onceKeyOf(fields, definition)}`,
    });
    return c.redirect(`/${language}${home}?done=withdrawn`, 303);
  } catch (error) {
    return withdrawPage(c, errorsIn(error, 'definition'));
  }
};
