import type { Language } from '#schemas/primitives.ts';
import { keyWords } from './key-words.ts';

/** The help sheet of the keyboard. The switch is shown by the island, which remembers it (WCAG 2.1.4). */
export const KeySheet = ({ language }: { language: Language }) => {
  const said = keyWords[language];
  return (
    <details class="no-print" id="keys">
      <summary>
        <span>{said.keys} (?)</span>
      </summary>
      <div class="inside">
        <p>{said.keysText}</p>
        <p id="keys-switch" hidden>
          <label>
            <input type="checkbox" /> {said.keysOn}
          </label>
        </p>
        <dl class="facts">
          {Object.entries(said.key).map(([key, does]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
};
