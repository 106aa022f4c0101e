import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RoomFunction } from './function.ts';
import { acknowledgeWildcard } from './nag.ts';

/** Writes to people. */
export const maySendMail = (made: RoomFunction): void => {
  const identities = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`;
  made.lambda.addToRolePolicy(new PolicyStatement({ actions: ['ses:SendEmail'], resources: [identities] }));
  acknowledgeWildcard(made, identities, 'The sender’s identity is named by the deployment; its own are all there are.');
};
