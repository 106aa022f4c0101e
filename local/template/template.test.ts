import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemplateRefused } from './refused.ts';
import { loadTemplate } from './template.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'template-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const load = (template: object) => {
  const file = join(dir, 'Stack.template.json');
  writeFileSync(file, JSON.stringify(template));
  return loadTemplate(file);
};
const refusal = (template: object): readonly string[] => {
  try {
    load(template);
  } catch (error) {
    if (error instanceof TemplateRefused) return error.problems;
    throw error;
  }
  return [];
};

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  },
};
const reader = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}-\${AWS::Region}` }, S3Key: 'abc.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Environment: { Variables: { TABLE: { Ref: 'Table' }, STREAM: { 'Fn::GetAtt': ['Table', 'StreamArn'] } } },
  },
};

test('resources refer to each other by names that stay the same', () => {
  const stack = load({
    Parameters: { Level: { Type: 'String', Default: 'high' }, Unused: { Type: 'AWS::SSM::Parameter::Value<String>' } },
    Resources: { Table: table, Reader: reader, Role: { Type: 'AWS::IAM::Role' } },
    Outputs: { Name: { Value: { 'Fn::Sub': `\${Table}/\${Level}` } } },
  });
  const [found] = stack.ofType('AWS::Lambda::Function');
  expect(found?.properties.Environment?.Variables).toEqual({
    TABLE: 'Stack-Table',
    STREAM: 'arn:aws:dynamodb:ca-central-1:000000000000:table/Stack-Table/stream/embedded',
  });
  expect(found?.properties.Timeout).toBe(3);
  expect(found?.attribute('Arn')).toBe('arn:aws:lambda:ca-central-1:000000000000:function:Stack-Reader');
  expect(stack.outputs).toEqual({ Name: 'Stack-Table/high' });
});

test('an explicit name is used, also by those that refer to it', () => {
  const named = { ...table, Properties: { ...table.Properties, TableName: { 'Fn::Join': ['-', ['my', 'table']] } } };
  const stack = load({ Resources: { Table: named }, Outputs: { Name: { Value: { Ref: 'Table' } } } });
  expect(stack.outputs.Name).toBe('my-table');
  expect(stack.ofType('AWS::DynamoDB::Table')[0]?.name).toBe('my-table');
});

test('everything that is not implemented is refused at once, each with its logical id', () => {
  const problems = refusal({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Table: { ...table, Properties: { ...table.Properties, Surprise: true } },
      Reader: {
        Type: 'AWS::Lambda::Function',
        Properties: { ...reader.Properties, Role: '', Runtime: 'python3.13', VpcConfig: { SubnetIds: [] } },
      },
      Chosen: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::If': ['C', 'a', 'b'] } } },
      Lost: { Type: 'AWS::S3::Bucket', Properties: { Tags: { Ref: 'Nowhere' } } },
    },
    Outputs: { Wrong: { Value: { 'Fn::GetAtt': ['Table', 'Colour'] } } },
  });
  expect(problems).toEqual([
    expect.stringContaining('Queue: the resource type AWS::SQS::Queue'),
    expect.stringContaining('Table (AWS::DynamoDB::Table): Surprise is not implemented'),
    expect.stringContaining('Reader (AWS::Lambda::Function): Runtime'),
    expect.stringContaining('Reader (AWS::Lambda::Function): VpcConfig is not implemented'),
    expect.stringContaining('Chosen: the intrinsic Fn::If'),
    expect.stringContaining('Lost: there is no resource Nowhere'),
    expect.stringContaining('output Wrong: the attribute Colour of Table'),
  ]);
});

test('a type that the caller stands in for is left out, with the rules that only its service would call', () => {
  const rule = (...source: string[]) => ({ Type: 'AWS::Events::Rule', Properties: { EventPattern: { source } } });
  const resources = {
    Scan: { Type: 'AWS::GuardDuty::MalwareProtectionPlan', Properties: { Any: 1 } },
    Scanned: rule('aws.guardduty'),
  };
  const file = join(dir, 'Stack.template.json');
  writeFileSync(file, JSON.stringify({ Resources: resources }));
  expect(() => loadTemplate(file)).toThrow('AWS::GuardDuty::MalwareProtectionPlan is neither');
  const replaced = ['AWS::GuardDuty::MalwareProtectionPlan'];
  expect(loadTemplate(file, { replaced }).ofType('AWS::Events::Rule')).toEqual([]);
  writeFileSync(file, JSON.stringify({ Resources: { ...resources, Other: rule('aws.guardduty', 'aws.health') } }));
  expect(() => loadTemplate(file, { replaced })).toThrow('Other (AWS::Events::Rule): EventPattern is not implemented');
});

test.each(['Conditions', 'Mappings', 'Transform'])('a template with %s is refused', (section) => {
  expect(refusal({ Resources: {}, [section]: { Any: {} } })).toEqual([`template: ${section} is not implemented`]);
});

test('a resource under a condition is refused', () => {
  expect(refusal({ Resources: { Table: { ...table, Condition: 'Sometimes' } } })).toEqual([
    'template: Resources.Table.Condition is not implemented',
  ]);
});
