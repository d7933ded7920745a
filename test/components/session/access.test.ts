import * as assert from "node:assert/strict";
import type { SessionAccessArgs } from "../../../components/session/args";
import type { Unwrap } from "../../../components/pattern/args";
import { session } from "../../../components/session/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Asked,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";
import { everything, otherwise, users } from "./fixture";

type Args = Unwrap<SessionAccessArgs>;
type Holder = "users" | "administrators" | "auditors";

const principal = "arn:aws:iam::123456789012:role/somebody";

const world = (args: Args, holder: Holder) => (): World => ({
    grants: {
        [principal]: [session.documents(namingScope("SessionAccess"), args)[holder]?.document ?? assert.fail()],
    },
    resourcePolicies: Object.fromEntries(
        ["a", "e"]
            .flatMap((digit) => [keyArn(digit), keyArn(digit, "eu-west-2")])
            .concat(keyArn("b", "eu-central-1"), keyArn("e", "eu-central-1"), keyArn("b", "eu-west-2"))
            .map((key) => [key, leftToIam]),
    ),
});

/** A key that its account leaves to IAM policies. */
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

const ask = (action: string, resource: string | readonly Asked[] = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context: { "aws:userid": userid, ...context },
});

const tagged = (of: Readonly<Record<string, string>>): Context =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [`ssm:resourceTag/${key}`, value]));

/** A session is judged on its node and on its document; whether on the latter where it names none, the key tells. */
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

describeAccess(
    "a user of sessions",
    world({ users: { ...users, ssh: true, console: true, kmsKeyArn: keyArn("a") } }, "users"),
    [
        may("open a shell on a node with the tags", start({})),
        may("open it where the document is checked", start({ check: "true" })),
        mayNot("open one where the document is not checked", start({ check: "false" })),
        may("open it on a managed instance", start({ node: managed })),
        may("open it on a node of the other team", start({ of: { ...tags, Team: "batch" } })),
        may("use the other document", start({ document: here("document/Acme-TailLogs") })),
        may("open SSH, which was asked for", start({ document: ssh })),
        mayNot("forward a port", start({ document: ssh.replace("SSH", "PortForwarding") })),
        mayNot("use another document", start({ document: here("document/Acme-Root") })),
        mayNot("use a document of another Region", start({ document: inOtherRegion(shell) })),
        mayNot(
            "use the other one of another Region",
            start({ document: inOtherRegion(here("document/Acme-TailLogs")) }),
        ),
        mayNot("use SSH of another Region", start({ document: inOtherRegion(ssh) })),
        mayNot("open a shell on a node without tags", start({ of: {} })),
        mayNot("open a shell on a node that lacks one", start({ of: { Environment: "dev" } })),
        mayNot("open a shell on a node that lacks the other", start({ of: { Team: "web" } })),
        mayNot("open a shell in another environment", start({ of: { ...tags, Environment: "prod" } })),
        mayNot("open a shell on a node of another team", start({ of: { ...tags, Team: "db" } })),
        mayNot("open a shell in another Region", start({ node: inOtherRegion(instance) })),
        mayNot("open a shell on managed ones there", start({ node: inOtherRegion(managed) })),
        mayNot("open a shell in another account", start({ node: inOtherAccount(instance) })),

        may("open the channel of the own session", ask("ssmmessages:OpenDataChannel", sessionOf(userid))),
        mayNot("open another user's", ask("ssmmessages:OpenDataChannel", sessionOf("AROAEXAMPLEID:bob"))),
        mayNot("open another role's of that name", ask("ssmmessages:OpenDataChannel", sessionOf("AROAANOTHER:ann"))),
        mayNot("open that of a name that begins so", ask("ssmmessages:OpenDataChannel", sessionOf(`${userid}a`))),
        mayNot("open one in another Region", ask("ssmmessages:OpenDataChannel", inOtherRegion(sessionOf(userid)))),
        may("end the own session", ask("ssm:TerminateSession", sessionOf(userid))),
        may("resume the own session", ask("ssm:ResumeSession", sessionOf(userid))),
        mayNot("end another user's", ask("ssm:TerminateSession", sessionOf("AROAEXAMPLEID:bob"))),
        mayNot("end that of a name that begins so", ask("ssm:TerminateSession", sessionOf(`${userid}a`))),
        mayNot("end one in another Region", ask("ssm:TerminateSession", inOtherRegion(sessionOf(userid)))),

        may("encrypt with the key of sessions", ask("kms:GenerateDataKey", keyArn("a"))),
        mayNot("encrypt with another key", ask("kms:GenerateDataKey", keyArn("e"))),
        mayNot("encrypt with a key of another Region", ask("kms:GenerateDataKey", inOtherRegion(keyArn("a")))),
        mayNot("decrypt with it", ask("kms:Decrypt", keyArn("a"))),

        may("ask whether a node answers", ask("ssm:GetConnectionStatus", instance, tagged(tags))),
        may("ask whether a managed one does", ask("ssm:GetConnectionStatus", managed, tagged(tags))),
        mayNot("ask it of a node without tags", ask("ssm:GetConnectionStatus", instance)),
        mayNot("ask it without one tag", ask("ssm:GetConnectionStatus", instance, tagged({ Team: "web" }))),
        mayNot("ask it without the other", ask("ssm:GetConnectionStatus", instance, tagged({ Environment: "dev" }))),
        mayNot("ask it of others", ask("ssm:GetConnectionStatus", instance, tagged({ ...tags, Team: "db" }))),
        mayNot("ask it of prod", ask("ssm:GetConnectionStatus", instance, tagged({ ...tags, Environment: "prod" }))),
        mayNot("ask it elsewhere", ask("ssm:GetConnectionStatus", inOtherRegion(instance), tagged(tags))),
        mayNot("ask managed ones elsewhere", ask("ssm:GetConnectionStatus", inOtherRegion(managed), tagged(tags))),
        may("list sessions, as the console does", ask("ssm:DescribeSessions")),

        mayNot("send a command", ask("ssm:SendCommand", [{ resource: shell }, { resource: instance }])),
        mayNot("change the preferences", ask("ssm:UpdateDocument", shell, { "ssm:DocumentType": "Session" })),
        mayNot("tag a node", ask("ec2:CreateTags", instance)),
    ],
    { resources: true },
);

