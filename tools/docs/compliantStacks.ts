import { account, endpointOpenTo, passTo, role, type StackExample } from "./stackExample";

const document = (...statements: readonly unknown[]): unknown => ({ Version: "2012-10-17", Statement: statements });

const allow = (action: string | readonly string[], resource: string, condition: unknown): unknown => ({
    Effect: "Allow",
    Action: action,
    Resource: resource,
    Condition: condition,
});

const rolePolicy = (of: string, ...statements: readonly unknown[]): StackExample["resources"][number] => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: `${of}-policy`,
    props: { role: of, policy: document(...statements) },
});

const passOne = (name: string): unknown =>
    allow("iam:PassRole", `arn:aws:iam::${account}:role/${name}`, passTo("ssm.amazonaws.com"));

/** A compliant stack for each rule that does not check single documents, by rule name. */
export const compliantStacks: Readonly<Record<string, StackExample>> = {
    "iam-passrole-managed-policy": {
        name: "an AWS managed policy that does not allow iam:PassRole",
        resources: [
            {
                type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
                name: "ops",
                props: { group: "ops", policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
            },
        ],
    },
    "iam-role-factory": {
        name: "a pipeline whose roles have a permissions boundary",
        resources: [
            role("pipeline", "codebuild.amazonaws.com"),
            rolePolicy(
                "pipeline",
                allow(["iam:CreateRole", "iam:PutRolePolicy"], `arn:aws:iam::${account}:role/app-web`, {
                    StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/app-boundary` },
                }),
                passOne("app-web"),
            ),
        ],
    },
    "iam-passrole-privileged-role": {
        name: "operators who may pass a role with limited permissions",
        resources: [
            role("restarter", "ssm.amazonaws.com"),
            rolePolicy(
                "restarter",
                allow("ec2:RebootInstances", `arn:aws:ec2:eu-west-1:${account}:instance/*`, {
                    StringEquals: { "aws:ResourceTag/Team": "web" },
                }),
            ),
            { type: "aws:iam/group:Group", name: "ops", props: { name: "ops" } },
            {
                type: "aws:iam/groupPolicy:GroupPolicy",
                name: "ops-pass",
                props: { group: "ops", policy: document(passOne("restarter")) },
            },
        ],
    },
    "iam-inline-size": {
        name: "one wildcard resource in one inline policy",
        resources: [
            role("runner", "ssm.amazonaws.com"),
            rolePolicy("runner", {
                Effect: "Allow",
                Action: "ssm:GetParameter",
                Resource: `arn:aws:ssm:eu-west-1:${account}:parameter/app/*`,
            }),
        ],
    },
    "ssm-deprecated-policy": {
        name: "the current managed policy",
        resources: [
            {
                type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                name: "web",
                props: { role: "web", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
            },
        ],
    },
    "ssm-document-public": {
        name: "a document shared with one account",
        resources: [
            {
                type: "aws:ssm/document:Document",
                name: "install",
                props: { name: "Acme-Install", permissions: { type: "Share", accountIds: account } },
            },
        ],
    },
    "ssm-activation-limits": {
        name: "an activation for five nodes with the default expiration",
        resources: [
            {
                type: "aws:ssm/activation:Activation",
                name: "branch",
                props: { iamRole: "branches", registrationLimit: 5 },
            },
        ],
    },
    "ssm-endpoint-ingress": {
        name: "an endpoint that only the nodes' network can reach",
        resources: endpointOpenTo("10.0.0.0/16"),
    },
};
