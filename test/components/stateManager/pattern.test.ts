import * as assert from "node:assert/strict";
import type { StateManagerAccessArgs } from "../../../components/stateManager/args";
import type { Unwrap } from "../../../components/pattern/args";
import { stateManager } from "../../../components/stateManager/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    assumedBy,
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
import { associationId, assumeRole, everything, grantees, narrow } from "./fixture";

type Args = Unwrap<StateManagerAccessArgs>;

const scope = namingScope("StateManagerAccess");
const role = "arn:aws:iam::123456789012:role/associations";
const here = (resource: string): string => `arn:aws:ssm:eu-west-1:123456789012:${resource}`;
const documents = (args: Args) => planDocuments(stateManager, scope, args);
const dispatched = { StringEquals: { "ssm:AssociationDispatchAssumeRole": role } };
const passed = { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } };

describe("the documents of StateManagerAccess", () => {
    it("trust Systems Manager on behalf of the account, without an undocumented source ARN", () => {
        assert.deepEqual(documents(everything).trust.document.Statement, [
            {
                Sid: "TrustService",
                Effect: "Allow",
                Principal: { Service: "ssm.amazonaws.com" },
                Action: ["sts:AssumeRole"],
                Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            },
        ]);
    });

    it("omit the guard with a reason, and keep the reason with the acceptance", () => {
        const { trust } = documents({ ...narrow, acceptUnguardedTrust: "Tried on 3 May: never applied." });
        assert.equal(trust.document.Statement[0]?.Condition, undefined);
        assert.deepEqual(trust.accepted, [
            { rule: "iam-trust-confused-deputy", sid: "TrustService", reason: "Tried on 3 May: never applied." },
        ]);
    });

    it("allow the role to send the documents, start the runbooks and pass only the assume role", () => {
        const { Statement } = documents(everything).dispatch.document;
        assert.deepEqual(
            Statement.map(({ Sid }) => Sid),
            [
                "SendDocuments",
                "SendToNodes",
                "SendOutputToBucket",
                "StartRunbooks",
                "StartExecutions",
                "PassAssumeRoles",
            ],
        );
        assert.deepEqual(Statement[1]?.Condition, { StringEquals: { "ssm:resourceTag/Environment": ["dev"] } });
        assert.deepEqual([Statement[5]?.Resource, Statement[5]?.Condition], [[assumeRole], passed]);
    });

    it("allow creators to create associations with the role only, and to pass both roles", () => {
        assert.deepEqual(documents(everything).creators?.document.Statement.slice(0, 3), [
            {
                Sid: "DispatchAssociations",
                Effect: "Allow",
                Action: ["ssm:CreateAssociation", "ssm:UpdateAssociation"],
                Resource: [
                    here("association/*"),
                    "arn:aws:ssm:eu-west-1::document/AWS-UpdateSSMAgent",
                    here("document/Acme-Configure"),
                    here("document/Acme-RefreshImage"),
                ],
                Condition: dispatched,
            },
            { Sid: "PassDispatchRole", Effect: "Allow", Action: ["iam:PassRole"], Resource: [role], Condition: passed },
            {
                Sid: "PassAssumeRoles",
                Effect: "Allow",
                Action: ["iam:PassRole"],
                Resource: [assumeRole],
                Condition: passed,
            },
        ]);
    });

    it("allow no creation with associationIds, and any dispatch role with anyDispatchRole", () => {
        const [change] = documents(narrow).creators?.document.Statement ?? [];
        assert.deepEqual(change?.Action, ["ssm:UpdateAssociation"]);
        assert.deepEqual(change.Resource, [here(`association/${associationId}`), here("document/Acme-RefreshImage")]);
        assert.deepEqual(change.Condition, { StringLike: { "ssm:AssociationDispatchAssumeRole": "*" } });
    });
});

const creator = "arn:aws:iam::123456789012:role/creator";
const world = (args: Args) => (): World => ({
    trusts: { [role]: documents(args).trust.document },
    grants: {
        [role]: [documents(args).dispatch.document],
        [creator]: [documents(args).creators?.document ?? assert.fail()],
    },
});

