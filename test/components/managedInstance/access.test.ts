import * as assert from "node:assert/strict";
import type { ManagedInstanceAccessArgs } from "../../../components/managedInstance/args";
import type { Unwrap } from "../../../components/pattern/args";
import { managedInstance } from "../../../components/managedInstance/pattern";
import { awsBucketNames } from "../../../components/nodes/awsBuckets";
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
    managedInstance.documents(namingScope("ManagedInstanceAccess"), { ...args, roleName: "instances" });

/** Its condition compares a key with itself, as AWS writes it: it asks for the key and nothing else. Judged below. */
const compliance = "ReportCompliance";

/** What the keys of the tests leave to IAM policies: everything, near misses too. */
const keyPolicy: PolicyDocument = {
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
const own = here("ssm", "document/Acme-PatchNow");
const awsOwned = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";

/** An association's report speaks of the association and of the instance. */
const report = (about = association, from = instance): Request =>
    ask("ssm:UpdateInstanceAssociationStatus", [{ resource: about }, { resource: from }]);

describeAccess(
    "the core of a managed instance",
    world({}),
    [
        may("be assumed by EC2, which sends no source", {
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
        mayNot("exchange older messages", ask("ec2messages:GetMessages")),
        may("read an own document", ask("ssm:GetDocument", own)),
        may("read a document of AWS", ask("ssm:GetDocument", awsOwned)),
        mayNot("read a document of another Region", ask("ssm:GetDocument", inOtherRegion(own))),
        mayNot("read AWS's document of another Region", ask("ssm:GetDocument", inOtherRegion(awsOwned))),
        mayNot("change a document", ask("ssm:UpdateDocument", own)),
        may("list its associations", ask("ssm:ListInstanceAssociations", instance)),
        mayNot(
            "list associations of another Region's instance",
            ask("ssm:ListInstanceAssociations", inOtherRegion(instance)),
        ),
        may("report on an association", report()),
        mayNot("report on an association of another Region", report(inOtherRegion(association))),
        mayNot("report for an instance of another Region", report(association, inOtherRegion(instance))),
        may("describe an association", ask("ssm:DescribeAssociation", association)),
        may("report on a document", ask("ssm:UpdateAssociationStatus", own)),
        may("report on a document of AWS", ask("ssm:UpdateAssociationStatus", awsOwned)),
        mayNot("report on a document of another Region", ask("ssm:UpdateAssociationStatus", inOtherRegion(own))),
        mayNot(
            "report on AWS's document of another Region",
            ask("ssm:UpdateAssociationStatus", inOtherRegion(awsOwned)),
        ),
        may("report its inventory", ask("ssm:PutInventory")),
        may("ask for patches", ask("ssm:GetDeployablePatchSnapshotForInstance")),
        mayNot("read a parameter", ask("ssm:GetParameter", here("ssm", "parameter/app/db"))),
        mayNot("read parameters by path", ask("ssm:GetParametersByPath", here("ssm", "parameter/app"))),
        mayNot("send a command", ask("ssm:SendCommand", [{ resource: own }, { resource: instance }])),
        mayNot("write to a bucket", ask("s3:PutObject", "arn:aws:s3:::acme-output/runs/1")),
    ],
    { resources: true },
);

describeAccess("an instance that only takes sessions", world({ sessionsOnly: true }), [
    may("register an instance", ask("ssm:UpdateInstanceInformation", instance)),
    mayNot("register one of another Region", ask("ssm:UpdateInstanceInformation", inOtherRegion(instance))),
    mayNot("register one of another account", ask("ssm:UpdateInstanceInformation", inOtherAccount(instance))),
    may("open the channel for data", ask("ssmmessages:OpenDataChannel")),
    mayNot("read a document", ask("ssm:GetDocument", own)),
    mayNot("report its inventory", ask("ssm:PutInventory")),
]);

describeAccess(
    "an instance whose documents are named",
    world({ documents: ["Acme-PatchNow", "AWS-RunPatchBaseline"], ec2Messages: true }, (sid) =>
        ["ReadDocuments", "ExchangeEc2Messages"].includes(sid),
    ),
    [
        may("read that document", ask("ssm:GetDocument", own)),
        mayNot("read it in another Region", ask("ssm:GetDocument", inOtherRegion(own))),
        mayNot("read another own document", ask("ssm:GetDocument", `${own}2`)),
        may("read that document of AWS", ask("ssm:DescribeDocument", awsOwned)),
        mayNot("read it in another Region", ask("ssm:DescribeDocument", inOtherRegion(awsOwned))),
        mayNot("read another document of AWS", ask("ssm:DescribeDocument", `${awsOwned}Association`)),
        may("exchange older messages", ask("ec2messages:GetMessages")),
    ],
    { resources: true },
);

describe("compliance that an instance reports", () => {
    const reports = world({}, (sid) => sid === compliance);
    const signed = { "ec2:SourceInstanceARN": instance };
    const cases = [
        may("be reported by an instance", ask("ssm:PutComplianceItems", instance, signed)),
        mayNot("be reported by credentials of no instance", ask("ssm:PutComplianceItems", instance)),
        mayNot("be reported for another Region", ask("ssm:PutComplianceItems", inOtherRegion(instance), signed)),
    ];
    for (const one of cases) {
        it(one.may === undefined ? `may not ${one.mayNot}` : `may ${one.may}`, async () => {
            assert.equal(await isAllowed(reports(), one), one.may !== undefined);
        });
    }
    it("asks for the key and nothing else", async () => {
        assert.deepEqual(await unnoticed({ grants: reports().grants ?? {} }, cases), [
            `Statement "${compliance}" with * at StringEquals ec2:SourceInstanceARN`,
        ]);
    });
});

const parameter = (name: string): string => here("ssm", `parameter/${name}`);

/** Through Parameter Store, for one parameter. The simulator takes the context of an encryption for nothing. */
const decrypt = (name: string, key = keyArn("a"), via = "ssm.eu-west-1.amazonaws.com"): Request => ({
    ...ask("kms:Decrypt", key, { "kms:ViaService": via, "kms:EncryptionContext:PARAMETER_ARN": name }),
    substitutes: { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" },
});

describeAccess(
    "the parameters of a managed instance",
    world({ parameters: everything.parameters ?? {} }, (sid) => sid.includes("Parameters")),
    [
        may("read a parameter below the path", ask("ssm:GetParameters", parameter("app/db/password"))),
        mayNot("read it in another Region", ask("ssm:GetParameters", inOtherRegion(parameter("app/db/password")))),
        mayNot(
            "read another account's",
            ask("ssm:GetParameter", "arn:aws:ssm:eu-west-1:210987654321:parameter/app/db/password"),
        ),
        mayNot("read a sibling path", ask("ssm:GetParameter", parameter("app2/db"))),
        mayNot("read the path's own parameter", ask("ssm:GetParameter", parameter("app"))),
        may("read one by its full name", ask("ssm:GetParameter", parameter("shared/license"))),
        mayNot("read it in another Region", ask("ssm:GetParameter", inOtherRegion(parameter("shared/license")))),
        mayNot("read its sibling", ask("ssm:GetParameter", parameter("shared/other"))),
        may("read one without a path", ask("ssm:GetParameter", parameter("flat"))),
        mayNot("read it in another Region", ask("ssm:GetParameter", inOtherRegion(parameter("flat")))),
        may("read by the path", ask("ssm:GetParametersByPath", parameter("app"))),
        mayNot("read by it in another Region", ask("ssm:GetParametersByPath", inOtherRegion(parameter("app")))),
        may("read by a path below", ask("ssm:GetParametersByPath", parameter("app/db"))),
        mayNot("read by that in another Region", ask("ssm:GetParametersByPath", inOtherRegion(parameter("app/db")))),
        mayNot("read by a sibling path", ask("ssm:GetParametersByPath", parameter("app2"))),
        mayNot("read by the path of a single parameter", ask("ssm:GetParametersByPath", parameter("shared"))),
        mayNot("read what a parameter was", ask("ssm:GetParameterHistory", parameter("app/db"))),
        mayNot("write a parameter", ask("ssm:PutParameter", parameter("app/db"))),
        may("decrypt a parameter", decrypt(parameter("app/db/password"))),
        may("decrypt one by its full name", decrypt(parameter("shared/license"))),
        mayNot("decrypt a sibling path", decrypt(parameter("app2/db"))),
        mayNot("decrypt one of another Region", decrypt(inOtherRegion(parameter("app/db")))),
        mayNot("decrypt another account's", decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/app/db")),
        mayNot("decrypt single ones of another Region", decrypt(inOtherRegion(parameter("shared/license")))),
        mayNot(
            "decrypt another account's license",
            decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/shared/license"),
        ),
        mayNot("decrypt a flat one of another Region", decrypt(inOtherRegion(parameter("flat")))),
        mayNot("decrypt another account's flat one", decrypt("arn:aws:ssm:eu-west-1:210987654321:parameter/flat")),
        mayNot("decrypt with another key", decrypt(parameter("app/db"), keyArn("e"))),
        mayNot("decrypt in another Region", decrypt(parameter("app/db"), keyArn("a", "eu-west-2"))),
        mayNot(
            "decrypt through another service",
            decrypt(parameter("app/db"), keyArn("a"), "s3.eu-west-1.amazonaws.com"),
        ),
        mayNot("decrypt through no service", {
            ...ask("kms:Decrypt", keyArn("a"), { "kms:EncryptionContext:PARAMETER_ARN": parameter("app/db") }),
            substitutes: { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" },
        }),
        mayNot(
            "decrypt what is no parameter",
            ask("kms:Decrypt", keyArn("a"), { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" }),
        ),
    ],
    { resources: true },
);

const group = (name: string): string => here("logs", `log-group:${name}`);
const stream = (name: string): string => here("logs", `log-group:${name}:log-stream:1`);

/** Writing to a group: its streams, and looking for them. */
const logging = (name: string) => [
    may(`write to ${name}`, ask("logs:PutLogEvents", stream(name))),
    mayNot(`write to ${name} in another Region`, ask("logs:PutLogEvents", inOtherRegion(stream(name)))),
    mayNot(`write to ${name}2`, ask("logs:PutLogEvents", stream(`${name}2`))),
    may(`look for streams of ${name}`, ask("logs:DescribeLogStreams", group(name))),
    mayNot(`look for them in another Region`, ask("logs:DescribeLogStreams", inOtherRegion(group(name)))),
    mayNot(`look for streams of ${name}2`, ask("logs:DescribeLogStreams", group(`${name}2`))),
];

const { cloudWatchAgent = {}, directoryIds = [], logs = { logGroupNames: [] } } = everything;

describeAccess(
    "the agent, the directory and the logs of a managed instance",
    world({ cloudWatchAgent, directoryIds, logs, awsManagedCore: true }),
    [
        may(
            "publish metrics of the agent",
            ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "CWAgent" }),
        ),
        mayNot("publish others", ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "Billing" })),
        mayNot("publish without a namespace", ask("cloudwatch:PutMetricData")),
        may("send traces", ask("xray:PutTraceSegments")),
        may("set how long its logs are kept", ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme"))),
        mayNot("set it in another Region", ask("logs:PutRetentionPolicy", inOtherRegion(group("/aws/ssm/Acme")))),
        mayNot("set it for another group", ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme2"))),
        may("set it for streams, as AWS asks", ask("logs:PutRetentionPolicy", group("/aws/ssm/Acme:log-stream:"))),
        mayNot(
            "set that in another Region",
            ask("logs:PutRetentionPolicy", inOtherRegion(group("/aws/ssm/Acme:log-stream:"))),
        ),
        may("read its configuration", ask("ssm:GetParameter", parameter("AmazonCloudWatch-linux"))),
        mayNot("read that of Windows", ask("ssm:GetParameter", parameter("AmazonCloudWatch-windows"))),
        mayNot(
            "read it in another Region",
            ask("ssm:GetParameter", inOtherRegion(parameter("AmazonCloudWatch-linux"))),
        ),
        may("join its directory", ask("ds:CreateComputer", here("ds", "directory/d-1234567890"))),
        mayNot("join another one", ask("ds:CreateComputer", here("ds", "directory/d-1234567891"))),
        mayNot(
            "join one of another Region",
            ask("ds:CreateComputer", inOtherRegion(here("ds", "directory/d-1234567890"))),
        ),
        ...logging("/aws/ssm/Acme"),
        may("create its log group", ask("logs:CreateLogGroup", group("/aws/ssm/Acme"))),
        mayNot("create it in another Region", ask("logs:CreateLogGroup", inOtherRegion(group("/aws/ssm/Acme")))),
        may(
            "create it, as AWS asks for its streams too",
            ask("logs:CreateLogGroup", group("/aws/ssm/Acme:log-stream:")),
        ),
        mayNot(
            "create that in another Region",
            ask("logs:CreateLogGroup", inOtherRegion(group("/aws/ssm/Acme:log-stream:"))),
        ),
        mayNot("create another log group", ask("logs:CreateLogGroup", group("/aws/ssm/Acme2"))),
        mayNot("delete its log group", ask("logs:DeleteLogGroup", group("/aws/ssm/Acme"))),
        may("look for log groups", ask("logs:DescribeLogGroups")),
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
    "the output and the sessions of a managed instance",
    world({ outputBuckets: everything.outputBuckets ?? [], sessions: everything.sessions ?? {} }, (sid) =>
        /Output|Session/.test(sid),
    ),
    [
        may("write output below the prefix", put("acme-output/runs/1/stdout", mine)),
        mayNot("write output to a bucket of that name that somebody else took", put("acme-output/runs/1", theirs)),
        mayNot("write output where the owner is not known", put("acme-output/runs/1")),
        mayNot("write output to a prefix that begins so", put("acme-output/runs2/1", mine)),
        mayNot("write output to the root", put("acme-output/1", mine)),
        mayNot("write output to another bucket", put("acme-output2/runs/1", mine)),
        mayNot("hand its own output over", put("acme-output/runs/1", mine, "s3:PutObjectAcl")),
        mayNot("read output", put("acme-output/runs/1", mine, "s3:GetObject")),
        may("write output to the other account's bucket", put("acme-archive/1", theirs)),
        may("hand that over", put("acme-archive/1", theirs, "s3:PutObjectAcl")),
        mayNot("write that to a bucket here", put("acme-archive/1", mine)),
        mayNot("write that where the owner is not known", put("acme-archive/1")),
        may("look how output is encrypted", put("acme-output", mine, "s3:GetEncryptionConfiguration")),
        mayNot("look at a stranger's", put("acme-output", theirs, "s3:GetEncryptionConfiguration")),
        mayNot("look where the owner is not known", put("acme-output", undefined, "s3:GetEncryptionConfiguration")),
        mayNot("look at another bucket's", put("acme-archive", theirs, "s3:GetEncryptionConfiguration")),
        mayNot("look at another own bucket's", put("acme-other", mine, "s3:GetEncryptionConfiguration")),
        may("encrypt output in the bucket's Region", encrypt(central, "s3.eu-central-1.amazonaws.com")),
        mayNot("encrypt it through another service", encrypt(central, "sqs.eu-central-1.amazonaws.com")),
        mayNot("encrypt it through no service", encrypt(central)),
        mayNot("encrypt it with another key", encrypt(keyArn("e", "eu-central-1"), "s3.eu-central-1.amazonaws.com")),
        mayNot("encrypt it in another Region", encrypt(inOtherRegion(keyArn("b")), "s3.eu-central-1.amazonaws.com")),
        may("decrypt sessions", ask("kms:Decrypt", keyArn("c"))),
        mayNot("decrypt with the key of output", ask("kms:Decrypt", central)),
        mayNot("decrypt with a key of another Region", ask("kms:Decrypt", inOtherRegion(keyArn("c")))),
        mayNot("decrypt with another key", ask("kms:Decrypt", keyArn("e"))),
        ...logging("acme/sessions"),
        mayNot("create the group of sessions", ask("logs:CreateLogGroup", group("acme/sessions"))),
        may("record sessions", put("acme-sessions/web/1", mine)),
        mayNot("record sessions of others", put("acme-sessions/db/1", mine)),
        mayNot("record sessions in a stranger's bucket", put("acme-sessions/web/1", theirs)),
        mayNot("record sessions where the owner is not known", put("acme-sessions/web/1")),
        may("look how sessions are encrypted", put("acme-sessions", mine, "s3:GetEncryptionConfiguration")),
        mayNot("look at a stranger's sessions", put("acme-sessions", theirs, "s3:GetEncryptionConfiguration")),
        mayNot(
            "look at sessions where the owner is not known",
            put("acme-sessions", undefined, "s3:GetEncryptionConfiguration"),
        ),
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

/** AWS lets everybody read its baselines, so only the own policy decides. */
const readable: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Read", Effect: "Allow", Principal: { AWS: "*" }, Action: ["ssm:*"], Resource: ["*"] }],
};

describeAccess(
    "what a managed instance fetches",
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
        may("fetch the agent", fetching("amazon-ssm-eu-west-1/latest/VERSION")),
        may("fetch it from the other Region that is named", fetching("amazon-ssm-me-south-1/latest/VERSION")),
        mayNot("fetch it from a Region that is not", fetching("amazon-ssm-eu-west-2/latest/VERSION")),
        mayNot("fetch from a bucket that begins so", fetching("amazon-ssm-eu-west-1-acme/latest/VERSION")),
        may("fetch a baseline's snapshot", fetching("patch-baseline-snapshot-eu-west-1/a.json")),
        may("fetch it where the name has an ending", fetching("patch-baseline-snapshot-me-south-1-uduvl7q8/a.json")),
        mayNot(
            "fetch it from the name without, which anybody can take",
            fetching("patch-baseline-snapshot-me-south-1/a"),
        ),
        may("fetch modules of Patch Manager", fetching("aws-patch-manager-eu-west-1-5522fb710/a")),
        mayNot("fetch them from another ending", fetching("aws-patch-manager-eu-west-1-5522fb711/a")),
        mayNot("fetch those for macOS unasked", fetching("aws-patchmanager-macos-eu-west-1-5522fb710/a")),
        mayNot("write to a bucket of AWS", put("amazon-ssm-eu-west-1/latest/VERSION")),
        ...awsBucketNames("eu-west-1", { regions: ["eu-west-1", "me-south-1"] }).map((name) =>
            may(`fetch from ${name}`, fetching(`${name}/a`)),
        ),
        may("fetch a named object", fetching("acme-scripts/baselines/override.json", mine)),
        mayNot("fetch it from a stranger who took the name", fetching("acme-scripts/baselines/override.json", theirs)),
        mayNot("fetch it where the owner is not known", fetching("acme-scripts/baselines/override.json")),
        mayNot("fetch its neighbour", fetching("acme-scripts/baselines/other.json", mine)),
        may("fetch below the prefix", fetching("acme-scripts/web/setup.sh", mine)),
        mayNot("fetch from another prefix", fetching("acme-scripts/db/setup.sh", mine)),
        mayNot("write there", put("acme-scripts/web/setup.sh", mine)),
        may("fetch the patch policy of the other account", fetching(`${patchPolicy}/baseline_overrides.json`, theirs)),
        mayNot("fetch it from an own bucket of the name", fetching(`${patchPolicy}/baseline_overrides.json`, mine)),
        mayNot("fetch it where the owner is not known", fetching(`${patchPolicy}/baseline_overrides.json`)),
        mayNot("fetch another patch policy", fetching(`${patchPolicy}2/baseline_overrides.json`, theirs)),
        may("decrypt what it fetches", decryptSource(keyArn("d"), "s3.eu-west-1.amazonaws.com")),
        mayNot("decrypt it through another service", decryptSource(keyArn("d"), "sqs.eu-west-1.amazonaws.com")),
        mayNot("decrypt it through no service", decryptSource(keyArn("d"))),
        mayNot("decrypt it with another key", decryptSource(keyArn("e"), "s3.eu-west-1.amazonaws.com")),
        mayNot(
            "decrypt it with a key of another Region",
            decryptSource(keyArn("d", "eu-west-2"), "s3.eu-west-1.amazonaws.com"),
        ),
        may("read its baseline", ask("ssm:GetPatchBaseline", baseline)),
        mayNot("read it in another Region", ask("ssm:GetPatchBaseline", inOtherRegion(baseline))),
        mayNot("read another one", ask("ssm:GetPatchBaseline", baseline.replace("def0", "def1"))),
        may("read AWS's baseline", ask("ssm:DescribeEffectivePatchesForPatchBaseline", baselineOfAws)),
        mayNot(
            "read it in another Region",
            ask("ssm:DescribeEffectivePatchesForPatchBaseline", inOtherRegion(baselineOfAws)),
        ),
        mayNot("read another one of AWS", ask("ssm:GetPatchBaseline", anotherOfAws)),
        mayNot("change a baseline", ask("ssm:UpdatePatchBaseline", baseline)),
    ],
    { resources: true },
);

/** The core of AWS lets whoever holds the role report for anybody. */
const coreOfAws = document(allow("Everything", ["ssm:PutComplianceItems", "ssm:UpdateAssociationStatus"], ["*"]));
const reported = (context: Context): Request => ask("ssm:PutComplianceItems", instance, context);
const managedNode = here("ssm", "managed-instance/mi-0123456789abcdef0");

describeAccess(
    "reports that are restricted, beside the core of AWS",
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
        mayNot("be made by who is no node", reported({})),
        may(
            "tell an association's state as a node",
            ask("ssm:UpdateAssociationStatus", own, { "ec2:SourceInstanceARN": instance }),
        ),
        mayNot("tell it as nobody in particular", ask("ssm:UpdateAssociationStatus", own)),
    ],
);

const pass = (to: string | undefined, which = role): Request => ({
    principal: launcher,
    action: "iam:PassRole",
    resource: which,
    context: to === undefined ? {} : { "iam:PassedToService": to },
});

describeAccess(
    "launchers of managed instances",
    () => ({ grants: { [launcher]: [documents(everything).launchers?.document ?? assert.fail()] } }),
    [
        may("pass the instance role to EC2", pass("ec2.amazonaws.com")),
        mayNot("pass it to another service", pass("lambda.amazonaws.com")),
        mayNot("pass it to no service in particular", pass(undefined)),
        mayNot("pass another role", pass("ec2.amazonaws.com", `${role}2`)),
        mayNot("pass the role of that name under a path", pass("ec2.amazonaws.com", role.replace("role/", "role/a/"))),
        may("list instance profiles, as the console does", {
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
