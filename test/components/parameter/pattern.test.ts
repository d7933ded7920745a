import * as assert from "node:assert/strict";
import type { ParameterAccessArgs } from "../../../components/parameter/args";
import type { Unwrap } from "../../../components/pattern/args";
import { parameter } from "../../../components/parameter/pattern";
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
    parameter.documents(scope, args)[holder]?.document.Statement;
const here = (name: string): string => `arn:aws:ssm:eu-west-1:123456789012:parameter/${name}`;
const written = [here("app/*"), here("flat")];
const through = (readable: readonly string[]) => ({
    StringEquals: { "kms:ViaService": ["ssm.eu-west-1.amazonaws.com"] },
    StringLike: { "kms:EncryptionContext:PARAMETER_ARN": readable },
});

describe("the documents of parameters", () => {
    it("let readers read by name, by path, and through Parameter Store with the key", () => {
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

    it("close exceptions, and every path above them to whoever asks for what lies deeper", () => {
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

    it("let writers write, and keep them from policies that delete", () => {
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

    it("give writers what else is asked for", () => {
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
    grants: { [principal]: [parameter.documents(scope, args)[holder]?.document ?? assert.fail()] },
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
/** The simulator takes the context of an encryption for nothing, so a key stands in that it knows. */
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
/** Every near miss of using the key for one of some parameters. */
const crypting = (action: string, all: readonly string[]) => [
    ...all.flatMap((one) => [
        may(`${action} of ${one}`, crypt(action, one)),
        mayNot(`${action} of ${one} elsewhere`, crypt(action, inOtherRegion(one))),
        mayNot(`${action} of another account's ${one}`, crypt(action, inOtherAccount(one))),
    ]),
    mayNot(`${action} of a sibling path`, crypt(action, here("app2/db"))),
    mayNot(`${action} of no parameter`, crypt(action, "")),
    mayNot(`${action} with another key`, crypt(action, here("app/db"), { key: keyArn("e") })),
    mayNot(`${action} with a key elsewhere`, crypt(action, here("app/db"), { key: keyArn("a", "eu-west-2") })),
    mayNot(`${action} through another service`, crypt(action, here("app/db"), { via: "s3.eu-west-1.amazonaws.com" })),
    mayNot(`${action} through none`, crypt(action, here("app/db"), { via: "" })),
];

const recursive = (yes: boolean): Context => ({ "ssm:Recursive": String(yes) });

describeAccess(
    "a reader of parameters",
    world({ readers: { ...readers, history: true, listAll: true } }, "readers"),
    [
        may("read one below the path", ask("ssm:GetParameter", here("app/db/password"))),
        mayNot("read it in another Region", ask("ssm:GetParameter", inOtherRegion(here("app/db/password")))),
        mayNot("read another account's", ask("ssm:GetParameter", inOtherAccount(here("app/db/password")))),
        mayNot("read a sibling path", ask("ssm:GetParameter", here("app2/db"))),
        mayNot("read the parameter called like the path", ask("ssm:GetParameter", here("app"))),
        may("read one by its full name", ask("ssm:GetParameters", here("shared/license"))),
        mayNot("read that in another Region", ask("ssm:GetParameters", inOtherRegion(here("shared/license")))),
        mayNot("read its sibling", ask("ssm:GetParameters", here("shared/other"))),
        may("read one without a path", ask("ssm:GetParameter", here("flat"))),
        mayNot("read that in another Region", ask("ssm:GetParameter", inOtherRegion(here("flat")))),
        may("read by the path, all that lies deeper", ask("ssm:GetParametersByPath", here("app"), recursive(true))),
        mayNot("read by the path in another Region", ask("ssm:GetParametersByPath", inOtherRegion(here("app")))),
        may("read by a path below", ask("ssm:GetParametersByPath", here("app/db"))),
        mayNot("read by that in another Region", ask("ssm:GetParametersByPath", inOtherRegion(here("app/db")))),
        mayNot("read by a sibling path", ask("ssm:GetParametersByPath", here("app2"))),
        mayNot("read by the path of a single one", ask("ssm:GetParametersByPath", here("shared"))),
        may("read what one was", ask("ssm:GetParameterHistory", here("app/db"))),
        may("read what a single one was", ask("ssm:GetParameterHistory", here("shared/license"))),
        may("read what a flat one was", ask("ssm:GetParameterHistory", here("flat"))),
        mayNot("read what another was", ask("ssm:GetParameterHistory", here("app2/db"))),
        mayNot("read what one was in another Region", ask("ssm:GetParameterHistory", inOtherRegion(here("app/db")))),
        mayNot("read what a flat one was there", ask("ssm:GetParameterHistory", inOtherRegion(here("flat")))),
        mayNot(
            "read what a single one was there",
            ask("ssm:GetParameterHistory", inOtherRegion(here("shared/license"))),
        ),
        may("list names", ask("ssm:DescribeParameters", "*")),
        mayNot("write one", ask("ssm:PutParameter", here("app/db"))),
        mayNot("delete one", ask("ssm:DeleteParameter", here("app/db"))),
        ...crypting("kms:Decrypt", [here("app/db"), here("shared/license"), here("flat")]),
        mayNot("encrypt", crypt("kms:Encrypt", here("app/db"))),
    ],
    { resources: true },
);

describeAccess(
    "a reader with exceptions",
    world({ readers: { ...readers, exceptPaths: ["/app/db/root"] } }, "readers"),
    [
        may("read beside the exception", ask("ssm:GetParameter", here("app/db/user"))),
        may("read what begins like it", ask("ssm:GetParameter", here("app/db/root2"))),
        mayNot("read the exception", ask("ssm:GetParameter", here("app/db/root/password"))),
        mayNot("read the parameter called so", ask("ssm:GetParameter", here("app/db/root"))),
        mayNot("read what it was", ask("ssm:GetParameterHistory", here("app/db/root/password"))),
        mayNot("read by it", ask("ssm:GetParametersByPath", here("app/db/root"))),
        mayNot("read by what lies below", ask("ssm:GetParametersByPath", here("app/db/root/old"), recursive(false))),
        mayNot(
            "read by the path above, with all below",
            ask("ssm:GetParametersByPath", here("app/db"), recursive(true)),
        ),
        mayNot("read by the one above that", ask("ssm:GetParametersByPath", here("app"), recursive(true))),
        may("read by the path above, and no deeper", ask("ssm:GetParametersByPath", here("app/db"), recursive(false))),
        may("read by the path above without a word on depth", ask("ssm:GetParametersByPath", here("app"))),
        may("read by a path beside, with all below", ask("ssm:GetParametersByPath", here("app/web"), recursive(true))),
        ...crypting("kms:Decrypt", [here("app/db"), here("shared/license"), here("flat")]),
    ],
);

const policies = (yes: boolean): Context => ({ "ssm:Policies": String(yes) });

const writing = [
    may("write one below the path", ask("ssm:PutParameter", here("app/db"), policies(false))),
    may("write one without a word on policies", ask("ssm:PutParameter", here("app/db"))),
    may("write a flat one", ask("ssm:PutParameter", here("flat"), policies(false))),
    mayNot("write a sibling path", ask("ssm:PutParameter", here("app2/db"))),
    mayNot("write one of another Region", ask("ssm:PutParameter", inOtherRegion(here("app/db")))),
    mayNot("write a flat one there", ask("ssm:PutParameter", inOtherRegion(here("flat")))),
    mayNot("write another account's", ask("ssm:PutParameter", inOtherAccount(here("app/db")))),
    mayNot("read one", ask("ssm:GetParameter", here("app/db"))),
    mayNot("share one", ask("ssm:PutResourcePolicy", here("app/db"))),
    mayNot("decrypt", crypt("kms:Decrypt", here("app/db"))),
    ...crypting("kms:Encrypt", [here("app/db"), here("flat")]),
];

describeAccess("a writer of parameters", world({ writers }, "writers"), [
    ...writing,
    mayNot("let one expire", ask("ssm:PutParameter", here("app/db"), policies(true))),
    mayNot("delete one", ask("ssm:DeleteParameter", here("app/db"))),
    mayNot("tag one", ask("ssm:AddTagsToResource", here("app/db"))),
    mayNot("ask for a data key", crypt("kms:GenerateDataKey", here("app/db"))),
]);

describeAccess(
    "a writer who may do everything",
    world(everything, "writers"),
    [
        ...writing,
        may("let one expire", ask("ssm:PutParameter", here("app/db"), policies(true))),
        may("delete one", ask("ssm:DeleteParameter", here("app/db"))),
        mayNot("delete another", ask("ssm:DeleteParameter", here("app2/db"))),
        may("tag one", ask("ssm:AddTagsToResource", here("app/db"))),
        may("tag a flat one", ask("ssm:AddTagsToResource", here("flat"))),
        mayNot("tag another", ask("ssm:AddTagsToResource", here("app2/db"))),
        mayNot("tag one of another Region", ask("ssm:AddTagsToResource", inOtherRegion(here("app/db")))),
        mayNot("tag a flat one there", ask("ssm:AddTagsToResource", inOtherRegion(here("flat")))),
        may("ask for a data key", crypt("kms:GenerateDataKey", here("app/db"))),
    ],
    { resources: true },
);

const grantees = { groups: ["ops"] };

describeIssues("the problems of parameters", parameter, scope, [
    ["none", everything],
    ["nobody", {}, /^ has neither "readers" nor "writers"$/],
    ["readers of nothing", { readers: { grantees } }, /^readers has neither "paths" nor "names"$/],
    ["writers of nothing", { writers: { grantees } }, /^writers has neither "paths" nor "names"$/],
    ["the root", { readers: { grantees, paths: ["/"] } }, /^readers\.paths\[0\] is not a path below the root/],
    [
        "a path with a slash at its end",
        { readers: { grantees, paths: ["/app/"] } },
        /^readers\.paths\[0\] is not a path/,
    ],
    ["a path by pattern", { writers: { grantees, paths: ["/app/*"] } }, /^writers\.paths\[0\] is not a path/],
    ["a name by pattern", { writers: { grantees, names: ["app*"] } }, /^writers\.names\[0\] is not the full name/],
    ["AWS's own", { readers: { grantees, paths: ["/aws/service"] } }, /^readers\.paths\[0\] is not a path/],
    [
        "keys by alias and of another Region",
        {
            readers: {
                grantees,
                paths: ["/app"],
                kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:alias/aws/ssm", keyArn("a", "us-east-1")],
            },
        },
        /^readers\.kmsKeyArns\[0\] is not the ARN of one key/,
        /^readers\.kmsKeyArns\[1\] is of Region us-east-1/,
    ],
    [
        "exceptions from nothing",
        { readers: { grantees, paths: ["/app"], exceptPaths: ["/app2/db", "/app"] } },
        /^readers\.exceptPaths\[0\] lies below none/,
        /^readers\.exceptPaths\[1\] lies below none/,
    ],
    ["no grantee", { writers: { grantees: {}, paths: ["/app"] } }, /^writers\.grantees has neither/],
    [
        "a role of Identity Center",
        { readers: { grantees: { roles: ["AWSReservedSSO_Ops_0123456789abcdef"] }, paths: ["/app"] } },
        /^readers\.grantees\.roles\[0\] is a role that only AWS may change$/,
    ],
]);
