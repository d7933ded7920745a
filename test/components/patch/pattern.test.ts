import * as assert from "node:assert/strict";
import type { PatchAccessArgs } from "../../../components/patch/args";
import type { Unwrap } from "../../../components/pattern/args";
import { patch } from "../../../components/patch/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    sendCommand,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { baselineId, everything, narrow, predefined } from "./fixture";
import { notificationRole } from "../runCommand/fixture";

type Args = Unwrap<PatchAccessArgs>;
type AccessLevel = "administrators" | "patchers" | "readers";

const scope = namingScope("PatchAccess");
const statements = (args: Args, holder: AccessLevel) => planDocuments(patch, scope, args)[holder]?.document.Statement;
const baseline = (id: string): string => `arn:aws:ssm:eu-west-1:123456789012:patchbaseline/${id}`;
const find = {
    Sid: "FindBaselinesAndPatches",
    Effect: "Allow",
    Action: [
        "ssm:DescribeAvailablePatches",
        "ssm:DescribePatchBaselines",
        "ssm:DescribePatchGroups",
        "ssm:DescribePatchProperties",
        "ssm:GetPatchBaselineForPatchGroup",
    ],
    Resource: ["*"],
};

describe("PatchAccess documents", () => {
    it("allow administrators of one baseline to change it and to assign it to patch groups", () => {
        assert.deepEqual(statements(narrow, "administrators"), [
            {
                Sid: "ChangeBaselines",
                Effect: "Allow",
                Action: [
                    "ssm:DeletePatchBaseline",
                    "ssm:UpdatePatchBaseline",
                    "ssm:DescribeEffectivePatchesForPatchBaseline",
                    "ssm:GetPatchBaseline",
                    "ssm:DeregisterPatchBaselineForPatchGroup",
                    "ssm:RegisterPatchBaselineForPatchGroup",
                ],
                Resource: [baseline(baselineId)],
            },
            find,
        ]);
    });

    it("allow administrators of every baseline to use predefined baselines without changing them", () => {
        const [change, use, create, ...rest] = statements(everything, "administrators") ?? [];
        assert.deepEqual(change?.Resource, [baseline("*")]);
        assert.deepEqual(use, {
            Sid: "UsePredefinedBaselines",
            Effect: "Allow",
            Action: [
                "ssm:DescribeEffectivePatchesForPatchBaseline",
                "ssm:GetPatchBaseline",
                "ssm:DeregisterPatchBaselineForPatchGroup",
                "ssm:RegisterPatchBaselineForPatchGroup",
                "ssm:GetDefaultPatchBaseline",
                "ssm:RegisterDefaultPatchBaseline",
            ],
            Resource: [predefined],
        });
        assert.deepEqual(create?.Action, ["ssm:CreatePatchBaseline"]);
        assert.deepEqual(rest, [find]);
    });

    it("allow patchers to send AWS-RunPatchBaseline by default", () => {
        assert.deepEqual(statements(narrow, "patchers"), [
            {
                Sid: "SendDocuments",
                Effect: "Allow",
                Action: ["ssm:SendCommand"],
                Resource: ["arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline"],
            },
            {
                Sid: "SendToNodes",
                Effect: "Allow",
                Action: ["ssm:SendCommand"],
                Resource: ["arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"],
            },
            {
                Sid: "FollowCommands",
                Effect: "Allow",
                Action: ["ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"],
                Resource: ["*"],
            },
            {
                Sid: "ReadStateOfNodes",
                Effect: "Allow",
                Action: ["ssm:DescribeInstancePatches", "ssm:DescribeInstancePatchStates"],
                Resource: ["arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"],
            },
        ]);
    });

    it("allow readers to read baselines, patch groups, nodes and compliance", () => {
        const [baselines, , nodes, groups] = statements(everything, "readers") ?? [];
        assert.deepEqual(baselines?.Resource, [baseline("*"), predefined]);
        assert.deepEqual(nodes?.Resource, [
            "arn:aws:ec2:eu-west-1:123456789012:instance/*",
            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
        ]);
        assert.deepEqual(groups?.Resource, ["*"]);
    });
});

