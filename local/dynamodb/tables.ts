import { isDeepStrictEqual } from 'node:util';
import type { PropertiesOf } from '#local/template/registry.ts';
import type { Resource } from '#local/template/template.ts';
import { type DynamoClient, DynamoError } from './client.ts';

type TableResource = Resource<'AWS::DynamoDB::Table'>;
type Properties = PropertiesOf<'AWS::DynamoDB::Table'>;
type Description = {
  KeySchema: { AttributeName: string; KeyType: string }[];
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  GlobalSecondaryIndexes?: { IndexName: string }[];
  StreamSpecification?: { StreamEnabled: boolean; StreamViewType: string };
};

/** Brings the engine's tables to what the template says, keeping what they hold. */
export async function ensureTables(client: DynamoClient, tables: readonly TableResource[]): Promise<void> {
  await Promise.all(
    tables.map(async ({ name, properties }) => {
      const present = await describe(client, name);
      if (present) await update(client, name, properties, present);
      else await create(client, name, properties);
      await setTimeToLive(client, name, properties);
    }),
  );
}

async function describe(client: DynamoClient, name: string): Promise<Description | undefined> {
  try {
    return (await client.call<{ Table: Description }>('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(client: DynamoClient, name: string, properties: Properties): Promise<void> {
  await client.call('CreateTable', {
    TableName: name,
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    ...(properties.GlobalSecondaryIndexes.length > 0 && {
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(indexOf),
    }),
    ...(properties.LocalSecondaryIndexes.length > 0 && {
      LocalSecondaryIndexes: properties.LocalSecondaryIndexes.map(indexOf),
    }),
    ...(properties.StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, ...properties.StreamSpecification },
    }),
  });
}

const indexOf = ({ IndexName, KeySchema, Projection }: Properties['GlobalSecondaryIndexes'][number]) => ({
  IndexName,
  KeySchema,
  Projection,
});

/** One change a call, as DynamoDB asks. A changed key cannot be carried out: the data would have to be rewritten. */
async function update(client: DynamoClient, name: string, wanted: Properties, present: Description): Promise<void> {
  const keyOf = (keys: Description['KeySchema']) => keys.map((key) => `${key.KeyType} ${key.AttributeName}`).sort();
  if (!isDeepStrictEqual(keyOf(wanted.KeySchema), keyOf(present.KeySchema))) {
    throw new Error(`The table ${name} has another key in the state folder than in the template. Use a new folder.`);
  }
  const views = [wanted.StreamSpecification?.StreamViewType, present.StreamSpecification?.StreamViewType];
  if (present.StreamSpecification?.StreamEnabled && views[0] !== views[1]) {
    throw new Error(`The stream of ${name} shows ${views[1]} in the state folder, and ${views[0]} in the template.`);
  }
  const presentIndexes = new Set(present.GlobalSecondaryIndexes?.map((index) => index.IndexName));
  const wantedIndexes = new Set(wanted.GlobalSecondaryIndexes.map((index) => index.IndexName));
  for (const index of presentIndexes.difference(wantedIndexes)) {
    await client.call('UpdateTable', {
      TableName: name,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: index } }],
    });
  }
  for (const index of wanted.GlobalSecondaryIndexes) {
    if (presentIndexes.has(index.IndexName)) continue;
    await client.call('UpdateTable', {
      TableName: name,
      AttributeDefinitions: wanted.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: indexOf(index) }],
    });
  }
  if (wanted.StreamSpecification && !present.StreamSpecification?.StreamEnabled) {
    await client.call('UpdateTable', {
      TableName: name,
      StreamSpecification: { StreamEnabled: true, ...wanted.StreamSpecification },
    });
  }
}

async function setTimeToLive(client: DynamoClient, name: string, properties: Properties): Promise<void> {
  const wanted = properties.TimeToLiveSpecification;
  if (!wanted?.Enabled) return;
  const { TimeToLiveDescription: present } = await client.call<{
    TimeToLiveDescription: { TimeToLiveStatus: string; AttributeName?: string };
  }>('DescribeTimeToLive', { TableName: name });
  if (present.TimeToLiveStatus === 'ENABLED' && present.AttributeName === wanted.AttributeName) return;
  await client.call('UpdateTimeToLive', {
    TableName: name,
    TimeToLiveSpecification: { Enabled: true, AttributeName: wanted.AttributeName },
  });
}
