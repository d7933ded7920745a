import * as assert from "node:assert/strict";
import { existingTrustIssues } from "../../../components/managedInstance/existingTrust";
import { managedInstance } from "../../../components/managedInstance/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, keyArn } from "./fixture";

const existingRoleArn = "arn:aws:iam::123456789012:role/web";
const foreign = "is of account 210987654321, but this stack stands in account 123456789012";
const bucketName = "acme-output";

describeIssues("the problems of managed instances", managedInstance, namingScope("ManagedInstanceAccess"), [
    ["nothing in a full set", everything],
    ["nothing where nothing is given", {}],
    ["the root path", { parameters: { paths: ["/"] } }, /^parameters\.paths\[0\] is not a path below the root/],
    ["a wildcard in a path", { parameters: { paths: ["/app/*"] } }, /^parameters\.paths\[0\] is not a path/],
    ["a path with a slash at its end", { parameters: { paths: ["/app/"] } }, /without a slash at its end/],
    ["a path of AWS", { parameters: { paths: ["/aws/service"] } }, /^parameters\.paths\[0\] is not a path/],
    ["a wildcard in a name", { parameters: { names: ["db*"] } }, /^parameters\.names\[0\] is not the full name/],
    ["keys without parameters", { parameters: { kmsKeyArns: [keyArn("a")] } }, /^parameters has neither/],
    [
        "an alias for a key",
        { parameters: { paths: ["/app"], kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:alias/app"] } },
        /^parameters\.kmsKeyArns\[0\] is not .*neither an alias nor a wildcard/,
    ],
    [
        "keys of another Region",
        {
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a", "us-east-1")] },
            sessions: { kmsKeyArn: keyArn("c", "us-east-1") },
        },
        /^parameters\.kmsKeyArns\[0\] is of Region us-east-1, but the nodes are managed in eu-west-1$/,
        /^sessions\.kmsKeyArn is of Region us-east-1/,
    ],
    [
        "a baseline of another Region",
        { patchBaselines: ["arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0123456789abcdef0"] },
        /^patchBaselines\[0\] is of Region us-east-1, but the nodes are managed in eu-west-1$/,
    ],
    ["a wildcard in a document", { documents: ["AWS-*"] }, /^documents\[0\] is not the name of one document/],
    [
        "a namespace of AWS",
        { cloudWatchAgent: { namespaces: ["AWS/EC2"] } },
        /^cloudWatchAgent\.namespaces\[0\] is not a metric namespace/,
    ],
    ["a directory's name", { directoryIds: ["corp.example.com"] }, /^directoryIds\[0\] is not a directory id/],
    [
        "a wildcard in a log group",
        { logs: { logGroupNames: ["/aws/ssm/*"] } },
        /^logs\.logGroupNames\[0\] is not the name of one log group/,
    ],
    [
        "a bucket's ARN",
        { outputBuckets: [{ bucketName: "arn:aws:s3:::acme-output" }] },
        /^outputBuckets\[0\]\.bucketName is not a bucket name/,
    ],
    [
        "a wildcard in a bucket's name",
        { outputBuckets: [{ bucketName: "acme-*" }] },
        /^outputBuckets\[0\]\.bucketName is not a bucket name/,
    ],
    [
        "a prefix with a slash at its end",
        { outputBuckets: [{ bucketName, keyPrefix: "runs/" }] },
        /^outputBuckets\[0\]\.keyPrefix is not a key prefix without a slash at its ends/,
    ],
    [
        "a wildcard in a prefix",
        { sessions: { bucket: { bucketName, keyPrefix: "*" } } },
        /^sessions\.bucket\.keyPrefix is not a key prefix/,
    ],
    [
        "an account of 11 digits",
        { outputBuckets: [{ bucketName, accountId: "12345678901" }] },
        /^outputBuckets\[0\]\.accountId is not the 12 digits/,
    ],
    [
        "a wildcard in a key, and a key that begins with a slash",
        { sourceBuckets: [{ bucketName, keys: ["scripts/*", "/scripts/a"] }] },
        /^sourceBuckets\[0\]\.keys\[0\] is not the key of one object/,
        /^sourceBuckets\[0\]\.keys\[1\] is not the key of one object/,
    ],
    ["a wildcard for a Region", { awsBuckets: { regions: ["*"] } }, /^awsBuckets\.regions\[0\] is not a Region's code/],
    [
        "a set of buckets that is none",
        { awsBuckets: { bucketSet: "all" } },
        /^awsBuckets\.bucketSet is not "current" or/,
    ],
    [
        "what the older set has no bucket for",
        { awsBuckets: { bucketSet: "guide", macOS: true } },
        /^awsBuckets\.macOS is about a bucket that the set "guide" does not have$/,
    ],
    [
        "a Region for macOS that AWS does not list",
        { awsBuckets: { macOS: true, regions: ["eu-west-1", "us-gov-west-1"] } },
        /^awsBuckets\.macOS needs what the bucket's name ends in, which AWS does not list for us-gov-west-1$/,
    ],
    [
        "an ending for a Region that is not asked for",
        { awsBuckets: { suffixes: { "eu-west-2": { patchManager: "0a1b2c3d4" } } } },
        /^awsBuckets\.suffixes\.eu-west-2 is of a Region whose buckets are not asked for: eu-west-1$/,
    ],
    [
        "an ending that is none",
        { awsBuckets: { suffixes: { "eu-west-1": { patchManager: "*" } } } },
        /^awsBuckets\.suffixes\.eu-west-1\.patchManager is not a suffix/,
    ],
    [
        "a baseline of every account",
        { patchBaselines: ["pb-*", "arn:aws:ssm:eu-west-1:*:patchbaseline/pb-0123456789abcdef0"] },
        /^patchBaselines\[0\] is not a patch baseline/,
        /^patchBaselines\[1\] is not a patch baseline/,
    ],
    ["sessions without a need", { sessions: {} }, /^sessions has neither/],
    ["launchers without a grantee", { launchers: { grantees: {} } }, /^launchers\.grantees has neither/],
    [
        "a wildcard among the launchers",
        { launchers: { grantees: { roles: ["*"] } } },
        /^launchers\.grantees\.roles\[0\] is not the name of an existing IAM role/,
    ],
    [
        "a launcher of another account",
        { launchers: { grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
        new RegExp(`^launchers\\.grantees\\.roles\\[0\\] ${foreign}$`),
    ],
    [
        "a profile's name with a slash",
        { instanceProfileName: "a/b" },
        /^instanceProfileName is not an instance profile name/,
    ],
    ["both other cores", { awsManagedCore: true, sessionsOnly: true }, /^sessionsOnly contradicts awsManagedCore/],
    [
        "what the core of AWS settles",
        { awsManagedCore: true, documents: ["Acme-A"], ec2Messages: true, parameters: { paths: ["/app"] } },
        /^documents is settled by AmazonSSMManagedInstanceCore/,
        /^ec2Messages is settled by AmazonSSMManagedInstanceCore/,
        /^parameters narrows nothing: AmazonSSMManagedInstanceCore reads every parameter$/,
    ],
    [
        "what sessions do not use",
        { sessionsOnly: true, documents: ["Acme-A"], ec2Messages: true },
        /^documents has no use in sessions$/,
        /^ec2Messages has no use in sessions$/,
    ],
    ["nothing where a switch is off", { awsManagedCore: false, sessionsOnly: true, ec2Messages: false }],
    [
        "adopting and naming at once",
        { existingRoleArn, roleName: "web", permissionsBoundary: "arn:aws:iam::123456789012:policy/edge" },
        /^roleName is of a role to be made, but one is adopted$/,
        /^permissionsBoundary is of a role to be made/,
    ],
    [
        "a pattern to adopt",
        { existingRoleArn: "arn:aws:iam::123456789012:role/web-*" },
        /^existingRoleArn is not the ARN of one role/,
    ],
    ["a name to adopt", { existingRoleArn: "web" }, /^existingRoleArn is not the ARN of one role/],
    [
        "a role of another account to adopt",
        { existingRoleArn: "arn:aws:iam::210987654321:role/web" },
        new RegExp(`^existingRoleArn ${foreign}$`),
    ],
    [
        "accepting without adopting",
        { acceptTrustedPrincipals: ["ssm.amazonaws.com"] },
        /^acceptTrustedPrincipals is about an existing role, but a role is made here/,
    ],
    [
        "accepting everybody",
        { existingRoleArn, acceptTrustedPrincipals: ["*"] },
        /^acceptTrustedPrincipals\[0\] is not .*without a wildcard$/,
    ],
    [
        "policies that the core stands in for",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
            ],
        },
        /^managedPolicyArns\[0\] is the core as AWS has it$/,
        /^managedPolicyArns\[1\] is retired by AWS/,
    ],
    [
        "a wildcard and another account among the policies",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/*", "arn:aws:iam::210987654321:policy/own"] },
        /^managedPolicyArns\[0\] is not the ARN of one managed policy/,
        new RegExp(`^managedPolicyArns\\[1\\] ${foreign}$`),
    ],
]);

describe("the problems of managed instances, as long as the place is unknown,", () => {
    it("leave other accounts and Regions open", () => {
        const args = {
            existingRoleArn: "arn:aws:iam::210987654321:role/web",
            sessions: { kmsKeyArn: keyArn("c", "us-east-1") },
        };
        assert.deepEqual(issuesOf(managedInstance, args), []);
    });
});

describe("the trust of an existing role", () => {
    const told = (statement: unknown, { partition = "aws", accepted = [] as readonly string[] } = {}) =>
        existingTrustIssues(
            existingRoleArn.replace("aws", partition),
            JSON.stringify({ Version: "2012-10-17", Statement: statement }),
            accepted,
        ).map(({ path, message }) => `${path} ${message}`);
    const trust = (Principal: unknown, rest: object = {}) => ({
        Effect: "Allow",
        Principal,
        Action: "sts:AssumeRole",
        ...rest,
    });
    const ec2 = trust({ Service: "ec2.amazonaws.com" });

    it("is fit when it lets EC2 in and nobody else, however it is written", () => {
        for (const fit of [ec2, [ec2], trust({ Service: ["EC2.amazonaws.com"] }, { Action: ["sts:*"] })]) {
            assert.deepEqual(told(fit), []);
        }
    });

    it("is fit in an isolated partition under either host", () => {
        const partition = "aws-iso";
        assert.deepEqual(told(trust({ Service: "ec2.c2s.ic.gov" }), { partition }), []);
        assert.deepEqual(told(ec2, { partition }), []);
        assert.match(told(trust({ Service: "ec2.c2s.ic.gov" })).join("\n"), /does not trust ec2\.amazonaws\.com,/);
    });

    it("is fit in China under either host", () => {
        const partition = "aws-cn";
        assert.deepEqual(told(trust({ Service: "ec2.amazonaws.com.cn" }), { partition }), []);
        assert.deepEqual(told(ec2, { partition }), []);
        assert.match(
            told(trust({ Service: "ec2.amazonaws.com.cn" })).join("\n"),
            /does not trust ec2\.amazonaws\.com,/,
        );
    });

    const unfit: readonly (readonly [what: string, statement: unknown, ...problems: readonly RegExp[]])[] = [
        ["it lets EC2 do something else", { ...ec2, Action: "sts:TagSession" }, /does not trust ec2.*trusts nobody$/],
        ["it is no document", "?", /does not trust ec2/],
        [
            "it lets only Systems Manager in",
            trust({ Service: "ssm.amazonaws.com" }),
            /it trusts "ssm\.amazonaws\.com"$/,
            /trusts "ssm\.amazonaws\.com" beside EC2/,
        ],
        ["a Deny takes EC2 out", [ec2, { ...ec2, Effect: "Deny" }], /does not trust ec2/],
        ["an account is let in too", [ec2, trust({ AWS: "210987654321" })], /trusts "210987654321" beside EC2/],
        ["everybody is let in too", [ec2, trust("*")], /trusts "\*" beside EC2/],
        [
            "everybody but one is let in",
            [ec2, { Effect: "Allow", NotPrincipal: { AWS: "210987654321" }, Action: "sts:AssumeRole" }],
            /trusts "\*" beside EC2/,
        ],
        [
            "a token of somebody else is let in",
            [ec2, trust({ Federated: "cognito-identity.amazonaws.com" }, { Action: "sts:AssumeRoleWithWebIdentity" })],
            /trusts "cognito-identity\.amazonaws\.com" beside EC2/,
        ],
        [
            "EC2 is asked for a source",
            { ...ec2, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ec2:*:123456789012:instance/*" } } },
            /trusts EC2 only where .*aws:SourceArn.*which EC2 does not send/,
        ],
    ];
    for (const [what, statement, ...problems] of unfit) {
        it(`is unfit when ${what}`, () => {
            const found = told(statement);
            assert.equal(found.length, problems.length, found.join("\n"));
            problems.forEach((issue, i) => {
                assert.match(found[i] ?? "", issue);
            });
        });
    }

    it("may let in those who are accepted by name", () => {
        const both = trust({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] });
        assert.deepEqual(told(both, { accepted: ["ssm.amazonaws.com"] }), []);
        assert.match(
            told(both, { accepted: ["sns.amazonaws.com"] }).join("\n"),
            /trusts "ssm\.amazonaws\.com" beside EC2/,
        );
    });

    it("may have lost those who are accepted, since it is changed elsewhere", () => {
        assert.deepEqual(told(ec2, { accepted: ["ssm.amazonaws.com"] }), []);
    });
});
