import * as assert from "node:assert/strict";
import type { ParameterAccessArgs } from "../../../components/parameter/args";
import type { Unwrap } from "../../../components/pattern/args";
import { parameter } from "../../../components/parameter/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";
import { everything, readers, writers } from "./fixture";

type Args = Unwrap<ParameterAccessArgs>;

const scope = namingScope("ParameterAccess");
const statements = (args: Args, holder: "readers" | "writers") =>
    planDocuments(parameter, scope, args)[holder]?.document.Statement;
const here = (name: string): string => `arn:aws:ssm:eu-west-1:123456789012:parameter/${name}`;
const written = [here("app/*"), here("flat")];
const through = (readable: readonly string[]) => ({
    StringEquals: { "kms:ViaService": ["ssm.eu-west-1.amazonaws.com"] },
    StringLike: { "kms:EncryptionContext:PARAMETER_ARN": readable },
});

describe("ParameterAccess documents", () => {
    it("allow readers to read by name and by path, and to decrypt via Parameter Store", () => {
        const readable = [here("app/*"), here("shared/license"), here("flat")];
        assert.deepEqual(statements({ readers }, "readers"), [
            {
                Sid: "ReadParameters",
                Effect: "Allow",
                Action: ["ssm:GetParameter", "ssm:GetParameters"],
                Resource: readable,
            },
            {
                Sid: "ReadParametersByPath",
                Effect: "Allow",
                Action: ["ssm:GetParametersByPath"],
                Resource: [here("app"), here("app/*")],
            },
            {
                Sid: "DecryptParameters",
                Effect: "Allow",
                Action: ["kms:Decrypt"],
                Resource: [keyArn("a")],
                Condition: through(readable),
            },
        ]);
    });

    it("deny exceptions, and recursive requests for their ancestor paths", () => {
        const [history, list, ...denied] = statements(everything, "readers")?.slice(3) ?? [];
        assert.deepEqual([history?.Action, list?.Action], [["ssm:GetParameterHistory"], ["ssm:DescribeParameters"]]);
        assert.deepEqual(denied, [
            {
                Sid: "KeepExceptions",
                Effect: "Deny",
                Action: ["ssm:GetParameter*"],
                Resource: [here("app/db/root"), here("app/db/root/*")],
            },
            {
                Sid: "KeepExceptionsFromAbove",
                Effect: "Deny",
                Action: ["ssm:GetParametersByPath"],
                Resource: [here(""), here("app"), here("app/db")],
                Condition: { StringEquals: { "ssm:Recursive": "true" } },
            },
        ]);
    });

    it("allow writers to write, and deny parameter policies", () => {
        assert.deepEqual(statements({ writers }, "writers"), [
            { Sid: "WriteParameters", Effect: "Allow", Action: ["ssm:PutParameter"], Resource: written },
            {
                Sid: "EncryptParameters",
                Effect: "Allow",
                Action: ["kms:Encrypt"],
                Resource: [keyArn("a")],
                Condition: through(written),
            },
            {
                Sid: "KeepFromParameterPolicies",
                Effect: "Deny",
                Action: ["ssm:PutParameter"],
                Resource: written,
                Condition: { StringEquals: { "ssm:Policies": "true" } },
            },
        ]);
    });

    it("grant the optional permissions of writers", () => {
        assert.deepEqual(
            statements(everything, "writers")?.map(({ Effect, Action }) => [Effect, Action]),
            [
                ["Allow", ["ssm:PutParameter", "ssm:DeleteParameter", "ssm:DeleteParameters"]],
                ["Allow", ["ssm:AddTagsToResource", "ssm:ListTagsForResource", "ssm:RemoveTagsFromResource"]],
                ["Allow", ["kms:Encrypt", "kms:GenerateDataKey"]],
            ],
        );
    });
});

const principal = "arn:aws:iam::123456789012:role/web";
const keyPolicy = {
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
} as const;

