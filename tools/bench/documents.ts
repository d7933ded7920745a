/**
 * Generates realistic policy documents: permissions policies, trust policies and resource-based policies of about 700
 * bytes. Most are compliant; one in six has a violation. All texts differ, so that caches have no effect. The same seed
 * generates the same documents.
 */
import type { DocumentKind } from "../../policypack/iam";

/** A document with its kind. */
export interface Sample {
    readonly kind: DocumentKind;
    readonly text: string;
}

/** Draws a number below a bound; deterministic for a seed (mulberry32). */
type Draw = (below: number) => number;

const drawFrom = (seed: number): Draw => {
    let state = seed >>> 0;
    return (below) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
};

/** The account in all samples. */
export const account = "123456789012";
const regions = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-2"];
const teams = ["payments", "search", "ledger", "identity", "patching", "backup", "reports"];
const services = ["lambda", "states", "ssm", "events", "scheduler", "codebuild", "glue", "ecs-tasks"];

/** The names in a sample; no two samples have the same names. */
interface Names {
    readonly draw: Draw;
    readonly team: string;
    readonly region: string;
    readonly serial: string;
}

type Json = Readonly<Record<string, unknown>>;

const of = <Each>({ draw }: Names, all: readonly Each[]): Each => {
    const one = all[draw(all.length)];
    if (one === undefined) {
        throw new RangeError("the list is empty");
    }
    return one;
};

/** True in one of `many` samples. */
const onceIn = ({ draw }: Names, many: number): boolean => draw(many) === 0;

const arn = (service: string, region: string, resource: string): string =>
    `arn:aws:${service}:${region}:${account}:${resource}`;

const statement = (Sid: string, Action: unknown, Resource: unknown, rest: Json = {}): Json => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
    ...rest,
});

const passRole = (names: Names): Json => {
    const { team, serial } = names;
    const role = arn("iam", "", `role/${team}/${team}-${serial}`);
    const wide = onceIn(names, 6);
    const Resource = wide ? of(names, ["*", arn("iam", "", "role/*"), arn("iam", "", `role/${team}-*`)]) : role;
    const Condition = { StringEquals: { "iam:PassedToService": `${of(names, services)}.amazonaws.com` } };
    return statement("PassRole", "iam:PassRole", Resource, onceIn(names, 12) ? {} : { Condition });
};

