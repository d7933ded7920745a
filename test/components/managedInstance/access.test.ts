import * as assert from "node:assert/strict";
import type { ManagedInstanceAccessArgs } from "../../../components/managedInstance/args";
import type { Unwrap } from "../../../components/pattern/args";
import { managedInstance } from "../../../components/managedInstance/pattern";
import { awsBucketNames } from "../../../components/nodes/awsBuckets";
import { planDocuments } from "../../../components/pattern/pattern";
import { allow, document, type PolicyDocument } from "../../../policypack/iam";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    isAllowed,
    may,
    mayNot,
    unnoticed,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { everything, keyArn } from "./fixture";

type Args = Unwrap<ManagedInstanceAccessArgs>;

const role = "arn:aws:iam::123456789012:role/instances";
const launcher = "arn:aws:iam::123456789012:group/ops";
const documents = (args: Args) =>
    planDocuments(managedInstance, namingScope("ManagedInstanceAccess"), { ...args, roleName: "instances" });

/**
 * Its condition compares a key with itself, as in the AWS policy, so it only requires the key. Tested separately below.
 */
const compliance = "ReportCompliance";

/** The key policy of all keys, including those that must be denied: it delegates everything to IAM policies. */
const keyPolicy: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "DelegateToIam",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:*"],
            Resource: ["*"],
        },
    ],
};
const keys = ["a", "b", "c", "d", "e"].flatMap((digit) =>
    ["eu-west-1", "eu-west-2", "eu-central-1"].map((region) => keyArn(digit, region)),
);

const world =
    (args: Args, keep: (sid: string) => boolean = (sid) => sid !== compliance) =>
    (): World => {
        const { trust, core, features, launchers } = documents(args);
        const kept = [core, features].flatMap((planned): PolicyDocument[] =>
            planned === undefined
                ? []
                : [{ ...planned.document, Statement: planned.document.Statement.filter(({ Sid }) => keep(Sid)) }],
        );
        return {
            grants: { [role]: kept, ...(launchers && { [launcher]: [launchers.document] }) },
            ...(trust && { trusts: { [role]: trust.document } }),
            resourcePolicies: Object.fromEntries(keys.map((key) => [key, keyPolicy])),
        };
    };

const ask = (action: string, resource: Request["resource"] = "*", context: Context = {}): Request => ({
    principal: role,
    action,
    resource,
    context,
});

const here = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const instance = here("ec2", "instance/i-0123456789abcdef0");
const association = here("ssm", "association/11111111-2222-3333-4444-555555555555");
const customDocument = here("ssm", "document/Acme-PatchNow");
const awsOwned = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";

/** AWS authorizes an association report on the association and the instance. */
const report = (reported = association, from = instance): Request =>
    ask("ssm:UpdateInstanceAssociationStatus", [{ resource: reported }, { resource: from }]);

