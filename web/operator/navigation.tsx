import type { PageContext } from '../context.ts';
import { operatorWords } from './words.ts';

const places = [
  { path: '/network', text: 'glance' },
  { path: '/network/institutions', text: 'institutions' },
  { path: '/network/people', text: 'people' },
  { path: '/network/observations', text: 'observations' },
  { path: '/network/incidents', text: 'incidents' },
  { path: '/network/audit', text: 'audit' },
] as const;

export const OperatorNavigation = ({ c }: { c: PageContext }) => {
  const said = operatorWords[c.var.language];
  return (
    <nav aria-label={said.pages}>
      <ul class="tabs">
        {places.map(({ path, text }) => (
          <li>
            <a
              class="tabs__tab"
              href={`/${c.var.language}${path}`}
              aria-current={c.var.path === path ? 'page' : undefined}
            >
              {said[text]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