const world = (args: Args, holder: "readers" | "writers") => (): World => ({
    grants: { [principal]: [planDocuments(parameter, scope, args)[holder]?.document ?? assert.fail()] },
    resourcePolicies: Object.fromEntries(
        ["a", "e"].flatMap((digit) => ["eu-west-1", "eu-west-2"].map((region) => [keyArn(digit, region), keyPolicy])),
    ),
});

const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
/** The simulator ignores the encryption context key, so a condition key that it supports replaces it. */
const crypt = (
    action: string,
    name: string,
    { key = keyArn("a"), via = "ssm.eu-west-1.amazonaws.com" } = {},
): Request => ({
    ...ask(action, key, {
        ...(via === "" ? {} : { "kms:ViaService": via }),
        ...(name === "" ? {} : { "kms:EncryptionContext:PARAMETER_ARN": name }),
    }),
    substitutes: { "kms:EncryptionContext:PARAMETER_ARN": "kms:RequestAlias" },
});
/** Use of the key for the given parameters, with every near miss. */
const crypting = (action: string, all: readonly string[]) => [
    ...all.flatMap((one) => [
        may(`call ${action} for ${one}`, crypt(action, one)),
        mayNot(`call ${action} for ${one} in another Region`, crypt(action, inOtherRegion(one))),
        mayNot(`call ${action} for ${one} in another account`, crypt(action, inOtherAccount(one))),
    ]),
    mayNot(`call ${action} for a sibling path`, crypt(action, here("app2/db"))),
    mayNot(`call ${action} without an encryption context`, crypt(action, "")),
    mayNot(`call ${action} with another key`, crypt(action, here("app/db"), { key: keyArn("e") })),
    mayNot(
        `call ${action} with a key in another Region`,
        crypt(action, here("app/db"), { key: keyArn("a", "eu-west-2") }),
    ),
    mayNot(`call ${action} via another service`, crypt(action, here("app/db"), { via: "s3.eu-west-1.amazonaws.com" })),
    mayNot(`call ${action} without kms:ViaService`, crypt(action, here("app/db"), { via: "" })),
];

const recursive = (yes: boolean): Context => ({ "ssm:Recursive": String(yes) });

describeAccess(
    "a reader of parameters",
    world({ readers: { ...readers, history: true, listAll: true } }, "readers"),
    [
        may("read a parameter below the path", ask("ssm:GetParameter", here("app/db/password"))),
        mayNot(
            "read a parameter below the path in another Region",
            ask("ssm:GetParameter", inOtherRegion(here("app/db/password"))),
        ),
        mayNot(
            "read a parameter below the path in another account",
            ask("ssm:GetParameter", inOtherAccount(here("app/db/password"))),
        ),
        mayNot("read a parameter below a sibling path", ask("ssm:GetParameter", here("app2/db"))),
        mayNot("read the parameter with the name of the path", ask("ssm:GetParameter", here("app"))),
        may("read a named parameter", ask("ssm:GetParameters", here("shared/license"))),
        mayNot(
            "read a named parameter in another Region",
            ask("ssm:GetParameters", inOtherRegion(here("shared/license"))),
        ),
        mayNot("read a sibling of a named parameter", ask("ssm:GetParameters", here("shared/other"))),
        may("read a parameter without a path", ask("ssm:GetParameter", here("flat"))),
        mayNot(
            "read a parameter without a path in another Region",
            ask("ssm:GetParameter", inOtherRegion(here("flat"))),
        ),
        may("read by path recursively", ask("ssm:GetParametersByPath", here("app"), recursive(true))),
        mayNot("read by path in another Region", ask("ssm:GetParametersByPath", inOtherRegion(here("app")))),
        may("read by a path below", ask("ssm:GetParametersByPath", here("app/db"))),
        mayNot("read by a path below in another Region", ask("ssm:GetParametersByPath", inOtherRegion(here("app/db")))),
        mayNot("read by a sibling path", ask("ssm:GetParametersByPath", here("app2"))),
        mayNot("read by the parent path of a named parameter", ask("ssm:GetParametersByPath", here("shared"))),
        may("read the history of a parameter below the path", ask("ssm:GetParameterHistory", here("app/db"))),
        may("read the history of a named parameter", ask("ssm:GetParameterHistory", here("shared/license"))),
        may("read the history of a parameter without a path", ask("ssm:GetParameterHistory", here("flat"))),
        mayNot("read the history of another parameter", ask("ssm:GetParameterHistory", here("app2/db"))),
        mayNot(
            "read the history of a parameter below the path in another Region",
            ask("ssm:GetParameterHistory", inOtherRegion(here("app/db"))),
        ),
        mayNot(
            "read the history of a parameter without a path in another Region",
            ask("ssm:GetParameterHistory", inOtherRegion(here("flat"))),
        ),
        mayNot(
            "read the history of a named parameter in another Region",
            ask("ssm:GetParameterHistory", inOtherRegion(here("shared/license"))),
        ),
        may("list names", ask("ssm:DescribeParameters", "*")),
        mayNot("write a parameter", ask("ssm:PutParameter", here("app/db"))),
        mayNot("delete a parameter", ask("ssm:DeleteParameter", here("app/db"))),
        ...crypting("kms:Decrypt", [here("app/db"), here("shared/license"), here("flat")]),
        mayNot("encrypt", crypt("kms:Encrypt", here("app/db"))),
    ],
    { resources: true },
);