describeAccess(
    "a user of sessions by tag",
    world({ users: { ...otherwise, ownSessionsAnywhere: false } }, "users"),
    [
        may("forward a port of the node", start({ document: ssh.replace("SSH", "PortForwarding"), of: {} })),
        may(
            "do so on the managed one",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: managed, of: {} }),
        ),
        mayNot(
            "do so in another Region",
            start({ document: inOtherRegion(ssh.replace("SSH", "PortForwarding")), of: {} }),
        ),
        mayNot("open a shell", start({ of: {} })),
        mayNot("open SSH", start({ document: ssh, of: {} })),
        mayNot(
            "forward a port of another node",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: instance.replace(/0$/, "1"), of: {} }),
        ),
        mayNot(
            "forward one of a node of that id elsewhere",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: inOtherRegion(instance), of: {} }),
        ),
        mayNot(
            "forward one of another managed one",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: managed.replace(/0$/, "1"), of: {} }),
        ),
        mayNot(
            "forward one of a managed one elsewhere",
            start({ document: ssh.replace("SSH", "PortForwarding"), node: inOtherRegion(managed), of: {} }),
        ),
        may(
            "end the own session",
            ask("ssm:TerminateSession", sessionOf("ann"), {
                "ssm:resourceTag/aws:ssmmessages:session-id": `${userid}-0abcdef`,
            }),
        ),
        mayNot(
            "end another user's",
            ask("ssm:TerminateSession", sessionOf("bob"), {
                "ssm:resourceTag/aws:ssmmessages:session-id": "AROAEXAMPLEID:bob-0abcdef",
            }),
        ),
        may(
            "end the own session where the tag is the own id alone",
            ask("ssm:TerminateSession", sessionOf("ann"), {
                "ssm:resourceTag/aws:ssmmessages:session-id": userid,
            }),
        ),
        mayNot(
            "end that of a user whose name begins so",
            ask("ssm:TerminateSession", sessionOf("annabel"), {
                "ssm:resourceTag/aws:ssmmessages:session-id": `${userid}abel-0abcdef`,
            }),
        ),
        mayNot("end a session without the tag", ask("ssm:TerminateSession", sessionOf("ann"))),
        mayNot(
            "end one in another Region",
            ask("ssm:TerminateSession", inOtherRegion(sessionOf("ann")), {
                "ssm:resourceTag/aws:ssmmessages:session-id": `${userid}-0abcdef`,
            }),
        ),
        may("open its channel", ask("ssmmessages:OpenDataChannel", sessionOf(userid))),
        mayNot("open another's", ask("ssmmessages:OpenDataChannel", sessionOf("AROAEXAMPLEID:bob"))),
        mayNot("open one in another Region", ask("ssmmessages:OpenDataChannel", inOtherRegion(sessionOf(userid)))),
    ],
    { resources: true },
);

