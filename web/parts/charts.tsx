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
