import * as assert from "node:assert/strict";
import { allow, document } from "../../../policypack/iam";
import { team } from "../../../components/team/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeAccess, isAllowed, may, mayNot, unnoticed, type Case } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { assumed, callerRole, everything } from "./fixture";

const principal = "arn:aws:iam::123456789012:group/ops";
const home = "eu-west-1:123456789012";
const node = `arn:aws:ec2:${home}:instance/i-0123456789abcdef0`;
const documentArn = (name: string): string => `arn:aws:ssm:${home}:document/${name}`;
const role = "arn:aws:iam::123456789012:role/acme-test-images-assume-dd6bc3f8";

const world = (): World => ({
    grants: {
        [principal]: Object.values(planDocuments(team, namingScope("TeamAccess"), everything)).flatMap((planned) =>
            planned === undefined ? [] : [planned.document],
        ),
    },
});

const tagged = (group: string) => ({ "ssm:resourceTag/PatchGroup": group });
const shellOn = (group: string) => ({ ...tagged(group), "ssm:SessionDocumentAccessCheck": "true" });

const userid = "AROAEXAMPLEID:ann";
const session = (id: string): string => `arn:aws:ssm:${home}:session/${id}-0abcdef`;
const sessionTag = (value: string) => ({ "ssm:resourceTag/aws:ssmmessages:session-id": value });
const substitutes = { "${aws:userid}": userid };

