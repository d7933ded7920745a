import * as assert from "node:assert/strict";
import type { HybridActivationArgs } from "../../../components/hybridActivation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
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

/**
 * Its condition compares a key with itself, as in the AWS policy, so it only requires the key. Tested separately below.
 */
const compliance = "ReportCompliance";

const world =
    (args: Args, keep: (sid: string) => boolean = (sid) => sid !== compliance) =>
    (): World => {
        const { trust, core } = planDocuments(hybridActivation, namingScope("HybridActivation"), args);
        assert.ok(trust && core);
        return {
            grants: {
                [role]: [{ ...core.document, Statement: core.document.Statement.filter(({ Sid }) => keep(Sid)) }],
            },
            trusts: { [role]: trust.document },
        };
    };

const operators = (args: Args) => (): World => {
    const planned = planDocuments(hybridActivation, namingScope("HybridActivation"), args).operators;
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

/** Reading documents and reporting on associations in the Region, but not in another one. */
const inRegionOnly = (region: string) =>
    [
        ["read a document", "ssm:GetDocument", here("document/Acme-PatchNow", region)],
        ["read an AWS-owned document", "ssm:GetDocument", awsDocument(region)],
        ["list the associations of a node", "ssm:ListInstanceAssociations", nodeIn(region)],
        ["report on an association", "ssm:UpdateInstanceAssociationStatus", here("association/8dfe3659", region)],
        ["report on an association for a node", "ssm:UpdateInstanceAssociationStatus", nodeIn(region)],
        [
            "report on an association by its document",
            "ssm:UpdateAssociationStatus",
            here("document/Acme-PatchNow", region),
        ],
        ["report on an association by an AWS-owned document", "ssm:UpdateAssociationStatus", awsDocument(region)],
    ].flatMap(([name = "", action = "", resource = ""]) => [
        may(`${name} in ${region}`, ask(role, action, resource)),
        mayNot(`${name} outside ${region}`, ask(role, action, resource.replace(`:${region}:`, ":us-east-1:"))),
    ]);

describeAccess(
    "the role of HybridActivation",
    world({ roleName: "nodes" }),
    [
        ...assumedForNodes(role, "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"),
        mayNot("be assumed by EC2", {
            principal: "ec2.amazonaws.com",
            action: "sts:AssumeRole",
            resource: role,
            context: { "aws:SourceAccount": "123456789012", "aws:SourceArn": source("eu-west-1") },
        }),
        may("update the information of a node", ask(role, "ssm:UpdateInstanceInformation", node)),
        mayNot(
            "update the information of a node in another Region",
            ask(role, "ssm:UpdateInstanceInformation", inOtherRegion(node)),
        ),
        mayNot(
            "update the information of an EC2 instance",
            ask(
                role,
                "ssm:UpdateInstanceInformation",
                "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            ),
        ),
        may("open a channel", ask(role, "ssmmessages:OpenControlChannel")),
        ...inRegionOnly("eu-west-1"),
        mayNot("read a parameter", ask(role, "ssm:GetParameter", here("parameter/factory/db"))),
        mayNot("create an activation", ask(role, "ssm:CreateActivation")),
        mayNot(
            "send a command",
            ask(role, "ssm:SendCommand", [{ resource: here("document/Acme-PatchNow") }, { resource: node }]),
        ),
    ],
    { resources: true },
);

describeAccess(
    "the role of HybridActivation for two Regions",
    world({ roleName: "nodes", furtherRegions: ["eu-central-1"] }),
    [
        ...["eu-west-1", "eu-central-1"].flatMap((region) =>
            assumedForNodes(role, source(region).replace(":ssm:", ":ec2:"), region, "us-east-1"),
        ),
        may(
            "update the information of a node in the second Region",
            ask(role, "ssm:UpdateInstanceInformation", here("managed-instance/mi-0123456789abcdef0", "eu-central-1")),
        ),
        mayNot(
            "update the information of a node in a third Region",
            ask(role, "ssm:UpdateInstanceInformation", inOtherRegion(node)),
        ),
        ...inRegionOnly("eu-west-1"),
        ...inRegionOnly("eu-central-1"),
    ],
    { resources: true },
);

describe("compliance of a hybrid node", () => {
    const reports = world({ roleName: "nodes" }, (sid) => sid === compliance);
    for (const [name, key, allowed] of [
        ["as a node", "ssm:SourceInstanceARN", true],
        ["as an EC2 instance", "ec2:SourceInstanceARN", false],
    ] as const) {
        it(`${allowed ? "may" : "may not"} be reported ${name}`, async () => {
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
    mayNot("pass it without a service", pass()),
    mayNot("pass another role", pass("ssm.amazonaws.com", `${role}2`)),
];

describeAccess(
    "operators of HybridActivation without tags",
    operators(least),
    [
        ...passing,
        may("create an activation", ask(operator, "ssm:CreateActivation", "*", inRegion())),
        mayNot(
            "create an activation in another Region",
            ask(operator, "ssm:CreateActivation", "*", inRegion("eu-central-1")),
        ),
        mayNot("create an activation without a Region", ask(operator, "ssm:CreateActivation")),
        mayNot(
            "create an activation with a tag",
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
    "operators of HybridActivation with tags",
    operators(everything),
    [
        ...passing,
        may("create an activation with the tags", create(tags("factory"))),
        may("create an activation with the other value", create(tags("depot"))),
        may("create an activation in the second Region", create({ ...tags("depot"), ...inRegion("eu-central-1") })),
        mayNot("create an activation in a third Region", create({ ...tags("depot"), ...inRegion("us-east-1") })),
        mayNot(
            "create an activation without a Region",
            create({ ...tags("depot"), ...without("aws:RequestedRegion") }),
        ),
        mayNot("create an activation with a different value", create(tags("office"))),
        mayNot(
            "create an activation with a different value of the other tag",
            create(tags("depot", { "aws:RequestTag/Tier": "core" })),
        ),
        mayNot("create an activation without the second tag", create(tags("depot", without("aws:RequestTag/Tier")))),
        mayNot("create an activation without the first tag", create(tags("depot", without("aws:RequestTag/Site")))),
        mayNot("create an activation with an additional tag", create(tags("depot", extra))),
        may("tag a node with the tags", tag(tags("factory"))),
        may("tag a node in the second Region", tag(tags("factory"), node.replace("eu-west-1", "eu-central-1"))),
        mayNot("tag a node in a third Region", tag(tags("factory"), inOtherRegion(node))),
        mayNot("tag a node with a different value", tag(tags("office"))),
        mayNot(
            "tag a node with a different value of the other tag",
            tag(tags("factory", { "aws:RequestTag/Tier": "core" })),
        ),
        mayNot("tag a node without the second tag", tag(tags("factory", without("aws:RequestTag/Tier")))),
        mayNot("tag a node without the first tag", tag(tags("factory", without("aws:RequestTag/Site")))),
        mayNot("tag a node with an additional tag", tag(tags("factory", extra))),
        mayNot("change the first tag of a node", tag(tags("factory", { "aws:ResourceTag/Site": "office" }))),
        mayNot("change the second tag of a node", tag(tags("factory", { "aws:ResourceTag/Tier": "core" }))),
        mayNot("tag a document", tag(tags("factory"), here("document/Acme-PatchNow"))),
        may("delete an activation", ask(operator, "ssm:DeleteActivation", "*", inRegion())),
        mayNot(
            "delete an activation in a third Region",
            ask(operator, "ssm:DeleteActivation", "*", inRegion("us-east-1")),
        ),
        mayNot("delete an activation without a Region", ask(operator, "ssm:DeleteActivation")),
        may("deregister a node with the tags", ask(operator, "ssm:DeregisterManagedInstance", node, carrying("depot"))),
        mayNot(
            "deregister a node with a different value",
            ask(operator, "ssm:DeregisterManagedInstance", node, carrying("office")),
        ),
        mayNot(
            "deregister a node with a different value of the other tag",
            ask(operator, "ssm:DeregisterManagedInstance", node, carrying("depot", "core")),
        ),
        mayNot("deregister a node without tags", ask(operator, "ssm:DeregisterManagedInstance", node)),
        mayNot(
            "deregister a node without the first tag",
            ask(operator, "ssm:DeregisterManagedInstance", node, { "ssm:resourceTag/Tier": "edge" }),
        ),
        mayNot(
            "deregister a node without the second tag",
            ask(operator, "ssm:DeregisterManagedInstance", node, { "ssm:resourceTag/Site": "depot" }),
        ),
        mayNot(
            "deregister a node in a third Region",
            ask(operator, "ssm:DeregisterManagedInstance", inOtherRegion(node), carrying("depot")),
        ),
        may("assign the role to a node with the tags", change(role, node, carrying("factory"))),
        mayNot("assign it to a node with a different value", change(role, node, carrying("office"))),
        mayNot(
            "assign it to a node with a different value of the other tag",
            change(role, node, carrying("factory", "core")),
        ),
        mayNot("assign it to a node without the first tag", change(role, node, { "ssm:resourceTag/Tier": "edge" })),
        mayNot("assign it to a node without the second tag", change(role, node, { "ssm:resourceTag/Site": "depot" })),
        mayNot("assign another role to a node", change(`${role}2`, node, carrying("factory"))),
        mayNot("assign it to a node in a third Region", change(role, inOtherRegion(node), carrying("factory"))),
    ],
    { resources: true },
);
