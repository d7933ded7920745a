import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";

/**
 * Managed policies of AWS that must not stand on a role which many machines share: what they let any process on such a
 * machine do.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const administratorPolicies: Readonly<Record<string, string>> = {
    AdministratorAccess: "do everything",
    "AdministratorAccess-Amplify": "make roles and pass every role of the account",
    AmazonDynamoDBFullAccesswithDataPipeline: "pass every role of the account",
    AmazonEC2ContainerServiceFullAccess: "pass every role of the account",
    AmazonEC2FullAccess: "do everything with every instance of the account",
    AmazonEC2SpotFleetRole: "pass every role of the account",
    AmazonElasticMapReduceFullAccess: "pass every role of the account",
    AmazonElasticMapReduceRole: "pass every role of the account",
    AmazonSSMAutomationRole: "run commands on every node, and do all else that Systems Manager does",
    AmazonSSMFullAccess: "run commands on every node, and do all else that Systems Manager does",
    AmazonSSMMaintenanceWindowRole: "send every document to every node",
    AWSDataPipelineRole: "pass every role of the account",
    AWSElasticBeanstalkFullAccess: "pass every role of the account",
    AWSElasticBeanstalkService: "pass every role of the account",
    AWSLambdaFullAccess: "pass every role of the account",
    AWSMcpServiceActionsFullAccess: "do everything through servers of the Model Context Protocol",
    AWSOpsWorksFullAccess: "pass every role of the account",
    AWSOpsWorksRegisterCLI: "pass every role of the account",
    AWSOpsWorksRole: "pass every role of the account",
    IAMFullAccess: "make itself administrator",
    PowerUserAccess: "do everything but manage IAM",
    ServerMigrationServiceRole: "pass every role of the account",
};

/** Why policies must not be attached to a role that many machines share. */
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
                      message: `lets every process on every node ${allows}`,
                      fix: "Take it away; attach a policy that names what the nodes need.",
                  },
              ];
    });
