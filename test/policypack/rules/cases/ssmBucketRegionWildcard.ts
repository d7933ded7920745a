import { allow, deny, doc, each, single, type Case } from "./case";

const bucket = (name: string): string => `arn:aws:s3:::${name}`;
const read = (name: string, Condition?: unknown): unknown =>
    single(allow("s3:GetObject", bucket(name), Condition === undefined ? {} : { Condition }));

export const ssmBucketRegionWildcard: readonly Case[] = [
    ...each("grant", ["Statement.Resource"], {
        "the agent's bucket": read("aws-ssm-*/*"),
        "the agent's bucket with its objects left out": read("amazon-ssm-*"),
        "packages for any Region": read("amazon-ssm-packages-*/*"),
        "downloads for Windows": read("aws-windows-downloads-*/*"),
        "snapshots of patch baselines": read("patch-baseline-snapshot-*/*"),
        "Patch Manager": read("aws-patch-manager-*/*"),
        "Patch Manager for macOS": read("aws-patchmanager-macos-*/*"),
        "the Region in front": read("*-birdwatcher-prod/*"),
        "the west of each continent": read("aws-ssm-??-west-?/*"),
        "the second Region of each part": read("aws-ssm-*-2/*"),
        "Patch Manager, with as much as is appended there": read("aws-patch-manager-*-?????????/*"),
        "Regions that begin alike": read("patch-baseline-snapshot-u*/*"),
        "Regions of one length": read("aws-ssm-??-????-?/*"),
        "without the hyphen": read("aws-ssm*/*"),
        "every Region of Europe": read("aws-ssm-eu-*/*"),
        "every Region of Asia": read("aws-ssm-ap-*/*"),
        "a continent with one Region": read("aws-ssm-sa-*/*"),
        "one place, any number": read("aws-ssm-us-east-?/*"),
        "in China": single(allow("s3:GetObject", "arn:aws-cn:s3:::aws-ssm-*/*")),
        "all of S3": single(allow("s3:*", bucket("aws-ssm-*/*"))),
        writing: single(allow("s3:PutObject", bucket("aws-ssm-*/*"))),
    }),
    ...each("grant", ["Statement.Resource[1]"], {
        "one of two": single(allow("s3:GetObject", [bucket("aws-ssm-eu-west-1/*"), bucket("amazon-ssm-*/*")])),
    }),
    ...each("grant", ["Statement[0].Resource"], {
        "with another bucket denied": doc(allow("s3:GetObject", bucket("aws-ssm-*/*")), deny("s3:*", bucket("own/*"))),
    }),
    ...each("grant", [], {
        "the Region written out": read("aws-ssm-eu-west-1/*"),
        "one Region and what is appended there": read("aws-patch-manager-eu-west-1-*/*"),
        "one Region, any snapshot": read("patch-baseline-snapshot-eu-west-1*/*"),
        "own buckets that begin alike": read("aws-ssm-acme-*/*"),
        "buckets that begin with a letter": read("a*/*"),
        "own buckets": read("acme-*/*"),
        "every bucket": read("*"),
        "every resource": single(allow("s3:GetObject", "*")),
        "whose bucket it is, asked": read("aws-ssm-*/*", { StringEquals: { "s3:ResourceAccount": "123456789012" } }),
        "own organization only": read("aws-ssm-*/*", { StringEquals: { "aws:ResourceOrgID": "o-abcdefghij" } }),
        listing: single(allow("s3:ListAllMyBuckets", bucket("aws-ssm-*"))),
        "whose bucket it is, asked of any service": read("aws-ssm-*/*", {
            StringEquals: { "aws:ResourceAccount": "123456789012" },
        }),
        "in which part of an organization, asked": read("aws-ssm-*/*", {
            "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "o-abcdefghij/*" },
        }),
        "a Deny": single(deny("s3:GetObject", bucket("aws-ssm-*/*"))),
        "a Deny under MFA": single(
            deny("s3:GetObject", bucket("aws-ssm-*/*"), {
                Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
            }),
        ),
        "denied where they are": doc(allow("s3:GetObject", bucket("aws-ssm-*/*")), deny("s3:*", bucket("aws-ssm-*"))),
        denied: doc(allow("s3:GetObject", bucket("aws-ssm-*/*")), deny("s3:GetObject", "*")),
        "another service": single(allow("s3:GetObject", "arn:aws:ssm:*:*:aws-ssm-*")),
    }),
];
