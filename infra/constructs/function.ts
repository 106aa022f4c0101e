import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type RoomFunctionProps = {
  /** `{room}-{name}`: the bundle under `.build/functions`. */
  bundle: string;
  environment?: Record<string, string>;
  /** Seconds; API functions answer well within their 10. */
  timeout?: number;
  memory?: number;
  /** What it means for a person when this function fails, in one sentence: the alarm's text. */
  whenItFails: string;
};

/** A function with its own role (nothing but its own log, until a room grants more), its log and its alarm. */
export class RoomFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  constructor(scope: Construct, id: string, props: RoomFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(`.build/functions/${props.bundle}`),
      handler: 'index.handler',
      role: this.role,
      logGroup,
      timeout: Duration.seconds(props.timeout ?? 10),
      memorySize: props.memory ?? 512,
      environment: { POWERTOOLS_SERVICE_NAME: props.bundle, ...props.environment },
    });
    new Alarm(this, 'Failing', {
      alarmDescription: props.whenItFails,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
