import * as assert from "node:assert/strict";
import type { SessionAccessArgs } from "../../../components/session/args";
import type { Unwrap } from "../../../components/pattern/args";
import { session } from "../../../components/session/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type RequestedResource,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";
import { everything, otherwise, users } from "./fixture";

type Args = Unwrap<SessionAccessArgs>;
type AccessLevel = "users" | "administrators" | "auditors";

const principal = "arn:aws:iam::123456789012:role/somebody";

const world = (args: Args, holder: AccessLevel) => (): World => ({
    grants: {
        [principal]: [planDocuments(session, namingScope("SessionAccess"), args)[holder]?.document ?? assert.fail()],
    },
    resourcePolicies: Object.fromEntries(
        ["a", "e"]
            .flatMap((digit) => [keyArn(digit), keyArn(digit, "eu-west-2")])
            .concat(keyArn("b", "eu-central-1"), keyArn("e", "eu-central-1"), keyArn("b", "eu-west-2"))
            .map((key) => [key, leftToIam]),
    ),
});

/** The policy of a key that delegates access to IAM policies. */
const leftToIam = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "LeaveToIam",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:*"],
            Resource: ["*"],
        },
    ],
} as const;

const userid = "AROAEXAMPLEID:ann";
const here = (resource: string, service = "ssm"): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const instance = here("instance/i-0123456789abcdef0", "ec2");
const managed = here("managed-instance/mi-0123456789abcdef0");
const shell = here("document/SSM-SessionManagerRunShell");
const ssh = "arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession";
const tags = { Environment: "dev", Team: "web" };

const ask = (
    action: string,
    resource: string | readonly RequestedResource[] = "*",
    context: Context = {},
): Request => ({
    principal,
    action,
    resource,
    context: { "aws:userid": userid, ...context },
});

const tagged = (of: Readonly<Record<string, string>>): Context =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [`ssm:resourceTag/${key}`, value]));

/**
 * AWS authorizes a session on its node and its document; `check` is whether it does so without a specified document.
 */
const start = ({
    node = instance,
    document = shell,
    of = tags,
    check,
}: {
    readonly node?: string;
    readonly document?: string;
    readonly of?: Readonly<Record<string, string>>;
    readonly check?: "true" | "false";
}): Request =>
    ask(
        "ssm:StartSession",
        [{ resource: node, context: tagged(of) }, { resource: document }],
        check === undefined ? {} : { "ssm:SessionDocumentAccessCheck": check },
    );

const sessionOf = (id: string): string => here(`session/${id}-0abcdef0123456789`);
const sessionTag = (value: string): Context => ({ "ssm:resourceTag/aws:ssmmessages:session-id": value });

const keepOwnSessions = [
    may("terminate the own session by its ID", ask("ssm:TerminateSession", sessionOf(userid))),
    may("resume the own session by its ID", ask("ssm:ResumeSession", sessionOf(userid))),
    may("terminate the own session by its tag", ask("ssm:TerminateSession", sessionOf("ann"), sessionTag(userid))),
    may(
        "resume the own session by its tag",
        ask("ssm:ResumeSession", sessionOf("ann"), sessionTag(`${userid}-0abcdef`)),
    ),
    mayNot("terminate another user's session", ask("ssm:TerminateSession", sessionOf("AROAEXAMPLEID:bob"))),
    mayNot(
        "terminate another user's session by its tag",
        ask("ssm:TerminateSession", sessionOf("bob"), sessionTag("AROAEXAMPLEID:bob-0abcdef")),
    ),
    mayNot(
        "terminate the session of the same session name of another role",
        ask("ssm:TerminateSession", sessionOf("ann"), sessionTag("AROAANOTHER:ann-0abcdef")),
    ),
    mayNot(
        "terminate the session of a user with the same name prefix",
        ask("ssm:TerminateSession", sessionOf(`${userid}a`)),
    ),
    mayNot(
        "terminate the session of a user with the same name prefix by its tag",
        ask("ssm:TerminateSession", sessionOf("annabel"), sessionTag(`${userid}abel-0abcdef`)),
    ),
    mayNot("terminate a session without the tag", ask("ssm:TerminateSession", sessionOf("ann"))),
    mayNot(
        "terminate the own session in another Region",
        ask("ssm:TerminateSession", inOtherRegion(sessionOf(userid))),
    ),
    mayNot(
        "terminate the own session in another Region by its tag",
        ask("ssm:TerminateSession", inOtherRegion(sessionOf("ann")), sessionTag(userid)),
    ),
];

