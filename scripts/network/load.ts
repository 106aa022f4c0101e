import { definitions } from '#samples/definitions/index.ts';
import { institutions } from '#samples/institutions.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import { type ApiClient, ifThere } from '#schemas/api/client.ts';
import { admitClient } from '#schemas/api/clients.ts';
import { challengeEndpoint, readEndpoint, rotateSecret, setEndpoint } from '#schemas/api/endpoint.ts';
import { importNetwork } from '#schemas/api/network.ts';
import type { Consumer } from './consumer.ts';
import { until } from './patience.ts';

/** Loads the sample network through the public API, as its operator would. Again and again, it changes nothing more. */
export const loadNetwork = async (operator: ApiClient): Promise<void> => {
  await operator(importNetwork, {
    body: { vocabulary, institutions: [...institutions], definitions: [...definitions] },
  });
  const systems = institutions.filter(({ level }) => level >= 2);
  await Promise.all(
    systems.map(({ institution, name }) =>
      operator(admitClient, {
        params: { institution, client: `${institution}-system` },
        body: { label: `${name.en} / ${name.fr}`.slice(0, 200) },
      }),
    ),
  );
};

const revisionOf = async (operator: ApiClient, institution: string): Promise<number> =>
  (await ifThere(operator(readEndpoint, { params: { institution } })))?.body.revision ?? 0;

/** A new secret in the place of one whose only showing was missed. */
const rotated = async (operator: ApiClient, institution: string) =>
  (await operator(rotateSecret, { params: { institution } })).body;

/** Points an institution's endpoint at a consumer, hands it the secret that is shown once, and has it proven. */
export const connect = async (
  operator: ApiClient,
  institution: string,
  consumer: Consumer,
  batch = 1,
): Promise<void> => {
  const { body } = await operator(setEndpoint, {
    params: { institution },
    body: {
      url: consumer.url(institution),
      signature: 'hmac-sha256',
      batch,
      from: 'start',
      contact: 'systems@example.org',
    },
    ifMatch: await revisionOf(operator, institution),
  });
  const { secret } = body.secret || consumer.secrets.has(institution) ? body : await rotated(operator, institution);
  if (secret) consumer.secrets.set(institution, secret);
  await operator(challengeEndpoint, { params: { institution } });
  await until(`${institution} to prove its endpoint`, async () => {
    const { state } = (await operator(readEndpoint, { params: { institution } })).body;
    return state === 'active' ? true : undefined;
  });
};
