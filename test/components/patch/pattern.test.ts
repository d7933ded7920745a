import * as assert from "node:assert/strict";
import type { PatchAccessArgs } from "../../../components/patch/args";
import type { Unwrap } from "../../../components/pattern/args";
import { patch } from "../../../components/patch/pattern";
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
type Holder = "administrators" | "patchers" | "readers";

const scope = namingScope("PatchAccess");
const statements = (args: Args, holder: Holder) => patch.documents(scope, args)[holder]?.document.Statement;
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

describe("the documents of patching", () => {
    it("let administrators of one baseline change it, and say what it stands for", () => {
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

    it("let administrators of every baseline use those of AWS, and never change them", () => {
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

    it("let patchers send what AWS patches with, where nothing else is said", () => {
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

    it("let readers read baselines, groups, nodes and compliance", () => {
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
/** AWS lets every account use its baselines, near misses too; what is left is what the own account allows. */
const shared = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "LetAccountsIn",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["ssm:*"],
            Resource: ["*"],
        },
    ],
} as const;
const another = predefined.replace(/0$/, "1");

const world = (args: Args, holder: Holder) => (): World => ({
    grants: { [principal]: [patch.documents(scope, args)[holder]?.document ?? assert.fail()] },
    resourcePolicies: Object.fromEntries([predefined, another, inOtherRegion(predefined)].map((arn) => [arn, shared])),
});
const ask = (action: string, resource = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});

const own = baseline(baselineId);
const other = baseline("pb-00000000000000000");

describeAccess(
    "an administrator of every baseline",
    world(everything, "administrators"),
    [
        may("change a baseline", ask("ssm:UpdatePatchBaseline", own)),
        may("make one", ask("ssm:CreatePatchBaseline")),
        may("let it stand for a group", ask("ssm:RegisterPatchBaselineForPatchGroup", own)),
        may("make it the default", ask("ssm:RegisterDefaultPatchBaseline", own)),
        may("make one of AWS the default", ask("ssm:RegisterDefaultPatchBaseline", predefined)),
        may("find baselines", ask("ssm:DescribePatchBaselines")),
        mayNot("change one of AWS", ask("ssm:UpdatePatchBaseline", predefined)),
        mayNot("use another one of AWS", ask("ssm:RegisterDefaultPatchBaseline", another)),
        mayNot("use that of another Region", ask("ssm:RegisterDefaultPatchBaseline", inOtherRegion(predefined))),
        mayNot("change one of another Region", ask("ssm:UpdatePatchBaseline", inOtherRegion(own))),
        mayNot("change another account's", ask("ssm:UpdatePatchBaseline", inOtherAccount(own))),
        mayNot("tag a node into a group", ask("ssm:AddTagsToResource", own)),
        mayNot("cancel commands", ask("ssm:CancelCommand")),
    ],
    { resources: true },
);

describeAccess(
    "an administrator of one baseline",
    world(narrow, "administrators"),
    [
        may("change it", ask("ssm:UpdatePatchBaseline", own)),
        mayNot("change another", ask("ssm:UpdatePatchBaseline", other)),
        mayNot("change that of another Region", ask("ssm:UpdatePatchBaseline", inOtherRegion(own))),
        mayNot("make one", ask("ssm:CreatePatchBaseline")),
        mayNot("make it the default", ask("ssm:RegisterDefaultPatchBaseline", own)),
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
        may("change one with the tags", ask("ssm:UpdatePatchBaseline", own, tagged({ Team: "web", Stage: "dev" }))),
        mayNot("change one without", ask("ssm:UpdatePatchBaseline", own)),
        mayNot("change one with one of them", ask("ssm:UpdatePatchBaseline", own, tagged({ Team: "web" }))),
        mayNot("change one with the other", ask("ssm:UpdatePatchBaseline", own, tagged({ Stage: "dev" }))),
        mayNot("change another team's", ask("ssm:UpdatePatchBaseline", own, tagged({ Team: "db", Stage: "dev" }))),
        mayNot("change another stage's", ask("ssm:UpdatePatchBaseline", own, tagged({ Team: "web", Stage: "prod" }))),
        mayNot(
            "change one of another Region",
            ask("ssm:UpdatePatchBaseline", inOtherRegion(own), tagged({ Team: "web", Stage: "dev" })),
        ),
        mayNot("let it stand for a group", ask("ssm:RegisterPatchBaselineForPatchGroup", own)),
    ],
    { resources: true },
);

const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const managed = "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0";
const document = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const house = "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow";
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
        may("patch a managed instance", send({ node: managed })),
        may("send the house's own document", send({ document: house })),
        may("send the one with hooks, which was accepted", send({ document: `${document}WithHooks` })),
        may("name the bucket for output", send({ bucket: "acme-output" })),
        may("cancel commands", ask("ssm:CancelCommand")),
        may("pass the role of notifications", {
            ...ask("iam:PassRole", notificationRole, { "iam:PassedToService": "ssm.amazonaws.com" }),
        }),
        mayNot(
            "pass it to another service",
            ask("iam:PassRole", notificationRole, { "iam:PassedToService": "ec2.amazonaws.com" }),
        ),
        mayNot("pass it to none", ask("iam:PassRole", notificationRole)),
        mayNot(
            "pass another",
            ask("iam:PassRole", `${notificationRole}2`, { "iam:PassedToService": "ssm.amazonaws.com" }),
        ),
        mayNot("name another bucket", send({ bucket: "acme-output2" })),
        mayNot("send a shell", send({ document: document.replace("RunPatchBaseline", "RunShellScript") })),
        mayNot("send another document of AWS", send({ document: `${document}2` })),
        mayNot("send another own document", send({ document: `${house}2` })),
        mayNot("send it in another Region", send({ document: inOtherRegion(document) })),
        mayNot("send the house's in another Region", send({ document: inOtherRegion(house) })),
        mayNot("send that with hooks there", send({ document: inOtherRegion(`${document}WithHooks`) })),
        mayNot("patch a node without tags", send({ tags: {} })),
        mayNot("patch one without the group", send({ tags: { Environment: "dev" } })),
        mayNot("patch one without the environment", send({ tags: { PatchGroup: "web" } })),
        mayNot("patch one of another group", send({ tags: { ...tags, PatchGroup: "db" } })),
        mayNot("patch one of prod", send({ tags: { ...tags, Environment: "prod" } })),
        mayNot("patch one of another Region", send({ node: inOtherRegion(node) })),
        mayNot("patch a managed one there", send({ node: inOtherRegion(managed) })),
        may("read the state of a node", state(node, tags)),
        may("read that of a managed one", state(managed, tags)),
        mayNot("read that of one without tags", state(node)),
        mayNot("read that of one without the group", state(node, { Environment: "dev" })),
        mayNot("read that of one without the environment", state(node, { PatchGroup: "web" })),
        mayNot("read that of another group", state(node, { ...tags, PatchGroup: "db" })),
        mayNot("read that of prod", state(node, { ...tags, Environment: "prod" })),
        mayNot("read it in another Region", state(inOtherRegion(node), tags)),
        mayNot("read that of managed ones there", state(inOtherRegion(managed), tags)),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", own)),
        mayNot("tag a node", ask("ec2:CreateTags", node)),
    ],
    { resources: true },
);

describeAccess(
    "a reader of patches",
    world(everything, "readers"),
    [
        may("read a baseline", ask("ssm:GetPatchBaseline", own)),
        may("read one of AWS", ask("ssm:GetPatchBaseline", predefined)),
        mayNot("read another one of AWS", ask("ssm:GetPatchBaseline", another)),
        mayNot("read that of another Region", ask("ssm:GetPatchBaseline", inOtherRegion(predefined))),
        mayNot("read an own one of another Region", ask("ssm:GetPatchBaseline", inOtherRegion(own))),
        may("read the state of a node", state(node)),
        may("read that of a managed one", state(managed)),
        mayNot("read that of another Region", state(inOtherRegion(node))),
        mayNot("read that of a managed one there", state(inOtherRegion(managed))),
        may("read the state of a group", ask("ssm:DescribePatchGroupState")),
        may("read compliance", ask("ssm:ListComplianceItems")),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", own)),
        mayNot("report compliance", ask("ssm:PutComplianceItems", node)),
        mayNot("patch", send({})),
    ],
    { resources: true },
);

const grantees = { groups: ["ops"] };
const patchers = (given: Partial<NonNullable<Args["patchers"]>>): Args => ({
    patchers: { grantees, nodeIds: ["i-01234567"], ...given },
});

describeIssues("the problems of patching", patch, scope, [
    ["none", everything],
    ["none of narrow ones", narrow],
    ["nobody", {}, /^ has neither "administrators" nor "patchers" nor "readers"$/],
    ["patchers of no node", { patchers: { grantees } }, /^patchers has neither "targetTags" nor "nodeIds"$/],
    ["nodes by both", patchers({ targetTags: { A: ["b"] } }), /^patchers has "targetTags" and "nodeIds"$/],
    ["a shell", patchers({ documents: ["AWS-RunShellScript"] }), /^patchers\.documents\[0\] is a document of AWS that/],
    [
        "hooks",
        patchers({ documents: ["AWS-RunPatchBaselineWithHooks"] }),
        /^patchers\.documents\[0\] lets its sender run/,
    ],
    [
        "hooks by ARN",
        patchers({ documents: ["arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaselineWithHooks"] }),
        /^patchers\.documents\[0\] lets its sender run/,
    ],
    ["hooks that nobody names", patchers({ acceptHooks: true }), /^patchers\.acceptHooks accepts a document/],
    ["a document by pattern", patchers({ documents: ["Acme-*"] }), /^patchers\.documents\[0\] is not the name/],
    [
        "a role of another account",
        patchers({ notificationRoleArns: ["arn:aws:iam::210987654321:role/notify"] }),
        /^patchers\.notificationRoleArns\[0\] is of account 210987654321/,
    ],
    [
        "baselines by both",
        { administrators: { grantees, baselineIds: [baselineId], baselineTags: { A: ["b"] } } },
        /^administrators has "baselineIds" and "baselineTags"$/,
    ],
    [
        "a baseline by pattern",
        { administrators: { grantees, baselineIds: ["pb-*"] } },
        /^administrators\.baselineIds\[0\] is not the id of one baseline/,
    ],
    [
        "baselines that could not be changed",
        { administrators: { grantees, baselineTags: { A: ["b"] }, createBaselines: true } },
        /^administrators\.createBaselines makes baselines that the administrators may not change/,
    ],
    [
        "predefined baselines of another Region or partition, or by id",
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
        /^readers\.predefinedBaselineArns\[0\] is of Region eu-west-2/,
        /^readers\.predefinedBaselineArns\[1\] is not the ARN of one baseline/,
        /^readers\.predefinedBaselineArns\[2\] is of partition aws-cn/,
    ],
    [
        "strangers",
        { readers: { grantees: { users: ["arn:aws:iam::210987654321:user/ana"] } } },
        /^readers\.grantees\.users/,
    ],
]);