describeAccess(
    "the core policy of ManagedInstanceAccess",
    world({}),
    [
        may("be assumed by EC2, which sends no source keys", {
            principal: "ec2.amazonaws.com",
            action: "sts:AssumeRole",
            resource: role,
        }),
        mayNot("be assumed by Systems Manager", {
            principal: "ssm.amazonaws.com",
            action: "sts:AssumeRole",
            resource: role,
        }),
        may("register an instance", ask("ssm:UpdateInstanceInformation", instance)),
        mayNot(
            "register a managed instance",
            ask("ssm:UpdateInstanceInformation", here("ssm", "managed-instance/mi-0123456789abcdef0")),
        ),
        mayNot("register in another Region", ask("ssm:UpdateInstanceInformation", inOtherRegion(instance))),
        may("open the channel for commands", ask("ssmmessages:OpenControlChannel")),
        may("open the channel for data", ask("ssmmessages:OpenDataChannel")),
        mayNot("use ec2messages", ask("ec2messages:GetMessages")),
        may("read a document of the account", ask("ssm:GetDocument", customDocument)),
        may("read an AWS-owned document", ask("ssm:GetDocument", awsOwned)),
        mayNot("read a document of another Region", ask("ssm:GetDocument", inOtherRegion(customDocument))),
        mayNot("read an AWS-owned document of another Region", ask("ssm:GetDocument", inOtherRegion(awsOwned))),
        mayNot("change a document", ask("ssm:UpdateDocument", customDocument)),
        may("list its associations", ask("ssm:ListInstanceAssociations", instance)),
        mayNot(
            "list associations of an instance in another Region",
            ask("ssm:ListInstanceAssociations", inOtherRegion(instance)),
        ),
        may("report on an association", report()),
        mayNot("report on an association of another Region", report(inOtherRegion(association))),
        mayNot("report for an instance of another Region", report(association, inOtherRegion(instance))),
        may("describe an association", ask("ssm:DescribeAssociation", association)),
        may("report on a document", ask("ssm:UpdateAssociationStatus", customDocument)),
        may("report on an AWS-owned document", ask("ssm:UpdateAssociationStatus", awsOwned)),
        mayNot(
            "report on a document of another Region",
            ask("ssm:UpdateAssociationStatus", inOtherRegion(customDocument)),
        ),
        mayNot(
            "report on an AWS-owned document of another Region",
            ask("ssm:UpdateAssociationStatus", inOtherRegion(awsOwned)),
        ),
        may("report its inventory", ask("ssm:PutInventory")),
        may("get a patch snapshot", ask("ssm:GetDeployablePatchSnapshotForInstance")),
        mayNot("read a parameter", ask("ssm:GetParameter", here("ssm", "parameter/app/db"))),
        mayNot("read parameters by path", ask("ssm:GetParametersByPath", here("ssm", "parameter/app"))),
        mayNot("send a command", ask("ssm:SendCommand", [{ resource: customDocument }, { resource: instance }])),
        mayNot("write to a bucket", ask("s3:PutObject", "arn:aws:s3:::acme-output/runs/1")),
    ],
    { resources: true },
);

describeAccess("ManagedInstanceAccess with sessions only", world({ sessionsOnly: true }), [
    may("register an instance", ask("ssm:UpdateInstanceInformation", instance)),
    mayNot("register an instance in another Region", ask("ssm:UpdateInstanceInformation", inOtherRegion(instance))),
    mayNot("register an instance in another account", ask("ssm:UpdateInstanceInformation", inOtherAccount(instance))),
    may("open the channel for data", ask("ssmmessages:OpenDataChannel")),
    mayNot("read a document", ask("ssm:GetDocument", customDocument)),
    mayNot("report its inventory", ask("ssm:PutInventory")),
]);

describeAccess(
    "ManagedInstanceAccess with named documents",
    world({ documents: ["Acme-PatchNow", "AWS-RunPatchBaseline"], ec2Messages: true }, (sid) =>
        ["ReadDocuments", "ExchangeEc2Messages"].includes(sid),
    ),
    [
        may("read a named document", ask("ssm:GetDocument", customDocument)),
        mayNot("read it in another Region", ask("ssm:GetDocument", inOtherRegion(customDocument))),
        mayNot("read another document", ask("ssm:GetDocument", `${customDocument}2`)),
        may("read a named AWS-owned document", ask("ssm:DescribeDocument", awsOwned)),
        mayNot("read the AWS-owned document in another Region", ask("ssm:DescribeDocument", inOtherRegion(awsOwned))),
        mayNot("read another AWS-owned document", ask("ssm:DescribeDocument", `${awsOwned}Association`)),
        may("use ec2messages", ask("ec2messages:GetMessages")),
    ],
    { resources: true },
);

describe("compliance of an instance", () => {
    const reports = world({}, (sid) => sid === compliance);
    const signed = { "ec2:SourceInstanceARN": instance };
    const cases = [
        may("be reported by an instance", ask("ssm:PutComplianceItems", instance, signed)),
        mayNot("be reported with credentials of another principal", ask("ssm:PutComplianceItems", instance)),
        mayNot("be reported for another Region", ask("ssm:PutComplianceItems", inOtherRegion(instance), signed)),
    ];
    for (const one of cases) {
        it(one.may === undefined ? `may not ${one.mayNot}` : `may ${one.may}`, async () => {
            assert.equal(await isAllowed(reports(), one), one.may !== undefined);
        });
    }
    it("only requires the condition key to be present", async () => {
        assert.deepEqual(await unnoticed({ grants: reports().grants ?? {} }, cases), [
            `Statement "${compliance}" with * at StringEquals ec2:SourceInstanceARN`,
        ]);
    });
});