describeAccess(
    "a reader with exceptions",
    world({ readers: { ...readers, exceptPaths: ["/app/db/root"] } }, "readers"),
    [
        may("read a sibling of the exception", ask("ssm:GetParameter", here("app/db/user"))),
        may("read a parameter with the same name prefix", ask("ssm:GetParameter", here("app/db/root2"))),
        mayNot("read a parameter below the exception", ask("ssm:GetParameter", here("app/db/root/password"))),
        mayNot("read the parameter with the name of the exception", ask("ssm:GetParameter", here("app/db/root"))),
        mayNot("read the history below the exception", ask("ssm:GetParameterHistory", here("app/db/root/password"))),
        mayNot("read by the excepted path", ask("ssm:GetParametersByPath", here("app/db/root"))),
        mayNot(
            "read by a path below the exception",
            ask("ssm:GetParametersByPath", here("app/db/root/old"), recursive(false)),
        ),
        mayNot("read by the parent path recursively", ask("ssm:GetParametersByPath", here("app/db"), recursive(true))),
        mayNot(
            "read by the grandparent path recursively",
            ask("ssm:GetParametersByPath", here("app"), recursive(true)),
        ),
        may(
            "read by the parent path non-recursively",
            ask("ssm:GetParametersByPath", here("app/db"), recursive(false)),
        ),
        may("read by an ancestor path without ssm:Recursive", ask("ssm:GetParametersByPath", here("app"))),
        may("read by a sibling path recursively", ask("ssm:GetParametersByPath", here("app/web"), recursive(true))),
        ...crypting("kms:Decrypt", [here("app/db"), here("shared/license"), here("flat")]),
    ],
);

const policies = (yes: boolean): Context => ({ "ssm:Policies": String(yes) });

const writing = [
    may("write a parameter below the path", ask("ssm:PutParameter", here("app/db"), policies(false))),
    may("write a parameter without ssm:Policies", ask("ssm:PutParameter", here("app/db"))),
    may("write a parameter without a path", ask("ssm:PutParameter", here("flat"), policies(false))),
    mayNot("write a parameter below a sibling path", ask("ssm:PutParameter", here("app2/db"))),
    mayNot("write a parameter in another Region", ask("ssm:PutParameter", inOtherRegion(here("app/db")))),
    mayNot("write a parameter without a path in another Region", ask("ssm:PutParameter", inOtherRegion(here("flat")))),
    mayNot("write a parameter in another account", ask("ssm:PutParameter", inOtherAccount(here("app/db")))),
    mayNot("read a parameter", ask("ssm:GetParameter", here("app/db"))),
    mayNot("share a parameter", ask("ssm:PutResourcePolicy", here("app/db"))),
    mayNot("decrypt", crypt("kms:Decrypt", here("app/db"))),
    ...crypting("kms:Encrypt", [here("app/db"), here("flat")]),
];