describeAccess(
    "a user of sessions",
    world({ users: { ...users, ssh: true, console: true, kmsKeyArn: keyArn("a") } }, "users"),
    [
        may("open a shell on a node with the tags", start({})),
        may("open a shell with a checked document", start({ check: "true" })),
        mayNot("open a shell without a checked document", start({ check: "false" })),
        may("open a shell on a managed instance", start({ node: managed })),
        may("open a shell on a node of the second team", start({ of: { ...tags, Team: "batch" } })),
        may("use the second document", start({ document: here("document/Acme-TailLogs") })),
        may("open an SSH tunnel", start({ document: ssh })),
        mayNot("forward a port", start({ document: ssh.replace("SSH", "PortForwarding") })),
        mayNot("use another document", start({ document: here("document/Acme-Root") })),
        mayNot("use the first document in another Region", start({ document: inOtherRegion(shell) })),
        mayNot(
            "use the second document in another Region",
            start({ document: inOtherRegion(here("document/Acme-TailLogs")) }),
        ),
        mayNot("use the SSH document in another Region", start({ document: inOtherRegion(ssh) })),
        mayNot("open a shell on a node without tags", start({ of: {} })),
        mayNot("open a shell on a node with only Environment", start({ of: { Environment: "dev" } })),
        mayNot("open a shell on a node with only Team", start({ of: { Team: "web" } })),
        mayNot("open a shell in another environment", start({ of: { ...tags, Environment: "prod" } })),
        mayNot("open a shell on a node of another team", start({ of: { ...tags, Team: "db" } })),
        mayNot("open a shell on an instance in another Region", start({ node: inOtherRegion(instance) })),
        mayNot("open a shell on a managed instance in another Region", start({ node: inOtherRegion(managed) })),
        mayNot("open a shell on an instance in another account", start({ node: inOtherAccount(instance) })),

        may("open the data channel of the own session", ask("ssmmessages:OpenDataChannel", sessionOf(userid))),
        may(
            "open the data channel of a session whose ID starts with the role session name",
            ask("ssmmessages:OpenDataChannel", sessionOf("ann")),
        ),
        mayNot(
            "open the data channel of the own session in another Region",
            ask("ssmmessages:OpenDataChannel", inOtherRegion(sessionOf(userid))),
        ),
        mayNot(
            "open the data channel of a session in another account",
            ask("ssmmessages:OpenDataChannel", inOtherAccount(sessionOf("ann"))),
        ),
        ...keepOwnSessions,

        may("generate a data key with the session key", ask("kms:GenerateDataKey", keyArn("a"))),
        mayNot("generate a data key with another key", ask("kms:GenerateDataKey", keyArn("e"))),
        mayNot(
            "generate a data key with the session key in another Region",
            ask("kms:GenerateDataKey", inOtherRegion(keyArn("a"))),
        ),
        mayNot("decrypt with the session key", ask("kms:Decrypt", keyArn("a"))),

        may("read the connection status of a node", ask("ssm:GetConnectionStatus", instance, tagged(tags))),
        may("read the connection status of a managed instance", ask("ssm:GetConnectionStatus", managed, tagged(tags))),
        mayNot("read the connection status of a node without tags", ask("ssm:GetConnectionStatus", instance)),
        mayNot(
            "read the connection status of a node with only Team",
            ask("ssm:GetConnectionStatus", instance, tagged({ Team: "web" })),
        ),
        mayNot(
            "read the connection status of a node with only Environment",
            ask("ssm:GetConnectionStatus", instance, tagged({ Environment: "dev" })),
        ),
        mayNot(
            "read the connection status of a node of another team",
            ask("ssm:GetConnectionStatus", instance, tagged({ ...tags, Team: "db" })),
        ),
        mayNot(
            "read the connection status in another environment",
            ask("ssm:GetConnectionStatus", instance, tagged({ ...tags, Environment: "prod" })),
        ),
        mayNot(
            "read the connection status of a node in another Region",
            ask("ssm:GetConnectionStatus", inOtherRegion(instance), tagged(tags)),
        ),
        mayNot(
            "read the connection status of a managed instance in another Region",
            ask("ssm:GetConnectionStatus", inOtherRegion(managed), tagged(tags)),
        ),
        may("list sessions for the console", ask("ssm:DescribeSessions")),

        mayNot("send a command", ask("ssm:SendCommand", [{ resource: shell }, { resource: instance }])),
        mayNot("change the preferences", ask("ssm:UpdateDocument", shell, { "ssm:DocumentType": "Session" })),
        mayNot("tag a node", ask("ec2:CreateTags", instance)),
    ],
    { resources: true },
);

