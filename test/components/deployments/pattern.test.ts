import * as assert from "node:assert/strict";
import type { DeploymentsAccessArgs } from "../../../components/deployments/args";
import type { Unwrap } from "../../../components/pattern/args";
import { deployments } from "../../../components/deployments/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { wayToAdministration, type Account } from "../../support/escalation";
import { describeAccess, isAllowed, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { deployed, gitHubActions, operatorPolicy, pulumiDeployments, rule, stackRoles, topic } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<DeploymentsAccessArgs>;

const scope = namingScope("DeploymentsAccess");
const both: Args = { pulumiDeployments, gitHubActions, deployed };
const names = deployments.names(scope, {});
const [windowRole = "", , instanceRole = ""] = stackRoles;

const documentsOf = (args: Args): Readonly<Record<keyof typeof deployments.documents, PolicyDocument>> => {
    const entries = Object.entries(planDocuments(deployments, scope, args)).flatMap(([child, planned]) =>
        planned === undefined ? [] : [[child, planned.document]],
    );
    return Object.fromEntries(entries) as Readonly<Record<keyof typeof deployments.documents, PolicyDocument>>;
};

const world = (args: Args) => (): World => {
    const documents = documentsOf(args);
    return {
        grants: {
            [names.preview.arn]: [documents.read],
            [names.update.arn]: [documents.read, documents.change],
        },
        trusts: { [names.preview.arn]: documents.previewTrust, [names.update.arn]: documents.updateTrust },
    };
};

const bound = (arn: string): Context => ({ "iam:PermissionsBoundary": arn });

const as = (principal: string, action: string, resource = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
const update = (action: string, resource?: string, context?: Context): Request =>
    as(names.update.arn, action, resource, context);
const preview = (action: string, resource?: string, context?: Context): Request =>
    as(names.preview.arn, action, resource, context);

const otherRole = "arn:aws:iam::123456789012:role/somebody-else";
const anyWindow = "arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0123456789abcdef0";
const windowTag = (name: string, key = "aws:ResourceTag"): Context => ({
    [`${key}/ssm-access:maintenance-window`]: name,
});

const grantsOf = (role: string, args: Args) => (): World => ({
    grants: { [role]: world(args)().grants?.[role] ?? [] },
});

describeAccess("the update role", grantsOf(names.update.arn, both), [
    may("create a role under the boundary", update("iam:CreateRole", windowRole, bound(names.boundary.arn))),
    mayNot("create a role without the boundary", update("iam:CreateRole", windowRole)),
    mayNot("create a role under another boundary", update("iam:CreateRole", windowRole, bound(operatorPolicy))),
    mayNot("create a role with another name", update("iam:CreateRole", otherRole, bound(names.boundary.arn))),
    may("put an inline policy on a bounded role", update("iam:PutRolePolicy", windowRole, bound(names.boundary.arn))),
    mayNot("put an inline policy on an unbounded role", update("iam:PutRolePolicy", windowRole)),
    may(
        "attach a policy of the stack to a bounded role",
        update("iam:AttachRolePolicy", windowRole, { ...bound(names.boundary.arn), "iam:PolicyARN": operatorPolicy }),
    ),
    mayNot(
        "attach AdministratorAccess",
        update("iam:AttachRolePolicy", windowRole, {
            ...bound(names.boundary.arn),
            "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess",
        }),
    ),
    mayNot(
        "attach a policy to an unbounded role",
        update("iam:AttachRolePolicy", windowRole, { "iam:PolicyARN": operatorPolicy }),
    ),
    mayNot(
        "create a role under a boundary of the same name in another account",
        update("iam:CreateRole", windowRole, bound(names.boundary.arn.replace("123456789012", "999999999999"))),
    ),
    ...(
        [
            ["another boundary", operatorPolicy],
            ["another account's boundary", names.boundary.arn.replace("123456789012", "999999999999")],
        ] as const
    ).map(([what, boundary]) =>
        mayNot(
            `attach a policy to a role under ${what}`,
            update("iam:AttachRolePolicy", windowRole, { ...bound(boundary), "iam:PolicyARN": operatorPolicy }),
        ),
    ),
    mayNot("attach without iam:PolicyARN", update("iam:AttachRolePolicy", windowRole, bound(names.boundary.arn))),
    ...[operatorPolicy.replace("123456789012", "999999999999"), `${operatorPolicy}-2`].map((policy) =>
        mayNot(
            `attach ${policy}`,
            update("iam:AttachRolePolicy", windowRole, { ...bound(names.boundary.arn), "iam:PolicyARN": policy }),
        ),
    ),
    mayNot("create a window without the tag", update("ssm:CreateMaintenanceWindow")),
    mayNot("tag a window without request tags", update("ssm:AddTagsToResource", anyWindow)),
    mayNot("read a window without the tag", update("ssm:GetMaintenanceWindow", anyWindow)),
    mayNot(
        "pass the instance role to Systems Manager",
        update("iam:PassRole", instanceRole, { "iam:PassedToService": "ssm.amazonaws.com" }),
    ),
    may("tag a role of the stack", update("iam:TagRole", windowRole)),
    mayNot("remove a boundary", update("iam:DeleteRolePermissionsBoundary", windowRole, bound(names.boundary.arn))),
    mayNot("change itself", update("iam:PutRolePolicy", names.update.arn, bound(names.boundary.arn))),
    mayNot("change the boundary", update("iam:CreatePolicyVersion", names.boundary.arn)),
    mayNot("change the policies of grantees", update("iam:CreatePolicyVersion", operatorPolicy)),
    may(
        "pass the window role to Systems Manager",
        update("iam:PassRole", windowRole, { "iam:PassedToService": "ssm.amazonaws.com" }),
    ),
    mayNot(
        "pass the window role to Lambda",
        update("iam:PassRole", windowRole, { "iam:PassedToService": "lambda.amazonaws.com" }),
    ),
    mayNot("pass the window role without iam:PassedToService", update("iam:PassRole", windowRole)),
    may(
        "pass the instance role to EC2",
        update("iam:PassRole", instanceRole, { "iam:PassedToService": "ec2.amazonaws.com" }),
    ),
    mayNot("pass the instance role without iam:PassedToService", update("iam:PassRole", instanceRole)),
    mayNot("pass another role", update("iam:PassRole", otherRole, { "iam:PassedToService": "ssm.amazonaws.com" })),
    may("change the topic", update("sns:SetTopicAttributes", topic)),
    mayNot("change another topic", update("sns:SetTopicAttributes", `${topic}2`)),
    may("change the rule", update("events:PutTargets", rule)),
    mayNot("create a window", update("ssm:CreateMaintenanceWindow", "*", windowTag("acme-nightly", "aws:RequestTag"))),
    mayNot(
        "take over another window by tagging it",
        update("ssm:AddTagsToResource", anyWindow, windowTag("acme-nightly", "aws:RequestTag")),
    ),
    may("tag the stack's window", update("ssm:AddTagsToResource", anyWindow, windowTag("acme-nightly"))),
    may("change the window", update("ssm:RegisterTaskWithMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
    mayNot("change another window", update("ssm:RegisterTaskWithMaintenanceWindow", anyWindow, windowTag("other"))),
    may("read the window", update("ssm:GetMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
    mayNot("read another window", update("ssm:GetMaintenanceWindow", anyWindow, windowTag("other"))),
]);

const providers = ["api.pulumi.com/oidc", "token.actions.githubusercontent.com"].map(
    (name) => `arn:aws:iam::123456789012:oidc-provider/${name}`,
);

describe("OIDC providers of DeploymentsAccess", () => {
    it("are among the names and readable only if the component creates them", () => {
        const providersOf = (args: Args): readonly string[] =>
            Object.values(deployments.names(scope, args)).flatMap(({ arn }) =>
                arn.includes(":oidc-provider/") ? [arn] : [],
            );
        assert.deepEqual(providersOf(both), providers);
        const adopted: Args = { ...both, pulumiDeployments: { ...pulumiDeployments, adoptProvider: true } };
        assert.deepEqual(providersOf(adopted), providers.slice(1));
        const { read } = documentsOf(adopted);
        assert.deepEqual(read.Statement.find(({ Sid }) => Sid === "ReadProviders")?.Resource, providers.slice(1));
    });
});

describeAccess(
    "the update role with createWindows",
    grantsOf(names.update.arn, {
        gitHubActions,
        createWindows: true,
        deployed: { arns: [topic], windowNames: ["acme-nightly"] },
    }),
    [
        may(
            "create the window",
            update("ssm:CreateMaintenanceWindow", "*", windowTag("acme-nightly", "aws:RequestTag")),
        ),
        mayNot(
            "create another window",
            update("ssm:CreateMaintenanceWindow", "*", windowTag("other", "aws:RequestTag")),
        ),
        mayNot("create a window without the tag", update("ssm:CreateMaintenanceWindow")),
        may(
            "tag the new window",
            update("ssm:AddTagsToResource", anyWindow, windowTag("acme-nightly", "aws:RequestTag")),
        ),
        mayNot(
            "tag a window with another name",
            update("ssm:AddTagsToResource", anyWindow, windowTag("other", "aws:RequestTag")),
        ),
        mayNot("tag a window without request tags", update("ssm:AddTagsToResource", anyWindow)),
        mayNot("read a window without the tag", update("ssm:GetMaintenanceWindow", anyWindow)),
        mayNot("change another window", update("ssm:RegisterTaskWithMaintenanceWindow", anyWindow, windowTag("other"))),
        may("change the window", update("ssm:RegisterTaskWithMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
        mayNot("read another window", update("ssm:GetMaintenanceWindow", anyWindow, windowTag("other"))),
        may("read the window", update("ssm:GetMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
    ],
);

/** A role with every permission, under the boundary. */
const boundedAdministrator = (args: Args) => (): World => ({
    grants: {
        [windowRole]: [
            { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Action: ["*"], Resource: ["*"] }] },
        ],
    },
    boundaries: { [windowRole]: documentsOf(args).boundary },
});
const bounded = (action: string, resource: string): Request => as(windowRole, action, resource);
const home = "eu-west-1:123456789012";

describe("a role with every permission under the boundary", () => {
    const cases: readonly (readonly [allowed: boolean, action: string, resource: string])[] = [
        [true, "ssm:SendCommand", `arn:aws:ssm:${home}:document/Acme-PatchNow`],
        [true, "ssm:SendCommand", `arn:aws:ec2:${home}:instance/i-0123456789abcdef0`],
        [false, "ssm:SendCommand", `arn:aws:ssm:${home}:document/Acme-Other`],
        [false, "ssm:SendCommand", `arn:aws:ssm:eu-west-2:123456789012:document/Acme-PatchNow`],
        [false, "ssm:StartAutomationExecution", `arn:aws:ssm:${home}:document/Acme-PatchNow`],
        [true, "ssm:GetParameter", `arn:aws:ssm:${home}:parameter/acme/db`],
        [false, "ssm:GetParameter", `arn:aws:ssm:${home}:parameter/other/db`],
        [true, "sns:Publish", topic],
        [false, "sns:Publish", `${topic}2`],
        [false, "kms:Decrypt", `arn:aws:kms:${home}:key/1f0c7d5e-3b52-4c8e-9a55-2f4d3c6b7a81`],
        [false, "s3:GetObject", "arn:aws:s3:::acme/secret"],
        [false, "lambda:InvokeFunction", `arn:aws:lambda:${home}:function:acme`],
        [false, "states:StartExecution", `arn:aws:states:${home}:stateMachine:acme`],
        [false, "iam:CreateRole", otherRole],
        [true, "ssm:UpdateInstanceInformation", `arn:aws:ec2:${home}:instance/i-0123456789abcdef0`],
    ];
    for (const [allowed, action, resource] of cases) {
        it(`${allowed ? "may" : "may not"} ${action} on ${resource}`, async () => {
            assert.equal(await isAllowed(boundedAdministrator(both)(), bounded(action, resource)), allowed);
        });
    }
});

describeAccess("the preview role", grantsOf(names.preview.arn, both), [
    ...[names.preview.arn, names.update.arn].map((role) => may(`read ${role}`, preview("iam:GetRole", role))),
    may("read its own policies", preview("iam:GetRolePolicy", names.preview.arn)),
    may("read the boundary", preview("iam:GetPolicyVersion", names.boundary.arn)),
    ...providers.map((provider) => may(`read ${provider}`, preview("iam:GetOpenIDConnectProvider", provider))),
    mayNot("read another role", preview("iam:GetRole", otherRole)),
    mayNot("read another policy", preview("iam:GetPolicyVersion", `${names.boundary.arn}-2`)),
    mayNot("read another provider", preview("iam:GetOpenIDConnectProvider", `${providers[0] ?? ""}/other`)),
    mayNot("list providers", preview("iam:ListOpenIDConnectProviders")),
    mayNot("change itself", preview("iam:PutRolePolicy", names.preview.arn)),
    mayNot("change a provider", preview("iam:UpdateOpenIDConnectProviderThumbprint", providers[0])),
    may("read a role of the stack", preview("iam:GetRole", windowRole)),
    mayNot("read another role", preview("iam:GetRole", otherRole)),
    may("read a policy of the stack", preview("iam:GetPolicyVersion", operatorPolicy)),
    mayNot("create a role", preview("iam:CreateRole", windowRole, bound(names.boundary.arn))),
    mayNot("pass a role", preview("iam:PassRole", windowRole, { "iam:PassedToService": "ssm.amazonaws.com" })),
    mayNot("change the topic", preview("sns:SetTopicAttributes", topic)),
    may("read the window", preview("ssm:GetMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
    mayNot("read another window", preview("ssm:GetMaintenanceWindow", anyWindow, windowTag("other"))),
    mayNot("read a window without a tag", preview("ssm:GetMaintenanceWindow", anyWindow)),
    mayNot("change the window", preview("ssm:RegisterTaskWithMaintenanceWindow", anyWindow, windowTag("acme-nightly"))),
]);

/** The simulator supports the claims of one issuer only, so documents and requests use that issuer's keys. */
const substitutes = {
    "api.pulumi.com/oidc": "accounts.google.com",
    "token.actions.githubusercontent.com": "accounts.google.com",
};

const token = (role: string, provider: string, aud: string, sub: string): Request => ({
    principal: `arn:aws:iam::123456789012:oidc-provider/${provider}`,
    action: "sts:AssumeRoleWithWebIdentity",
    resource: role,
    context: { [`${provider}:aud`]: aud, [`${provider}:sub`]: sub },
    substitutes,
});

const pulumiToken = (role: string, operation: string, { org = "acme", stack = "prod", aud = "acme" } = {}): Request =>
    token(
        role,
        "api.pulumi.com/oidc",
        aud,
        `pulumi:deploy:org:${org}:project:ssm-access:stack:${stack}:operation:${operation}:scope:write`,
    );

/** The token without one claim. */
const without = (request: Request, claim: "aud" | "sub"): Request => ({
    ...request,
    context: Object.fromEntries(Object.entries(request.context ?? {}).filter(([key]) => !key.endsWith(`:${claim}`))),
});

/** Each role rejects a token that lacks a claim. */
const lackingClaims = (tokens: readonly (readonly [role: string, token: Request])[]) =>
    tokens.flatMap(([role, complete]) =>
        (["aud", "sub"] as const).map((claim) =>
            mayNot(`assume the ${role} role without the ${claim} claim`, without(complete, claim)),
        ),
    );

const trusts = (args: Args) => (): World => ({ trusts: world(args)().trusts ?? {} });

describeAccess("tokens of Pulumi Deployments", trusts({ pulumiDeployments, deployed }), [
    may("update with the update role", pulumiToken(names.update.arn, "update")),
    mayNot("preview with the update role", pulumiToken(names.update.arn, "preview")),
    mayNot("destroy by default", pulumiToken(names.update.arn, "destroy")),
    mayNot("update from another stack", pulumiToken(names.update.arn, "update", { stack: "dev" })),
    mayNot("update from another organization", pulumiToken(names.update.arn, "update", { org: "evil" })),
    mayNot("update for another audience", pulumiToken(names.update.arn, "update", { aud: "evil" })),
    may("preview with the preview role", pulumiToken(names.preview.arn, "preview")),
    may("refresh with the preview role", pulumiToken(names.preview.arn, "refresh")),
    mayNot("update with the preview role", pulumiToken(names.preview.arn, "update")),
    mayNot("preview for another audience", pulumiToken(names.preview.arn, "preview", { aud: "evil" })),
    mayNot("preview from another stack", pulumiToken(names.preview.arn, "preview", { stack: "dev" })),
    ...lackingClaims([
        ["update", pulumiToken(names.update.arn, "update")],
        ["preview", pulumiToken(names.preview.arn, "preview")],
    ]),
]);

const gitHubToken = (role: string, sub: string, aud = "sts.amazonaws.com"): Request =>
    token(role, "token.actions.githubusercontent.com", aud, sub);

describeAccess("tokens of GitHub Actions", trusts({ gitHubActions, deployed }), [
    may("update from the environment", gitHubToken(names.update.arn, "repo:acme/ssm-access:environment:production")),
    mayNot("update from another environment", gitHubToken(names.update.arn, "repo:acme/ssm-access:environment:dev")),
    mayNot("update from a branch", gitHubToken(names.update.arn, "repo:acme/ssm-access:ref:refs/heads/main")),
    mayNot(
        "update from another repository",
        gitHubToken(names.update.arn, "repo:evil/ssm-access:environment:production"),
    ),
    mayNot(
        "update for another audience",
        gitHubToken(names.update.arn, "repo:acme/ssm-access:environment:production", "evil"),
    ),
    may("preview from a pull request", gitHubToken(names.preview.arn, "repo:acme/ssm-access:pull_request")),
    mayNot("update from a pull request", gitHubToken(names.update.arn, "repo:acme/ssm-access:pull_request")),
    mayNot("preview for another audience", gitHubToken(names.preview.arn, "repo:acme/ssm-access:pull_request", "evil")),
    mayNot("preview from a branch", gitHubToken(names.preview.arn, "repo:acme/ssm-access:ref:refs/heads/main")),
    ...lackingClaims([
        ["update", gitHubToken(names.update.arn, "repo:acme/ssm-access:environment:production")],
        ["preview", gitHubToken(names.preview.arn, "repo:acme/ssm-access:pull_request")],
    ]),
]);

const numbered = "repo:acme@123456/ssm-access@456789";

describeAccess(
    "tokens of GitHub Actions with numeric IDs",
    trusts({ gitHubActions: { ...gitHubActions, ownerId: "123456", repositoryId: "456789" }, deployed }),
    [
        may("update from the environment", gitHubToken(names.update.arn, `${numbered}:environment:production`)),
        may("preview from a pull request", gitHubToken(names.preview.arn, `${numbered}:pull_request`)),
        mayNot(
            "update for a later owner of the same names",
            gitHubToken(names.update.arn, "repo:acme@999/ssm-access@888:environment:production"),
        ),
        mayNot(
            "update with names but no IDs",
            gitHubToken(names.update.arn, "repo:acme/ssm-access:environment:production"),
        ),
        mayNot("update from a pull request", gitHubToken(names.update.arn, `${numbered}:pull_request`)),
        mayNot(
            "update for another audience",
            gitHubToken(names.update.arn, `${numbered}:environment:production`, "evil"),
        ),
        mayNot("preview for another audience", gitHubToken(names.preview.arn, `${numbered}:pull_request`, "evil")),
        mayNot("preview from a branch", gitHubToken(names.preview.arn, `${numbered}:ref:refs/heads/main`)),
        ...lackingClaims([
            ["update", gitHubToken(names.update.arn, `${numbered}:environment:production`)],
            ["preview", gitHubToken(names.preview.arn, `${numbered}:pull_request`)],
        ]),
    ],
);

describe("DeploymentsAccess documents", () => {
    const enabled = (args: Args) =>
        Object.values(planDocuments(deployments, scope, args)).flatMap((planned) => planned ?? []);

    it("are compliant for tokens with numeric IDs", () => {
        const args = { gitHubActions: { ...gitHubActions, ownerId: "123456", repositoryId: "456789" }, deployed };
        for (const planned of enabled(args)) {
            assert.deepEqual(reviewDocument(planned, "123456789012").blocking, []);
        }
    });

    it("are compliant with and without changePolicies", () => {
        for (const changePolicies of [false, true]) {
            for (const planned of enabled({ ...both, changePolicies })) {
                assert.deepEqual(reviewDocument(planned, "123456789012").blocking, []);
            }
        }
    });

    const account = (documents: ReturnType<typeof documentsOf>): Account => ({
        grants: {
            ...Object.fromEntries(stackRoles.map((role) => [role, []])),
            [names.update.arn]: [documents.read, documents.change],
            [otherRole]: [
                { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Action: ["*"], Resource: ["*"] }] },
            ],
        },
        trusts: { [names.update.arn]: documents.updateTrust },
        boundaries: Object.fromEntries(stackRoles.map((role) => [role, documents.boundary])),
        policies: {
            [names.boundary.arn]: documents.boundary,
            [operatorPolicy]: { Version: "2012-10-17", Statement: [] },
        },
        attached: { "arn:aws:iam::123456789012:group/ops": [operatorPolicy] },
    });
    const targets = {
        newRoles: ["arn:aws:iam::123456789012:role/acme-new", "arn:aws:iam::123456789012:role/acme-window2"],
        awsPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    };
    const withNewRole: Args = {
        ...both,
        deployed: { ...deployed, arns: [...deployed.arns, "arn:aws:iam::123456789012:role/acme-new"] },
    };

    it("allow no escalation to administrator by create, put, attach, pass and assume", async () => {
        assert.deepEqual(await wayToAdministration(account(documentsOf(withNewRole)), names.update.arn, targets), []);
    });

    it("would allow an escalation without the condition on the boundary", async () => {
        const documents = documentsOf(withNewRole);
        const Statement = documents.change.Statement.map(({ Condition, ...statement }) =>
            statement.Sid.endsWith("UnderBoundary") ? statement : { ...statement, ...(Condition && { Condition }) },
        );
        const loose = { ...documents, change: { ...documents.change, Statement } };
        assert.notDeepEqual(await wayToAdministration(account(loose), names.update.arn, targets), []);
    });

    it("would allow an escalation if the update role could change the boundary", async () => {
        const documents = documentsOf({ ...withNewRole, changePolicies: true });
        const Statement = documents.change.Statement.map((statement) =>
            statement.Sid === "ChangePolicies" ? { ...statement, Resource: [names.boundary.arn] } : statement,
        );
        const loose = { ...documents, change: { ...documents.change, Statement } };
        assert.notDeepEqual(await wayToAdministration(account(loose), names.update.arn, targets), []);
    });
});

const issuesOf = (args: Args): readonly string[] =>
    [...checkConstraints(deployments.constraints, args), ...deployments.validate(args, scope)].map(
        ({ path, message }) => `${path} ${message}`,
    );

describe("DeploymentsAccess validation", () => {
    const cases: readonly (readonly [name: string, args: Args, issue: RegExp])[] = [
        ["no deployer", { deployed }, /^ has neither "pulumiDeployments" nor "gitHubActions"$/],
        [
            "a wildcard stack",
            { ...both, pulumiDeployments: { organization: "acme", stack: "*" } },
            /stack is not a stack's/,
        ],
        ["an upper-case organization", { ...both, pulumiDeployments: { organization: "Acme" } }, /organization is not/],
        [
            "a repository without an owner",
            { ...both, gitHubActions: { ...gitHubActions, repository: "x" } },
            /repository is not/,
        ],
        [
            "an owner name instead of its ID",
            { ...both, gitHubActions: { ...gitHubActions, ownerId: "acme", repositoryId: "1" } },
            /ownerId is not a number/,
        ],
        [
            "an owner ID without a repository ID",
            { ...both, gitHubActions: { ...gitHubActions, ownerId: "123456" } },
            /gitHubActions has only "ownerId"/,
        ],
        [
            "a wildcard environment",
            { ...both, gitHubActions: { ...gitHubActions, updateEnvironment: "*" } },
            /Environment is not/,
        ],
        [
            "a wildcard role",
            { ...both, deployed: { arns: ["arn:aws:iam::123456789012:role/acme-*"] } },
            /arns\[0\] is not/,
        ],
        [
            "a role in another account",
            { ...both, deployed: { arns: ["arn:aws:iam::999999999999:role/acme"] } },
            /is in account 999999999999/,
        ],
        ["the component's boundary", { ...both, deployed: { arns: [names.boundary.arn] } }, /limits the deployer/],
        ["the component's role", { ...both, deployed: { arns: [names.update.arn] } }, /limits the deployer/],
        [
            "an IAM action in the boundary",
            { ...both, boundaryActions: ["iam:CreateUser"] },
            /boundaryActions\[0\] is not one action/,
        ],
        [
            "a wildcard action in the boundary",
            { ...both, boundaryActions: ["ec2:*"] },
            /boundaryActions\[0\] is not one action/,
        ],
        [
            "a used action outside the boundary",
            { ...both, deployed: { ...deployed, uses: [{ actions: ["iam:CreateRole"], resources: ["*"] }] } },
            /uses\[0\]\.actions\[0\] is not one of/,
        ],
        [
            "a use without resources",
            { ...both, deployed: { ...deployed, uses: [{ actions: ["ssm:SendCommand"], resources: [] }] } },
            /uses\[0\]\.resources/,
        ],
        [
            "the component's boundary as the deployer's own",
            { ...both, deployerBoundaryArn: names.boundary.arn },
            /deployerBoundaryArn is the/,
        ],
        ["a session of 24 hours", { ...both, maxSessionSeconds: 86_400 }, /maxSessionSeconds is not a whole number/],
    ];
    for (const [name, args, expected] of cases) {
        it(`rejects ${name}`, () => {
            const issues = issuesOf(args);
            assert.equal(issues.length, 1, issues.join("\n"));
            assert.match(issues[0] ?? "", expected);
        });
    }

    it("accepts valid args", () => {
        assert.deepEqual(issuesOf(both), []);
    });
});