const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const managed = here("managed-instance/mi-0123456789abcdef0");
const agent = "arn:aws:ssm:eu-west-1::document/AWS-UpdateSSMAgent";
const ownDocument = here("document/Acme-Configure");
const runbook = here("document/Acme-RefreshImage");
const execution = here("automation-execution/8dfe3659-4309-493a-8755-0123456789ab");
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal: role,
    ...sendCommand({ document: ownDocument, node, tags: { Environment: "dev" }, ...to }),
});
const start = (document: string, of = execution): Request => ({
    principal: role,
    action: "ssm:StartAutomationExecution",
    resource: [{ resource: document }, { resource: of }],
});
const ask = (principal: string, action: string, resource: string, context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
const pass = (principal: string, which: string, to?: string): Request =>
    ask(principal, "iam:PassRole", which, to === undefined ? {} : { "iam:PassedToService": to });

const passes = (principal: string, which: string) => [
    may(`pass ${which} to Systems Manager, as ${principal}`, pass(principal, which, "ssm.amazonaws.com")),
    mayNot(`pass ${which} to another service, as ${principal}`, pass(principal, which, "ec2.amazonaws.com")),
    mayNot(`pass ${which} without a service, as ${principal}`, pass(principal, which)),
    mayNot(`pass ${which}2, as ${principal}`, pass(principal, `${which}2`, "ssm.amazonaws.com")),
];

/** AWS authorizes the association and its document separately, both with the dispatch role in the context. */
const make = (
    document: string,
    dispatchRole?: string,
    association = here("association/*"),
    action = "ssm:CreateAssociation",
): Request => ({
    principal: creator,
    action,
    resource: [{ resource: association }, { resource: document }],
    ...(dispatchRole === undefined ? {} : { context: { "ssm:AssociationDispatchAssumeRole": dispatchRole } }),
});

describeAccess(
    "the dispatch role, or a creator,",
    world(everything),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        may("send a document to a node with the tag", send({})),
        may("send the AWS-owned document to a managed instance", send({ document: agent, node: managed })),
        may("use the output bucket", send({ bucket: "acme-output" })),
        mayNot("use another output bucket", send({ bucket: "acme-output2" })),
        mayNot("send to a node without the tag", send({ tags: {} })),
        mayNot("send to a node with another tag value", send({ tags: { Environment: "prod" } })),
        mayNot("send to a node in another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed instance in another Region", send({ node: inOtherRegion(managed) })),
        mayNot("send another document", send({ document: `${ownDocument}2` })),
        mayNot(
            "send another AWS-owned document",
            send({ document: agent.replace("UpdateSSMAgent", "RunShellScript") }),
        ),
        mayNot("send the document of another Region", send({ document: inOtherRegion(ownDocument) })),
        mayNot("send the AWS-owned document of another Region", send({ document: inOtherRegion(agent) })),
        may("start the runbook", start(runbook)),
        mayNot("start another runbook", start(`${runbook}2`)),
        mayNot("start the runbook of another Region", start(inOtherRegion(runbook))),
        mayNot("start an execution in another Region", start(runbook, inOtherRegion(execution))),
        ...passes(role, assumeRole),

        may("create an association with the role", make(ownDocument, role)),
        may("create an association with an AWS-owned document", make(agent, role)),
        may("create an association with a runbook", make(runbook, role)),
        may(
            "update an association",
            make(ownDocument, role, here(`association/${associationId}`), "ssm:UpdateAssociation"),
        ),
        mayNot("create an association without a role", make(ownDocument)),
        mayNot("create an association with another role", make(ownDocument, `${role}2`)),
        mayNot("create an association with the role of another account", make(ownDocument, inOtherAccount(role))),
        mayNot(
            "create an association with a role of the same name under a path",
            make(ownDocument, role.replace("role/", "role/a/")),
        ),
        mayNot("create an association with another document", make(`${ownDocument}2`, role)),
        mayNot("create an association with another AWS-owned document", make(`${agent}2`, role)),
        mayNot("create an association with another runbook", make(`${runbook}2`, role)),
        mayNot("create an association with the document of another Region", make(inOtherRegion(ownDocument), role)),
        mayNot("create an association with the AWS-owned document of another Region", make(inOtherRegion(agent), role)),
        mayNot("create an association with the runbook of another Region", make(inOtherRegion(runbook), role)),
        mayNot(
            "create an association in another Region",
            make(ownDocument, role, inOtherRegion(here("association/*"))),
        ),
        mayNot("create a batch of associations", ask(creator, "ssm:CreateAssociationBatch", ownDocument)),
        may("delete an association", ask(creator, "ssm:DeleteAssociation", here(`association/${associationId}`))),
        may(
            "run an association immediately",
            ask(creator, "ssm:StartAssociationsOnce", here(`association/${associationId}`)),
        ),
        mayNot(
            "run an association in another Region",
            ask(creator, "ssm:StartAssociationsOnce", inOtherRegion(here("association/a"))),
        ),
        may("list associations", ask(creator, "ssm:ListAssociations", "*")),
        mayNot("send a command, as a creator", { ...send({}), principal: creator }),
        ...passes(creator, role),
        ...passes(creator, assumeRole),
    ],
    { resources: true },
);

