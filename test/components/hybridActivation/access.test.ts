import * as assert from "node:assert/strict";
import type { HybridActivationArgs } from "../../../components/hybridActivation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import {
    describeAccess,
    inOtherRegion,
    isAllowed,
    may,
    mayNot,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { everything, least } from "./fixture";
import { namingScope } from "../namingScopes";
import { assumedForNodes, source } from "../nodes/registrationFixture";

type Args = Unwrap<HybridActivationArgs>;

const role = "arn:aws:iam::123456789012:role/nodes";
const operator = "arn:aws:iam::123456789012:group/factory-it";

/** Its condition compares a key with itself, as AWS writes it: it asks for the key and nothing else. Judged below. */
const compliance = "ReportCompliance";

const world =
    (args: Args, keep: (sid: string) => boolean = (sid) => sid !== compliance) =>
    (): World => {
        const { trust, core } = hybridActivation.documents(namingScope("HybridActivation"), args);
        assert.ok(trust && core);
        return {
            grants: {
                [role]: [{ ...core.document, Statement: core.document.Statement.filter(({ Sid }) => keep(Sid)) }],
            },
            trusts: { [role]: trust.document },
        };
    };

const operators = (args: Args) => (): World => {
    const planned = hybridActivation.documents(namingScope("HybridActivation"), args).operators;
    return { grants: { [operator]: [planned?.document ?? assert.fail("no operators")] } };
};

const here = (resource: string, region = "eu-west-1"): string => `arn:aws:ssm:${region}:123456789012:${resource}`;
const nodeIn = (region: string): string => here("managed-instance/mi-0123456789abcdef0", region);
const node = nodeIn("eu-west-1");
const awsDocument = (region: string): string => `arn:aws:ssm:${region}::document/AWS-RunPatchBaseline`;

const ask = (
    principal: string,
    action: string,
    resource: Request["resource"] = "*",
    context: Context = {},
): Request => ({ principal, action, resource, context });

/** What a node reads and reports of the documents and associations of its own Region, and of no other. */
const inItsRegionOnly = (region: string) =>
    [
        ["read a document", "ssm:GetDocument", here("document/Acme-PatchNow", region)],
        ["read a document of AWS", "ssm:GetDocument", awsDocument(region)],
        ["list the associations of a node", "ssm:ListInstanceAssociations", nodeIn(region)],
        ["report on an association", "ssm:UpdateInstanceAssociationStatus", here("association/8dfe3659", region)],
        ["report on it for a node", "ssm:UpdateInstanceAssociationStatus", nodeIn(region)],
        ["report on it by its document", "ssm:UpdateAssociationStatus", here("document/Acme-PatchNow", region)],
        ["report on it by a document of AWS", "ssm:UpdateAssociationStatus", awsDocument(region)],
    ].flatMap(([what = "", action = "", resource = ""]) => [
        may(`${what} in ${region}`, ask(role, action, resource)),
        mayNot(
            `${what} elsewhere than in ${region}`,
            ask(role, action, resource.replace(`:${region}:`, ":us-east-1:")),
        ),
    ]);

