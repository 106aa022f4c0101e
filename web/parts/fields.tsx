import type { Child } from 'hono/jsx';
import type { Language } from '#schemas/primitives.ts';
import { ErrorMessage } from './errors.tsx';
import { partWords } from './words.ts';

/** What every field has. `name` is also its id, which the error summary leads to. */
export type FieldProps = {
  language: Language;
  name: string;
  /** Where several inputs of a page have the same name; otherwise the name is the id. */
  id?: string | undefined;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** The label is the page's only heading. */
  heading?: boolean | undefined;
  /** The label is only for those who hear the page: what follows says the same. */
  hideLabel?: boolean | undefined;
};

const idOf = ({ id, name }: FieldProps): string => id ?? name;

const describedBy = (props: FieldProps): string | undefined =>
  [props.hint && `${idOf(props)}-hint`, props.error && `${idOf(props)}-error`].filter(Boolean).join(' ') || undefined;

const labelText = ({ language, label, optional }: FieldProps): string =>
  optional ? `${label}${partWords[language].optional}` : label;

const Group = ({ error, children }: { error: string | undefined; children?: Child }) => (
  <div class={`field${error ? ' field--error' : ''}`}>{children}</div>
);

const Label = (props: FieldProps) => {
  const label = (
    <label class={props.hideLabel ? 'vh' : 'label'} for={idOf(props)}>
      {labelText(props)}
    </label>
  );
  return props.heading ? <h1>{label}</h1> : label;
};

const Hint = (props: FieldProps) =>
  props.hint ? (
    <div id={`${idOf(props)}-hint`} class="hint">
      {props.hint}
    </div>
  ) : null;

type TextProps = FieldProps & {
  value?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'search';
  inputmode?: 'numeric' | 'decimal';
  autocomplete?: string;
  width?: 2 | 3 | 4 | 5 | 10 | 20;
  prefix?: string;
  suffix?: string;
  list?: string;
};

export const TextField = (props: TextProps) => {
  const { language, name, error, value, type = 'text', inputmode, autocomplete, width, prefix, suffix, list } = props;
  const input = (
    <input
      class={width && `w-${width}`}
      id={idOf(props)}
      name={name}
      type={type}
      value={value ?? ''}
      inputmode={inputmode}
      autocomplete={autocomplete}
      list={list}
      aria-describedby={describedBy(props)}
      aria-invalid={error ? 'true' : undefined}
    />
  );
  const part = (text: string) => <span aria-hidden="true">{text}</span>;
  return (
    <Group error={error}>
      <Label {...props} />
      <Hint {...props} />
      <ErrorMessage id={idOf(props)} language={language} text={error} />
      {prefix || suffix ? (
        <div class="affix">
          {prefix && part(prefix)}
          {input}
          {suffix && part(suffix)}
        </div>
      ) : (
        input
      )}
    </Group>
  );
};

export const TextArea = (props: FieldProps & { value?: string | undefined; rows?: number; maximum?: number }) => (
  <Group error={props.error}>
    <Label {...props} />
    <Hint {...props} />
    <ErrorMessage id={idOf(props)} language={props.language} text={props.error} />
    <textarea
      id={idOf(props)}
      name={props.name}
      rows={props.rows ?? 5}
      maxlength={props.maximum}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error ? 'true' : undefined}
    >
      {props.value ?? ''}
    </textarea>
  </Group>
);

export type Option = { value: string; text: string; hint?: string | undefined };

export const Select = (props: FieldProps & { value?: string | undefined; options: readonly Option[] }) => (
  <Group error={props.error}>
    <Label {...props} />
    <Hint {...props} />
    <ErrorMessage id={idOf(props)} language={props.language} text={props.error} />
    <select
      id={idOf(props)}
      name={props.name}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error ? 'true' : undefined}
    >
      <option value="">{partWords[props.language].choose}</option>
      {props.options.map(({ value, text }) => (
        <option value={value} selected={value === props.value}>
          {text}
        </option>
      ))}
    </select>
  </Group>
);

/** Several inputs under one question. */
export const Fieldset = (props: FieldProps & { children?: Child }) => (
  <Group error={props.error}>
    <fieldset aria-describedby={describedBy(props)}>
      <legend class={props.hideLabel ? 'vh' : undefined}>
        {props.heading ? <h1>{labelText(props)}</h1> : labelText(props)}
      </legend>
      <Hint {...props} />
      <ErrorMessage id={idOf(props)} language={props.language} text={props.error} />
      {props.children}
    </fieldset>
  </Group>
);

type Choice = FieldProps & { options: readonly Option[]; small?: boolean };

const Choices = (props: Choice & { kind: 'radio' | 'checkbox'; chosen: readonly string[] }) => {
  const { kind, name, options, chosen, small } = props;
  return (
    <Fieldset {...props}>
      <div class={small ? 'ticks ticks--small' : 'ticks'}>
        {options.map(({ value, text, hint }, index) => {
          // The summary leads to the first of them.
          const id = index === 0 ? idOf(props) : `${idOf(props)}-${value}`;
          return (
            <div class="tick">
              <input
                id={id}
                name={name}
                type={kind}
                value={value}
                checked={chosen.includes(value)}
                aria-describedby={hint ? `${id}-item-hint` : undefined}
              />
              <label class="label" for={id}>
                {text}
              </label>
              {hint && (
                <div id={`${id}-item-hint`} class="hint">
                  {hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
};

export const Radios = ({ value, ...props }: Choice & { value?: string | undefined }) => (
  <Choices {...props} kind="radio" chosen={value === undefined ? [] : [value]} />
);

export const Checkboxes = ({ values, ...props }: Choice & { values: readonly string[] }) => (
  <Choices {...props} kind="checkbox" chosen={values} />
);

/**
 * One field for a date in Canada's numeric form (CAN/CSA-Z234.4-89): a memorable date is typed faster than it is picked.
 * Slashes, spaces or nothing between the parts are accepted too.
 */
export const DateField = (props: FieldProps & { value?: string | undefined; example: string }) => {
  const { dateHint } = partWords[props.language];
  const hint = [props.hint, dateHint(props.example)].filter(Boolean).join(' ');
  return <TextField {...props} hint={hint} inputmode="numeric" width={10} />;
};

/**
 * Where scripts send a file as soon as it is chosen, its label is the button, in the page's language; elsewhere the browser's own
 * control shows which file was chosen.
 */
export const FileField = (props: Omit<FieldProps, 'heading' | 'hideLabel'> & { accept: string; about: string }) => (
  <Group error={props.error}>
    <label class="button button--secondary upload__choose" for={idOf(props)}>
      {props.label}
      <span class="vh"> – {props.about}</span>
    </label>
    <Hint {...props} />
    <ErrorMessage id={idOf(props)} language={props.language} text={props.error} />
    <input id={idOf(props)} name={props.name} type="file" accept={props.accept} aria-describedby={describedBy(props)} />
  </Group>
);
