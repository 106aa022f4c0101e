import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';

/** Calls a function by the clock: `rate(5 minutes)` or `cron(0 5 * * ? *)`, in Toronto's time. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: { every: string; lambda: LambdaFunction }) {
    super(scope, id);
    const statement = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [props.lambda.functionArn],
    });
    // Within the role: a stack holds 500 resources, and a policy beside each role would be one more.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      inlinePolicies: { Invoke: new PolicyDocument({ statements: [statement] }) },
    });
    new CfnSchedule(this, 'Schedule', {
      scheduleExpression: props.every,
      scheduleExpressionTimezone: 'America/Toronto',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: props.lambda.functionArn, roleArn: role.roleArn },
    });
  }
}
