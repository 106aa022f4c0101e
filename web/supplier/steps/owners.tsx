import { isCollective } from '#schemas/legal-forms.ts';
import { slug } from '#schemas/primitives.ts';
import { errorOf } from '../../parts/errors.tsx';
import { Checkboxes, Radios, TextField } from '../../parts/fields.tsx';
import { Button } from '../../parts/form.tsx';
import { type Fields, listOf, shareOf, shareTyped, textOf } from '../../parts/read-form.ts';
import { SummaryList } from '../../parts/show.tsx';
import { formats, say } from '../../words/say.ts';
import { isObject, items, type Step, type StepView, texts, typed } from '../step.ts';

const words = say({
  en: {
    listTitle: 'Who owns the firm?',
    listText: 'Every person or organization that holds a share.',
    none: 'Nobody has been added yet.',
    total: (share: string) => `Shares entered so far: ${share}`,
    left: (share: string) => `${share} is attributed to nobody yet; it counts as unknown.`,
    over: 'The shares add up to more than 100%: correct one of them.',
    add: 'Add another owner',
    addFirst: 'Add an owner',
    remove: 'Remove',
    title: 'An owner of the firm',
    name: 'Full name',
    share: 'Share of the firm',
    shareHint: 'A percentage with up to two decimals, such as 51 or 50.5.',
    groups: 'Groups that this person says they belong to',
    groupsHint:
      'Ask the person. Institutions see only whether their own definition is met, never who is in which group, unless you agree later.',
    undisclosed: 'Prefers not to say more',
    undisclosedHint: 'What is not ticked above stays unknown instead of being a no.',
    role: 'What this person does in the firm',
    manages: 'Manages it day to day',
    controls: 'Controls its long-term decisions',
    noName: 'Enter the owner’s full name',
    noShare: 'Enter the share as a percentage from 0 to 100, such as 51 or 50.5',
    noOwners: 'Add the owners of the firm; a non-profit, a co-operative, a mutual or a band can say that it has none',
    noGroups: 'no group',
    held: 'Does anyone own it?',
    heldNone: 'No: it has no owners',
    heldNoneHint: 'A board, its members or a council governs it. You say who on the next page.',
    heldSome: 'Yes: it has owners, or members whose shares count as ownership',
    heldSomeHint: 'List each of them, or each class of members, such as “Indigenous voting members (34 of 40)”.',
  },
  fr: {
    listTitle: 'À qui appartient l’entreprise ?',
    listText: 'Chaque personne ou organisme qui en détient une part.',
    none: 'Personne n’a encore été ajouté.',
    total: (share) => `Parts saisies jusqu’ici : ${share}`,
    left: (share) => `${share} n’est encore attribué à personne ; c’est compté comme inconnu.`,
    over: 'Les parts totalisent plus de 100 % : corrigez l’une d’elles.',
    add: 'Ajouter une autre personne propriétaire',
    addFirst: 'Ajouter une personne propriétaire',
    remove: 'Retirer',
    title: 'Une personne propriétaire de l’entreprise',
    name: 'Nom complet',
    share: 'Part de l’entreprise',
    shareHint: 'Un pourcentage avec au plus deux décimales, comme 51 ou 50,5.',
    groups: 'Groupes dont cette personne dit faire partie',
    groupsHint:
      'Demandez-le à la personne. Les institutions voient seulement si leur définition est remplie, jamais qui fait partie de quel groupe, sauf si vous y consentez plus loin.',
    undisclosed: 'Préfère ne pas en dire plus',
    undisclosedHint: 'Ce qui n’est pas coché reste inconnu au lieu d’être un non.',
    role: 'Ce que cette personne fait dans l’entreprise',
    manages: 'La gère au quotidien',
    controls: 'Contrôle ses décisions à long terme',
    noName: 'Saisissez le nom complet de la personne',
    noShare: 'Saisissez la part en pourcentage de 0 à 100, comme 51 ou 50,5',
    noOwners:
      'Ajoutez les propriétaires de l’entreprise ; un organisme sans but lucratif, une coopérative, une mutuelle ou une bande peut dire qu’il n’y en a pas',
    noGroups: 'aucun groupe',
    held: 'Appartient-elle à quelqu’un ?',
    heldNone: 'Non : elle n’a pas de propriétaires',
    heldNoneHint: 'Un conseil, ses membres ou un conseil de bande la gouverne. Vous dites qui à la page suivante.',
    heldSome: 'Oui : elle a des propriétaires, ou des membres dont les parts comptent comme propriété',
    heldSomeHint:
      'Indiquez chaque propriétaire, ou chaque catégorie de membres, comme « Membres votants autochtones (34 sur 40) ».',
  },
});
const both = (name: 'noName' | 'noShare' | 'noOwners' | 'listTitle' | 'title') => ({
  fr: words.fr[name],
  en: words.en[name],
});