const parameter = (name: string): string => here("ssm", `parameter/${name}`);

/** Decryption through Parameter Store, for one parameter. The simulator does not support the encryption context. */
const decrypt = (name: string, key = keyArn("a"), via = "ssm.eu-west-1.amazonaws.com"): Request => ({
    ...ask("kms:Decrypt", key, { "kms:ViaService": via, "kms:EncryptionContext:PARAMETER_ARN": name }),
    substitutes: { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" },
});

describeAccess(
    "the parameters of ManagedInstanceAccess",
    world({ parameters: everything.parameters ?? {} }, (sid) => sid.includes("Parameters")),
    [
        may("read a parameter below the path", ask("ssm:GetParameters", parameter("app/db/password"))),
        mayNot("read it in another Region", ask("ssm:GetParameters", inOtherRegion(parameter("app/db/password")))),
        mayNot(
            "read a parameter of another account",
            ask("ssm:GetParameter", "arn:aws:ssm:eu-west-1:210987654321:parameter/app/db/password"),
        ),
        mayNot("read a parameter below a sibling path", ask("ssm:GetParameter", parameter("app2/db"))),
        mayNot("read a parameter with the name of the path", ask("ssm:GetParameter", parameter("app"))),
        may("read a parameter by its full name", ask("ssm:GetParameter", parameter("shared/license"))),
        mayNot(
            "read the named parameter in another Region",
            ask("ssm:GetParameter", inOtherRegion(parameter("shared/license"))),
        ),
        mayNot("read a sibling of the named parameter", ask("ssm:GetParameter", parameter("shared/other"))),
        may("read a parameter without a path", ask("ssm:GetParameter", parameter("flat"))),
        mayNot(
            "read the parameter without a path in another Region",
            ask("ssm:GetParameter", inOtherRegion(parameter("flat"))),
        ),
        may("read by path", ask("ssm:GetParametersByPath", parameter("app"))),
        mayNot("read by path in another Region", ask("ssm:GetParametersByPath", inOtherRegion(parameter("app")))),
        may("read by a nested path", ask("ssm:GetParametersByPath", parameter("app/db"))),
        mayNot(
            "read by a nested path in another Region",
            ask("ssm:GetParametersByPath", inOtherRegion(parameter("app/db"))),
        ),
        mayNot("read by a sibling path", ask("ssm:GetParametersByPath", parameter("app2"))),
        mayNot("read by the path of a single parameter", ask("ssm:GetParametersByPath", parameter("shared"))),
        mayNot("read the history of a parameter", ask("ssm:GetParameterHistory", parameter("app/db"))),
        mayNot("write a parameter", ask("ssm:PutParameter", parameter("app/db"))),
        may("decrypt a parameter", decrypt(parameter("app/db/password"))),
        may("decrypt a parameter by its full name", decrypt(parameter("shared/license"))),
        mayNot("decrypt a parameter below a sibling path", decrypt(parameter("app2/db"))),
        mayNot("decrypt a parameter of another Region", decrypt(inOtherRegion(parameter("app/db")))),
        mayNot(
            "decrypt a parameter of another account",
            decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/app/db"),
        ),
        mayNot("decrypt the named parameter of another Region", decrypt(inOtherRegion(parameter("shared/license")))),
        mayNot(
            "decrypt the named parameter of another account",
            decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/shared/license"),
        ),
        mayNot("decrypt the parameter without a path of another Region", decrypt(inOtherRegion(parameter("flat")))),
        mayNot(
            "decrypt the parameter without a path of another account",
            decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/flat"),
        ),
        mayNot("decrypt with another key", decrypt(parameter("app/db"), keyArn("e"))),
        mayNot("decrypt with a key of another Region", decrypt(parameter("app/db"), keyArn("a", "eu-west-2"))),
        mayNot(
            "decrypt through another service",
            decrypt(parameter("app/db"), keyArn("a"), "s3.eu-west-1.amazonaws.com"),
        ),
        mayNot("decrypt directly", {
            ...ask("kms:Decrypt", keyArn("a"), { "kms:EncryptionContext:PARAMETER_ARN": parameter("app/db") }),
            substitutes: { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" },
        }),
        mayNot(
            "decrypt anything other than a parameter",
            ask("kms:Decrypt", keyArn("a"), { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" }),
        ),
    ],
    { resources: true },
);

const group = (name: string): string => here("logs", `log-group:${name}`);
const stream = (name: string): string => here("logs", `log-group:${name}:log-stream:1`);

/** Writing to a log group, and describing its streams. */
const logging = (name: string) => [
    may(`write to ${name}`, ask("logs:PutLogEvents", stream(name))),
    mayNot(`write to ${name} in another Region`, ask("logs:PutLogEvents", inOtherRegion(stream(name)))),
    mayNot(`write to ${name}2`, ask("logs:PutLogEvents", stream(`${name}2`))),
    may(`describe the streams of ${name}`, ask("logs:DescribeLogStreams", group(name))),
    mayNot(
        `describe the streams of ${name} in another Region`,
        ask("logs:DescribeLogStreams", inOtherRegion(group(name))),
    ),
    mayNot(`describe the streams of ${name}2`, ask("logs:DescribeLogStreams", group(`${name}2`))),
];

const { cloudWatchAgent = {}, directoryIds = [], logs = { logGroupNames: [] } } = everything;

describeAccess(
    "the CloudWatch agent, directories and logs of ManagedInstanceAccess",
    world({ cloudWatchAgent, directoryIds, logs, awsManagedCore: true }),
    [
        may(
            "publish to the agent's namespace",
            ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "CWAgent" }),
        ),
        mayNot(
            "publish to another namespace",
            ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "Billing" }),
        ),
        mayNot("publish without a namespace", ask("cloudwatch:PutMetricData")),
        may("send traces", ask("xray:PutTraceSegments")),
        may("set the retention of its log group", ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme"))),
        mayNot(
            "set the retention in another Region",
            ask("logs:PutRetentionPolicy", inOtherRegion(group("/aws/ssm/Acme"))),
        ),
        mayNot("set the retention of another log group", ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme2"))),
        may(
            "set the retention with the stream ARN, which AWS also authorizes",
            ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme:log-stream:")),
        ),
        mayNot(
            "set the retention with the stream ARN in another Region",
            ask("logs:PutRetentionPolicy", inOtherRegion(group("/aws/ssm/Acme:log-stream:"))),
        ),
        may("read the agent's configuration", ask("ssm:GetParameter", parameter("AmazonCloudWatch-linux"))),
        mayNot("read another configuration", ask("ssm:GetParameter", parameter("AmazonCloudWatch-windows"))),
        mayNot(
            "read the configuration in another Region",
            ask("ssm:GetParameter", inOtherRegion(parameter("AmazonCloudWatch-linux"))),
        ),
        may("join the directory", ask("ds:CreateComputer", here("ds", "directory/d-1234567890"))),
        mayNot("join another directory", ask("ds:CreateComputer", here("ds", "directory/d-1234567891"))),
        mayNot(
            "join a directory in another Region",
            ask("ds:CreateComputer", inOtherRegion(here("ds", "directory/d-1234567890"))),
        ),
        ...logging("/aws/ssm/Acme"),
        may("create the log group", ask("logs:CreateLogGroup", group("/aws/ssm/Acme"))),
        mayNot(
            "create the log group in another Region",
            ask("logs:CreateLogGroup", inOtherRegion(group("/aws/ssm/Acme"))),
        ),
        may(
            "create the log group with the stream ARN, which AWS also authorizes",
            ask("logs:CreateLogGroup", group("/aws/ssm/Acme:log-stream:")),
        ),
        mayNot(
            "create the log group with the stream ARN in another Region",
            ask("logs:CreateLogGroup", inOtherRegion(group("/aws/ssm/Acme:log-stream:"))),
        ),
        mayNot("create another log group", ask("logs:CreateLogGroup", group("/aws/ssm/Acme2"))),
        mayNot("delete the log group", ask("logs:DeleteLogGroup", group("/aws/ssm/Acme"))),
        may("describe log groups", ask("logs:DescribeLogGroups")),
    ],
    { resources: true },
);

const put = (object: string, account?: string, action = "s3:PutObject"): Request =>
    ask(action, `arn:aws:s3:::${object}`, account === undefined ? {} : { "s3:ResourceAccount": account });
const mine = "123456789012";
const theirs = "210987654321";
const central = keyArn("b", "eu-central-1");
const encrypt = (key: string, via?: string): Request =>
    ask("kms:GenerateDataKey", key, via === undefined ? {} : { "kms:ViaService": via });

describeAccess(
    "output and sessions of ManagedInstanceAccess",
    world({ outputBuckets: everything.outputBuckets ?? [], sessions: everything.sessions ?? {} }, (sid) =>
        /Output|Session/.test(sid),
    ),
    [
        may("write output below the prefix", put("acme-output/runs/1/stdout", mine)),
        mayNot("write output to a bucket with the same name in another account", put("acme-output/runs/1", theirs)),
        mayNot("write output to a bucket without a known owner", put("acme-output/runs/1")),
        mayNot("write output below a prefix that only starts the same", put("acme-output/runs2/1", mine)),
        mayNot("write output to the root", put("acme-output/1", mine)),
        mayNot("write output to another bucket", put("acme-output2/runs/1", mine)),
        mayNot("set the ACL of output in its own bucket", put("acme-output/runs/1", mine, "s3:PutObjectAcl")),
        mayNot("read output", put("acme-output/runs/1", mine, "s3:GetObject")),
        may("write output to the other account's bucket", put("acme-archive/1", theirs)),
        may("set the ACL of output in the other account's bucket", put("acme-archive/1", theirs, "s3:PutObjectAcl")),
        mayNot("write the other account's output to a bucket of this account", put("acme-archive/1", mine)),
        mayNot("write the other account's output to a bucket without a known owner", put("acme-archive/1")),
        may(
            "read the encryption configuration of the output bucket",
            put("acme-output", mine, "s3:GetEncryptionConfiguration"),
        ),
        mayNot("read that of a bucket in another account", put("acme-output", theirs, "s3:GetEncryptionConfiguration")),
        mayNot(
            "read that of a bucket without a known owner",
            put("acme-output", undefined, "s3:GetEncryptionConfiguration"),
        ),
        mayNot("read that of the other account's bucket", put("acme-archive", theirs, "s3:GetEncryptionConfiguration")),
        mayNot("read that of another bucket", put("acme-other", mine, "s3:GetEncryptionConfiguration")),
        may("encrypt output in the bucket's Region", encrypt(central, "s3.eu-central-1.amazonaws.com")),
        mayNot("encrypt output through another service", encrypt(central, "sqs.eu-central-1.amazonaws.com")),
        mayNot("encrypt output directly", encrypt(central)),
        mayNot(
            "encrypt output with another key",
            encrypt(keyArn("e", "eu-central-1"), "s3.eu-central-1.amazonaws.com"),
        ),
        mayNot(
            "encrypt output with a key of another Region",
            encrypt(inOtherRegion(keyArn("b")), "s3.eu-central-1.amazonaws.com"),
        ),
        may("decrypt sessions", ask("kms:Decrypt", keyArn("c"))),
        mayNot("decrypt with the key for output", ask("kms:Decrypt", central)),
        mayNot("decrypt with a key of another Region", ask("kms:Decrypt", inOtherRegion(keyArn("c")))),
        mayNot("decrypt with another key", ask("kms:Decrypt", keyArn("e"))),
        ...logging("acme/sessions"),
        mayNot("create the log group for sessions", ask("logs:CreateLogGroup", group("acme/sessions"))),
        may("write session logs", put("acme-sessions/web/1", mine)),
        mayNot("write session logs below another prefix", put("acme-sessions/db/1", mine)),
        mayNot("write session logs to a bucket in another account", put("acme-sessions/web/1", theirs)),
        mayNot("write session logs to a bucket without a known owner", put("acme-sessions/web/1")),
        may(
            "read the encryption configuration for session logs",
            put("acme-sessions", mine, "s3:GetEncryptionConfiguration"),
        ),
        mayNot("read it in another account", put("acme-sessions", theirs, "s3:GetEncryptionConfiguration")),
        mayNot("read it without a known owner", put("acme-sessions", undefined, "s3:GetEncryptionConfiguration")),
    ],
    { resources: true },
);

const fetching = (object: string, account?: string): Request => put(object, account, "s3:GetObject");
const decryptSource = (key: string, via?: string): Request =>
    ask("kms:Decrypt", key, via === undefined ? {} : { "kms:ViaService": via });
const patchPolicy = "aws-quicksetup-patchpolicy-210987654321-a1b2c";
const baseline = here("ssm", "patchbaseline/pb-0123456789abcdef0");
const baselineOfAws = "arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0fedcba9876543210";
const anotherOfAws = baselineOfAws.replace("543210", "543211");

/** AWS allows everyone to read its baselines, so only the identity-based policy matters. */
const readable: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Read", Effect: "Allow", Principal: { AWS: "*" }, Action: ["ssm:*"], Resource: ["*"] }],
};

describeAccess(
    "downloads of ManagedInstanceAccess",
    () => {
        const node = world(
            {
                sourceBuckets: everything.sourceBuckets ?? [],
                awsBuckets: { regions: ["eu-west-1", "me-south-1"] },
                patchBaselines: everything.patchBaselines ?? [],
            },
            (sid) => /^Fetch|Source|PatchBaselines$/.test(sid),
        )();
        const baselines = [baselineOfAws, inOtherRegion(baselineOfAws), anotherOfAws];
        return {
            ...node,
            resourcePolicies: {
                ...node.resourcePolicies,
                ...Object.fromEntries(baselines.map((one) => [one, readable])),
            },
        };
    },
    [
        may("download the agent", fetching("amazon-ssm-eu-west-1/latest/VERSION")),
        may("download the agent from the second Region", fetching("amazon-ssm-me-south-1/latest/VERSION")),
        mayNot("download the agent from a third Region", fetching("amazon-ssm-eu-west-2/latest/VERSION")),
        mayNot(
            "download from a bucket whose name only starts the same",
            fetching("amazon-ssm-eu-west-1-acme/latest/VERSION"),
        ),
        may("download a baseline snapshot", fetching("patch-baseline-snapshot-eu-west-1/a.json")),
        may(
            "download a baseline snapshot with the suffix",
            fetching("patch-baseline-snapshot-me-south-1-uduvl7q8/a.json"),
        ),
        mayNot(
            "download a baseline snapshot without the suffix, a name that anyone can register",
            fetching("patch-baseline-snapshot-me-south-1/a"),
        ),
        may("download Patch Manager modules", fetching("aws-patch-manager-eu-west-1-5522fb710/a")),
        mayNot(
            "download Patch Manager modules with another suffix",
            fetching("aws-patch-manager-eu-west-1-5522fb711/a"),
        ),
        mayNot("download modules for macOS by default", fetching("aws-patchmanager-macos-eu-west-1-5522fb710/a")),
        mayNot("write to an AWS-owned bucket", put("amazon-ssm-eu-west-1/latest/VERSION")),
        ...awsBucketNames("eu-west-1", { regions: ["eu-west-1", "me-south-1"] }).map((name) =>
            may(`download from ${name}`, fetching(`${name}/a`)),
        ),
        may("download a named object", fetching("acme-scripts/baselines/override.json", mine)),
        mayNot(
            "download the object from a bucket in another account",
            fetching("acme-scripts/baselines/override.json", theirs),
        ),
        mayNot(
            "download the object from a bucket without a known owner",
            fetching("acme-scripts/baselines/override.json"),
        ),
        mayNot("download another object", fetching("acme-scripts/baselines/other.json", mine)),
        may("download below the prefix", fetching("acme-scripts/web/setup.sh", mine)),
        mayNot("download below another prefix", fetching("acme-scripts/db/setup.sh", mine)),
        mayNot("write below the prefix", put("acme-scripts/web/setup.sh", mine)),
        may(
            "download the patch policy of the other account",
            fetching(`${patchPolicy}/baseline_overrides.json`, theirs),
        ),
        mayNot(
            "download the patch policy from a bucket of this account",
            fetching(`${patchPolicy}/baseline_overrides.json`, mine),
        ),
        mayNot(
            "download the patch policy from a bucket without a known owner",
            fetching(`${patchPolicy}/baseline_overrides.json`),
        ),
        mayNot("download another patch policy", fetching(`${patchPolicy}2/baseline_overrides.json`, theirs)),
        may("decrypt downloads", decryptSource(keyArn("d"), "s3.eu-west-1.amazonaws.com")),
        mayNot("decrypt downloads through another service", decryptSource(keyArn("d"), "sqs.eu-west-1.amazonaws.com")),
        mayNot("decrypt downloads directly", decryptSource(keyArn("d"))),
        mayNot("decrypt downloads with another key", decryptSource(keyArn("e"), "s3.eu-west-1.amazonaws.com")),
        mayNot(
            "decrypt downloads with a key of another Region",
            decryptSource(keyArn("d", "eu-west-2"), "s3.eu-west-1.amazonaws.com"),
        ),
        may("read the baseline", ask("ssm:GetPatchBaseline", baseline)),
        mayNot("read the baseline in another Region", ask("ssm:GetPatchBaseline", inOtherRegion(baseline))),
        mayNot("read another baseline", ask("ssm:GetPatchBaseline", baseline.replace("def0", "def1"))),
        may("read the AWS-owned baseline", ask("ssm:DescribeEffectivePatchesForPatchBaseline", baselineOfAws)),
        mayNot(
            "read the AWS-owned baseline in another Region",
            ask("ssm:DescribeEffectivePatchesForPatchBaseline", inOtherRegion(baselineOfAws)),
        ),
        mayNot("read another AWS-owned baseline", ask("ssm:GetPatchBaseline", anotherOfAws)),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", baseline)),
    ],
    { resources: true },
);

/** Like the AWS managed core, which allows every principal with the role to report for any node. */
const coreOfAws = document(allow("Everything", ["ssm:PutComplianceItems", "ssm:UpdateAssociationStatus"], ["*"]));
const reported = (context: Context): Request => ask("ssm:PutComplianceItems", instance, context);
const managedNode = here("ssm", "managed-instance/mi-0123456789abcdef0");

describeAccess(
    "restricted reports with the AWS managed core",
    () => ({
        grants: {
            [role]: [
                coreOfAws,
                documents({ awsManagedCore: true, restrictReports: true }).features?.document ?? assert.fail(),
            ],
        },
    }),
    [
        may("be made by an instance with its profile", reported({ "ec2:SourceInstanceARN": instance })),
        may("be made by any other node", reported({ "ssm:SourceInstanceARN": managedNode })),
        mayNot("be made by a principal that is not a node", reported({})),
        may(
            "include the status of an association from a node",
            ask("ssm:UpdateAssociationStatus", customDocument, { "ec2:SourceInstanceARN": instance }),
        ),
        mayNot(
            "include the status of an association from another principal",
            ask("ssm:UpdateAssociationStatus", customDocument),
        ),
    ],
);

const pass = (to: string | undefined, which = role): Request => ({
    principal: launcher,
    action: "iam:PassRole",
    resource: which,
    context: to === undefined ? {} : { "iam:PassedToService": to },
});

describeAccess(
    "launchers of ManagedInstanceAccess",
    () => ({ grants: { [launcher]: [documents(everything).launchers?.document ?? assert.fail()] } }),
    [
        may("pass the instance role to EC2", pass("ec2.amazonaws.com")),
        mayNot("pass it to another service", pass("lambda.amazonaws.com")),
        mayNot("pass it without a service", pass(undefined)),
        mayNot("pass another role", pass("ec2.amazonaws.com", `${role}2`)),
        mayNot(
            "pass a role with the same name below a path",
            pass("ec2.amazonaws.com", role.replace("role/", "role/a/")),
        ),
        may("list instance profiles for the console", {
            principal: launcher,
            action: "iam:ListInstanceProfiles",
            resource: "*",
        }),
        mayNot("change an instance profile", {
            principal: launcher,
            action: "iam:AddRoleToInstanceProfile",
            resource: "arn:aws:iam::123456789012:instance-profile/instances",
        }),
    ],
    { resources: true },
);