const isSession = { "ssm:DocumentType": "Session" };

describeAccess(
    "an administrator of sessions",
    world(everything, "administrators"),
    [
        may("change the preferences", ask("ssm:UpdateDocument", shell, isSession)),
        may("delete them, which was asked for", ask("ssm:DeleteDocument", shell, isSession)),
        mayNot("change another session document", ask("ssm:UpdateDocument", here("document/Acme-TailLogs"), isSession)),
        mayNot("change that of another Region", ask("ssm:UpdateDocument", inOtherRegion(shell), isSession)),
        mayNot("make a runbook of that name", ask("ssm:CreateDocument", shell, { "ssm:DocumentType": "Automation" })),
        mayNot("make one of no type", ask("ssm:CreateDocument", shell)),
        mayNot("share it", ask("ssm:ModifyDocumentPermission", shell)),
        mayNot("open a session", start({})),
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
        may("ask whether a node answers", ask("ssm:GetConnectionStatus", instance)),
        mayNot("ask it of another Region's", ask("ssm:GetConnectionStatus", inOtherRegion(instance))),
        mayNot("ask it of managed ones there", ask("ssm:GetConnectionStatus", inOtherRegion(managed))),
        may("read the preferences", ask("ssm:GetDocument", shell, isSession)),
        mayNot("read another document", ask("ssm:GetDocument", here("document/Acme-TailLogs"), isSession)),
        mayNot("read those of another Region", ask("ssm:GetDocument", inOtherRegion(shell), isSession)),
        mayNot("change the preferences", ask("ssm:UpdateDocument", shell, isSession)),
        may("read the log of a session", ask("logs:GetLogEvents", stream)),
        mayNot("read that of another Region", ask("logs:GetLogEvents", inOtherRegion(stream))),
        mayNot("read another group", ask("logs:GetLogEvents", stream.replace("sessions", "sessions2"))),
        may("search the log group", ask("logs:FilterLogEvents", group)),
        mayNot("search that of another Region", ask("logs:FilterLogEvents", inOtherRegion(group))),
        mayNot("search another group", ask("logs:FilterLogEvents", `${group}2`)),
        mayNot("delete a log", ask("logs:DeleteLogStream", stream)),
        may("read a record", ask("s3:GetObject", record, mine)),
        mayNot("read it in a stranger's bucket", ask("s3:GetObject", record, { "s3:ResourceAccount": "210987654321" })),
        mayNot("read it where the owner is not known", ask("s3:GetObject", record)),
        mayNot("read records of others", ask("s3:GetObject", record.replace("/web/", "/db/"), mine)),
        mayNot("delete a record", ask("s3:DeleteObject", record, mine)),
        may("list records", ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { ...mine, "s3:prefix": "web/" })),
        mayNot(
            "list all of the bucket",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { ...mine, "s3:prefix": "" }),
        ),
        mayNot("list without saying what", ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", mine)),
        mayNot(
            "list another bucket",
            ask("s3:ListBucket", "arn:aws:s3:::acme-other", { ...mine, "s3:prefix": "web/" }),
        ),
        mayNot(
            "list a stranger's",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", {
                "s3:ResourceAccount": "210987654321",
                "s3:prefix": "web/",
            }),
        ),
        mayNot(
            "list where the owner is not known",
            ask("s3:ListBucket", "arn:aws:s3:::acme-sessions", { "s3:prefix": "web/" }),
        ),
        may("decrypt records through the bucket", ask("kms:Decrypt", central, viaS3)),
        mayNot("decrypt through no service", ask("kms:Decrypt", central)),
        mayNot(
            "decrypt through another",
            ask("kms:Decrypt", central, { "kms:ViaService": "ssm.eu-central-1.amazonaws.com" }),
        ),
        mayNot("decrypt with another key", ask("kms:Decrypt", keyArn("e", "eu-central-1"), viaS3)),
        mayNot("decrypt with a key of another Region", ask("kms:Decrypt", keyArn("b", "eu-west-2"), viaS3)),
        mayNot("open a session", start({})),
        mayNot("end a session", ask("ssm:TerminateSession", sessionOf("AROAEXAMPLEID:bob"))),
    ],
    { resources: true },
);
