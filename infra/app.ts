import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PasserelleStack } from './stack.ts';

const app = new App();
new PasserelleStack(app, 'Passerelle', { env: { region: process.env.CDK_DEFAULT_REGION ?? 'ca-central-1' } });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