const ownerWords = (view: Pick<StepView, 'language' | 'network'>, owner: Record<string, unknown>): string => {
  const { language, network } = view;
  const said = words[language];
  const names = texts(owner.groups).map((group) => network.vocabulary.groups[group]?.[language] ?? group);
  return [
    typeof owner.bp === 'number' ? formats(language).share(owner.bp) : typed(owner.bp),
    names.join(', ') || said.noGroups,
    ...(owner.manages ? [said.manages] : []),
    ...(owner.controls ? [said.controls] : []),
  ].join(' · ');
};

const totalOf = (answers: StepView['answers']): number =>
  items(answers.owners).reduce((sum, { bp }) => sum + (typeof bp === 'number' ? bp : 0), 0);

const heldIn = (answers: StepView['answers']): string => {
  if (answers.governance !== undefined) return 'none';
  return items(answers.owners).length > 0 ? 'some' : '';
};

/** The list, with its running total. Owners are added and changed each on a page of their own. */
export const owners: Step = {
  path: 'owners',
  title: both('listTitle'),
  sections: ['owners', 'governance'],
  asks: { owners: { field: 'owners', message: both('noOwners') } },
  says: {
    'owners.name': { field: 'owners', message: both('noName') },
    'owners.bp': { field: 'owners', message: both('noShare') },
    owners: { field: 'owners' },
    // Said on the page that follows.
    governance: { field: '' },
  },
  read: (fields, answers) => {
    const remove = textOf(fields, 'remove');
    const listed = items(answers.owners);
    if (remove) return { owners: listed.filter(({ id }) => id !== remove) };
    const held = isCollective(answers.legalForm) ? textOf(fields, 'held') : 'some';
    if (held === 'none') return { governance: answers.governance ?? {}, owners: answers.owners ?? [] };
    if (held !== 'some' || answers.governance === undefined) return {};
    return { governance: null, ...(listed.length === 0 && { owners: null }) };
  },
  body: (view) => {
    const { c, language, answers } = view;
    const said = words[language];
    const all = items(answers.owners);
    const total = totalOf(answers);
    const at = (path: string) => c.var.path.replace(/owners$/, path);
    return (
      <div id="owners" tabindex={-1}>
        {isCollective(answers.legalForm) && (
          <Radios
            language={language}
            name="held"
            label={said.held}
            value={heldIn(answers)}
            options={[
              { value: 'none', text: said.heldNone, hint: said.heldNoneHint },
              { value: 'some', text: said.heldSome, hint: said.heldSomeHint },
            ]}
          />
        )}
        <p>{said.listText}</p>
        {all.length === 0 ? (
          <p class="note">{said.none}</p>
        ) : (
          <>
            <SummaryList
              c={c}
              rows={all.map((owner, index) => ({
                key: typed(owner.name) || said.title,
                value: (
                  <>
                    {ownerWords(view, owner)}
                    <br />
                    <button class="link-button" type="submit" name="remove" value={typed(owner.id)}>
                      {said.remove}
                      <span class="vh"> {typed(owner.name)}</span>
                    </button>
                  </>
                ),
                change: at(`owners/${index + 1}`),
              }))}
            />
            <p>
              <strong>{said.total(formats(language).share(total))}</strong>{' '}
              {total > 10_000 ? said.over : total < 10_000 ? said.left(formats(language).share(10_000 - total)) : ''}
            </p>
          </>
        )}
        <p>
          <Button name="add" value="yes" kind="secondary">
            {all.length === 0 ? said.addFirst : said.add}
          </Button>
        </p>
      </div>
    );
  },
  rows: (view) => [
    ...(heldIn(view.answers) === 'none'
      ? [{ key: words[view.language].held, value: words[view.language].heldNone }]
      : []),
    ...items(view.answers.owners).map((owner) => ({
      key: typed(owner.name),
      value: ownerWords(view, owner),
    })),
  ],
};

