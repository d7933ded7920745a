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

/** A stack that is near what a rule finds, and lawful; by the name of the rule, which has no documents for cases. */
export const compliantStacks: Readonly<Record<string, StackExample>> = {
    "iam-passrole-managed-policy": {
        name: "a managed policy of AWS that is only believed to pass every role",
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
        name: "operators who may pass a role with a right of its own",
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
        name: "one resource for all of them, in one inline policy",
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
        name: "the policy that took its place",
        resources: [
            {
                type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                name: "web",
                props: { role: "web", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
            },
        ],
    },
    "ssm-document-public": {
        name: "a document for one account",
        resources: [
            {
                type: "aws:ssm/document:Document",
                name: "install",
                props: { name: "Acme-Install", permissions: { type: "Share", accountIds: account } },
            },
        ],
    },
    "ssm-activation-limits": {
        name: "an activation for one branch, for the default day",
        resources: [
            {
                type: "aws:ssm/activation:Activation",
                name: "branch",
                props: { iamRole: "branches", registrationLimit: 5 },
            },
        ],
    },
    "ssm-endpoint-ingress": {
        name: "an endpoint that the nodes' network may reach",
        resources: endpointOpenTo("10.0.0.0/16"),
    },
};
