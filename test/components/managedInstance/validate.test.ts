import * as assert from "node:assert/strict";
import { existingTrustIssues } from "../../../components/managedInstance/existingTrust";
import { managedInstance } from "../../../components/managedInstance/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, keyArn } from "./fixture";

const existingRoleArn = "arn:aws:iam::123456789012:role/web";
const foreign = "is in account 210987654321, but the component deploys to account 123456789012";
const bucketName = "acme-output";

describeIssues("ManagedInstanceAccess validation", managedInstance, namingScope("ManagedInstanceAccess"), [
    ["all features", everything],
    ["no args", {}],
    ["the root path", { parameters: { paths: ["/"] } }, /^parameters\.paths\[0\] is not a path below the root/],
    ["a wildcard in a path", { parameters: { paths: ["/app/*"] } }, /^parameters\.paths\[0\] is not a path/],
    [
        "a path with a trailing slash",
        { parameters: { paths: ["/app/"] } },
        /^parameters\.paths\[0\] is not a path below the root$/,
    ],
    ["a path reserved for AWS", { parameters: { paths: ["/aws/service"] } }, /^parameters\.paths\[0\] is not a path/],
    ["a wildcard in a name", { parameters: { names: ["db*"] } }, /^parameters\.names\[0\] is not the full name/],
    ["keys without parameters", { parameters: { kmsKeyArns: [keyArn("a")] } }, /^parameters has neither/],
    [
        "a key alias",
        { parameters: { paths: ["/app"], kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:alias/app"] } },
        /^parameters\.kmsKeyArns\[0\] is not the ARN of one key$/,
    ],
    [
        "keys of another Region",
        {
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a", "us-east-1")] },
            sessions: { kmsKeyArn: keyArn("c", "us-east-1") },
        },
        /^parameters\.kmsKeyArns\[0\] is in Region us-east-1, but the nodes are managed in eu-west-1$/,
        /^sessions\.kmsKeyArn is in Region us-east-1/,
    ],
    [
        "a baseline of another Region",
        { patchBaselines: ["arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0123456789abcdef0"] },
        /^patchBaselines\[0\] is in Region us-east-1, but the nodes are managed in eu-west-1$/,
    ],
    ["a wildcard in a document", { documents: ["AWS-*"] }, /^documents\[0\] is not the name of one document/],
    [
        "a metric namespace reserved for AWS",
        { cloudWatchAgent: { namespaces: ["AWS/EC2"] } },
        /^cloudWatchAgent\.namespaces\[0\] is not a metric namespace/,
    ],
    ["a directory name", { directoryIds: ["corp.example.com"] }, /^directoryIds\[0\] is not a directory ID/],
    [
        "a wildcard in a log group",
        { logs: { logGroupNames: ["/aws/ssm/*"] } },
        /^logs\.logGroupNames\[0\] is not the name of one log group/,
    ],
    [
        "a bucket ARN",
        { outputBuckets: [{ bucketName: "arn:aws:s3:::acme-output" }] },
        /^outputBuckets\[0\]\.bucketName is not a bucket name/,
    ],
    [
        "a wildcard in a bucket name",
        { outputBuckets: [{ bucketName: "acme-*" }] },
        /^outputBuckets\[0\]\.bucketName is not a bucket name/,
    ],
    [
        "a prefix with a trailing slash",
        { outputBuckets: [{ bucketName, keyPrefix: "runs/" }] },
        /^outputBuckets\[0\]\.keyPrefix is not a key prefix$/,
    ],
    [
        "a wildcard in a prefix",
        { sessions: { bucket: { bucketName, keyPrefix: "*" } } },
        /^sessions\.bucket\.keyPrefix is not a key prefix/,
    ],
    [
        "an account ID of 11 digits",
        { outputBuckets: [{ bucketName, accountId: "12345678901" }] },
        /^outputBuckets\[0\]\.accountId is not a 12-digit account ID/,
    ],
    [
        "an object key with a wildcard, and one with a leading slash",
        { sourceBuckets: [{ bucketName, keys: ["scripts/*", "/scripts/a"] }] },
        /^sourceBuckets\[0\]\.keys\[0\] is not the key of one object/,
        /^sourceBuckets\[0\]\.keys\[1\] is not the key of one object/,
    ],
    ["a wildcard for a Region", { awsBuckets: { regions: ["*"] } }, /^awsBuckets\.regions\[0\] is not a Region code/],
    ["an unknown bucket set", { awsBuckets: { bucketSet: "all" } }, /^awsBuckets\.bucketSet is not "current" or/],
    [
        "macOS with a bucket set that has no bucket for it",
        { awsBuckets: { bucketSet: "guide", macOS: true } },
        /^awsBuckets\.macOS is for a bucket that the bucket set "guide" does not include$/,
    ],
    [
        "macOS in a Region that AWS does not list",
        { awsBuckets: { macOS: true, regions: ["eu-west-1", "us-gov-west-1"] } },
        /^awsBuckets\.macOS needs the suffix of the bucket name, which AWS does not list for us-gov-west-1$/,
    ],
    [
        "a suffix for a Region that is not in use",
        { awsBuckets: { suffixes: { "eu-west-2": { patchManager: "0a1b2c3d4" } } } },
        /^awsBuckets\.suffixes\.eu-west-2 is for a Region other than those in use: eu-west-1$/,
    ],
    [
        "an invalid suffix",
        { awsBuckets: { suffixes: { "eu-west-1": { patchManager: "*" } } } },
        /^awsBuckets\.suffixes\.eu-west-1\.patchManager is not a suffix/,
    ],
    [
        "baselines with wildcards",
        { patchBaselines: ["pb-*", "arn:aws:ssm:eu-west-1:*:patchbaseline/pb-0123456789abcdef0"] },
        /^patchBaselines\[0\] is not a patch baseline/,
        /^patchBaselines\[1\] is not a patch baseline/,
    ],
    ["sessions without properties", { sessions: {} }, /^sessions has neither/],
    ["launchers without grantees", { launchers: { grantees: {} } }, /^launchers\.grantees has neither/],
    [
        "a launcher with a wildcard",
        { launchers: { grantees: { roles: ["*"] } } },
        /^launchers\.grantees\.roles\[0\] is not the name of an existing IAM role/,
    ],
    [
        "a launcher of another account",
        { launchers: { grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
        new RegExp(`^launchers\\.grantees\\.roles\\[0\\] ${foreign}$`),
    ],
    [
        "an instance profile name with a slash",
        { instanceProfileName: "a/b" },
        /^instanceProfileName is not an instance profile name/,
    ],
    [
        "awsManagedCore with sessionsOnly",
        { awsManagedCore: true, sessionsOnly: true },
        /^sessionsOnly conflicts with awsManagedCore/,
    ],
    [
        "args without effect with awsManagedCore",
        { awsManagedCore: true, documents: ["Acme-A"], ec2Messages: true, parameters: { paths: ["/app"] } },
        /^documents has no effect with AmazonSSMManagedInstanceCore/,
        /^ec2Messages has no effect with AmazonSSMManagedInstanceCore/,
        /^parameters limits nothing: AmazonSSMManagedInstanceCore allows reading every parameter$/,
    ],
    [
        "args without effect with sessionsOnly",
        { sessionsOnly: true, documents: ["Acme-A"], ec2Messages: true },
        /^documents has no effect with sessionsOnly$/,
        /^ec2Messages has no effect with sessionsOnly$/,
    ],
    ["args with options that are false", { awsManagedCore: false, sessionsOnly: true, ec2Messages: false }],
    [
        "an existing role with args for a new one",
        { existingRoleArn, roleName: "web", permissionsBoundary: "arn:aws:iam::123456789012:policy/edge" },
        /^roleName applies to a new role, but existingRoleArn uses an existing one$/,
        /^permissionsBoundary applies to a new role/,
    ],
    [
        "an existing role with a wildcard",
        { existingRoleArn: "arn:aws:iam::123456789012:role/web-*" },
        /^existingRoleArn is not the ARN of one role/,
    ],
    ["an existing role by name", { existingRoleArn: "web" }, /^existingRoleArn is not the ARN of one role/],
    [
        "an existing role of another account",
        { existingRoleArn: "arn:aws:iam::210987654321:role/web" },
        new RegExp(`^existingRoleArn ${foreign}$`),
    ],
    [
        "accepted principals without an existing role",
        { acceptTrustedPrincipals: ["ssm.amazonaws.com"] },
        /^acceptTrustedPrincipals applies to an existing role, but the component creates a role/,
    ],
    [
        "a wildcard as accepted principal",
        { existingRoleArn, acceptTrustedPrincipals: ["*"] },
        /^acceptTrustedPrincipals\[0\] is not a trusted principal$/,
    ],
    [
        "managed policies that the core replaces",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
            ],
        },
        /^managedPolicyArns\[0\] is the policy that awsManagedCore attaches$/,
        /^managedPolicyArns\[1\] is deprecated by AWS/,
    ],
    [
        "managed policies with administrative permissions",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AmazonSSMFullAccess",
                "arn:aws:iam::123456789012:policy/AmazonSSMFullAccess",
                "arn:aws-cn:iam::aws:policy/AdministratorAccess",
            ],
        },
        /^managedPolicyArns\[0\] allows every process on every node to run commands on every node/,
        /^managedPolicyArns\[2\] allows every process on every node to perform any action$/,
        /^managedPolicyArns\[2\] is in partition aws-cn/,
    ],
    [
        "managed policies with a wildcard and of another account",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/*", "arn:aws:iam::210987654321:policy/own"] },
        /^managedPolicyArns\[0\] is not the ARN of one managed policy/,
        new RegExp(`^managedPolicyArns\\[1\\] ${foreign}$`),
    ],
]);

describe("ManagedInstanceAccess validation without a location", () => {
    it("accepts ARNs of other accounts and Regions", () => {
        const args = {
            existingRoleArn: "arn:aws:iam::210987654321:role/web",
            sessions: { kmsKeyArn: keyArn("c", "us-east-1") },
        };
        assert.deepEqual(issuesOf(managedInstance, args), []);
    });
});

describe("the trust policy of an existing role", () => {
    const formatted = (statement: unknown, { partition = "aws", accepted = [] as readonly string[] } = {}) =>
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

    it("is valid if it trusts EC2 only, in any notation", () => {
        for (const valid of [ec2, [ec2], trust({ Service: ["EC2.amazonaws.com"] }, { Action: ["sts:*"] })]) {
            assert.deepEqual(formatted(valid), []);
        }
    });

    it("is valid with either service principal in an isolated partition", () => {
        const partition = "aws-iso";
        assert.deepEqual(formatted(trust({ Service: "ec2.c2s.ic.gov" }), { partition }), []);
        assert.deepEqual(formatted(ec2, { partition }), []);
        assert.match(formatted(trust({ Service: "ec2.c2s.ic.gov" })).join("\n"), /does not trust ec2\.amazonaws\.com,/);
    });

    it("is valid with either service principal in China", () => {
        const partition = "aws-cn";
        assert.deepEqual(formatted(trust({ Service: "ec2.amazonaws.com.cn" }), { partition }), []);
        assert.deepEqual(formatted(ec2, { partition }), []);
        assert.match(
            formatted(trust({ Service: "ec2.amazonaws.com.cn" })).join("\n"),
            /does not trust ec2\.amazonaws\.com,/,
        );
    });

    const invalid: readonly (readonly [name: string, statement: unknown, ...issues: readonly RegExp[]])[] = [
        ["EC2 can do something else only", { ...ec2, Action: "sts:TagSession" }, /does not trust ec2.*trusts nobody$/],
        ["it is not a policy document", "?", /does not trust ec2/],
        [
            "it trusts only Systems Manager",
            trust({ Service: "ssm.amazonaws.com" }),
            /it trusts "ssm\.amazonaws\.com"$/,
            /also trusts "ssm\.amazonaws\.com"/,
        ],
        ["a Deny statement excludes EC2", [ec2, { ...ec2, Effect: "Deny" }], /does not trust ec2/],
        ["it also trusts an account", [ec2, trust({ AWS: "210987654321" })], /also trusts "210987654321"/],
        ["it also trusts everyone", [ec2, trust("*")], /also trusts "\*"/],
        [
            "it trusts everyone except one account",
            [ec2, { Effect: "Allow", NotPrincipal: { AWS: "210987654321" }, Action: "sts:AssumeRole" }],
            /also trusts "\*"/,
        ],
        [
            "it also trusts an identity provider",
            [ec2, trust({ Federated: "cognito-identity.amazonaws.com" }, { Action: "sts:AssumeRoleWithWebIdentity" })],
            /also trusts "cognito-identity\.amazonaws\.com"/,
        ],
        [
            "EC2 needs a source key",
            { ...ec2, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ec2:*:123456789012:instance/*" } } },
            /trusts EC2 only with .*aws:SourceArn.*which EC2 does not send/,
        ],
    ];
    for (const [name, statement, ...issues] of invalid) {
        it(`is invalid if ${name}`, () => {
            const found = formatted(statement);
            assert.equal(found.length, issues.length, found.join("\n"));
            issues.forEach((issue, i) => {
                assert.match(found[i] ?? "", issue);
            });
        });
    }

    it("can trust principals that are accepted by name", () => {
        const both = trust({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] });
        assert.deepEqual(formatted(both, { accepted: ["ssm.amazonaws.com"] }), []);
        assert.match(
            formatted(both, { accepted: ["sns.amazonaws.com"] }).join("\n"),
            /also trusts "ssm\.amazonaws\.com"/,
        );
    });

    it("does not have to trust the accepted principals", () => {
        assert.deepEqual(formatted(ec2, { accepted: ["ssm.amazonaws.com"] }), []);
    });
});