describeAccess("a creator of one association with any dispatch role", world(narrow), [
    ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
    may("update the association", make(runbook, role, here(`association/${associationId}`), "ssm:UpdateAssociation")),
    may(
        "set another dispatch role",
        make(runbook, `${role}2`, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    mayNot(
        "omit the dispatch role",
        make(runbook, undefined, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    mayNot("update another association", make(runbook, role, here("association/other"), "ssm:UpdateAssociation")),
    mayNot(
        "update the association in another Region",
        make(runbook, role, inOtherRegion(here(`association/${associationId}`)), "ssm:UpdateAssociation"),
    ),
    mayNot(
        "set another runbook",
        make(`${runbook}2`, role, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    mayNot(
        "set the runbook of another Region",
        make(inOtherRegion(runbook), role, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    may("describe the association", ask(creator, "ssm:DescribeAssociation", here(`association/${associationId}`))),
    mayNot("describe another association", ask(creator, "ssm:DescribeAssociation", here("association/other"))),
    mayNot(
        "describe the association in another Region",
        ask(creator, "ssm:DescribeAssociation", inOtherRegion(here(`association/${associationId}`))),
    ),
    mayNot("create an association", make(runbook, role)),
    mayNot("delete the association", ask(creator, "ssm:DeleteAssociation", here(`association/${associationId}`))),
    ...passes(creator, role),
]);

describeIssues("the validation of StateManagerAccess", stateManager, scope, [
    ["every arg", everything],
    ["a narrow grant", narrow],
    ["missing documents and runbooks", {}, /^ has neither "runCommand" nor "automation"$/],
    [
        "nodes by both tags and IDs",
        { runCommand: { documents: ["Own"], targetTags: { A: ["b"] }, nodeIds: ["i-01234567"] } },
        /^runCommand has "targetTags" and "nodeIds"$/,
    ],
    ["a wildcard in a document", { runCommand: { documents: ["*"] } }, /^runCommand\.documents\[0\] is not the name/],
    ["a wildcard in a runbook", { automation: { runbooks: ["Acme-*"] } }, /^automation\.runbooks\[0\] is not the name/],
    [
        "a wildcard in a role ARN and a role in another account",
        {
            automation: {
                runbooks: ["Own"],
                assumeRoleArns: ["arn:aws:iam::123456789012:role/*", inOtherAccount(assumeRole)],
            },
        },
        /^automation\.assumeRoleArns\[0\] is not the ARN of one role/,
        /^automation\.assumeRoleArns\[1\] is in account 210987654321/,
    ],
    [
        "a wildcard as an association ID",
        { ...narrow, creators: { grantees, associationIds: ["*"] } },
        /^creators\.associationIds\[0\] is not the ID of one association$/,
    ],
    [
        "a reason that is too short",
        { ...narrow, acceptUnguardedTrust: "because" },
        /^acceptUnguardedTrust is not a reason/,
    ],
    ["creators without grantees", { ...narrow, creators: { grantees: {} } }, /^creators\.grantees has neither/],
    [
        "a service-linked role",
        { ...narrow, creators: { grantees: { roles: ["AWSServiceRoleForAmazonSSM"] } } },
        /^creators\.grantees\.roles\[0\] is a role that only AWS can change$/,
    ],
]);