const principal = "arn:aws:iam::123456789012:role/somebody";
/** AWS allows every account to use its baselines, so only the identity policy decides, for near misses too. */
const shared = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "AllowAccount",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["ssm:*"],
            Resource: ["*"],
        },
    ],
} as const;
const another = predefined.replace(/0$/, "1");

const world = (args: Args, holder: AccessLevel) => (): World => ({
    grants: { [principal]: [planDocuments(patch, scope, args)[holder]?.document ?? assert.fail()] },
    resourcePolicies: Object.fromEntries([predefined, another, inOtherRegion(predefined)].map((arn) => [arn, shared])),
});
const ask = (action: string, resource = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});

const ownBaseline = baseline(baselineId);
const other = baseline("pb-00000000000000000");

describeAccess(
    "an administrator of every baseline",
    world(everything, "administrators"),
    [
        may("change a baseline", ask("ssm:UpdatePatchBaseline", ownBaseline)),
        may("create a baseline", ask("ssm:CreatePatchBaseline")),
        may("assign a baseline to a patch group", ask("ssm:RegisterPatchBaselineForPatchGroup", ownBaseline)),
        may("set a baseline as default", ask("ssm:RegisterDefaultPatchBaseline", ownBaseline)),
        may("set a predefined baseline as default", ask("ssm:RegisterDefaultPatchBaseline", predefined)),
        may("list baselines", ask("ssm:DescribePatchBaselines")),
        mayNot("change a predefined baseline", ask("ssm:UpdatePatchBaseline", predefined)),
        mayNot("set another predefined baseline as default", ask("ssm:RegisterDefaultPatchBaseline", another)),
        mayNot(
            "set a predefined baseline in another Region as default",
            ask("ssm:RegisterDefaultPatchBaseline", inOtherRegion(predefined)),
        ),
        mayNot("change a baseline in another Region", ask("ssm:UpdatePatchBaseline", inOtherRegion(ownBaseline))),
        mayNot("change a baseline in another account", ask("ssm:UpdatePatchBaseline", inOtherAccount(ownBaseline))),
        mayNot("tag a baseline", ask("ssm:AddTagsToResource", ownBaseline)),
        mayNot("cancel commands", ask("ssm:CancelCommand")),
    ],
    { resources: true },
);

describeAccess(
    "an administrator of one baseline",
    world(narrow, "administrators"),
    [
        may("change the baseline", ask("ssm:UpdatePatchBaseline", ownBaseline)),
        mayNot("change another baseline", ask("ssm:UpdatePatchBaseline", other)),
        mayNot("change the baseline in another Region", ask("ssm:UpdatePatchBaseline", inOtherRegion(ownBaseline))),
        mayNot("create a baseline", ask("ssm:CreatePatchBaseline")),
        mayNot("set the baseline as default", ask("ssm:RegisterDefaultPatchBaseline", ownBaseline)),
    ],
    { resources: true },
);

