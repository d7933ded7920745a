import type { DeploymentsAccessArgs } from "../../../components/deployments/args";
import type { Unwrap } from "../../../components/pattern/args";

/** A deployed stack: roles of a window, of notifications and of instances, with their resources. */
export const stackRoles = ["window", "notifications", "instance"].map(
    (name) => `arn:aws:iam::123456789012:role/acme-${name}`,
);
export const operatorPolicy = "arn:aws:iam::123456789012:policy/acme-operator";
export const topic = "arn:aws:sns:eu-west-1:123456789012:acme-commands";
export const rule = "arn:aws:events:eu-west-1:123456789012:rule/acme-failures";

export const deployed: Unwrap<NonNullable<DeploymentsAccessArgs["deployed"]>> = {
    arns: [...stackRoles, operatorPolicy, "arn:aws:iam::123456789012:instance-profile/acme-instance", topic, rule],
    granteeArns: ["arn:aws:iam::123456789012:group/ops", "arn:aws:iam::123456789012:role/platform-admin"],
    windowNames: ["acme-nightly"],
    assumeRoleArns: ["arn:aws:iam::210987654321:role/deployer"],
    uses: [
        {
            actions: ["ssm:SendCommand"],
            resources: [
                "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow",
                "arn:aws:ec2:eu-west-1:123456789012:instance/*",
            ],
        },
        { actions: ["sns:Publish"], resources: [topic] },
        {
            actions: ["ssm:GetParameters", "ssm:GetParameter"],
            resources: ["arn:aws:ssm:eu-west-1:123456789012:parameter/acme/*"],
        },
    ],
    passes: [
        { roleArn: "arn:aws:iam::123456789012:role/acme-window", service: "ssm.amazonaws.com" },
        { roleArn: "arn:aws:iam::123456789012:role/acme-instance", service: "ec2.amazonaws.com" },
    ],
};

export const pulumiDeployments = { organization: "acme", project: "ssm-access", stack: "prod" };
export const gitHubActions = { repository: "acme/ssm-access", updateEnvironment: "production" };