const cases: readonly Case[] = [
    may("send the document", { principal, action: "ssm:SendCommand", resource: documentArn("Acme-PatchNow") }),
    mayNot("send another document", { principal, action: "ssm:SendCommand", resource: documentArn("Acme-Restart") }),
    may("send to a tagged node", { principal, action: "ssm:SendCommand", resource: node, context: tagged("web") }),
    mayNot("send to a node with another tag", {
        principal,
        action: "ssm:SendCommand",
        resource: node,
        context: tagged("db"),
    }),
    mayNot("send to a node in another Region", {
        principal,
        action: "ssm:SendCommand",
        resource: node.replace("eu-west-1", "us-east-1"),
        context: tagged("web"),
    }),
    may("open a shell on a tagged node", {
        principal,
        action: "ssm:StartSession",
        resource: node,
        context: shellOn("web"),
    }),
    mayNot("open a shell without a document check", {
        principal,
        action: "ssm:StartSession",
        resource: node,
        context: { ...tagged("web"), "ssm:SessionDocumentAccessCheck": "false" },
    }),
    mayNot("open a shell on a node with another tag", {
        principal,
        action: "ssm:StartSession",
        resource: node,
        context: shellOn("db"),
    }),
    mayNot("send to a node without tags", { principal, action: "ssm:SendCommand", resource: node }),
    mayNot("open a shell on a node without tags", {
        principal,
        action: "ssm:StartSession",
        resource: node,
        context: { "ssm:SessionDocumentAccessCheck": "true" },
    }),
    may("end the own session by its ID", {
        principal,
        action: "ssm:TerminateSession",
        resource: session(userid),
        substitutes,
    }),
    may("end the own session by its tag", {
        principal,
        action: "ssm:TerminateSession",
        resource: session("ann"),
        context: sessionTag(userid),
        substitutes,
    }),
    mayNot("end another user's session", {
        principal,
        action: "ssm:TerminateSession",
        resource: session("AROAEXAMPLEID:bob"),
        substitutes,
    }),
    mayNot("end another user's session by its tag", {
        principal,
        action: "ssm:TerminateSession",
        resource: session("bob"),
        context: sessionTag("AROAEXAMPLEID:bob"),
        substitutes,
    }),
    may("list executions", { principal, action: "ssm:DescribeAutomationExecutions", resource: "*" }),
    may("approve an execution", {
        principal,
        action: "ssm:SendAutomationSignal",
        resource: `arn:aws:ssm:${home}:automation-execution/0123`,
    }),
    may("pass the role of the runbook to Systems Manager", {
        principal,
        action: "iam:PassRole",
        resource: role,
        context: { "iam:PassedToService": "ssm.amazonaws.com" },
    }),
    mayNot("pass it to another service", {
        principal,
        action: "iam:PassRole",
        resource: role,
        context: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    mayNot("pass it to no service", { principal, action: "iam:PassRole", resource: role }),
    mayNot("pass another role", {
        principal,
        action: "iam:PassRole",
        resource: "arn:aws:iam::123456789012:role/admin",
        context: { "iam:PassedToService": "ssm.amazonaws.com" },
    }),
    mayNot("read documents, which the level that it does not get may do", {
        principal,
        action: "ssm:GetDocument",
        resource: documentArn("Acme-PatchNow"),
    }),
];

describeAccess("a member of a team", world, cases);

const roleOf = (name: string, path = "", account = "210987654321"): string =>
    `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${name}_0123456789abcdef`;

const assumedRole = team.names(namingScope("TeamAccess"), { path: "/team/" }).role.arn;

const callers = (): World => ({
    grants: Object.fromEntries(
        [
            roleOf("Operations"),
            roleOf("Operations", "eu-west-1/"),
            roleOf("Admin"),
            roleOf("Operations", "", "123456789012"),
            callerRole,
            "arn:aws:iam::210987654321:role/AWSReservedSSO_Operations_0123456789abcdef",
        ].map((caller) => [
            caller,
            [document(allow("Assume", ["sts:AssumeRole", "sts:SetSourceIdentity"], [assumedRole]))],
        ]),
    ),
    trusts: {
        [assumedRole]: planDocuments(team, namingScope("TeamAccess"), assumed).trust?.document ?? assert.fail(),
    },
});

const sent = { "sts:ExternalId": "acme-7f3a", "sts:SourceIdentity": "ann@acme.example" };
const assume = (caller: string, context: Readonly<Record<string, string>> = sent) => ({
    principal: caller,
    action: "sts:AssumeRole",
    resource: assumedRole,
    context,
});
const setIdentity = (caller: string, identity?: string) => ({
    principal: caller,
    action: "sts:SetSourceIdentity",
    resource: assumedRole,
    ...(identity === undefined ? {} : { context: { "sts:SourceIdentity": identity } }),
});

const callerCases: readonly Case[] = [
    may("assume it with the permission set", assume(roleOf("Operations"))),
    may("assume it with the permission set of another home Region", assume(roleOf("Operations", "eu-west-1/"))),
    mayNot("assume it with another permission set", assume(roleOf("Admin"))),
    mayNot("assume it with the permission set in another account", assume(roleOf("Operations", "", "123456789012"))),
    mayNot(
        "assume it with a role that only has the name of the permission set",
        assume("arn:aws:iam::210987654321:role/AWSReservedSSO_Operations_0123456789abcdef"),
    ),
    mayNot(
        "assume it without the external ID",
        assume(roleOf("Operations"), { "sts:SourceIdentity": "ann@acme.example" }),
    ),
    mayNot("assume it with another external ID", assume(roleOf("Operations"), { ...sent, "sts:ExternalId": "other" })),
    mayNot("assume it without a source identity", assume(roleOf("Operations"), { "sts:ExternalId": "acme-7f3a" })),
    mayNot(
        "assume it with a source identity of others",
        assume(roleOf("Operations"), { ...sent, "sts:SourceIdentity": "ann@example.com" }),
    ),
    may("set a source identity with the permission set", setIdentity(roleOf("Operations"), "ann@acme.example")),
    mayNot("set no source identity with the permission set", setIdentity(roleOf("Operations"))),
    mayNot("set another source identity", setIdentity(roleOf("Operations"), "ann@example.com")),
    mayNot("set a source identity with another permission set", setIdentity(roleOf("Admin"), "ann@acme.example")),
    may("assume it with the named role", assume(callerRole)),
    mayNot(
        "assume it with the named role and without the external ID",
        assume(callerRole, { "sts:SourceIdentity": "ann@acme.example" }),
    ),
    mayNot(
        "assume it with the named role and another external ID",
        assume(callerRole, { ...sent, "sts:ExternalId": "other" }),
    ),
    mayNot(
        "assume it with the named role and no source identity",
        assume(callerRole, { "sts:ExternalId": "acme-7f3a" }),
    ),
    mayNot(
        "assume it with the named role and a source identity of others",
        assume(callerRole, { ...sent, "sts:SourceIdentity": "ann@example.com" }),
    ),
    may("set a source identity with the named role", setIdentity(callerRole, "ann@acme.example")),
    mayNot("set no source identity with the named role", setIdentity(callerRole)),
    mayNot("set another source identity with the named role", setIdentity(callerRole, "ann@example.com")),
];

describe("a caller of the role of a team", () => {
    for (const one of callerCases) {
        it(one.may === undefined ? `may not ${one.mayNot}` : `may ${one.may}`, async () => {
            assert.equal(await isAllowed(callers(), one), one.may !== undefined);
        });
    }

    it("detects each condition that is removed, made optional or widened", async () => {
        const missed = await unnoticed(callers(), callerCases);
        // The principal names the account already, and AWS sends the ARN of every principal of an account.
        assert.deepEqual(
            missed.filter(
                (name) => !/ArnLikeIfExists aws:PrincipalArn$|with arn:aws:iam::\*:.* aws:PrincipalArn$/.test(name),
            ),
            [],
        );
    });
});