const tagged = (tags: Readonly<Record<string, string>>, key = "aws:ResourceTag"): Context =>
    Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`, value]));

describeAccess(
    "an administrator of tagged baselines",
    world(
        { administrators: { grantees: { groups: ["security"] }, baselineTags: { Team: ["web"], Stage: ["dev"] } } },
        "administrators",
    ),
    [
        may(
            "change a baseline with both tags",
            ask("ssm:UpdatePatchBaseline", ownBaseline, tagged({ Team: "web", Stage: "dev" })),
        ),
        mayNot("change a baseline without tags", ask("ssm:UpdatePatchBaseline", ownBaseline)),
        mayNot(
            "change a baseline with only Team",
            ask("ssm:UpdatePatchBaseline", ownBaseline, tagged({ Team: "web" })),
        ),
        mayNot(
            "change a baseline with only Stage",
            ask("ssm:UpdatePatchBaseline", ownBaseline, tagged({ Stage: "dev" })),
        ),
        mayNot(
            "change a baseline of another team",
            ask("ssm:UpdatePatchBaseline", ownBaseline, tagged({ Team: "db", Stage: "dev" })),
        ),
        mayNot(
            "change a baseline of another stage",
            ask("ssm:UpdatePatchBaseline", ownBaseline, tagged({ Team: "web", Stage: "prod" })),
        ),
        mayNot(
            "change a baseline in another Region",
            ask("ssm:UpdatePatchBaseline", inOtherRegion(ownBaseline), tagged({ Team: "web", Stage: "dev" })),
        ),
        mayNot("assign a baseline to a patch group", ask("ssm:RegisterPatchBaselineForPatchGroup", ownBaseline)),
    ],
    { resources: true },
);

const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const managed = "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0";
const document = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const accountDocument = "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow";
const tags = { PatchGroup: "web", Environment: "dev" };
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal,
    ...sendCommand({ document, node, tags, ...to }),
});
const state = (of: string, with_: Readonly<Record<string, string>> = {}): Request =>
    ask("ssm:DescribeInstancePatches", of, tagged(with_, "ssm:resourceTag"));

describeAccess(
    "a patcher of nodes by tag",
    world(everything, "patchers"),
    [
        may("patch a node with the tags", send({})),
        may("patch a managed instance with the tags", send({ node: managed })),
        may("send the account's own document", send({ document: accountDocument })),
        may("send the document with hooks", send({ document: `${document}WithHooks` })),
        may("use the output bucket", send({ bucket: "acme-output" })),
        may("cancel commands", ask("ssm:CancelCommand")),
        may("pass the notification role", {
            ...ask("iam:PassRole", notificationRole, { "iam:PassedToService": "ssm.amazonaws.com" }),
        }),
        mayNot(
            "pass the notification role to another service",
            ask("iam:PassRole", notificationRole, { "iam:PassedToService": "ec2.amazonaws.com" }),
        ),
        mayNot("pass the notification role without iam:PassedToService", ask("iam:PassRole", notificationRole)),
        mayNot(
            "pass another role",
            ask("iam:PassRole", `${notificationRole}2`, { "iam:PassedToService": "ssm.amazonaws.com" }),
        ),
        mayNot("use another output bucket", send({ bucket: "acme-output2" })),
        mayNot("send AWS-RunShellScript", send({ document: document.replace("RunPatchBaseline", "RunShellScript") })),
        mayNot("send another AWS-owned document", send({ document: `${document}2` })),
        mayNot("send another document of the account", send({ document: `${accountDocument}2` })),
        mayNot("send the AWS-owned document in another Region", send({ document: inOtherRegion(document) })),
        mayNot("send the account's document in another Region", send({ document: inOtherRegion(accountDocument) })),
        mayNot(
            "send the document with hooks in another Region",
            send({ document: inOtherRegion(`${document}WithHooks`) }),
        ),
        mayNot("patch a node without tags", send({ tags: {} })),
        mayNot("patch a node with only Environment", send({ tags: { Environment: "dev" } })),
        mayNot("patch a node with only PatchGroup", send({ tags: { PatchGroup: "web" } })),
        mayNot("patch a node of another patch group", send({ tags: { ...tags, PatchGroup: "db" } })),
        mayNot("patch a node of another environment", send({ tags: { ...tags, Environment: "prod" } })),
        mayNot("patch a node in another Region", send({ node: inOtherRegion(node) })),
        mayNot("patch a managed instance in another Region", send({ node: inOtherRegion(managed) })),
        may("read the patch state of a node", state(node, tags)),
        may("read the patch state of a managed instance", state(managed, tags)),
        mayNot("read the patch state of a node without tags", state(node)),
        mayNot("read the patch state of a node with only Environment", state(node, { Environment: "dev" })),
        mayNot("read the patch state of a node with only PatchGroup", state(node, { PatchGroup: "web" })),
        mayNot("read the patch state of another patch group", state(node, { ...tags, PatchGroup: "db" })),
        mayNot("read the patch state of another environment", state(node, { ...tags, Environment: "prod" })),
        mayNot("read the patch state of a node in another Region", state(inOtherRegion(node), tags)),
        mayNot("read the patch state of a managed instance in another Region", state(inOtherRegion(managed), tags)),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", ownBaseline)),
        mayNot("tag a node", ask("ec2:CreateTags", node)),
    ],
    { resources: true },
);

describeAccess(
    "a reader of patches",
    world(everything, "readers"),
    [
        may("read a custom baseline", ask("ssm:GetPatchBaseline", ownBaseline)),
        may("read a predefined baseline", ask("ssm:GetPatchBaseline", predefined)),
        mayNot("read another predefined baseline", ask("ssm:GetPatchBaseline", another)),
        mayNot("read a predefined baseline in another Region", ask("ssm:GetPatchBaseline", inOtherRegion(predefined))),
        mayNot("read a custom baseline in another Region", ask("ssm:GetPatchBaseline", inOtherRegion(ownBaseline))),
        may("read the patch state of a node", state(node)),
        may("read the patch state of a managed instance", state(managed)),
        mayNot("read the patch state of a node in another Region", state(inOtherRegion(node))),
        mayNot("read the patch state of a managed instance in another Region", state(inOtherRegion(managed))),
        may("read the state of a patch group", ask("ssm:DescribePatchGroupState")),
        may("read compliance", ask("ssm:ListComplianceItems")),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", ownBaseline)),
        mayNot("report compliance", ask("ssm:PutComplianceItems", node)),
        mayNot("patch a node", send({})),
    ],
    { resources: true },
);

const grantees = { groups: ["ops"] };
const patchers = (given: Partial<NonNullable<Args["patchers"]>>): Args => ({
    patchers: { grantees, nodeIds: ["i-01234567"], ...given },
});

describeIssues("PatchAccess validation", patch, scope, [
    ["all args", everything],
    ["one baseline and one node", narrow],
    ["no access level", {}, /^ has neither "administrators" nor "patchers" nor "readers"$/],
    ["patchers without nodes", { patchers: { grantees } }, /^patchers has neither "targetTags" nor "nodeIds"$/],
    ["nodes by tag and by ID", patchers({ targetTags: { A: ["b"] } }), /^patchers has "targetTags" and "nodeIds"$/],
    [
        "a document that does not patch",
        patchers({ documents: ["AWS-RunShellScript"] }),
        /^patchers\.documents\[0\] is an AWS-owned document that does not patch/,
    ],
    [
        "a document with hooks",
        patchers({ documents: ["AWS-RunPatchBaselineWithHooks"] }),
        /^patchers\.documents\[0\] allows its sender to run/,
    ],
    [
        "a document with hooks by ARN",
        patchers({ documents: ["arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaselineWithHooks"] }),
        /^patchers\.documents\[0\] allows its sender to run/,
    ],
    ["acceptHooks without the document", patchers({ acceptHooks: true }), /^patchers\.acceptHooks accepts a document/],
    ["a wildcard document", patchers({ documents: ["Acme-*"] }), /^patchers\.documents\[0\] is not the name/],
    [
        "a role in another account",
        patchers({ notificationRoleArns: ["arn:aws:iam::210987654321:role/notify"] }),
        /^patchers\.notificationRoleArns\[0\] is in account 210987654321/,
    ],
    [
        "baselines by ID and by tag",
        { administrators: { grantees, baselineIds: [baselineId], baselineTags: { A: ["b"] } } },
        /^administrators has "baselineIds" and "baselineTags"$/,
    ],
    [
        "a wildcard baseline ID",
        { administrators: { grantees, baselineIds: ["pb-*"] } },
        /^administrators\.baselineIds\[0\] is not the ID of one baseline/,
    ],
    [
        "createBaselines limited by tag",
        { administrators: { grantees, baselineTags: { A: ["b"] }, createBaselines: true } },
        /^administrators\.createBaselines allows creating baselines that the administrators cannot change/,
    ],
    [
        "predefined baselines in another Region or partition, or by ID",
        {
            readers: {
                grantees,
                predefinedBaselineArns: [
                    inOtherRegion(predefined),
                    baselineId,
                    predefined.replace("arn:aws:", "arn:aws-cn:"),
                ],
            },
        },
        /^readers\.predefinedBaselineArns\[0\] is in Region eu-west-2/,
        /^readers\.predefinedBaselineArns\[1\] is not the ARN of one baseline/,
        /^readers\.predefinedBaselineArns\[2\] is in partition aws-cn/,
    ],
    [
        "grantees in another account",
        { readers: { grantees: { users: ["arn:aws:iam::210987654321:user/ana"] } } },
        /^readers\.grantees\.users/,
    ],
]);
