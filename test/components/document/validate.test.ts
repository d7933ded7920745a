import { document } from "../../../components/document/pattern";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything } from "./fixture";

const china = { ...namingScope("DocumentAccess").location, partition: "aws-cn", region: "cn-north-1" };
const isolated = { ...namingScope("DocumentAccess").location, partition: "aws-iso", region: "us-iso-east-1" };
const authors = { names: ["Acme-PatchNow"] };

describeIssues("the validation issues of DocumentAccess", document, namingScope("DocumentAccess"), [
    ["everything", everything],
    ["only the block on public sharing", { blockPublicSharing: true }],
    ["no access level", {}, /authors/],
    ["authors of no documents", { authors: {} }, /^authors has neither "names" nor "namePrefixes"/],
    ["sharers of no documents", { sharers: {} }, /^sharers has neither/],
    ["readers of no documents", { readers: {} }, /^readers has neither/],
    ["no grantee", { authors: { ...authors, grantees: {} } }, /^authors\.grantees /],
    [
        "a grantee of another account",
        { authors: { ...authors, grantees: { roles: ["arn:aws:iam::210987654321:role/a"] } } },
        /^authors\.grantees\.roles\[0\]/,
    ],
    [
        "a name of AWS",
        { authors: { names: ["AWS-RunShellScript"] } },
        /^authors\.names\[0\] is not the name of a document of your own/,
    ],
    ["a name of AWS in lower case", { authors: { names: ["amazon-x"] } }, /^authors\.names\[0\]/],
    ["a name that only resembles one of AWS", { authors: { names: ["Acme-AWS"] } }],
    [
        "the ARN of a document to write",
        { authors: { names: ["arn:aws:ssm:eu-west-1:210987654321:document/Acme"] } },
        /^authors\.names\[0\]/,
    ],
    ["a wildcard in a prefix", { authors: { namePrefixes: ["Acme-*"] } }, /^authors\.namePrefixes\[0\]/],
    ["a prefix of two letters", { sharers: { namePrefixes: ["Ac"] } }, /^sharers\.namePrefixes\[0\]/],
    ["a prefix of AWS to share", { sharers: { namePrefixes: ["AWS-"] } }, /^sharers\.namePrefixes\[0\]/],
    ["a prefix of AWS to read", { readers: { namePrefixes: ["AWS-"] } }],
    [
        "a name that a prefix covers",
        { authors: { names: ["Acme-Web"], namePrefixes: ["Acme-"] } },
        /^authors\.names\[0\] begins with namePrefixes\[0\]/,
    ],
    [
        "a document type that AWS does not have",
        { authors: { ...authors, documentTypes: ["Script"] } },
        /^authors\.documentTypes\[0\] is not a document type/,
    ],
    [
        "a bucket with an upper-case letter",
        { authors: { ...authors, attachmentSources: [{ bucketName: "Acme" }] } },
        /^authors\.attachmentSources\[0\]\.bucketName/,
    ],
]);

describeIssues(
    "the validation issues of DocumentAccess in China",
    document,
    { ...namingScope("DocumentAccess"), location: china },
    [["document types", { authors: { ...authors, documentTypes: ["Command"] } }]],
);

describeIssues(
    "the validation issues of DocumentAccess in an isolated partition",
    document,
    { ...namingScope("DocumentAccess"), location: isolated },
    [
        [
            "document types",
            { authors: { ...authors, documentTypes: ["Command"] } },
            /^authors\.documentTypes .+ does not support in the partition aws-iso/,
        ],
        ["no document types", { authors }],
    ],
);
