import type { Language } from '#schemas/primitives.ts';
import { typeset } from '../words/say.ts';
import { partWords } from './words.ts';

/** What is wrong with one field: `field` is the id of the input that the summary leads to. */
export type FieldError = { field: string; message: string };

/** Comes first on a page that failed, takes the focus, and says the same words as each field. */
export const ErrorSummary = ({ language, errors }: { language: Language; errors: readonly FieldError[] }) =>
  errors.length === 0 ? null : (
    <div class="alert" role="alert" tabindex={-1} id="error-summary" autofocus>
      <h2 class="alert__title">{partWords[language].thereIsAProblem}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{typeset(message, language)}</a>
          </li>
        ))}
      </ul>
    </div>
  );

export const errorOf = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

export const ErrorMessage = ({ id, language, text }: { id: string; language: Language; text: string | undefined }) =>
  text === undefined ? null : (
    <p id={`${id}-error`} class="error">
      <span class="vh">{partWords[language].error}</span>
      {typeset(text, language)}
    </p>
  );