describeAccess("a writer of parameters", world({ writers }, "writers"), [
    ...writing,
    mayNot("set parameter policies", ask("ssm:PutParameter", here("app/db"), policies(true))),
    mayNot("delete a parameter", ask("ssm:DeleteParameter", here("app/db"))),
    mayNot("tag a parameter", ask("ssm:AddTagsToResource", here("app/db"))),
    mayNot("generate a data key", crypt("kms:GenerateDataKey", here("app/db"))),
]);

describeAccess(
    "a writer with every permission",
    world(everything, "writers"),
    [
        ...writing,
        may("set parameter policies", ask("ssm:PutParameter", here("app/db"), policies(true))),
        may("delete a parameter", ask("ssm:DeleteParameter", here("app/db"))),
        mayNot("delete another parameter", ask("ssm:DeleteParameter", here("app2/db"))),
        may("tag a parameter below the path", ask("ssm:AddTagsToResource", here("app/db"))),
        may("tag a parameter without a path", ask("ssm:AddTagsToResource", here("flat"))),
        mayNot("tag another parameter", ask("ssm:AddTagsToResource", here("app2/db"))),
        mayNot("tag a parameter in another Region", ask("ssm:AddTagsToResource", inOtherRegion(here("app/db")))),
        mayNot(
            "tag a parameter without a path in another Region",
            ask("ssm:AddTagsToResource", inOtherRegion(here("flat"))),
        ),
        may("generate a data key", crypt("kms:GenerateDataKey", here("app/db"))),
    ],
    { resources: true },
);

const grantees = { groups: ["ops"] };

describeIssues("ParameterAccess validation", parameter, scope, [
    ["all args", everything],
    ["neither readers nor writers", {}, /^ has neither "readers" nor "writers"$/],
    ["readers without parameters", { readers: { grantees } }, /^readers has neither "paths" nor "names"$/],
    ["writers without parameters", { writers: { grantees } }, /^writers has neither "paths" nor "names"$/],
    ["the root path", { readers: { grantees, paths: ["/"] } }, /^readers\.paths\[0\] is not a path below the root/],
    ["a path with a trailing slash", { readers: { grantees, paths: ["/app/"] } }, /^readers\.paths\[0\] is not a path/],
    ["a wildcard path", { writers: { grantees, paths: ["/app/*"] } }, /^writers\.paths\[0\] is not a path/],
    ["a wildcard name", { writers: { grantees, names: ["app*"] } }, /^writers\.names\[0\] is not the full name/],
    [
        "a path reserved by AWS",
        { readers: { grantees, paths: ["/aws/service"] } },
        /^readers\.paths\[0\] is not a path/,
    ],
    [
        "a key alias and a key in another Region",
        {
            readers: {
                grantees,
                paths: ["/app"],
                kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:alias/aws/ssm", keyArn("a", "us-east-1")],
            },
        },
        /^readers\.kmsKeyArns\[0\] is not the ARN of one key/,
        /^readers\.kmsKeyArns\[1\] is in Region us-east-1/,
    ],
    [
        "exceptions outside the paths",
        { readers: { grantees, paths: ["/app"], exceptPaths: ["/app2/db", "/app"] } },
        /^readers\.exceptPaths\[0\] is not below any/,
        /^readers\.exceptPaths\[1\] is not below any/,
    ],
    ["no grantees", { writers: { grantees: {}, paths: ["/app"] } }, /^writers\.grantees has neither/],
    [
        "a role of Identity Center",
        { readers: { grantees: { roles: ["AWSReservedSSO_Ops_0123456789abcdef"] }, paths: ["/app"] } },
        /^readers\.grantees\.roles\[0\] is a role that only AWS can change$/,
    ],
]);
