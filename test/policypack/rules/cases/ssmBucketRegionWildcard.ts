import { allow, deny, doc, each, single, type Case } from "./case";

const bucket = (name: string): string => `arn:aws:s3:::${name}`;
const read = (name: string, Condition?: unknown): unknown =>
    single(allow("s3:GetObject", bucket(name), Condition === undefined ? {} : { Condition }));

export const ssmBucketRegionWildcard: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "the SSM Agent bucket": read("aws-ssm-*/*"),
        "the SSM Agent bucket without objects": read("amazon-ssm-*"),
        "agent packages": read("amazon-ssm-packages-*/*"),
        "Windows downloads": read("aws-windows-downloads-*/*"),
        "patch baseline snapshots": read("patch-baseline-snapshot-*/*"),
        "Patch Manager": read("aws-patch-manager-*/*"),
        "Patch Manager for macOS": read("aws-patchmanager-macos-*/*"),
        "the Region as a prefix": read("*-birdwatcher-prod/*"),
        "every west Region": read("aws-ssm-??-west-?/*"),
        "the second Region of each geography": read("aws-ssm-*-2/*"),
        "Patch Manager with a wildcard suffix": read("aws-patch-manager-*-?????????/*"),
        "Regions with a common prefix": read("patch-baseline-snapshot-u*/*"),
        "Regions of one pattern length": read("aws-ssm-??-????-?/*"),
        "a pattern without the hyphen": read("aws-ssm*/*"),
        "every European Region": read("aws-ssm-eu-*/*"),
        "every Asia Pacific Region": read("aws-ssm-ap-*/*"),
        "every South American Region": read("aws-ssm-sa-*/*"),
        "one place with any number": read("aws-ssm-us-east-?/*"),
        "the China partition": single(allow("s3:GetObject", "arn:aws-cn:s3:::aws-ssm-*/*")),
        "every S3 action": single(allow("s3:*", bucket("aws-ssm-*/*"))),
        "s3:PutObject": single(allow("s3:PutObject", bucket("aws-ssm-*/*"))),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "the second of two resources": single(
            allow("s3:GetObject", [bucket("aws-ssm-eu-west-1/*"), bucket("amazon-ssm-*/*")]),
        ),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "a Deny of another bucket": doc(allow("s3:GetObject", bucket("aws-ssm-*/*")), deny("s3:*", bucket("own/*"))),
    }),
    ...each("grant", [], {
        "a literal Region": read("aws-ssm-eu-west-1/*"),
        "a literal Region with a wildcard suffix": read("aws-patch-manager-eu-west-1-*/*"),
        "a literal Region with any snapshot": read("patch-baseline-snapshot-eu-west-1*/*"),
        "customer buckets with the same prefix": read("aws-ssm-acme-*/*"),
        "buckets that start with a letter": read("a*/*"),
        "customer buckets": read("acme-*/*"),
        "every bucket": read("*"),
        "every resource": single(allow("s3:GetObject", "*")),
        "a required s3:ResourceAccount": read("aws-ssm-*/*", {
            StringEquals: { "s3:ResourceAccount": "123456789012" },
        }),
        "a required aws:ResourceOrgID": read("aws-ssm-*/*", { StringEquals: { "aws:ResourceOrgID": "o-abcdefghij" } }),
        "s3:ListAllMyBuckets": single(allow("s3:ListAllMyBuckets", bucket("aws-ssm-*"))),
        "a required aws:ResourceAccount": read("aws-ssm-*/*", {
            StringEquals: { "aws:ResourceAccount": "123456789012" },
        }),
        "a required aws:ResourceOrgPaths": read("aws-ssm-*/*", {
            "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "o-abcdefghij/*" },
        }),
        "only a Deny": single(deny("s3:GetObject", bucket("aws-ssm-*/*"))),
        "only a Deny without MFA": single(
            deny("s3:GetObject", bucket("aws-ssm-*/*"), {
                Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
            }),
        ),
        "a Deny of the same buckets": doc(
            allow("s3:GetObject", bucket("aws-ssm-*/*")),
            deny("s3:*", bucket("aws-ssm-*")),
        ),
        "a Deny on every resource": doc(allow("s3:GetObject", bucket("aws-ssm-*/*")), deny("s3:GetObject", "*")),
        "another service": single(allow("s3:GetObject", "arn:aws:ssm:*:*:aws-ssm-*")),
    }),
];