describeAccess(
    "a user with ownDataChannelsOnly",
    world({ users: { ...otherwise, ownSessionsAnywhere: false } }, "users"),
    [
        may("forward a port of the node", start({ document: ssh.replace("SSH", "PortForwarding"), of: {} })),
        may(
            "forward a port of the managed instance",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: managed, of: {} }),
        ),
        mayNot(
            "forward a port with a document in another Region",
            start({ document: inOtherRegion(ssh.replace("SSH", "PortForwarding")), of: {} }),
        ),
        mayNot("open a shell", start({ of: {} })),
        mayNot("open an SSH tunnel", start({ document: ssh, of: {} })),
        mayNot(
            "forward a port of another node",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: instance.replace(/0$/, "1"), of: {} }),
        ),
        mayNot(
            "forward a port of the node in another Region",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: inOtherRegion(instance), of: {} }),
        ),
        mayNot(
            "forward a port of another managed instance",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: managed.replace(/0$/, "1"), of: {} }),
        ),
        mayNot(
            "forward a port of the managed instance in another Region",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: inOtherRegion(managed), of: {} }),
        ),
        ...keepOwnSessions,
        may("open the data channel of the own session", ask("ssmmessages:OpenDataChannel", sessionOf(userid))),
        mayNot(
            "open the data channel of another user",
            ask("ssmmessages:OpenDataChannel", sessionOf("AROAEXAMPLEID:bob")),
        ),
        mayNot(
            "open the data channel of another role with the same session name",
            ask("ssmmessages:OpenDataChannel", sessionOf("AROAANOTHER:ann")),
        ),
        mayNot(
            "open the data channel of a user with the same name prefix",
            ask("ssmmessages:OpenDataChannel", sessionOf(`${userid}a`)),
        ),
        mayNot(
            "open the data channel of a session whose ID starts with the role session name",
            ask("ssmmessages:OpenDataChannel", sessionOf("ann")),
        ),
        mayNot(
            "open the data channel of the own session in another Region",
            ask("ssmmessages:OpenDataChannel", inOtherRegion(sessionOf(userid))),
        ),
    ],
    { resources: true },
);

const isSession = { "ssm:DocumentType": "Session" };

describeAccess(
    "an administrator of sessions",
    world(everything, "administrators"),
    [
        may("change the preferences", ask("ssm:UpdateDocument", shell, isSession)),
        may("delete the preferences", ask("ssm:DeleteDocument", shell, isSession)),
        mayNot("change another session document", ask("ssm:UpdateDocument", here("document/Acme-TailLogs"), isSession)),
        mayNot("change the preferences in another Region", ask("ssm:UpdateDocument", inOtherRegion(shell), isSession)),
        mayNot(
            "create a runbook with the same name",
            ask("ssm:CreateDocument", shell, { "ssm:DocumentType": "Automation" }),
        ),
        mayNot("create the document without ssm:DocumentType", ask("ssm:CreateDocument", shell)),
        mayNot("share the preferences", ask("ssm:ModifyDocumentPermission", shell)),
        mayNot("start a session", start({})),
    ],
    { resources: true },
);

