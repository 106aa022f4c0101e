import { readVerdicts } from '#schemas/api/matching.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { networkOf } from '../../network.ts';
import { RecognitionCard, recognise, recognitionOrder } from '../../recognition.tsx';
import { formats } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import { firmOf, openFirm, vendorOf } from './firm.ts';
import { rightsWords } from './rights-words.ts';

/** The verdicts on record, criterion by criterion; beside each refusal what would be enough, and who can be asked. */
export const verdictsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = rightsWords[language];
  const supplier = firmOf(c);
  const [firm, vendor, network] = await Promise.all([openFirm(c), vendorOf(c, supplier), networkOf(c)]);
  if (!firm || !vendor) return notFoundPage(c);
  const { body } = await api(readVerdicts, { params: { vendor: supplier } });
  const missing = new Map(
    recognise(network, vendor.facts, today(), 2).map((one) => [one.institution.institution, one.missing]),
  );
  const verdicts = [...body.verdicts].sort((a, b) => recognitionOrder[a.outcome] - recognitionOrder[b.outcome]);
  return page(c, {
    title: said.verdictsTitle,
    back: `/supplier/${supplier}`,
    children: (
      <>
        <h1>{said.verdictsTitle}</h1>
        <p>{said.verdictsLead}</p>
        {verdicts.length === 0 && <p class="note">{said.pending}</p>}
        <ul class="recognition">
          {verdicts.map(({ institution, name, outcome, criteria, validUntil }) => (
            <RecognitionCard
              language={language}
              name={name[language]}
              outcome={outcome}
              missing={outcome === 'qualifies' ? undefined : missing.get(institution)}
              reasons={criteria.map(({ state, label, text }) => ({ state, label, text }))}
            >
              {validUntil && <p>{said.until(formats(language).day(validUntil))}</p>}
              {outcome !== 'qualifies' && firm.role !== 'reader' && (
                <p>
                  <a
                    href={`/${language}/supplier/${supplier}/observations/new?kind=verdict&institution=${institution}`}
                  >
                    {said.again}
                    <span class="vh"> – {name[language]}</span>
                  </a>
                </p>
              )}
            </RecognitionCard>
          ))}
        </ul>
      </>
    ),
  });
};
