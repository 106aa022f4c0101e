/** One bar: `text` is the value as people write it. */
export type Bar = { name: string; value: number; text: string };

/** Horizontal bars with their names and values in words; drawn without a script, read as a table by a screen reader. */
export const Bars = ({ caption, bars }: { caption: string; bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <table class="bars">
      <caption class="govuk-heading-s">{caption}</caption>
      <tbody>
        {bars.map(({ name, value, text }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>
              <svg
                class="bars__bar"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
              >
                <rect width={Math.max(value > 0 ? 1 : 0, (value / most) * 100)} height="10" rx="1" />
              </svg>
              <span class="bars__value">{text}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** A course over time as a line; `summary` says in words what it shows. */
export const Line = ({ summary, values }: { summary: string; values: readonly number[] }) => {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? 200 / (values.length - 1) : 0;
  const at = (value: number, index: number) => `${(index * step).toFixed(1)},${(44 - (value / most) * 40).toFixed(1)}`;
  return (
    <svg class="line" viewBox="-2 0 204 48" role="img" aria-label={summary}>
      <path d="M0 44H200" class="line__base" />
      <polyline points={values.map(at).join(' ')} class="line__course" />
    </svg>
  );
};
