import type { Child } from 'hono/jsx';
import type { Language } from '#schemas/primitives.ts';
import { ErrorMessage } from './errors.tsx';
import { partWords } from './words.ts';

/** What every field has. `name` is also its id, which the error summary leads to. */
export type FieldProps = {
  language: Language;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** The label is the page's only heading. */
  heading?: boolean | undefined;
};

const describedBy = ({ name, hint, error }: FieldProps): string | undefined =>
  [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;

const labelText = ({ language, label, optional }: FieldProps): string =>
  optional ? `${label}${partWords[language].optional}` : label;

const Group = ({ error, children }: { error: string | undefined; children?: Child }) => (
  <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>{children}</div>
);

const Label = (props: FieldProps) => {
  const label = (
    <label class={`govuk-label${props.heading ? ' govuk-label--l' : ' govuk-label--s'}`} for={props.name}>
      {labelText(props)}
    </label>
  );
  return props.heading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
};

const Hint = ({ name, hint }: FieldProps) =>
  hint ? (
    <div id={`${name}-hint`} class="govuk-hint">
      {hint}
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
      class={`govuk-input${error ? ' govuk-input--error' : ''}${width ? ` govuk-input--width-${width}` : ''}`}
      id={name}
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
  const part = (text: string, where: 'prefix' | 'suffix') => (
    <div class={`govuk-input__${where}`} aria-hidden="true">
      {text}
    </div>
  );
  return (
    <Group error={error}>
      <Label {...props} />
      <Hint {...props} />
      <ErrorMessage id={name} language={language} text={error} />
      {prefix || suffix ? (
        <div class="govuk-input__wrapper">
          {prefix && part(prefix, 'prefix')}
          {input}
          {suffix && part(suffix, 'suffix')}
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
    <ErrorMessage id={props.name} language={props.language} text={props.error} />
    <textarea
      class={`govuk-textarea${props.error ? ' govuk-textarea--error' : ''}`}
      id={props.name}
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
    <ErrorMessage id={props.name} language={props.language} text={props.error} />
    <select
      class={`govuk-select${props.error ? ' govuk-select--error' : ''}`}
      id={props.name}
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
    <fieldset class="govuk-fieldset" aria-describedby={describedBy(props)}>
      <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${props.heading ? 'l' : 's'}`}>
        {props.heading ? <h1 class="govuk-fieldset__heading">{labelText(props)}</h1> : labelText(props)}
      </legend>
      <Hint {...props} />
      <ErrorMessage id={props.name} language={props.language} text={props.error} />
      {props.children}
    </fieldset>
  </Group>
);

type Choice = FieldProps & { options: readonly Option[]; small?: boolean };

const Choices = (props: Choice & { kind: 'radio' | 'checkbox'; chosen: readonly string[] }) => {
  const { kind, name, options, chosen, small } = props;
  const base = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  return (
    <Fieldset {...props}>
      <div class={`${base}${small ? ` ${base}--small` : ''}`}>
        {options.map(({ value, text, hint }, index) => {
          // The summary leads to the first of them.
          const id = index === 0 ? name : `${name}-${value}`;
          return (
            <div class={`${base}__item`}>
              <input
                class={`${base}__input`}
                id={id}
                name={name}
                type={kind}
                value={value}
                checked={chosen.includes(value)}
                aria-describedby={hint ? `${id}-item-hint` : undefined}
              />
              <label class={`govuk-label ${base}__label`} for={id}>
                {text}
              </label>
              {hint && (
                <div id={`${id}-item-hint`} class={`govuk-hint ${base}__hint`}>
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

/** Three fields, day first as it is spoken; `value` as `YYYY-MM-DD` or as much of it as was typed. */
export const DateField = (props: FieldProps & { value?: string | undefined }) => {
  const [year = '', month = '', day = ''] = (props.value ?? '').split('-');
  const words = partWords[props.language];
  const parts = [
    { part: 'day', text: words.day, value: day, width: 2 },
    { part: 'month', text: words.month, value: month, width: 2 },
    { part: 'year', text: words.year, value: year, width: 4 },
  ];
  return (
    <Fieldset {...props}>
      <div class="govuk-date-input">
        {parts.map(({ part, text, value, width }, index) => (
          <div class="govuk-date-input__item">
            <div class="govuk-form-group">
              <label
                class="govuk-label govuk-date-input__label"
                for={index === 0 ? props.name : `${props.name}-${part}`}
              >
                {text}
              </label>
              <input
                class={`govuk-input govuk-date-input__input govuk-input--width-${width}${props.error ? ' govuk-input--error' : ''}`}
                id={index === 0 ? props.name : `${props.name}-${part}`}
                name={`${props.name}-${part}`}
                type="text"
                inputmode="numeric"
                value={value}
              />
            </div>
          </div>
        ))}
      </div>
    </Fieldset>
  );
};

export const FileField = (props: FieldProps & { accept: string }) => (
  <Group error={props.error}>
    <Label {...props} />
    <Hint {...props} />
    <ErrorMessage id={props.name} language={props.language} text={props.error} />
    <input
      class={`govuk-file-upload${props.error ? ' govuk-file-upload--error' : ''}`}
      id={props.name}
      name={props.name}
      type="file"
      accept={props.accept}
      aria-describedby={describedBy(props)}
    />
  </Group>
);
