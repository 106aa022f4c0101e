import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { roleRecord } from '#schemas/network-records.ts';
import { userPool } from '../user-pool.ts';

const env = environment({ USER_POOL: z.string() });
const people = userPool(new CognitoIdentityProviderClient({}), env.USER_POOL);

/** Makes the user pool follow what operators asked, in their order; told twice, it changes nothing more. */
export const handler = consumer(async ({ after }) => {
  const { person: known, invited, group, holds } = roleRecord.parse(after);
  const person = known ?? (invited && (await people.invite(invited.email, invited.name)));
  if (!person) return;
  await (holds ? people.add(person, group) : people.remove(person, group));
});