const grants: readonly ((names: Names) => readonly Json[])[] = [
    ({ team, region, serial }) => [
        statement("Documents", "ssm:SendCommand", [
            arn("ssm", region, `document/${team}-${serial}-patch`),
            arn("ssm", region, `document/${team}-${serial}-inventory`),
        ]),
        statement("Nodes", "ssm:SendCommand", [arn("ec2", region, "instance/*")], {
            Condition: { StringEquals: { "ssm:resourceTag/team": team } },
        }),
        statement("Follow", ["ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"], "*"),
    ],
    ({ team, region, serial }) => [
        statement("Objects", ["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::${team}-${serial}/*`),
        statement("Bucket", "s3:ListBucket", `arn:aws:s3:::${team}-${serial}`, {
            Condition: { StringLike: { "s3:prefix": [`${team}/*`, "shared/*"] } },
        }),
        statement("Key", ["kms:Decrypt", "kms:GenerateDataKey"], arn("kms", region, `key/${serial}`), {
            Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
        }),
    ],
    ({ team, region, serial }) => [
        statement(
            "Logs",
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            [arn("logs", region, `log-group:/aws/lambda/${team}-${serial}:*`)],
        ),
        statement(
            "Table",
            ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
            [
                arn("dynamodb", region, `table/${team}-${serial}`),
                arn("dynamodb", region, `table/${team}-${serial}/index/*`),
            ],
        ),
        statement("Queue", ["sqs:SendMessage", "sqs:ReceiveMessage"], arn("sqs", region, `${team}-${serial}`)),
    ],
    ({ team, region, serial }) => [
        statement(
            "Parameters",
            ["ssm:GetParameter", "ssm:GetParametersByPath"],
            [arn("ssm", region, `parameter/${team}/${serial}/*`)],
        ),
        statement("Start", ["states:StartExecution"], arn("states", region, `stateMachine:${team}-${serial}`)),
        {
            ...statement("NoneUnencrypted", "s3:*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } }),
            Effect: "Deny",
        },
    ],
];

const grant = (names: Names): readonly Json[] => [
    ...of(names, grants)(names),
    ...(onceIn(names, 2) ? [passRole(names)] : []),
    ...(onceIn(names, 3) ? of(names, grants)(names).map((one) => ({ ...one, Sid: `More${String(one.Sid)}` })) : []),
];

const trustIn = (Sid: string, Principal: unknown, Condition?: unknown, Action = "sts:AssumeRole"): Json => ({
    Sid,
    Effect: "Allow",
    Principal,
    Action,
    ...(Condition === undefined ? {} : { Condition }),
});

const guard = (sourceArn: string): Json => ({
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": sourceArn },
});

const trusts: readonly ((names: Names) => Json)[] = [
    (names) => {
        const { team, region, serial } = names;
        const Service = `${of(names, ["states", "scheduler", "ssm", "backup", "config"])}.amazonaws.com`;
        const source = arn("states", region, `stateMachine:${team}-${serial}`);
        return trustIn("Service", { Service }, onceIn(names, 4) ? undefined : guard(source));
    },
    () => trustIn("Instances", { Service: "ec2.amazonaws.com" }),
    ({ region, serial }) =>
        trustIn(
            "Automation",
            { Service: ["ssm.amazonaws.com"] },
            guard(arn("ssm", region, `automation-execution/${serial}*`)),
        ),
    (names) =>
        trustIn(
            "Workflows",
            { Federated: arn("iam", "", "oidc-provider/token.actions.githubusercontent.com") },
            {
                StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
                StringLike: {
                    "token.actions.githubusercontent.com:sub": onceIn(names, 6)
                        ? "repo:*"
                        : `repo:acme/${names.team}-${names.serial}:ref:refs/heads/main`,
                },
            },
            "sts:AssumeRoleWithWebIdentity",
        ),
    ({ team, serial }) =>
        trustIn(
            "Operators",
            { AWS: [arn("iam", "", `role/${team}-deploy`), "arn:aws:iam::210987654321:root"] },
            { StringEquals: { "sts:ExternalId": `${team}-${serial}` }, Bool: { "aws:MultiFactorAuthPresent": "true" } },
        ),
];

const trust = (names: Names): readonly Json[] => [
    of(names, trusts)(names),
    { ...of(names, trusts)(names), Sid: "Beside" },
];

const resourcePolicies: readonly ((names: Names) => readonly Json[])[] = [
    (names) => {
        const bucket = `arn:aws:s3:::${names.team}-${names.serial}`;
        const source = arn("cloudtrail", names.region, `trail/${names.team}`);
        return [
            {
                ...statement("OnlyTls", "s3:*", [bucket, `${bucket}/*`], {
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                }),
                Effect: "Deny",
                Principal: "*",
            },
            statement("Trail", "s3:PutObject", `${bucket}/AWSLogs/${account}/*`, {
                Principal: { Service: "cloudtrail.amazonaws.com" },
                ...(onceIn(names, 5) ? {} : { Condition: guard(source) }),
            }),
        ];
    },
    (names) => {
        const queue = arn("sqs", names.region, `${names.team}-${names.serial}`);
        const topic = arn("sns", names.region, `${names.team}-${names.serial}`);
        const Condition = { ArnEquals: { "aws:SourceArn": topic } };
        return [
            statement("Topic", "sqs:SendMessage", queue, { Principal: { Service: "sns.amazonaws.com" }, Condition }),
            statement("Owner", ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:DeleteMessage"], queue, {
                Principal: onceIn(names, 8) ? "*" : { AWS: arn("iam", "", `role/${names.team}-${names.serial}`) },
            }),
        ];
    },
    (names) => [
        statement("Account", "kms:*", "*", { Principal: { AWS: arn("iam", "", "root") } }),
        statement("Logs", ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"], "*", {
            Principal: { Service: `logs.${names.region}.amazonaws.com` },
            Condition: {
                ArnLike: {
                    "kms:EncryptionContext:aws:logs:arn": arn("logs", names.region, `log-group:${names.serial}`),
                },
            },
        }),
        statement("Topic", ["kms:Decrypt", "kms:GenerateDataKey"], "*", {
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: guard(arn("cloudwatch", names.region, `alarm:${names.team}-${names.serial}`)),
        }),
    ],
];

const makers: readonly (readonly [DocumentKind, (names: Names) => readonly Json[]])[] = [
    ["grant", grant],
    ["grant", grant],
    ["grant", grant],
    ["trust", trust],
    ["trust", trust],
    ["resource", (names) => of(names, resourcePolicies)(names)],
];

/** Generates a number of documents. */
export const documents = (count: number, seed: number): readonly Sample[] => {
    const draw = drawFrom(seed);
    return Array.from({ length: count }, (_, index) => {
        const serial = `${seed.toString(36)}-${index.toString(36).padStart(5, "0")}`;
        const names = {
            draw,
            serial,
            team: teams[draw(teams.length)] ?? "",
            region: regions[draw(regions.length)] ?? "",
        };
        const [kind, make] = of(names, makers);
        return { kind, text: JSON.stringify({ Version: "2012-10-17", Statement: make(names) }) };
    });
};