/** Different in two tabs that each add somebody, and the same however often one of them is sent. */
const freshId = (): string => `owner-${crypto.randomUUID().slice(0, 8)}`;

/** Whom a page is about, whatever place in the list they have by now. */
export const ownerIn = (fields: Fields): string => slug.safeParse(textOf(fields, 'owner')).data ?? '';

/** One owner, by place in the list; the place after the last one is a new owner. */
export const ownerStep = (index: number): Step => {
  const current = (answers: StepView['answers']): Record<string, unknown> => {
    const found = items(answers.owners)[index];
    return isObject(found) ? found : {};
  };
  return {
    path: `owners/${index + 1}`,
    title: both('title'),
    sections: ['owners'],
    asks: {},
    says: {
      'owners.name': { field: 'name', message: both('noName') },
      'owners.bp': { field: 'bp', message: both('noShare') },
      owners: { field: 'bp' },
    },
    read: (fields, answers, network) => {
      const all = items(answers.owners);
      const known = new Set(Object.keys(network.vocabulary.groups));
      const roles = listOf(fields, 'role');
      const owner = {
        id: ownerIn(fields) || typed(current(answers).id) || freshId(),
        name: textOf(fields, 'name'),
        bp: shareOf(textOf(fields, 'bp')),
        groups: listOf(fields, 'groups').filter((group) => known.has(group)),
        ...(textOf(fields, 'undisclosed') && { undisclosed: true }),
        manages: roles.includes('manages'),
        controls: roles.includes('controls'),
      };
      const place = all.findIndex(({ id }) => id === owner.id);
      return { owners: place < 0 ? [...all, owner] : all.with(place, owner) };
    },
    body: ({ language, answers, errors, network }) => {
      const said = words[language];
      const owner = current(answers);
      return (
        <>
          <input type="hidden" name="owner" value={typed(owner.id) || freshId()} />
          <TextField
            language={language}
            name="name"
            label={said.name}
            value={typed(owner.name)}
            error={errorOf(errors, 'name')}
          />
          <TextField
            language={language}
            name="bp"
            label={said.share}
            hint={said.shareHint}
            value={shareTyped(owner.bp, language)}
            error={errorOf(errors, 'bp')}
            inputmode="decimal"
            width={5}
            suffix="%"
          />
          <Checkboxes
            language={language}
            name="groups"
            label={said.groups}
            hint={said.groupsHint}
            values={texts(owner.groups)}
            options={Object.entries(network.vocabulary.groups).map(([value, text]) => ({
              value,
              text: text[language],
            }))}
            small
          />
          <Checkboxes
            language={language}
            name="undisclosed"
            label={said.undisclosed}
            values={owner.undisclosed === true ? ['yes'] : []}
            options={[{ value: 'yes', text: said.undisclosed, hint: said.undisclosedHint }]}
            hideLabel
            small
          />
          <Checkboxes
            language={language}
            name="role"
            label={said.role}
            values={[...(owner.manages === true ? ['manages'] : []), ...(owner.controls === true ? ['controls'] : [])]}
            options={[
              { value: 'manages', text: said.manages },
              { value: 'controls', text: said.controls },
            ]}
            small
          />
        </>
      );
    },
    rows: (view) => [{ key: typed(current(view.answers).name), value: ownerWords(view, current(view.answers)) }],
  };
};
