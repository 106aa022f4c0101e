import { readFileSync } from 'node:fs';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './nag.ts';

export type WorkflowProps = {
  /** `workflows/{name}/{name}.asl.json` */
  name: string;
  /** Functions that the definition calls, by the word between `${}` in it. */
  functions: Record<string, LambdaFunction>;
  whenItFails: string;
};

/** A standard state machine whose definition is the ASL file itself, the one that also runs embedded. */
export class Workflow extends Construct {
  readonly arn: string;
  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const log = new LogGroup(this, 'Log', { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(props.functions).map((lambda) => lambda.functionArn),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'logs:CreateLogDelivery',
          'logs:GetLogDelivery',
          'logs:UpdateLogDelivery',
          'logs:DeleteLogDelivery',
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:DescribeResourcePolicies',
          'logs:DescribeLogGroups',
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
        ],
        resources: ['*'],
      }),
    );
    acknowledgeWildcard(role, '*', 'Log delivery and tracing of Step Functions have no resource-level permissions.');
    const machine = new CfnStateMachine(this, 'Machine', {
      roleArn: role.roleArn,
      stateMachineType: 'STANDARD',
      definitionString: readFileSync(`workflows/${props.name}/${props.name}.asl.json`, 'utf8'),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(props.functions).map(([word, lambda]) => [word, lambda.functionArn]),
      ),
      loggingConfiguration: {
        // Execution data holds ids only, but even so it stays out of the log.
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    machine.node.addDependency(role);
    this.arn = machine.attrArn;
    new Alarm(this, 'Failing', {
      alarmDescription: props.whenItFails,
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'ExecutionsFailed',
        dimensionsMap: { StateMachineArn: this.arn },
        statistic: 'sum',
      }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
