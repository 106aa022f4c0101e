import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import type { Fields } from './read-form.ts';
import { partWords } from './words.ts';

type FormProps = {
  c: PageContext;
  /** Given to the page as `form`, so that the language switch submits it. */
  id?: string;
  /** Where it is sent, without the language; the page itself where none is given. */
  action?: string;
  files?: boolean;
  /** The island that saves while one types. */
  autosave?: boolean;
  /** The island that keeps the second click of a double click from being sent. */
  once?: boolean;
  children?: Child;
};

/** A form that changes something: it carries the token that only our pages know. Errors are told by the server. */
export const Form = ({ c, id, action, files, autosave, once, children }: FormProps) => (
  <form
    method="post"
    action={`/${c.var.language}${action ?? c.var.path}`}
    id={id}
    novalidate
    enctype={files ? 'multipart/form-data' : undefined}
    data-autosave={autosave ? '' : undefined}
    data-once={once ? '' : undefined}
  >
    <input type="hidden" name="form-token" value={c.var.session?.formToken ?? ''} />
    {children}
  </form>
);

/**
 * What a form does when Return is pressed in a field, whatever else presses it: first among its buttons in the order of the
 * document, it is the form's default button. It has no name, and neither has a main button: a form that nobody told
 * anything else does its main thing. Seen and reached by nobody, yet laid out: a browser may pass over one that is not.
 */
export const DefaultButton = ({ form }: { form?: string }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: no key and no pointer gets there; the main button is the one to hear of.
  <button type="submit" form={form} class="vh" tabindex={-1} aria-hidden="true" />
);

type ButtonProps = {
  children?: Child;
  /** Said by screen readers after the text, where the text alone does not tell which one. */
  about?: string;
} & (
  | { kind?: undefined; name?: never; value?: never }
  | { kind: 'secondary' | 'warning' | undefined; name?: string; value?: string }
);

export const Button = ({ children, name, value, kind, about }: ButtonProps) => (
  <button class={`button${kind ? ` button--${kind}` : ''}`} type="submit" name={name} value={value}>
    {children}
    {about && <span class="vh"> {about}</span>}
  </button>
);

/** What was typed waits on this very page, to be sent once more. Files are chosen again. */
export const SendAgain = ({ fields, text }: { fields: Fields; text: string }) => (
  <form method="post">
    {Object.entries(fields).flatMap(([name, value]) =>
      (value instanceof File ? [] : [value].flat()).map((one) => <input type="hidden" name={name} value={one} />),
    )}
    <Button kind="secondary">{text}</Button>
  </form>
);

export const Continue = ({ c, text }: { c: PageContext; text?: string }) => (
  <Button>{text ?? partWords[c.var.language].continue}</Button>
);

/** A link that looks like a button: it leads somewhere and changes nothing. */
export const ButtonLink = ({ href, kind, children }: { href: string; kind?: 'secondary'; children?: Child }) => (
  <a href={href} class={`button${kind ? ` button--${kind}` : ''}`} draggable={false}>
    {children}
  </a>
);
