import { account, endpointOpenTo, passTo, role, type StackExample } from "./stackExample";

const allow = (action: string | readonly string[], resource: string, condition?: unknown): unknown => ({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Action: action,
            Resource: resource,
            ...(condition === undefined ? {} : { Condition: condition }),
        },
    ],
});

const rolePolicy = (of: string, policy: unknown): StackExample["resources"][number] => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: `${of}-policy`,
    props: { role: of, policy },
});

/** A stack that violates a rule, by rule name. */
export const stackExamples: Readonly<Record<string, StackExample>> = {
    "iam-passrole-managed-policy": {
        name: "an AWS managed policy that allows passing every role",
        resources: [
            {
                type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
                name: "ops",
                props: { group: "ops", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
            },
        ],
    },
    "iam-role-factory": {
        name: "a pipeline that may create roles and pass them",
        resources: [
            role("pipeline", "codebuild.amazonaws.com"),
            rolePolicy(
                "pipeline",
                allow(["iam:CreateRole", "iam:PutRolePolicy", "iam:PassRole"], `arn:aws:iam::${account}:role/app-web`),
            ),
        ],
    },
    "iam-passrole-privileged-role": {
        name: "operators who may pass an administrator role",
        resources: [
            role("deployer", "ssm.amazonaws.com"),
            rolePolicy("deployer", allow("*", "*")),
            { type: "aws:iam/group:Group", name: "ops", props: { name: "ops" } },
            {
                type: "aws:iam/groupPolicy:GroupPolicy",
                name: "ops-pass",
                props: {
                    group: "ops",
                    policy: allow("iam:PassRole", `arn:aws:iam::${account}:role/deployer`, passTo("ssm.amazonaws.com")),
                },
            },
        ],
    },
    "ssm-deprecated-policy": {
        name: "the deprecated managed policy for instances",
        resources: [
            {
                type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                name: "web",
                props: {
                    role: "web",
                    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
                },
            },
        ],
    },
    "ssm-activation-limits": {
        name: "an activation that is valid for more than 30 days",
        resources: [
            {
                type: "aws:ssm/activation:Activation",
                name: "branches",
                props: { iamRole: "branches", registrationLimit: 50, expirationDate: "2027-01-01T00:00:00Z" },
            },
        ],
    },
    "ssm-document-public": {
        name: "a document shared with all accounts",
        resources: [
            {
                type: "aws:ssm/document:Document",
                name: "install",
                props: { name: "Acme-Install", permissions: { type: "Share", accountIds: "All" } },
            },
        ],
    },
    "ssm-endpoint-ingress": {
        name: "an endpoint that every address can reach",
        resources: endpointOpenTo("0.0.0.0/0"),
    },
    "iam-inline-size": {
        name: "two hundred resources in one inline policy",
        resources: [
            role("runner", "ssm.amazonaws.com"),
            rolePolicy("runner", {
                Version: "2012-10-17",
                Statement: Array.from({ length: 200 }, (_, i) => ({
                    Effect: "Allow",
                    Action: "ssm:GetParameter",
                    Resource: `arn:aws:ssm:eu-west-1:${account}:parameter/app/${String(i)}`,
                })),
            }),
        ],
    },
};
