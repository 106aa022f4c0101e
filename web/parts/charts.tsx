import type { Language } from '#schemas/primitives.ts';
import { titled } from '../words/say.ts';
/** One bar: `text` is the value as people write it. */
export type Bar = { name: string; value: number; text: string };

/** Horizontal bars with their names and values in words; drawn without a script, read as a table by a screen reader. */
export const Bars = ({ caption, bars }: { caption: string; bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <table class="bars">
      <caption class="h3">{caption}</caption>
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

export type Series = { name: string; values: readonly number[] };

const columnHeight = 100;
const columnWidth = 24;

/**
 * Columns side by side for each step of time, drawn without a script. The picture is for the eye; the same numbers stand in
 * a table that opens below it.
 */
export const Columns = (props: {
  language: Language;
  caption: string;
  /** What the steps are: `Week of`. */
  step: string;
  steps: readonly string[];
  series: readonly Series[];
  /** Opens the table. */
  table: string;
  number: (value: number) => string;
}) => {
  const { language, caption, steps, series, number } = props;
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const width = columnWidth / series.length;
  return (
    <figure class="columns">
      <figcaption class="h3">{caption}</figcaption>
      <ul class="columns__legend small">
        {series.map(({ name, values }, index) => (
          <li>
            <span class={`columns__key columns__key--${index}`} aria-hidden="true" />{' '}
            {titled(name, number(values.reduce((sum, one) => sum + one, 0)), language)}
          </li>
        ))}
      </ul>
      <svg
        class="columns__picture"
        viewBox={`0 0 ${steps.length * (columnWidth + 10)} ${columnHeight + 14}`}
        aria-hidden="true"
        focusable="false"
      >
        {steps.map((_, step) =>
          series.map(({ values }, index) => {
            const value = values[step] ?? 0;
            const height = (value / most) * columnHeight;
            const x = step * (columnWidth + 10) + 5 + index * width;
            return (
              <rect
                class={`columns__bar--${index}`}
                x={x}
                y={columnHeight + 12 - height}
                width={width - 1}
                height={height}
              />
            );
          }),
        )}
        <path class="columns__base" d={`M0 ${columnHeight + 12.5} H${steps.length * (columnWidth + 10)}`} />
      </svg>
      <details>
        <summary>
          <span>{props.table}</span>
        </summary>
        <table>
          <caption class="vh">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{props.step}</th>
              {series.map(({ name }) => (
                <th scope="col" class="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <tr>
                <th scope="row">{step}</th>
                {series.map(({ values }) => (
                  <td class="n">{number(values[index] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
};
