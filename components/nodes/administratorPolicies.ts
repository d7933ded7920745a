import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

/**
 * AWS managed policies that must not be attached to a role that many machines share, with what they allow any process
 * on such a machine to do.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const administratorPolicies: Readonly<Record<string, string>> = {
    AdministratorAccess: "perform any action",
    "AdministratorAccess-Amplify": "create roles and pass any role of the account",
    AmazonDynamoDBFullAccesswithDataPipeline: "pass any role of the account",
    AmazonEC2ContainerServiceFullAccess: "pass any role of the account",
    AmazonEC2FullAccess: "perform any EC2 action on any instance of the account",
    AmazonEC2SpotFleetRole: "pass any role of the account",
    AmazonElasticMapReduceFullAccess: "pass any role of the account",
    AmazonElasticMapReduceRole: "pass any role of the account",
    AmazonSSMAutomationRole: "run commands on every node and perform any other Systems Manager action",
    AmazonSSMFullAccess: "run commands on every node and perform any other Systems Manager action",
    AmazonSSMMaintenanceWindowRole: "send any document to any node",
    AWSDataPipelineRole: "pass any role of the account",
    AWSElasticBeanstalkFullAccess: "pass any role of the account",
    AWSElasticBeanstalkService: "pass any role of the account",
    AWSLambdaFullAccess: "pass any role of the account",
    AWSMcpServiceActionsFullAccess: "perform any action through Model Context Protocol servers",
    AWSOpsWorksFullAccess: "pass any role of the account",
    AWSOpsWorksRegisterCLI: "pass any role of the account",
    AWSOpsWorksRole: "pass any role of the account",
    IAMFullAccess: "grant itself administrator access",
    PowerUserAccess: "perform any action except IAM management",
    ServerMigrationServiceRole: "pass any role of the account",
};

/** Reports managed policies that must not be attached to a role that many machines share. */
export const administratorPolicyIssues = (
    managedPolicyArns: readonly unknown[] | undefined,
): readonly ValidationIssue[] =>
    (managedPolicyArns ?? []).flatMap((value, i) => {
        const allows =
            typeof value === "string" && /^arn:[^:]+:iam::aws:/.test(value)
                ? administratorPolicies[nameOf(value)]
                : undefined;
        return allows === undefined
            ? []
            : [
                  {
                      path: `managedPolicyArns[${String(i)}]`,
                      value,
                      message: `allows every process on every node to ${allows}`,
                      fix: "Remove it and attach a policy with only the permissions that the nodes need.",
                  },
              ];
    });
