import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as aws from "@pulumi/aws";
import { inWorld, type Program } from "./harness";
import { Account } from "./standin/account";
import { fieldsOf } from "./standin/model";
import { models } from "./standin/models";
import { StandIn } from "./standin/provider";
import { text, type Properties } from "./standin/value";

const accountId = "123456789012";

const statement = (rest: Properties = {}): Properties => ({
    Effect: "Allow",
    Action: ["ssm:GetParameter"],
    Resource: ["*"],
    ...rest,
});

const document = (...statements: Properties[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements.length > 0 ? statements : [statement()] });

const trust = (rest: Properties = {}): string =>
    document({
        Effect: "Allow",
        Principal: { Service: ["ssm.amazonaws.com", "events.amazonaws.com", "scheduler.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        ...rest,
    });

interface Made {
    readonly id: string;
    readonly properties: Properties;
}

/** A provider process, without the process: the same checks, the same journal. */
class Aws {
    readonly folder = mkdtempSync(join(tmpdir(), "ssm-access-standin-"));
    private provider = this.started({ region: "eu-west-1" });

    started(settings: Properties, environment: NodeJS.ProcessEnv = {}): StandIn {
        const provider = new StandIn(this.folder, environment);
        provider.configure(settings);
        return provider;
    }

    /** The engine starts the provider anew for each operation: what it knows must be in the journal. */
    restart(): void {
        this.provider = this.started({ region: "eu-west-1" });
    }

    check(type: string, inputs: Properties, olds: Properties = {}): Properties {
        const { inputs: checked, failures } = this.provider.check(urn(type), olds, inputs, Buffer.from("seed"));
        if (failures.length > 0) {
            throw new Error(
                `at preview: ${failures.map(({ property, reason }) => `${property} ${reason}`).join("; ")}`,
            );
        }
        return checked;
    }

    create(type: string, inputs: Properties): Made {
        return this.provider.create(urn(type), this.check(type, inputs), false);
    }

    update(type: string, made: Made, inputs: Properties): Properties {
        return this.provider.update(
            made.id,
            urn(type),
            made.properties,
            this.check(type, inputs, made.properties),
            false,
        );
    }

    read(type: string, id: string): { id: string; properties: Properties; inputs: Properties } {
        return this.provider.read(id, urn(type), {}, {});
    }

    delete(type: string, made: Made): void {
        this.provider.delete(made.id, urn(type), made.properties);
    }

    diff(type: string, made: Made, inputs: Properties): ReturnType<StandIn["diff"]> {
        return this.provider.diff(urn(type), made.properties, this.check(type, inputs));
    }

    invoke(token: string, args: Properties = {}): Properties {
        return this.provider.invoke(token, args);
    }

    seed(type: string, id: string, properties: Properties = { name: id }): void {
        const account = new Account(accountId, this.folder);
        account.transact(() => {
            account.put({ type, region: "", id, properties });
        });
    }

    close(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

const urn = (type: string): string => `urn:pulumi:test::ssm-access::${type}::thing`;

/** One good resource of each type, each able to lean on those above it. A refusal spoils one of them. */
const good: readonly (readonly [type: string, inputs: (made: Readonly<Record<string, Made>>) => Properties])[] = [
    ["aws:iam/role:Role", () => ({ name: "automation", path: "/service-role/", assumeRolePolicy: trust() })],
    ["aws:iam/policy:Policy", () => ({ name: "read", policy: document() })],
    ["aws:iam/rolePolicy:RolePolicy", () => ({ name: "inline", role: "automation", policy: document() })],
    [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        () => ({ role: "automation", policyArn: `arn:aws:iam::${accountId}:policy/read` }),
    ],
    [
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        () => ({ user: "alice", policyArn: `arn:aws:iam::${accountId}:policy/read` }),
    ],
    [
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        () => ({ group: "operators", policyArn: "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess" }),
    ],
    ["aws:iam/instanceProfile:InstanceProfile", () => ({ name: "instance", role: "automation" })],
    [
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        () => ({ url: "https://api.pulumi.com/oidc", clientIdLists: ["aws:example"] }),
    ],
    [
        "aws:ssm/maintenanceWindow:MaintenanceWindow",
        () => ({ name: "patching", schedule: "cron(0 2 ? * SUN *)", duration: 3, cutoff: 1 }),
    ],
    [
        "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        (made) => ({
            name: "web-servers",
            windowId: made["aws:ssm/maintenanceWindow:MaintenanceWindow"]?.id ?? "",
            resourceType: "INSTANCE",
            targets: [{ key: "tag:Role", values: ["web"] }],
        }),
    ],
    [
        "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        (made) => ({
            name: "patch",
            windowId: made["aws:ssm/maintenanceWindow:MaintenanceWindow"]?.id ?? "",
            taskType: "RUN_COMMAND",
            taskArn: "AWS-RunPatchBaseline",
            maxConcurrency: "2",
            maxErrors: "10%",
            serviceRoleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
            targets: [
                {
                    key: "WindowTargetIds",
                    values: [made["aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"]?.id ?? ""],
                },
            ],
            taskInvocationParameters: {
                runCommandParameters: {
                    timeoutSeconds: 600,
                    notificationConfig: {
                        notificationArn: `arn:aws:sns:eu-west-1:${accountId}:alerts`,
                        notificationEvents: ["Failed"],
                        notificationType: "Command",
                    },
                    serviceRoleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
                },
            },
        }),
    ],
    [
        "aws:ssm/document:Document",
        () => ({
            name: "RestartAgent",
            documentType: "Command",
            documentFormat: "YAML",
            content: 'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: restart\n',
        }),
    ],
    ["aws:ssm/parameter:Parameter", () => ({ name: "/app/url", type: "String", value: "https://example.com" })],
    [
        "aws:ssm/serviceSetting:ServiceSetting",
        () => ({
            settingId: "/ssm/managed-instance/default-ec2-instance-management-role",
            settingValue: "service-role/automation",
        }),
    ],
    [
        "aws:ssm/activation:Activation",
        () => ({ name: "edge", iamRole: "service-role/automation", registrationLimit: 5 }),
    ],
    ["aws:sns/topic:Topic", () => ({ name: "alerts" })],
    [
        "aws:sns/topicPolicy:TopicPolicy",
        (made) => {
            const arn = made["aws:sns/topic:Topic"]?.id ?? "";
            const Principal = { Service: "events.amazonaws.com" };
            return { arn, policy: document({ Effect: "Allow", Principal, Action: "sns:Publish", Resource: arn }) };
        },
    ],
    [
        "aws:sns/topicSubscription:TopicSubscription",
        (made) => ({ topic: made["aws:sns/topic:Topic"]?.id ?? "", protocol: "email", endpoint: "ops@example.com" }),
    ],
    ["aws:cloudwatch/eventRule:EventRule", () => ({ name: "failed-commands", eventPattern: '{"source":["aws.ssm"]}' })],
    [
        "aws:cloudwatch/eventTarget:EventTarget",
        (made) => ({ rule: "failed-commands", targetId: "alerts", arn: made["aws:sns/topic:Topic"]?.id ?? "" }),
    ],
    ["aws:cloudwatch/logGroup:LogGroup", () => ({ name: "/aws/ssm/sessions", retentionInDays: 30 })],
    ["aws:scheduler/scheduleGroup:ScheduleGroup", () => ({ name: "nightly" })],
    [
        "aws:scheduler/schedule:Schedule",
        () => ({
            name: "stop-instances",
            groupName: "nightly",
            scheduleExpression: "cron(0 20 * * ? *)",
            flexibleTimeWindow: { mode: "OFF" },
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
                roleArn: `arn:aws:iam::${accountId}:role/service-role/automation`,
            },
        }),
    ],
    [
        "aws:kms/key:Key",
        () => ({
            deletionWindowInDays: 7,
            policy: document({
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${accountId}:root` },
                Action: "kms:*",
                Resource: "*",
            }),
        }),
    ],
    ["aws:kms/alias:Alias", (made) => ({ name: "alias/sessions", targetKeyId: made["aws:kms/key:Key"]?.id ?? "" })],
    ["aws:s3/bucket:Bucket", () => ({ bucket: "session-logs-example" })],
    ["aws:s3/bucketV2:BucketV2", () => ({ bucket: "session-logs-older" })],
    [
        "aws:s3/bucketPolicy:BucketPolicy",
        () => ({
            bucket: "session-logs-example",
            policy: document({
                Sid: "Only over TLS",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: ["arn:aws:s3:::session-logs-example", "arn:aws:s3:::session-logs-example/*"],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
        }),
    ],
    [
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        () => ({ bucket: "session-logs-example", blockPublicAcls: true }),
    ],
    ...["", "V2"].map((suffix): (typeof good)[number] => [
        `aws:s3/bucketVersioning${suffix}:BucketVersioning${suffix}`,
        () => ({ bucket: "session-logs-example", versioningConfiguration: { status: "Enabled" } }),
    ]),
    ...["", "V2"].map((suffix): (typeof good)[number] => [
        `aws:s3/bucketServerSideEncryptionConfiguration${suffix}:BucketServerSideEncryptionConfiguration${suffix}`,
        () => ({
            bucket: "session-logs-example",
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
        }),
    ]),
    [
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        () => ({ bucket: "session-logs-example", rule: { objectOwnership: "BucketOwnerEnforced" } }),
    ],
    [
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        () => ({
            bucket: "session-logs-example",
            rules: [{ id: "expire", status: "Enabled", expiration: { days: 90 } }],
        }),
    ],
];

/** An account with everything good in it. */
const furnished = (world: Aws): Record<string, Made> => {
    world.seed("aws:iam/user:User", "alice");
    world.seed("aws:iam/group:Group", "operators");
    const made: Record<string, Made> = {};
    for (const [type, inputs] of good) {
        made[type] = world.create(type, inputs(made));
    }
    return made;
};

const inputsFor = (type: string, made: Readonly<Record<string, Made>>): Properties =>
    good.find(([each]) => each === type)?.[1](made) ?? assert.fail(`there is no good ${type}`);

/** Bytes of letters that make a document of the wanted counted size. */
const sized = (size: number): string => {
    const bare = document(statement({ Action: ["ssm:"] })).length;
    return document(statement({ Action: [`ssm:${"a".repeat(size - bare)}`] }));
};

const trustSized = (size: number): string => {
    const bare = trust({ Sid: "" }).length;
    return trust({ Sid: "a".repeat(size - bare) });
};

interface RefusalCase {
    readonly name: string;
    readonly type: string;
    /** What is changed in the good inputs; null takes a property away. */
    readonly spoil: Properties;
    readonly refused: RegExp;
    /** What this resource is called, where a second one of the same name is not the point. */
    readonly keepName?: true;
}

const grant = (rest: Properties): string => document(statement(rest));

const [role, policy, inline, attachment] = [
    "aws:iam/role:Role",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];

/** Each refusal, by the AWS answer; "at preview" is the provider's own. */
const refusals: readonly RefusalCase[] = [
    // Names, paths, lengths.
    { name: "a role's name of 65", type: role, spoil: { name: "a".repeat(65) }, refused: /at preview: name .*1 to 64/ },
    { name: "a role's name with a slash", type: role, spoil: { name: "a/b" }, refused: /at preview: name .*letters/ },
    { name: "a policy's name of 129", type: policy, spoil: { name: "a".repeat(129) }, refused: /name .*1 to 128/ },
    {
        name: "a profile's name of 129",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: { name: "a".repeat(129) },
        refused: /name .*1 to 128/,
    },
    {
        name: "a path without its last slash",
        type: role,
        spoil: { path: "/service-role" },
        refused: /path .*ends with/,
    },
    { name: "a path with two slashes", type: role, spoil: { path: "/a//b/" }, refused: /path .*without/ },
    {
        name: "a session of 13 hours",
        type: role,
        spoil: { maxSessionDuration: 46_800 },
        refused: /maxSessionDuration .*43200/,
    },
    {
        name: "name and namePrefix together",
        type: role,
        spoil: { namePrefix: "x" },
        refused: /conflicts with name/,
        keepName: true,
    },
    {
        name: "an input nobody knows",
        type: role,
        spoil: { permissionBoundary: "x" },
        refused: /permissionBoundary is no input/,
    },
    {
        name: "a missing trust policy",
        type: role,
        spoil: { assumeRolePolicy: null },
        refused: /assumeRolePolicy is required/,
    },
    { name: "a number for a text", type: role, spoil: { description: 5 }, refused: /description must be a text/ },
    {
        name: "a tag of AWS's own",
        type: role,
        spoil: { tags: { "aws:x": "1" } },
        refused: /tags holds the tag "aws:x"/,
    },
    {
        name: "51 tags",
        type: role,
        spoil: { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])) },
        refused: /51 tags/,
    },
    {
        name: "a description with an arrow",
        type: role,
        spoil: { description: "a → b" },
        refused: /description must be printable/,
    },
    // What exists already, or does not.
    {
        name: "a second role of the name",
        type: role,
        spoil: {},
        refused: /EntityAlreadyExists: Role with name automation/,
        keepName: true,
    },
    {
        name: "a second role in other letters",
        type: role,
        spoil: { name: "AUTOMATION" },
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a second policy in other letters and path",
        type: policy,
        spoil: { name: "READ", path: "/x/" },
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a second profile",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: {},
        refused: /EntityAlreadyExists/,
        keepName: true,
    },
    {
        name: "a profile with a missing role",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: { role: "nobody" },
        refused: /NoSuchEntity: The role with name nobody/,
    },
    { name: "an inline policy of a missing role", type: inline, spoil: { role: "nobody" }, refused: /NoSuchEntity/ },
    {
        name: "an attachment to a missing role",
        type: attachment,
        spoil: { role: "nobody" },
        refused: /NoSuchEntity: The role/,
    },
    {
        name: "an attachment to a missing user",
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        spoil: { user: "nobody" },
        refused: /NoSuchEntity: The user/,
    },
    {
        name: "an attachment to a missing group",
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        spoil: { group: "nobody" },
        refused: /NoSuchEntity: The group/,
    },
    {
        name: "a policy AWS does not have",
        type: attachment,
        spoil: { policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCor" },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a policy the account does not have",
        type: attachment,
        spoil: { policyArn: `arn:aws:iam::${accountId}:policy/other` },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a policy of another partition",
        type: attachment,
        spoil: { policyArn: "arn:aws-cn:iam::aws:policy/AmazonSSMReadOnlyAccess" },
        refused: /Partition aws-cn/,
    },
    {
        name: "a wrong ARN",
        type: attachment,
        spoil: { policyArn: "AmazonSSMReadOnlyAccess" },
        refused: /at preview: policyArn must be an ARN/,
    },
    {
        name: "a missing boundary",
        type: role,
        spoil: { permissionsBoundary: `arn:aws:iam::${accountId}:policy/none` },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a second provider of the URL",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        spoil: {},
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a provider without https",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        spoil: { url: "http://example.com" },
        refused: /https/,
    },
    // Sizes.
    {
        name: "a managed policy of 6,145",
        type: policy,
        spoil: { policy: sized(6145) },
        refused: /PolicySize: 6144, got 6145/,
    },
    {
        name: "inline policies of 10,241 together",
        type: inline,
        spoil: { policy: sized(10_241 - document().length) },
        refused: /10240 bytes exceeded.*10241/,
    },
    {
        name: "a trust policy of 2,049",
        type: role,
        spoil: { assumeRolePolicy: trustSized(2049) },
        refused: /ACLSizePerRole: 2048, got 2049/,
    },
    // The grammar of grants.
    {
        name: "text that is no JSON",
        type: policy,
        spoil: { policy: "{" },
        refused: /at preview: policy contains an invalid JSON policy/,
    },
    {
        name: "JSON that is no object",
        type: policy,
        spoil: { policy: "[]" },
        refused: /at preview: policy .*must start/,
    },
    { name: "an empty document", type: policy, spoil: { policy: "" }, refused: /at preview: policy .*empty string/ },
    {
        name: "an unknown element",
        type: policy,
        spoil: { policy: grant({ Resources: ["*"] }) },
        refused: /MalformedPolicyDocument: .*Statement\[0\]\.Resources/,
    },
    {
        name: "an unknown version",
        type: policy,
        spoil: { policy: '{"Version":"2026-01-01","Statement":[]}' },
        refused: /valid version/,
    },
    {
        name: "no statement",
        type: policy,
        spoil: { policy: '{"Version":"2012-10-17","Statement":[]}' },
        refused: /Statement is empty/,
    },
    {
        name: "a Sid with a blank",
        type: policy,
        spoil: { policy: grant({ Sid: "Read it" }) },
        refused: /\(SID\) must be alpha-numeric/,
    },
    {
        name: "the same Sid twice",
        type: policy,
        spoil: { policy: document(statement({ Sid: "A" }), statement({ Sid: "A" })) },
        refused: /must be unique/,
    },
    {
        name: "an effect in small letters",
        type: policy,
        spoil: { policy: grant({ Effect: "allow" }) },
        refused: /Effect must be/,
    },
    {
        name: "an action without a service",
        type: policy,
        spoil: { policy: grant({ Action: "GetParameter" }) },
        refused: /prefaced by a vendor/,
    },
    { name: "no action", type: policy, spoil: { policy: grant({ Action: [] }) }, refused: /Action must be a string/ },
    {
        name: "Action and NotAction",
        type: policy,
        spoil: { policy: grant({ NotAction: "ssm:*" }) },
        refused: /both Action and NotAction/,
    },
    {
        name: "a grant without a resource",
        type: policy,
        spoil: { policy: '{"Statement":{"Effect":"Allow","Action":"ssm:*"}}' },
        refused: /must contain resources/,
    },
    {
        name: "a resource that is no ARN",
        type: policy,
        spoil: { policy: grant({ Resource: "mybucket" }) },
        refused: /ARN format/,
    },
    {
        name: "an ARN of no partition",
        type: policy,
        spoil: { policy: grant({ Resource: "arn:undefined:ssm:::x" }) },
        refused: /Partition "undefined"/,
    },
    {
        name: "an IAM ARN with a region",
        type: policy,
        spoil: { policy: grant({ Resource: `arn:aws:iam:eu-west-1:${accountId}:role/x` }) },
        refused: /region information/,
    },
    {
        name: "a grant with a principal",
        type: policy,
        spoil: { policy: grant({ Principal: "*" }) },
        refused: /should not specify a principal/,
    },
    {
        name: "an unknown operator",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEqual: { "aws:a": "b" } } }) },
        refused: /Invalid Condition type : StringEqual/,
    },
    {
        name: "a qualifier of sets that there is not",
        type: policy,
        spoil: { policy: grant({ Condition: { "ForAnyValues:StringEquals": { "aws:TagKeys": "b" } } }) },
        refused: /Invalid Condition type : ForAnyValues:StringEquals/,
    },
    {
        name: "a condition key without a service",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEquals: { SourceAccount: "1" } } }) },
        refused: /prefaced by a vendor/,
    },
    {
        name: "a condition on an object",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEquals: { "aws:a": { b: "c" } } } }) },
        refused: /scalar/,
    },
    // The grammar of trust.
    {
        name: "trust in an issuer of many, without saying whose tokens",
        type: role,
        spoil: {
            assumeRolePolicy: trust({
                Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
            }),
        },
        refused: /must evaluate token\.actions\.githubusercontent\.com:sub/,
    },
    {
        name: "trust with a resource",
        type: role,
        spoil: { assumeRolePolicy: trust({ Resource: "*" }) },
        refused: /prohibited field Resource/,
    },
    {
        name: "trust without a principal",
        type: role,
        spoil: { assumeRolePolicy: grant({ Action: "sts:AssumeRole", Resource: "*" }) },
        refused: /Missing required field Principal/,
    },
    {
        name: "trust in another action",
        type: role,
        spoil: { assumeRolePolicy: trust({ Action: "ssm:SendCommand" }) },
        refused: /STS AssumeRole actions/,
    },
    {
        name: "a service that is none",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: { Service: "ssm" } }) },
        refused: /Invalid principal in policy: "SERVICE":"ssm"/,
    },
    {
        name: "trust in a missing role",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: { AWS: `arn:aws:iam::${accountId}:role/nobody` } }) },
        refused: /Invalid principal in policy: "AWS"/,
    },
    // Systems Manager.
    {
        name: "a window's name of two letters",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { name: "ab" },
        refused: /at preview: name .*3 to 128/,
    },
    {
        name: "a window's name of 129",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { name: "a".repeat(129) },
        refused: /at preview: name .*3 to 128/,
    },
    {
        name: "a cutoff as long as the window",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { cutoff: 3 },
        refused: /Cutoff 3 must be less/,
    },
    {
        name: "a window of 25 hours",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { duration: 25 },
        refused: /duration must be from 1 to 24/,
    },
    {
        name: "a schedule in words",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { schedule: "every night" },
        refused: /schedule must be a cron/,
    },
    {
        name: "an offset without a cron",
        type: "aws:ssm/maintenanceWindow:MaintenanceWindow",
        spoil: { schedule: "rate(7 days)", scheduleOffset: 2 },
        refused: /offset needs a cron/,
    },
    {
        name: "a target in a missing window",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        spoil: { windowId: "mw-00000000000000000" },
        refused: /DoesNotExistException/,
    },
    {
        name: "six targets",
        type: "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
        spoil: { targets: Array.from({ length: 6 }, () => ({ key: "a", values: ["b"] })) },
        refused: /0 to 5 items/,
    },
    {
        name: "a task in a missing window",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { windowId: "mw-00000000000000000" },
        refused: /DoesNotExistException/,
    },
    {
        name: "a task for a missing target",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { targets: [{ key: "WindowTargetIds", values: ["x"] }] },
        refused: /Window target x/,
    },
    {
        name: "a Run Command task without targets",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { targets: null },
        refused: /at least one target/,
    },
    {
        name: "a task with a missing role",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { serviceRoleArn: `arn:aws:iam::${accountId}:role/none` },
        refused: /role\/none does not exist/,
    },
    {
        name: "a task of a missing document",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { taskArn: "Mine" },
        refused: /InvalidDocument: Document with name Mine/,
    },
    {
        name: "parameters of another type of task",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { taskInvocationParameters: { lambdaParameters: {} } },
        refused: /lambdaParameters does not fit/,
    },
    {
        name: "an event nobody sends",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: {
            taskInvocationParameters: {
                runCommandParameters: { notificationConfig: { notificationEvents: ["Done"] } },
            },
        },
        refused: /notificationEvents\[0\] must be one of/,
    },
    {
        name: "a concurrency of 0",
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        spoil: { maxConcurrency: "0" },
        refused: /maxConcurrency/,
    },
    {
        name: "a second document of the name",
        type: "aws:ssm/document:Document",
        spoil: {},
        refused: /DocumentAlreadyExists/,
        keepName: true,
    },
    {
        name: "a document of AWS's prefix",
        type: "aws:ssm/document:Document",
        spoil: { name: "AWS-Mine" },
        refused: /prefix that AWS keeps/,
    },
    {
        name: "an Automation document of schema 2.2",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", documentType: "Automation" },
        refused: /InvalidDocumentSchemaVersion/,
    },
    {
        name: "a document without steps",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", content: 'schemaVersion: "2.2"' },
        refused: /no mainSteps/,
    },
    {
        name: "a document that is no YAML",
        type: "aws:ssm/document:Document",
        spoil: { name: "Other", content: "a: [" },
        refused: /content is not YAML/,
    },
    {
        name: "a second parameter",
        type: "aws:ssm/parameter:Parameter",
        spoil: {},
        refused: /ParameterAlreadyExists/,
        keepName: true,
    },
    {
        name: "a parameter below /aws",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/aws/x" },
        refused: /can't be prefixed/,
    },
    {
        name: "a parameter with no first slash",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "app/x" },
        refused: /fully qualified/,
    },
    {
        name: "a standard value of 4,097",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/x", value: "a".repeat(4097) },
        refused: /more than 4096/,
    },
    {
        name: "a value against its pattern",
        type: "aws:ssm/parameter:Parameter",
        spoil: { name: "/x", allowedPattern: "\\d+" },
        refused: /ParameterPatternMismatch/,
    },
    {
        name: "a parameter without a value",
        type: "aws:ssm/parameter:Parameter",
        spoil: { value: null },
        refused: /one of value, insecureValue/,
    },
    {
        name: "a setting nobody knows",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingId: "/ssm/x" },
        refused: /ServiceSettingNotFound/,
    },
    {
        name: "a setting of another Region",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingId: `arn:aws:ssm:us-east-1:${accountId}:servicesetting/ssm/opsinsights/opscenter` },
        refused: /not of this account and Region/,
    },
    {
        name: "host management with a missing role",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingValue: "service-role/none" },
        refused: /Nonexistent role/,
    },
    {
        name: "host management with a role of another path",
        type: "aws:ssm/serviceSetting:ServiceSetting",
        spoil: { settingValue: "other/automation" },
        refused: /Nonexistent role/,
    },
    {
        name: "an activation with a missing role",
        type: "aws:ssm/activation:Activation",
        spoil: { iamRole: "none" },
        refused: /Nonexistent role/,
    },
    {
        name: "an activation of last year",
        type: "aws:ssm/activation:Activation",
        spoil: { expirationDate: "2020-01-01T00:00:00Z" },
        refused: /next thirty days/,
    },
    {
        name: "1,001 registrations",
        type: "aws:ssm/activation:Activation",
        spoil: { registrationLimit: 1001 },
        refused: /registrationLimit must be from 1 to 1000/,
    },
    // SNS.
    {
        name: "a topic's name with a dot",
        type: "aws:sns/topic:Topic",
        spoil: { name: "a.b" },
        refused: /name must be letters/,
    },
    { name: "a FIFO topic by name only", type: "aws:sns/topic:Topic", spoil: { name: "a.fifo" }, refused: /FIFO/ },
    {
        name: "a policy of a missing topic",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: { arn: `arn:aws:sns:eu-west-1:${accountId}:none` },
        refused: /Topic does not exist/,
    },
    {
        name: "a topic's policy on another service",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: { policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }) },
        refused: /out of service scope/,
    },
    {
        name: "a topic's policy on another topic",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "arn:aws:sns:eu-west-1:1:x",
            }),
        },
        refused: /is not the topic/,
    },
    {
        name: "a subscription to a missing topic",
        type: "aws:sns/topicSubscription:TopicSubscription",
        spoil: { topic: `arn:aws:sns:eu-west-1:${accountId}:none` },
        refused: /Topic does not exist/,
    },
    {
        name: "an e-mail address that is none",
        type: "aws:sns/topicSubscription:TopicSubscription",
        spoil: { endpoint: "ops" },
        refused: /email endpoint/,
    },
    // EventBridge, Scheduler, logs.
    {
        name: "a rule that waits for nothing",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: null },
        refused: /EventPattern or ScheduleExpression/,
    },
    {
        name: "a pattern with a bare value",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: '{"source":"aws.ssm"}' },
        refused: /InvalidEventPattern/,
    },
    {
        name: "a schedule on another bus",
        type: "aws:cloudwatch/eventRule:EventRule",
        spoil: { eventPattern: null, scheduleExpression: "rate(1 day)", eventBusName: "x" },
        refused: /only on the default event bus/,
    },
    {
        name: "a target of a missing rule",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        spoil: { rule: "none" },
        refused: /Rule none does not exist/,
    },
    {
        name: "an Automation target without a role",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        spoil: { arn: "arn:aws:ssm:eu-west-1::automation-definition/AWS-StopEC2Instance" },
        refused: /RoleArn is required/,
    },
    {
        name: "a second schedule",
        type: "aws:scheduler/schedule:Schedule",
        spoil: {},
        refused: /ConflictException/,
        keepName: true,
    },
    {
        name: "a schedule in a missing group",
        type: "aws:scheduler/schedule:Schedule",
        spoil: { groupName: "none" },
        refused: /group none does not exist/,
    },
    {
        name: "a flexible window without a length",
        type: "aws:scheduler/schedule:Schedule",
        spoil: { flexibleTimeWindow: { mode: "FLEXIBLE" } },
        refused: /MaximumWindowInMinutes/,
    },
    {
        name: "a second schedule group",
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        spoil: {},
        refused: /ConflictException/,
        keepName: true,
    },
    {
        name: "a second log group",
        type: "aws:cloudwatch/logGroup:LogGroup",
        spoil: {},
        refused: /ResourceAlreadyExists/,
        keepName: true,
    },
    {
        name: "a retention of 8 days",
        type: "aws:cloudwatch/logGroup:LogGroup",
        spoil: { retentionInDays: 8 },
        refused: /retentionInDays/,
    },
    // KMS, S3.
    {
        name: "a key that locks its owner out",
        type: "aws:kms/key:Key",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: { Service: "logs.amazonaws.com" },
                Action: "kms:Encrypt",
                Resource: "*",
            }),
        },
        refused: /update the key policy in the future/,
    },
    {
        name: "an alias of AWS's own",
        type: "aws:kms/alias:Alias",
        spoil: { name: "alias/aws/ssm" },
        refused: /not of alias\/aws/,
    },
    {
        name: "a second alias",
        type: "aws:kms/alias:Alias",
        spoil: {},
        refused: /AlreadyExistsException/,
        keepName: true,
    },
    {
        name: "an alias of a missing key",
        type: "aws:kms/alias:Alias",
        spoil: { targetKeyId: "none" },
        refused: /Key none does not exist/,
    },
    {
        name: "a bucket in capitals",
        type: "aws:s3/bucket:Bucket",
        spoil: { bucket: "Logs" },
        refused: /bucket must be lower-case/,
    },
    {
        name: "a second bucket",
        type: "aws:s3/bucket:Bucket",
        spoil: {},
        refused: /BucketAlreadyOwnedByYou/,
        keepName: true,
    },
    {
        name: "a policy of a missing bucket",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: { bucket: "none" },
        refused: /NoSuchBucket/,
    },
    {
        name: "a policy on another bucket",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::other/*",
            }),
        },
        refused: /invalid resource/,
    },
];

describe("the stand-in for AWS", () => {
    let world: Aws;
    let made: Record<string, Made>;
    before(() => {
        world = new Aws();
        made = furnished(world);
        world.restart();
    });
    after(() => {
        world.close();
    });

    it("has a good example of each type it knows", () => {
        assert.deepEqual(good.map(([type]) => type).sort(), Object.keys(models).sort());
    });

    it("refuses a type it does not know, and says so", () => {
        assert.throws(() => world.create("aws:ec2/instance:Instance", {}), /no model of aws:ec2\/instance:Instance/);
    });

    for (const [type] of good) {
        describe(type, () => {
            it("has the inputs that @pulumi/aws declares, and no other", () => {
                const declared = declaredInputs(type);
                const fields = fieldsOf(models[type] ?? assert.fail());
                const unknown = Object.keys(fields).filter((name) => !declared.has(name));
                assert.deepEqual(unknown, []);
                const required = [...declared].filter(([, optional]) => !optional).map(([name]) => name);
                const alsoRequired = Object.keys(fields).filter((name) => fields[name]?.required === true);
                assert.deepEqual(alsoRequired.sort(), required.sort());
            });

            it("finds nothing to change in what it has just made, and reads it back", () => {
                const thing = made[type] ?? assert.fail();
                assert.deepEqual(world.diff(type, thing, inputsFor(type, made)).changed, []);
                assert.deepEqual(world.read(type, thing.id).properties, thing.properties);
            });
        });
    }

    for (const { name, type, spoil, refused, keepName } of refusals) {
        it(`refuses ${name}`, () => {
            const property = type === "aws:s3/bucket:Bucket" ? "bucket" : "name";
            const inputs = inputsFor(type, made);
            const fresh = property in inputs && keepName !== true ? { [property]: freshName(type) } : {};
            assert.throws(() => world.create(type, { ...inputs, ...fresh, ...spoil }), refused);
        });
    }

    it("has not kept anything it refused", () => {
        const account = new Account(accountId, world.folder);
        const count = account.transact(() => good.reduce((sum, [type]) => sum + account.all(type).length, 0));
        assert.equal(count, good.length);
    });

    it("lets white space be free", () => {
        const spaced = sized(6144).replaceAll(",", ", \n  ");
        assert.ok(world.create(policy, { name: "spaced", policy: spaced }).id.endsWith("policy/spaced"));
    });

    it("accepts a longer trust policy where the quota was raised", () => {
        world.seed("standin:index:Quota", "ACLSizePerRole", { value: 4096 });
        assert.ok(world.create(role, { name: "long", assumeRolePolicy: trustSized(4096) }));
        assert.throws(
            () => world.create(role, { name: "longer", assumeRolePolicy: trustSized(4097) }),
            /4096, got 4097/,
        );
    });

    it("refuses the eleventh managed policy of a role", () => {
        world.create(role, { name: "many", assumeRolePolicy: trust() });
        const attach = (i: number): void => {
            const { id } = world.create(policy, { name: `many-${i}`, policy: document() });
            world.create(attachment, { role: "many", policyArn: id });
        };
        Array.from({ length: 10 }, (_, i) => i).forEach(attach);
        assert.throws(() => {
            attach(10);
        }, /PoliciesPerRole: 10, got 11/);
    });
});

const freshName = (type: string): string => (type === "aws:kms/alias:Alias" ? "alias/fresh" : "fresh-name");

/** The args of a resource as the installed @pulumi/aws declares them: name, and whether it may be left out. */
function declaredInputs(type: string): Map<string, boolean> {
    const [, path = "", className = ""] = type.split(":");
    const file = join(dirname(require.resolve("@pulumi/aws/package.json")), `${path}.d.ts`);
    const body = new RegExp(`export interface ${className}Args \\{([\\s\\S]*?)\\n\\}`).exec(
        readFileSync(file, "utf8"),
    )?.[1];
    assert.ok(body !== undefined, `${file} declares no ${className}Args`);
    return new Map([...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, name = "", optional]) => [name, optional === "?"]));
}

describe("the stand-in's memory", () => {
    let world: Aws;
    beforeEach(() => {
        world = new Aws();
        world.create(role, { name: "automation", assumeRolePolicy: trust() });
    });
    afterEach(() => {
        world.close();
    });

    const madeRole = (): Made => ({ id: "automation", properties: world.read(role, "automation").properties });

    it("refuses to delete a role with an attachment, an inline policy, or both", () => {
        const { id } = world.create(policy, { name: "read", policy: document() });
        const attached = world.create(attachment, { role: "automation", policyArn: id });
        const inside = world.create(inline, { role: "automation", policy: document() });
        assert.throws(() => {
            world.delete(role, madeRole());
        }, /DeleteConflict: .*detach all policies/);
        assert.throws(() => {
            world.delete(policy, { id, properties: {} });
        }, /DeleteConflict: .*attached to entities/);
        world.delete(attachment, attached);
        assert.throws(() => {
            world.delete(role, madeRole());
        }, /DeleteConflict: .*delete policies first/);
        world.delete(inline, inside);
        world.delete(role, madeRole());
        assert.equal(world.read(role, "automation").id, "");
    });

    it("deletes a role with all its policies where the program asked for it", () => {
        world.update(role, madeRole(), { name: "automation", assumeRolePolicy: trust(), forceDetachPolicies: true });
        const inside = world.create(inline, { role: "automation", policy: document() });
        assert.equal(world.read(inline, inside.id).id, inside.id);
        world.delete(role, madeRole());
        assert.equal(world.read(inline, inside.id).id, "");
    });

    it("takes a deleted thing for deleted", () => {
        world.delete(role, { id: "never-there", properties: {} });
    });

    it("says that an update of a missing thing fails", () => {
        assert.throws(
            () => world.update(role, { id: "gone", properties: {} }, { name: "gone", assumeRolePolicy: trust() }),
            /NotFound/,
        );
    });

    it("keeps the trust policy's limits on update too", () => {
        assert.throws(
            () => world.update(role, madeRole(), { name: "automation", assumeRolePolicy: trustSized(2049) }),
            /ACLSizePerRole/,
        );
    });

    it("replaces a role whose name or path changes, and deletes first where the name is fixed", () => {
        const renamed = world.diff(role, madeRole(), { name: "other", assumeRolePolicy: trust() });
        assert.deepEqual([renamed.replaces, renamed.deleteBeforeReplace], [["name"], false]);
        const moved = world.diff(role, madeRole(), { name: "automation", path: "/x/", assumeRolePolicy: trust() });
        assert.deepEqual([moved.replaces, moved.deleteBeforeReplace], [["path"], true]);
    });

    it("sees no difference in the order and spacing of a policy", () => {
        const { Version, Statement } = JSON.parse(trust()) as Record<string, unknown>;
        const turned = JSON.stringify({ Statement, Version }, undefined, 2);
        assert.deepEqual(world.diff(role, madeRole(), { name: "automation", assumeRolePolicy: turned }).changed, []);
    });

    it("gives a generated name once and keeps it", () => {
        const first = world.check(role, { assumeRolePolicy: trust() });
        assert.match(text(first, "name"), /^thing-[0-9a-f]{7}$/);
        assert.equal(world.check(role, { assumeRolePolicy: trust() }, first).name, first.name);
    });

    it("turns a document given as an object into text, as the provider does", () => {
        const checked = world.check(policy, { name: "read", policy: JSON.parse(document()) as Properties });
        assert.equal(checked.policy, document());
    });

    it("keeps regions and accounts apart", () => {
        const window = { name: "patching", schedule: "rate(7 days)", duration: 3, cutoff: 1 };
        const type = "aws:ssm/document:Document";
        const command = { name: "Mine", documentType: "Command", content: '{"schemaVersion":"2.2","mainSteps":[{}]}' };
        world.create(type, command);
        const abroad = world.create(type, { ...command, region: "us-east-1" });
        assert.equal(abroad.properties.arn, `arn:aws:ssm:us-east-1:${accountId}:document/Mine`);
        assert.equal(world.read(type, "Mine@us-east-1").properties.region, "us-east-1");
        const other = world.started({
            region: "cn-north-1",
            assumeRoles: '[{"roleArn":"arn:aws-cn:iam::210987654321:role/deploy"}]',
        });
        const role_ = other.create(urn(role), { name: "automation", assumeRolePolicy: trust() }, false);
        assert.equal(role_.properties.arn, "arn:aws-cn:iam::210987654321:role/automation");
        assert.match(world.create("aws:ssm/maintenanceWindow:MaintenanceWindow", window).id, /^mw-[0-9a-f]{17}$/);
    });

    it("takes the account from the assumed role, the credentials, or the allowed accounts, in this order", () => {
        const accountOf = (settings: Properties, environment: NodeJS.ProcessEnv = {}): unknown =>
            world
                .started({ region: "eu-west-1", ...settings }, environment)
                .invoke("aws:index/getCallerIdentity:getCallerIdentity", {}).accountId;
        assert.equal(accountOf({}), accountId);
        assert.equal(accountOf({ allowedAccountIds: '["111111111111"]' }), "111111111111");
        assert.equal(accountOf({}, { AWS_STANDIN_ACCOUNT: "222222222222" }), "222222222222");
        assert.equal(
            accountOf({ assumeRoles: [{ roleArn: "arn:aws:iam::333333333333:role/x" }] }, { AWS_STANDIN_ACCOUNT: "2" }),
            "333333333333",
        );
        assert.throws(
            () => accountOf({ allowedAccountIds: ["111111111111"] }, { AWS_STANDIN_ACCOUNT: "222222222222" }),
            /not allowed: 222222222222/,
        );
        assert.throws(() => accountOf({ forbiddenAccountIds: [accountId] }), /not allowed/);
        assert.throws(() => accountOf({ region: "eu-west" }), /invalid or unknown AWS region: "eu-west"/);
        assert.throws(() => accountOf({ region: "" }), /Set aws:region/);
    });

    it("answers where it is, and refuses every other question", () => {
        assert.equal(world.invoke("aws:index/getRegion:getRegion").region, "eu-west-1");
        assert.equal(world.invoke("aws:index/getPartition:getPartition").partition, "aws");
        assert.throws(() => world.invoke("aws:iam/getUser:getUser"), /answers no aws:iam\/getUser/);
        assert.throws(() => world.invoke("aws:index/getRegion:getRegion", { region: "mars" }), /"mars" is no region/);
    });

    it("reads a role that is there", () => {
        const { arn, assumeRolePolicy } = world.invoke("aws:iam/getRole:getRole", { name: "automation" });
        assert.deepEqual([arn, assumeRolePolicy], [`arn:aws:iam::${accountId}:role/automation`, trust()]);
        assert.throws(() => world.invoke("aws:iam/getRole:getRole", { name: "nobody" }), /NoSuchEntity/);
    });

    it("merges the default tags, and sees when they change", () => {
        const tagged = { name: "tagged", assumeRolePolicy: trust(), tags: { a: "1" } };
        const provider = world.started({ region: "eu-west-1", defaultTags: '{"tags":{"b":"2"}}' });
        const { inputs } = provider.check(urn(role), {}, tagged, Buffer.from("x"));
        const { properties } = provider.create(urn(role), inputs, false);
        assert.deepEqual(properties.tagsAll, { a: "1", b: "2" });
        const plain = world.diff(role, { id: "tagged", properties }, tagged);
        assert.deepEqual(plain.changed, ["tagsAll"]);
    });

    it("fails the attempt it is told to fail, and no other", () => {
        const faults = [{ operation: "create", type: policy, nth: 2, message: "ServiceFailure: try again later" }];
        writeFileSync(join(world.folder, "faults.json"), JSON.stringify(faults));
        const attempt = (name: string): Made => world.create(policy, { name, policy: document() });
        attempt("first");
        world.restart();
        assert.throws(() => attempt("second"), /ServiceFailure/);
        attempt("second");
    });
});

/** A grant that names nothing of a fresh resource, so that it is known at preview. */
const known = document();

const roleWith = (args: Partial<aws.iam.RoleArgs> = {}): aws.iam.Role =>
    new aws.iam.Role("automation", { name: "automation", assumeRolePolicy: trust(), ...args });

const program =
    (work: () => Record<string, unknown> | undefined): Program =>
    () =>
        Promise.resolve(work() ?? {});

describe("the stand-in, through the engine", () => {
    it("refuses a name at preview, and makes nothing", async function () {
        await inWorld(this, {}, async (world) => {
            const preview = await world.preview(program(() => ({ role: roleWith({ name: "a/b" }).arn })));
            assert.equal(preview.succeeded, false);
            assert.match(preview.output, /letters, digits and \+=,\.@_- only/);
            assert.deepEqual(
                world.calls().filter(({ rpc }) => rpc === "create"),
                [],
            );
        });
    });

    it("refuses a malformed document at up, keeps what came before, and goes on from there", async function () {
        await inWorld(this, {}, async (world) => {
            const withPolicy = (source: string): Program =>
                program(() => {
                    const owner = roleWith();
                    new aws.iam.RolePolicy("grant", { role: owner.name, policy: source });
                    return { arn: owner.arn };
                });
            const broken = grant({ Sid: "Read it" });
            assert.ok((await world.preview(withPolicy(broken))).succeeded);
            const up = await world.up(withPolicy(broken));
            assert.equal(up.succeeded, false);
            assert.ok(
                up.diagnostics.some(
                    ({ severity, message }) => severity === "error" && message.includes("must be alpha-numeric"),
                ),
            );
            assert.deepEqual(
                world.existing(role).map(({ id }) => id),
                ["automation"],
            );

            const again = await world.up(withPolicy(known));
            assert.ok(again.succeeded, again.output);
            assert.deepEqual(again.changes, { create: 1, same: 2 });
        });
    });

    it("shows what vanished and what drifted, at refresh", async function () {
        await inWorld(this, {}, async (world) => {
            const both = program(() => {
                roleWith({ description: "Runs patches." });
                new aws.iam.Policy("read", { name: "read", policy: known });
                return {};
            });
            assert.ok((await world.up(both)).succeeded);
            world.vanish(policy, `arn:aws:iam::${accountId}:policy/read`);
            const [found] = world.existing(role);
            assert.ok(found !== undefined);
            world.seed([{ ...found, properties: { ...found.properties, description: "Changed by hand." } }]);

            assert.deepEqual((await world.refresh()).changes, { delete: 1, same: 1, update: 1 });
            const repaired = await world.up(both);
            assert.deepEqual(repaired.changes, { create: 1, same: 1, update: 1 }, repaired.output);
            assert.equal(world.existing(role)[0]?.properties.description, "Runs patches.");
        });
    });

    it("keeps in the state what AWS made but could not confirm", async function () {
        await inWorld(this, {}, async (world) => {
            world.fail({
                operation: "create",
                type: role,
                message: "timeout while waiting for state",
                afterwards: true,
            });
            const up = await world.up(program(() => void roleWith()));
            assert.equal(up.succeeded, false);
            assert.match(up.output, /timeout while waiting for state/);
            assert.ok((await world.state()).some(({ type }) => type === role));
            assert.ok((await world.destroy()).succeeded);
            assert.deepEqual(world.existing(role), []);
        });
    });
});
