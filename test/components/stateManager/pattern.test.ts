import * as assert from "node:assert/strict";
import type { StateManagerAccessArgs } from "../../../components/stateManager/args";
import type { Unwrap } from "../../../components/pattern/args";
import { stateManager } from "../../../components/stateManager/pattern";
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
const documents = (args: Args) => stateManager.documents(scope, args);
const dispatched = { StringEquals: { "ssm:AssociationDispatchAssumeRole": role } };
const passed = { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } };

describe("the documents of associations", () => {
    it("trust Systems Manager on behalf of the account, and of no source that AWS documents none for", () => {
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

    it("leave the guard out for a reason, which stays with the finding", () => {
        const { trust } = documents({ ...narrow, acceptUnguardedTrust: "Tried on 3 May: never applied." });
        assert.equal(trust.document.Statement[0]?.Condition, undefined);
        assert.deepEqual(trust.accepted, [
            { rule: "iam-trust-confused-deputy", sid: "TrustService", reason: "Tried on 3 May: never applied." },
        ]);
    });

    it("let the role send and start what is named, and pass exactly one role on", () => {
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

    it("let creators make associations with the role only, and pass what they name", () => {
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

    it("let creators of named associations create none, and name any role where that is asked for", () => {
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
const own = here("document/Acme-Configure");
const runbook = here("document/Acme-RefreshImage");
const execution = here("automation-execution/8dfe3659-4309-493a-8755-0123456789ab");
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal: role,
    ...sendCommand({ document: own, node, tags: { Environment: "dev" }, ...to }),
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
    may(`pass ${which} to Systems Manager`, pass(principal, which, "ssm.amazonaws.com")),
    mayNot(`pass ${which} to another service`, pass(principal, which, "ec2.amazonaws.com")),
    mayNot(`pass ${which} to none`, pass(principal, which)),
    mayNot(`pass ${which}2`, pass(principal, `${which}2`, "ssm.amazonaws.com")),
];

/** Creating is judged on the association and on its document, each under the role it is to be dispatched with. */
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
    "the role and the creators of associations",
    world(everything),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        may("send a document to a node with the tag", send({})),
        may("send that of AWS to a managed instance", send({ document: agent, node: managed })),
        may("name the bucket for output", send({ bucket: "acme-output" })),
        mayNot("name another bucket", send({ bucket: "acme-output2" })),
        mayNot("send to a node without the tag", send({ tags: {} })),
        mayNot("send to a node of prod", send({ tags: { Environment: "prod" } })),
        mayNot("send to a node of another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed one there", send({ node: inOtherRegion(managed) })),
        mayNot("send another document", send({ document: `${own}2` })),
        mayNot("send another document of AWS", send({ document: agent.replace("UpdateSSMAgent", "RunShellScript") })),
        mayNot("send it of another Region", send({ document: inOtherRegion(own) })),
        mayNot("send that of AWS there", send({ document: inOtherRegion(agent) })),
        may("start the runbook", start(runbook)),
        mayNot("start another", start(`${runbook}2`)),
        mayNot("start it of another Region", start(inOtherRegion(runbook))),
        mayNot("start it in another Region", start(runbook, inOtherRegion(execution))),
        ...passes(role, assumeRole),

        may("make an association with the role", make(own, role)),
        may("make one with a document of AWS", make(agent, role)),
        may("make one with a runbook", make(runbook, role)),
        may("change one", make(own, role, here(`association/${associationId}`), "ssm:UpdateAssociation")),
        mayNot("make one without a role", make(own)),
        mayNot("make one with another role", make(own, `${role}2`)),
        mayNot("make one with another account's role", make(own, inOtherAccount(role))),
        mayNot("make one with the role under a path", make(own, role.replace("role/", "role/a/"))),
        mayNot("make one with another document", make(`${own}2`, role)),
        mayNot("make one with another document of AWS", make(`${agent}2`, role)),
        mayNot("make one with another runbook", make(`${runbook}2`, role)),
        mayNot("make one with a document of another Region", make(inOtherRegion(own), role)),
        mayNot("make one with AWS's of another Region", make(inOtherRegion(agent), role)),
        mayNot("make one with a runbook of another Region", make(inOtherRegion(runbook), role)),
        mayNot("make one in another Region", make(own, role, inOtherRegion(here("association/*")))),
        mayNot("make many at once", ask(creator, "ssm:CreateAssociationBatch", own)),
        may("delete one", ask(creator, "ssm:DeleteAssociation", here(`association/${associationId}`))),
        may("apply one at once", ask(creator, "ssm:StartAssociationsOnce", here(`association/${associationId}`))),
        mayNot("apply one elsewhere", ask(creator, "ssm:StartAssociationsOnce", inOtherRegion(here("association/a")))),
        may("list them", ask(creator, "ssm:ListAssociations", "*")),
        mayNot("send a command", { ...send({}), principal: creator }),
        ...passes(creator, role),
        ...passes(creator, assumeRole),
    ],
    { resources: true },
);

describeAccess("the creators of one association, with any role", world(narrow), [
    ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
    may("change it", make(runbook, role, here(`association/${associationId}`), "ssm:UpdateAssociation")),
    may("name another role", make(runbook, `${role}2`, here(`association/${associationId}`), "ssm:UpdateAssociation")),
    mayNot("name none", make(runbook, undefined, here(`association/${associationId}`), "ssm:UpdateAssociation")),
    mayNot("change another", make(runbook, role, here("association/other"), "ssm:UpdateAssociation")),
    mayNot(
        "change it elsewhere",
        make(runbook, role, inOtherRegion(here(`association/${associationId}`)), "ssm:UpdateAssociation"),
    ),
    mayNot(
        "give it another runbook",
        make(`${runbook}2`, role, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    mayNot(
        "give it a runbook of another Region",
        make(inOtherRegion(runbook), role, here(`association/${associationId}`), "ssm:UpdateAssociation"),
    ),
    may("see it", ask(creator, "ssm:DescribeAssociation", here(`association/${associationId}`))),
    mayNot("see another", ask(creator, "ssm:DescribeAssociation", here("association/other"))),
    mayNot(
        "see it elsewhere",
        ask(creator, "ssm:DescribeAssociation", inOtherRegion(here(`association/${associationId}`))),
    ),
    mayNot("create one", make(runbook, role)),
    mayNot("delete it", ask(creator, "ssm:DeleteAssociation", here(`association/${associationId}`))),
    ...passes(creator, role),
]);

describeIssues("the problems of associations", stateManager, scope, [
    ["none", everything],
    ["none of narrow ones", narrow],
    ["a role for nothing", {}, /^ has neither "runCommand" nor "automation"$/],
    [
        "nodes by both",
        { runCommand: { documents: ["Own"], targetTags: { A: ["b"] }, nodeIds: ["i-01234567"] } },
        /^runCommand has "targetTags" and "nodeIds"$/,
    ],
    ["a document by pattern", { runCommand: { documents: ["*"] } }, /^runCommand\.documents\[0\] is not the name/],
    ["a runbook by pattern", { automation: { runbooks: ["Acme-*"] } }, /^automation\.runbooks\[0\] is not the name/],
    [
        "a role by pattern, and another account's",
        {
            automation: {
                runbooks: ["Own"],
                assumeRoleArns: ["arn:aws:iam::123456789012:role/*", inOtherAccount(assumeRole)],
            },
        },
        /^automation\.assumeRoleArns\[0\] is not the ARN of one role/,
        /^automation\.assumeRoleArns\[1\] is of account 210987654321/,
    ],
    [
        "an association by pattern",
        { ...narrow, creators: { grantees, associationIds: ["*"] } },
        /^creators\.associationIds\[0\] is not the id of one association/,
    ],
    ["no reason", { ...narrow, acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    ["no grantee", { ...narrow, creators: { grantees: {} } }, /^creators\.grantees has neither/],
    [
        "a service-linked role",
        { ...narrow, creators: { grantees: { roles: ["AWSServiceRoleForAmazonSSM"] } } },
        /^creators\.grantees\.roles\[0\] is a role that only AWS may change$/,
    ],
]);
