import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { acknowledgeWildcard } from './nag.ts';

/*
 * Grants that name what a function really does. CDK's own grants add actions and wildcards that nobody here needs.
 */

const allow = (lambda: LambdaFunction, actions: string[], resources: string[]): void =>
  lambda.addToRolePolicy(new PolicyStatement({ actions, resources }));

const indexArns = (table: Table, indexes: readonly string[]) =>
  indexes.map((name) => `${table.tableArn}/index/${name}`);

/** Reads records of a table, and of the indexes named. */
export const mayRead = (lambda: LambdaFunction, table: Table, indexes: readonly string[] = []): void => {
  allow(
    lambda,
    ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    [table.tableArn, ...indexArns(table, indexes)],
  );
  mayUseKey(lambda, table.encryptionKey, ['kms:Decrypt']);
};

/** Reads and writes records of a table, one by one or in transactions. Nothing may scan. */
export const mayWrite = (lambda: LambdaFunction, table: Table, indexes: readonly string[] = []): void => {
  mayRead(lambda, table, indexes);
  allow(
    lambda,
    [
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:BatchWriteItem',
    ],
    [table.tableArn],
  );
};

/** Names records of a table as a condition of a transaction that writes elsewhere. */
export const mayCheck = (lambda: LambdaFunction, table: Table): void =>
  allow(lambda, ['dynamodb:ConditionCheckItem'], [table.tableArn]);

/** Adds entries to the audit log with whatever they record. Puts only: no function of the API can read or remove one. */
export const mayRecord = (lambda: LambdaFunction, audit: Table): void => {
  lambda.addEnvironment('AUDIT_TABLE', audit.tableName);
  allow(lambda, ['dynamodb:PutItem'], [audit.tableArn]);
  mayUseKey(lambda, audit.encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
};

/** Counts requests, and sees whose earlier sign-ins have ended. */
export const mayCount = (lambda: LambdaFunction, door: Table): void => {
  lambda.addEnvironment('DOOR_TABLE', door.tableName);
  allow(lambda, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], [door.tableArn]);
  mayUseKey(lambda, door.encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
};

export const mayUseKey = (lambda: LambdaFunction, key: IKey | undefined, actions: string[]): void => {
  if (key) allow(lambda, actions, [key.keyArn]);
};

/** Uses the objects of a bucket by its ARN; `why` says which of them. */
export const mayUseObjects = (lambda: LambdaFunction, bucketArn: string, actions: string[], why: string): void => {
  allow(lambda, actions, [`${bucketArn}/*`]);
  acknowledgeWildcard(lambda.node.scope ?? lambda, `${bucketArn}/*`, why);
};