const stream = here("log-group:/ssm/sessions:log-stream:ann-0abc", "logs");
const group = here("log-group:/ssm/sessions", "logs");
const mine = { "s3:ResourceAccount": "123456789012" };
const record = "arn:aws:s3:::acme-sessions/web/ann-0abc.log";
const central = keyArn("b", "eu-central-1");
const viaS3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };

describeAccess(
    "an auditor of sessions",
    world(everything, "auditors"),
    [
        may("list sessions", ask("ssm:DescribeSessions")),
        may("read the connection status of a node", ask("ssm:GetConnectionStatus", instance)),
        mayNot(
            "read the connection status of a node in another Region",
            ask("ssm:GetConnectionStatus", inOtherRegion(instance)),
        ),
        mayNot(
            "read the connection status of a managed instance in another Region",
            ask("ssm:GetConnectionStatus", inOtherRegion(managed)),
        ),
        may("read the preferences", ask("ssm:GetDocument", shell, isSession)),
        mayNot("read another document", ask("ssm:GetDocument", here("document/Acme-TailLogs"), isSession)),
        mayNot("read the preferences in another Region", ask("ssm:GetDocument", inOtherRegion(shell), isSession)),
        mayNot("change the preferences", ask("ssm:UpdateDocument", shell, isSession)),
        may("read a log stream", ask("logs:GetLogEvents", stream)),
        mayNot("read a log stream in another Region", ask("logs:GetLogEvents", inOtherRegion(stream))),
        mayNot("read another log group", ask("logs:GetLogEvents", stream.replace("sessions", "sessions2"))),
        may("search the log group", ask("logs:FilterLogEvents", group)),
        mayNot("search the log group in another Region", ask("logs:FilterLogEvents", inOtherRegion(group))),
        mayNot("search another log group", ask("logs:FilterLogEvents", `${group}2`)),
        mayNot("delete a log stream", ask("logs:DeleteLogStream", stream)),
        may("read a log object", ask("s3:GetObject", record, mine)),
        mayNot(
            "read a log object in another account's bucket",
            ask("s3:GetObject", record, { "s3:ResourceAccount": "210987654321" }),
        ),
        mayNot("read a log object without s3:ResourceAccount", ask("s3:GetObject", record)),
        mayNot("read objects outside the prefix", ask("s3:GetObject", record.replace("/web/", "/db/"), mine)),
        mayNot("delete a log object", ask("s3:DeleteObject", record, mine)),
        may("list log objects", ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { ...mine, "s3:prefix": "web/" })),
        mayNot(
            "list the whole bucket",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { ...mine, "s3:prefix": "" }),
        ),
        mayNot("list without a prefix", ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", mine)),
        mayNot(
            "list another bucket",
            ask("s3:ListBucket", "arn:aws:s3:::acme-other", { ...mine, "s3:prefix": "web/" }),
        ),
        mayNot(
            "list another account's bucket",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", {
                "s3:ResourceAccount": "210987654321",
                "s3:prefix": "web/",
            }),
        ),
        mayNot(
            "list without s3:ResourceAccount",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { "s3:prefix": "web/" }),
        ),
        may("decrypt log objects via Amazon S3", ask("kms:Decrypt", central, viaS3)),
        mayNot("decrypt without kms:ViaService", ask("kms:Decrypt", central)),
        mayNot(
            "decrypt via another service",
            ask("kms:Decrypt", central, { "kms:ViaService": "ssm.eu-central-1.amazonaws.com" }),
        ),
        mayNot("decrypt with another key", ask("kms:Decrypt", keyArn("e", "eu-central-1"), viaS3)),
        mayNot("decrypt with a key in another Region", ask("kms:Decrypt", keyArn("b", "eu-west-2"), viaS3)),
        mayNot("start a session", start({})),
        mayNot("terminate a session", ask("ssm:TerminateSession", sessionOf("AROAEXAMPLEID:bob"))),
    ],
    { resources: true },
);