describeAccess(
    "the role of hybrid nodes, in force",
    world({ roleName: "nodes" }),
    [
        ...assumedForNodes(role, "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"),
        mayNot("be assumed by EC2", {
            principal: "ec2.amazonaws.com",
            action: "sts:AssumeRole",
            resource: role,
            context: { "aws:SourceAccount": "123456789012", "aws:SourceArn": source("eu-west-1") },
        }),
        may("say what a node is", ask(role, "ssm:UpdateInstanceInformation", node)),
        mayNot("say so in another Region", ask(role, "ssm:UpdateInstanceInformation", inOtherRegion(node))),
        mayNot(
            "say what an EC2 instance is",
            ask(
                role,
                "ssm:UpdateInstanceInformation",
                "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            ),
        ),
        may("open a channel", ask(role, "ssmmessages:OpenControlChannel")),
        ...inItsRegionOnly("eu-west-1"),
        mayNot("read a parameter", ask(role, "ssm:GetParameter", here("parameter/factory/db"))),
        mayNot("register machines", ask(role, "ssm:CreateActivation")),
        mayNot(
            "send a command",
            ask(role, "ssm:SendCommand", [{ resource: here("document/Acme-PatchNow") }, { resource: node }]),
        ),
    ],
    { resources: true },
);

describeAccess(
    "the role of hybrid nodes of two Regions, in force",
    world({ roleName: "nodes", furtherRegions: ["eu-central-1"] }),
    [
        ...["eu-west-1", "eu-central-1"].flatMap((region) =>
            assumedForNodes(role, source(region).replace(":ssm:", ":ec2:"), region, "us-east-1"),
        ),
        may(
            "say what a node of the further Region is",
            ask(role, "ssm:UpdateInstanceInformation", here("managed-instance/mi-0123456789abcdef0", "eu-central-1")),
        ),
        mayNot("say so in a third one", ask(role, "ssm:UpdateInstanceInformation", inOtherRegion(node))),
        ...inItsRegionOnly("eu-west-1"),
        ...inItsRegionOnly("eu-central-1"),
    ],
    { resources: true },
);

describe("compliance that a hybrid node reports", () => {
    const reports = world({ roleName: "nodes" }, (sid) => sid === compliance);
    for (const [what, key, allowed] of [
        ["as a node", "ssm:SourceInstanceARN", true],
        ["as an EC2 instance", "ec2:SourceInstanceARN", false],
    ] as const) {
        it(`${allowed ? "may" : "may not"} be reported ${what}`, async () => {
            const request = ask(role, "ssm:PutComplianceItems", node, { [key]: node });
            assert.equal(await isAllowed(reports(), request), allowed);
        });
    }
});

const inRegion = (region = "eu-west-1"): Context => ({ "aws:RequestedRegion": region });
const pass = (service?: string, passed = role): Request =>
    ask(operator, "iam:PassRole", passed, service === undefined ? {} : { "iam:PassedToService": service });

const passing = [
    may("pass the role to Systems Manager", pass("ssm.amazonaws.com")),
    mayNot("pass it to EC2", pass("ec2.amazonaws.com")),
    mayNot("pass it to no service", pass()),
    mayNot("pass another role", pass("ssm.amazonaws.com", `${role}2`)),
];

describeAccess(
    "operators who give no tags",
    operators(least),
    [
        ...passing,
        may("make an activation", ask(operator, "ssm:CreateActivation", "*", inRegion())),
        mayNot("make one in another Region", ask(operator, "ssm:CreateActivation", "*", inRegion("eu-central-1"))),
        mayNot("make one in no Region", ask(operator, "ssm:CreateActivation")),
        mayNot(
            "make one with a tag",
            ask(operator, "ssm:CreateActivation", "*", {
                ...inRegion(),
                "aws:TagKeys": ["Site"],
                "aws:RequestTag/Site": "factory",
            }),
        ),
        may("list activations", ask(operator, "ssm:DescribeActivations")),
        mayNot("delete an activation", ask(operator, "ssm:DeleteActivation", "*", inRegion())),
        mayNot("deregister a node", ask(operator, "ssm:DeregisterManagedInstance", node)),
        mayNot("tag a node", ask(operator, "ssm:AddTagsToResource", node, { "aws:TagKeys": ["Site"] })),
        mayNot(
            "change the role of a node",
            ask(operator, "ssm:UpdateManagedInstanceRole", [{ resource: role }, { resource: node }]),
        ),
    ],
    { resources: true },
);

const tags = (Site: string, more: Context = {}): Context => ({
    "aws:TagKeys": ["Site", "Tier"],
    "aws:RequestTag/Site": Site,
    "aws:RequestTag/Tier": "edge",
    ...more,
});
const carrying = (Site: string, Tier = "edge"): Context => ({
    "ssm:resourceTag/Site": Site,
    "ssm:resourceTag/Tier": Tier,
});
const create = (context: Context) => ask(operator, "ssm:CreateActivation", "*", { ...inRegion(), ...context });
const tag = (context: Context, resource = node) => ask(operator, "ssm:AddTagsToResource", resource, context);
const without = (key: string): Context => ({ [key]: undefined }) as unknown as Context;
const extra = { "aws:TagKeys": ["Site", "Tier", "Owner"], "aws:RequestTag/Owner": "me" };
const change = (passed: string, on: string, context: Context): Request =>
    ask(operator, "ssm:UpdateManagedInstanceRole", [{ resource: passed }, { resource: on, context }]);

describeAccess(
    "operators who give tags",
    operators(everything),
    [
        ...passing,
        may("make an activation with the tags", create(tags("factory"))),
        may("make one with the other value", create(tags("depot"))),
        may("make one in the further Region", create({ ...tags("depot"), ...inRegion("eu-central-1") })),
        mayNot("make one in a third Region", create({ ...tags("depot"), ...inRegion("us-east-1") })),
        mayNot("make one in no Region", create({ ...tags("depot"), ...without("aws:RequestedRegion") })),
        mayNot("make one with another value", create(tags("office"))),
        mayNot(
            "make one with another value of the other tag",
            create(tags("depot", { "aws:RequestTag/Tier": "core" })),
        ),
        mayNot("make one without a tag", create(tags("depot", without("aws:RequestTag/Tier")))),
        mayNot("make one without the other", create(tags("depot", without("aws:RequestTag/Site")))),
        mayNot("make one with a further tag", create(tags("depot", extra))),
        may("tag a node so", tag(tags("factory"))),
        may("tag a node of the further Region so", tag(tags("factory"), node.replace("eu-west-1", "eu-central-1"))),
        mayNot("tag a node of a third Region", tag(tags("factory"), inOtherRegion(node))),
        mayNot("tag a node otherwise", tag(tags("office"))),
        mayNot("tag a node with another value", tag(tags("factory", { "aws:RequestTag/Tier": "core" }))),
        mayNot("tag a node without a tag", tag(tags("factory", without("aws:RequestTag/Tier")))),
        mayNot("tag a node without the other", tag(tags("factory", without("aws:RequestTag/Site")))),
        mayNot("tag a node further", tag(tags("factory", extra))),
        mayNot("take a node over by its tag", tag(tags("factory", { "aws:ResourceTag/Site": "office" }))),
        mayNot("take a node over by its other tag", tag(tags("factory", { "aws:ResourceTag/Tier": "core" }))),
        mayNot("tag a document", tag(tags("factory"), here("document/Acme-PatchNow"))),
        may("delete an activation", ask(operator, "ssm:DeleteActivation", "*", inRegion())),
        mayNot("delete one in a third Region", ask(operator, "ssm:DeleteActivation", "*", inRegion("us-east-1"))),
        mayNot("delete one in no Region", ask(operator, "ssm:DeleteActivation")),
        may("deregister a node with the tags", ask(operator, "ssm:DeregisterManagedInstance", node, carrying("depot"))),
        mayNot("deregister another", ask(operator, "ssm:DeregisterManagedInstance", node, carrying("office"))),
        mayNot(
            "deregister one of another tier",
            ask(operator, "ssm:DeregisterManagedInstance", node, carrying("depot", "core")),
        ),
        mayNot("deregister one without tags", ask(operator, "ssm:DeregisterManagedInstance", node)),
        mayNot(
            "deregister one without one tag",
            ask(operator, "ssm:DeregisterManagedInstance", node, { "ssm:resourceTag/Tier": "edge" }),
        ),
        mayNot(
            "deregister one without the other",
            ask(operator, "ssm:DeregisterManagedInstance", node, { "ssm:resourceTag/Site": "depot" }),
        ),
        mayNot(
            "deregister one of a third Region",
            ask(operator, "ssm:DeregisterManagedInstance", inOtherRegion(node), carrying("depot")),
        ),
        may("give the role to a node with the tags", change(role, node, carrying("factory"))),
        mayNot("give it to another", change(role, node, carrying("office"))),
        mayNot("give it to one of another tier", change(role, node, carrying("factory", "core"))),
        mayNot("give it to one without a tag", change(role, node, { "ssm:resourceTag/Tier": "edge" })),
        mayNot("give it to one without the other", change(role, node, { "ssm:resourceTag/Site": "depot" })),
        mayNot("give another role to it", change(`${role}2`, node, carrying("factory"))),
        mayNot("give it to a node of a third Region", change(role, inOtherRegion(node), carrying("factory"))),
    ],
    { resources: true },
);
