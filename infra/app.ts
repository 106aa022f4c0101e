import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../cdk.json' with { type: 'json' };
import { regionOf } from './deployment.ts';
import { PasserelleStack } from './stack.ts';

// The CLI hands over the context of cdk.json and of -c; without the CLI, the region is still the one that cdk.json says.
const app = new App({ context: { region: cdk.context.region } });
new PasserelleStack(app, 'Passerelle', { env: { region: regionOf(app) } });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
