import * as assert from "node:assert/strict";
import type { RunCommandAccessArgs } from "../../../components/runCommand/args";
import type { Unwrap } from "../../../components/pattern/args";
import { checkConstraints } from "../../../components/pattern/constraints";
import { runCommand } from "../../../components/runCommand/pattern";
import { namingScope } from "../namingScopes";
import { administrator, grantees, operator, reader } from "./fixture";

type Args = Unwrap<RunCommandAccessArgs>;
type Operator = NonNullable<Args["operator"]>;

const issuesOf = (args: Args, known = true): readonly string[] =>
    [
        ...checkConstraints(runCommand.constraints, args),
        ...runCommand.validate(args, known ? namingScope("RunCommandAccess") : undefined),
    ].map(({ path, message }) => `${path} ${message}`);

const forOperator = (given: Partial<Operator>): Args => ({ operator: { documents: ["Own"], grantees, ...given } });
const tagged = { targetTags: { A: ["b"] } };

const cases: readonly (readonly [name: string, args: Args, ...problems: readonly RegExp[]])[] = [
    ["missing levels", {}, /^ has neither "administrator" nor "operator" nor "reader"$/],
    [
        "grantees without principals",
        { reader: { grantees: {} } },
        /^reader\.grantees has neither "users" nor "groups" nor "roles"$/,
    ],
    ["an empty list of grantees", { reader: { grantees: { users: [] } } }, /^reader\.grantees\.users has 0 values$/],
    ["empty documents", { administrator: { documents: [], grantees } }, /^administrator\.documents has 0 values$/],
    [
        "a wildcard in a document",
        { administrator: { documents: ["AWS-*"], grantees } },
        /documents\[0\] is not the name/,
    ],
    ["an operator without nodes", forOperator({}), /^operator has neither "targetTags" nor "nodeIds"$/],
    [
        "an operator with both tags and node IDs",
        forOperator({ ...tagged, nodeIds: ["i-01234567"] }),
        /^operator has "targetTags" and/,
    ],
    [
        "an administrator with both tags and node IDs",
        { administrator: { ...administrator, ...tagged, nodeIds: ["i-01234567"] } },
        /^administrator has "targetTags" and "nodeIds"$/,
    ],
    ["empty target tags", forOperator({ targetTags: {} }), /^operator\.targetTags has 0 keys$/],
    ["a tag without values", forOperator({ targetTags: { A: [] } }), /^operator\.targetTags\.A has 0 values$/],
    [
        "a wildcard in a tag",
        forOperator({ targetTags: { A: ["*"] } }),
        /^operator\.targetTags\.A\[0\] is not a tag value/,
    ],
    [
        "a variable in a tag",
        forOperator({ targetTags: { A: ["${a}"] } }),
        /^operator\.targetTags\.A\[0\] is not a tag value/,
    ],
    ["the nodes of an Auto Scaling group", forOperator({ targetTags: { "aws:autoscaling:groupName": ["web"] } })],
    [
        "a reserved tag key of its own resources",
        { ...forOperator(tagged), tags: { "aws:a": "b" } },
        /^tags\.aws:a is not a tag key/,
    ],
    ["a wildcard in a node ID", forOperator({ nodeIds: ["i-*"] }), /^operator\.nodeIds\[0\] is not a node ID/],
    [
        "an AWS-owned document that is not accepted",
        forOperator({ ...tagged, documents: ["AWS-RunShellScript"] }),
        /^operator\.documents\[0\] is an AWS-owned document/,
    ],
    [
        "the ARN of an AWS-owned document with any name",
        forOperator({ ...tagged, documents: ["arn:aws:ssm:eu-west-1::document/Anything"] }),
        /^operator\.documents\[0\] is an AWS-owned document/,
    ],
    [
        "an unused acceptance",
        { operator: { ...operator, acceptRootDocuments: ["AWS-RunPatchBaseline", "AWS-RunShellScript"] } },
        /^operator\.acceptRootDocuments\[1\] is not in operator\.documents$/,
    ],
    [
        "a wildcard in the bucket name",
        { administrator: { ...administrator, outputBucketName: "acme-*" } },
        /^administrator\.outputBucketName is not a bucket name/,
    ],
    [
        "a wildcard in a role ARN",
        { administrator: { ...administrator, notificationRoleArns: ["arn:aws:iam::123456789012:role/*"] } },
        /^administrator\.notificationRoleArns\[0\] is not the ARN of one role/,
    ],
    [
        "a role in another account",
        { administrator: { ...administrator, notificationRoleArns: ["arn:aws:iam::210987654321:role/notify"] } },
        /^administrator\.notificationRoleArns\[0\] is in account 210987654321, but .* 123456789012$/,
    ],
    [
        "a grantee in another account",
        { reader: { grantees: { users: ["arn:aws:iam::210987654321:user/ana"] } } },
        /^reader\.grantees\.users\[0\] is in account 210987654321/,
    ],
    [
        "a role of IAM Identity Center",
        { reader: { grantees: { roles: ["AWSReservedSSO_Ops_0123456789abcdef"] } } },
        /^reader\.grantees\.roles\[0\] is a role that only AWS can change$/,
    ],
    [
        "a duplicate grantee",
        { reader: { grantees: { users: ["ana", "arn:aws:iam::123456789012:user/ana"] } } },
        /^reader\.grantees\.users\[1\] duplicates users\[0\]$/,
    ],
    ["a wildcard as the Region", { reader, region: "*" }, /^region is not a Region code/],
    ["a path without slashes", { reader, path: "ops" }, /^path is not an IAM path/],
    ["a prefix with a space", { reader, namePrefix: "a b" }, /^namePrefix is not a prefix/],
    [
        "several issues at once",
        { reader: { grantees: {} }, region: "*", path: "ops" },
        /grantees has/,
        /^region/,
        /^path/,
    ],
];

describe("the validation of RunCommandAccess", () => {
    for (const [name, args, ...problems] of cases) {
        it(`reports ${name}`, () => {
            const found = issuesOf(args);
            assert.equal(found.length, problems.length, found.join("\n"));
            for (const issue of problems) {
                assert.ok(
                    found.some((text) => issue.test(text)),
                    `${String(issue)} is none of:\n${found.join("\n")}`,
                );
            }
        });
    }

    it("accepts valid args", () => {
        assert.deepEqual(issuesOf({ operator, administrator, reader }), []);
    });

    it("skips the account check while the account is unknown", () => {
        assert.deepEqual(
            issuesOf({ reader: { grantees: { users: ["arn:aws:iam::210987654321:user/ana"] } } }, false),
            [],
        );
    });
});
