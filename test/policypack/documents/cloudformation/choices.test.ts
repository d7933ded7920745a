/** Templates whose values only the deployment knows: every value that is possible is evaluated. */
import * as assert from "node:assert/strict";
import { configurationOf } from "../../../../policypack/engine/configuration";
import { evaluate } from "../../../../policypack/engine/evaluate";
import { allRules } from "../../../../policypack/rules";

type Json = Readonly<Record<string, unknown>>;

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const bound = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
const pass = (Resource: unknown, more: Json = {}): Json => ({
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource,
    Condition: bound,
    ...more,
});
const policy = (Statement: unknown, more: Json = {}): Json => ({
    P: {
        Type: "AWS::IAM::ManagedPolicy",
        ...more,
        Properties: { PolicyDocument: { Version: "2012-10-17", Statement } },
    },
});
const trusting = (Statement: unknown, more: Json = {}): Json => ({
    R: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: { Statement }, ...more } },
});

/** The rules that block a resource, with the path of each violation. */
const blockedIn = (type: string, props: Json): readonly string[] =>
    evaluate(allRules, [{ type, urn: `urn:pulumi:dev::acme::${type}::it`, props }], {
        configuration: () => configurationOf({}),
        day: "2026-12-01",
    })
        .filter(({ level }) => level === "mandatory")
        .map(({ rule, property, path }) => `${rule.name} ${property.replace("templateBody.Resources.", "")} ${path}`);

const blocked = (Resources: unknown, more: Json = {}, parameters: unknown = {}): readonly string[] =>
    blockedIn("aws:cloudformation/stack:Stack", { templateBody: JSON.stringify({ Resources, ...more }), parameters });

const rulesOf = (violations: readonly string[]): readonly string[] => [
    ...new Set(violations.map((one) => one.split(" ", 1)[0] ?? "")),
];

const every = ["iam-passrole-wildcard"];
const pattern = ["iam-passrole-role-pattern"];
const text = { Type: "String" };

interface Case {
    readonly resource: unknown;
    readonly template?: Json;
    readonly parameters?: unknown;
    readonly rules: readonly string[];
}

const mapping = (rows: Readonly<Record<string, unknown>>): Json => ({
    Parameters: { Stage: text },
    Mappings: { M: Object.fromEntries(Object.entries(rows).map(([row, value]) => [row, { role: value }])) },
});
const find = (key: unknown, ...more: readonly unknown[]): Json => ({ "Fn::FindInMap": ["M", key, "role", ...more] });
const stage = { Ref: "Stage" };
const rows = { dev: role("a"), test: role("b"), prod: "*" };
const fine = { dev: role("a"), test: role("b"), prod: role("c") };

const withPrefix = (declared: Json): Json => ({ Parameters: { Prefix: declared } });
const prefixed = (name: string): Json => ({ "Fn::Sub": `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${name}` });

/** Roles that a statement may pass. */
const cases: Readonly<Record<string, Case>> = {
    "the last row of a mapping, by a parameter": { resource: find(stage), template: mapping(rows), rules: every },
    "no row of a mapping": { resource: find(stage), template: mapping(fine), rules: [] },
    "another row than the given one": {
        resource: find(stage),
        template: mapping(rows),
        parameters: { Stage: "dev" },
        rules: [],
    },
    "the given row": {
        resource: find(stage),
        template: mapping(rows),
        parameters: { Stage: "prod" },
        rules: every,
    },
    "a row that is not allowed": {
        resource: find(stage),
        template: { ...mapping(rows), Parameters: { Stage: { ...text, AllowedValues: ["dev", "test"] } } },
        rules: [],
    },
    "a row by Region": { resource: find({ Ref: "AWS::Region" }), template: mapping(rows), rules: every },
    "a row by a substituted Region": {
        resource: find({ "Fn::Sub": "${AWS::Region}" }),
        template: mapping(rows),
        rules: every,
    },
    "a row by account": { resource: find({ Ref: "AWS::AccountId" }), template: mapping(rows), rules: every },
    "a row by an import": { resource: find({ "Fn::ImportValue": "stage" }), template: mapping(rows), rules: every },
    "a row by a row": {
        resource: find({ "Fn::FindInMap": ["Names", { Ref: "AWS::Region" }, "stage"] }),
        template: {
            Mappings: {
                ...(mapping(rows).Mappings as Json),
                Names: { "us-east-1": { stage: "dev" }, "eu-west-1": { stage: "prod" } },
            },
        },
        rules: every,
    },
    "a column of a mapping": {
        resource: { "Fn::FindInMap": ["M", "a", stage] },
        template: { Parameters: { Stage: text }, Mappings: { M: { a: { dev: role("a"), prod: "*" } } } },
        rules: every,
    },
    "a mapping by name": {
        resource: { "Fn::FindInMap": [stage, "a", "role"] },
        template: {
            Parameters: { Stage: text },
            Mappings: { M: { a: { role: role("a") } }, N: { a: { role: "*" } } },
        },
        rules: every,
    },
    "a list in a row": {
        resource: find(stage),
        template: mapping({ dev: [role("a")], prod: [role("b"), "*"] }),
        rules: every,
    },
    "the default value of a mapping": {
        resource: find(stage, { DefaultValue: "*" }),
        template: mapping(fine),
        rules: every,
    },
    "no default value beside a known row": {
        resource: find("dev", { DefaultValue: "*" }),
        template: mapping(fine),
        rules: [],
    },
    "an allowed value": {
        resource: { Ref: "Role" },
        template: { Parameters: { Role: { ...text, AllowedValues: [role("a"), "*"] } } },
        rules: every,
    },
    "no allowed value": {
        resource: { Ref: "Role" },
        template: { Parameters: { Role: { ...text, AllowedValues: [role("a"), role("b")] } } },
        rules: [],
    },
    "an empty prefix before a wildcard": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, Default: "" }),
        rules: every,
    },
    "an empty prefix before a name": {
        resource: prefixed("${Prefix}App"),
        template: withPrefix({ ...text, Default: "" }),
        rules: [],
    },
    "an empty prefix that is given": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, Default: "app-" }),
        parameters: { Prefix: "" },
        rules: every,
    },
    "a prefix before a wildcard": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, Default: "app-" }),
        rules: pattern,
    },
    "an unknown prefix before a wildcard": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix(text),
        rules: every,
    },
    "an unknown suffix after a wildcard": {
        resource: prefixed("*${Prefix}"),
        template: withPrefix(text),
        rules: every,
    },
    "unknown texts around a wildcard": {
        resource: { "Fn::Join": ["", [role(""), { Ref: "Prefix" }, "*", { "Fn::ImportValue": "suffix" }]] },
        template: withPrefix(text),
        rules: every,
    },
    "an unknown prefix of some length": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, MinLength: 1 }),
        rules: pattern,
    },
    "an unknown prefix with a pattern": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, AllowedPattern: "^[a-z][a-z0-9]*-$" }),
        rules: pattern,
    },
    "an unknown prefix with a pattern that matches nothing": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, AllowedPattern: "^[a-z]*$" }),
        rules: every,
    },
    "an unknown prefix with a pattern of alternatives": {
        resource: prefixed("${Prefix}*"),
        template: withPrefix({ ...text, AllowedPattern: "[a-z]+|" }),
        rules: every,
    },
    "a resource identifier": {
        resource: prefixed("${Vpc}*"),
        template: { Parameters: { Vpc: { Type: "AWS::EC2::VPC::Id" } } },
        rules: pattern,
    },
    "an unknown prefix with a delimiter": {
        resource: prefixed("${Prefix}-*"),
        template: withPrefix(text),
        rules: pattern,
    },
    "an unknown name": { resource: prefixed("${Prefix}"), template: withPrefix(text), rules: [] },
    "the name of the stack": { resource: prefixed("${AWS::StackName}-task"), rules: [] },
    "the name of the stack before a wildcard": { resource: prefixed("${AWS::StackName}*"), rules: pattern },
    "a dynamic reference before a wildcard": {
        resource: role("{{resolve:ssm:/team}}-*"),
        rules: pattern,
    },
    "every role of an account in a dynamic reference": {
        resource: "arn:aws:iam::{{resolve:ssm:/account}}:role/*",
        rules: every,
    },
    "one role of an account in a dynamic reference": {
        resource: "arn:aws:iam::{{resolve:ssm:/account}}:role/one",
        rules: [],
    },
};

describe("a template with open values", () => {
    for (const [name, { resource, template, parameters, rules }] of Object.entries(cases)) {
        it(`passes ${name}`, () => {
            assert.deepEqual(
                [...rulesOf(blocked(policy(pass(resource)), template, parameters))].sort(),
                [...rules].sort(),
            );
        });
    }

    it("chooses the same row of two mappings for the same key", () => {
        const two = (Mappings: Json): readonly string[] =>
            rulesOf(
                blocked(
                    policy(
                        pass(
                            { "Fn::FindInMap": ["Roles", stage, "v"] },
                            { Action: { "Fn::FindInMap": ["Actions", stage, "v"] } },
                        ),
                    ),
                    { Parameters: { Stage: text }, Mappings },
                ),
            );
        const actions = { dev: { v: "s3:GetObject" }, prod: { v: "iam:PassRole" } };
        assert.deepEqual(two({ Actions: actions, Roles: { dev: { v: "*" }, prod: { v: role("a") } } }), []);
        assert.deepEqual(two({ Actions: actions, Roles: { dev: { v: role("a") }, prod: { v: "*" } } }), every);
    });

    it("does not let a Deny take away more than it surely does", () => {
        const deny = (Resource: unknown): Json => ({ Effect: "Deny", Action: "iam:PassRole", Resource });
        const statements = (resource: unknown): unknown => policy([pass("*"), deny(resource)]);
        assert.deepEqual(rulesOf(blocked(statements(prefixed("${Prefix}*")), withPrefix(text))), every);
        assert.deepEqual(rulesOf(blocked(statements("*"))), []);
    });

    it("reads an unknown text both ways where an Allow excludes", () => {
        const others = (element: Json): readonly string[] =>
            rulesOf(blocked(policy({ ...pass(undefined), Resource: undefined, ...element }), withPrefix(text)));
        assert.deepEqual(others({ NotResource: prefixed("${Prefix}*") }), every);
        assert.deepEqual(others({ NotResource: "*" }), []);
    });

    it("reports an unknown text beside a wildcard once", () => {
        assert.equal(blocked(policy(pass(prefixed("${Prefix}*"))), withPrefix(text)).length, 1);
    });

    it("attaches a managed policy of any row", () => {
        const attached = (last: string): readonly string[] =>
            rulesOf(
                blocked(
                    {
                        R: {
                            Type: "AWS::IAM::Role",
                            Properties: { ManagedPolicyArns: [find({ Ref: "AWS::Region" })] },
                        },
                    },
                    mapping({
                        "us-east-1": "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        "eu-west-1": `arn:aws:iam::aws:policy/${last}`,
                    }),
                ),
            );
        assert.deepEqual(attached("AdministratorAccess"), ["iam-passrole-managed-policy"]);
        assert.deepEqual(attached("SecurityAudit"), []);
    });

    it("does not guess what the program knows later", () => {
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        const declared = withPrefix({ ...text, Default: "" });
        for (const parameters of [{ Prefix: unknown }, unknown]) {
            assert.deepEqual(rulesOf(blocked(policy(pass(prefixed("${Prefix}*"))), declared, parameters)), pattern);
        }
    });
});

describe("nested branches of a template", () => {
    const branch = (name: string, yes: unknown, no: unknown): Json => ({ "Fn::If": [name, yes, no] });
    const one = role("one");

    it("are read in every combination, however deep", () => {
        for (const depth of [4, 5, 8, 12]) {
            const nested = Array.from({ length: depth }, (_, index) => index).reduce<unknown>(
                (inner, index) => (index % 2 === 0 ? branch(`C${index}`, one, inner) : branch(`C${index}`, inner, one)),
                "*",
            );
            assert.deepEqual(rulesOf(blocked(policy(pass(nested)))), every, String(depth));
        }
    });

    it("are read in every combination of five conditions in one statement", () => {
        const statement = (wide: unknown): unknown =>
            policy({
                Effect: branch("A", "Deny", "Allow"),
                Action: branch("B", "iam:PassRole", "s3:GetObject"),
                Resource: branch("C", one, branch("D", wide, one)),
                Condition: branch("E", bound, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }),
            });
        assert.deepEqual(rulesOf(blocked(statement("*"))), every);
        assert.deepEqual(blocked(statement(one)), []);
    });

    it("are combined by statement, beside statements with other conditions", () => {
        const beside = Array.from({ length: 40 }, (_, index) => ({
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: ["a", "b"].map((name) => branch(`${name}${index}`, `arn:aws:s3:::${name}`, "arn:aws:s3:::c")),
        }));
        const nested = branch("A", branch("B", one, branch("C", branch("D", one, "*"), one)), one);
        assert.deepEqual(rulesOf(blocked(policy([...beside, pass(nested)]))), every);
        assert.deepEqual(blocked(policy(beside)), []);
    });

    it("are not read where the condition of the resource excludes them", () => {
        const resource = (condition: string): unknown =>
            policy(pass(branch("Prod", one, "*")), { Condition: condition });
        assert.deepEqual(blocked(resource("Prod")), []);
        assert.deepEqual(rulesOf(blocked(resource("Other"))), every);
        const Conditions = { Never: { Condition: "Never" } };
        assert.deepEqual(rulesOf(blocked(resource("Never"), { Conditions })), every);
    });

    it("are reported once, with the path in the file", () => {
        const noValue = { Ref: "AWS::NoValue" };
        assert.deepEqual(
            blocked(policy([branch("A", pass(one), noValue), pass("*"), branch("B", noValue, pass("*"))])),
            [
                "iam-passrole-wildcard P.Properties.PolicyDocument Statement[1].Resource",
                "iam-passrole-wildcard P.Properties.PolicyDocument Statement[2].Fn::If[2].Resource",
            ],
        );
        assert.deepEqual(blocked(policy(pass([one, branch("A", noValue, branch("B", one, "*"))]))), [
            "iam-passrole-wildcard P.Properties.PolicyDocument Statement.Resource[1].Fn::If[2].Fn::If[2]",
        ]);
        const policies = (name: string): unknown => [
            noValue,
            { PolicyName: name, PolicyDocument: branch("B", { Statement: [pass("*")] }, { Statement: [pass(one)] }) },
        ];
        assert.deepEqual(
            blocked(
                trusting(
                    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
                    { Policies: branch("A", policies("a"), policies("b")) },
                ),
            ),
            ["Fn::If[1]", "Fn::If[2]"].map(
                (path) =>
                    `iam-passrole-wildcard R.Properties.Policies.${path}[1].PolicyDocument.Fn::If[1] Statement[0].Resource`,
            ),
        );
    });
});

describe("loops in the properties of a template", () => {
    const loop = (name: string, identifier: string, collection: unknown, body: unknown): Json => ({
        [`Fn::ForEach::${name}`]: [identifier, collection, body],
    });
    const trust = (Condition: unknown): unknown =>
        trusting({
            Effect: "Allow",
            Principal: { Service: "states.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition,
        });
    const account = "123456789012";

    it("write conditions", () => {
        const keys = loop("Keys", "Key", ["SourceAccount"], { "aws:${Key}": account });
        const operators = loop("Operators", "Operator", ["StringEquals"], {
            "${Operator}": loop("Keys", "Key", { Ref: "Keys" }, { "aws:&{Key}": account }),
        });
        const Parameters = { Keys: { Type: "CommaDelimitedList", Default: "Source-Account" } };
        assert.deepEqual(blocked(trust({ StringEquals: keys })), []);
        assert.deepEqual(blocked(trust(operators), { Parameters }), []);
        const none = loop("Keys", "Key", [], { "aws:${Key}": account });
        assert.deepEqual(rulesOf(blocked(trust({ StringEquals: none }))), ["iam-trust-confused-deputy"]);
    });

    it("write the elements of a statement", () => {
        const statement = (values: readonly string[]): unknown =>
            policy({ Effect: "Allow", Condition: bound, ...loop("E", "E", values, { "${E}": "*" }) });
        assert.deepEqual(blocked(statement(["Action", "Resource"])), [
            "iam-passrole-wildcard P.Properties.PolicyDocument Statement.Fn::ForEach::E[2].${E}",
        ]);
    });

    it("write policies, as members of an object or as a whole property", () => {
        const lambda = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
        const one = { PolicyName: { Ref: "N" }, PolicyDocument: { Statement: pass({ "Fn::Sub": "${N}" }) } };
        const members = trusting(lambda, { Policies: loop("P", "N", [role("a"), "*"], { "P${N}": one }) });
        assert.deepEqual(rulesOf(blocked(members)), every);
        const whole = trusting(
            lambda,
            loop("P", "N", ["Policies"], { "${N}": [{ ...one, PolicyDocument: { Statement: pass("*") } }] }),
        );
        assert.deepEqual(rulesOf(blocked(whole)), every);
        const narrow = trusting(lambda, { Policies: loop("P", "N", [role("a"), role("b")], { "P${N}": one }) });
        assert.deepEqual(blocked(narrow), []);
    });

    it("have one unknown value if the collection is unknown", () => {
        const Parameters = { Tags: { Type: "CommaDelimitedList" } };
        const statement = (resource: unknown): unknown =>
            policy(
                pass(resource, {
                    Condition: {
                        StringEquals: {
                            "iam:PassedToService": "lambda.amazonaws.com",
                            ...loop("T", "T", { Ref: "Tags" }, { "aws:${T}": "x" }),
                        },
                    },
                }),
            );
        assert.deepEqual(blocked(statement(role("one")), { Parameters }), []);
        assert.deepEqual(rulesOf(blocked(statement("*"), { Parameters })), every);
        const guard = trust(loop("O", "O", { Ref: "Tags" }, { "${O}": { "aws:SourceAccount": account } }));
        assert.deepEqual(rulesOf(blocked(guard, { Parameters })), ["iam-trust-confused-deputy"]);
    });
});

describe("parameters of stack sets", () => {
    const template = {
        Parameters: { Role: { ...text, Default: role("one") } },
        Resources: policy(pass({ Ref: "Role" })),
    };
    const body = JSON.stringify(template);

    it("are given as a list", () => {
        for (const [key, value] of [
            ["parameterKey", "parameterValue"],
            ["ParameterKey", "ParameterValue"],
            ["parameter_key", "parameter_value"],
        ] as const) {
            const given = (role: string): readonly string[] =>
                rulesOf(
                    blockedIn("aws-native:cloudformation:StackSet", {
                        templateBody: body,
                        parameters: [{ [key]: "Role", [value]: role }],
                    }),
                );
            assert.deepEqual(given("*"), every);
            assert.deepEqual(given(role("two")), []);
        }
    });

    it("are overridden for stack instances", () => {
        const overridden = (value: string): readonly string[] =>
            rulesOf(
                blocked({
                    S: {
                        Type: "AWS::CloudFormation::StackSet",
                        Properties: {
                            TemplateBody: body,
                            StackInstancesGroup: [
                                { Regions: ["us-east-1"] },
                                { ParameterOverrides: [{ ParameterKey: "Role", ParameterValue: value }] },
                            ],
                        },
                    },
                }),
            );
        assert.deepEqual(overridden("*"), every);
        assert.deepEqual(overridden(role("two")), []);
    });
});

describe("guards with open values", () => {
    const trust = (Condition: unknown): readonly string[] =>
        rulesOf(
            blocked(
                trusting({
                    Effect: "Allow",
                    Principal: { Service: "states.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition,
                }),
                { Parameters: { Account: text, Arn: text } },
            ),
        );
    const deputy = ["iam-trust-confused-deputy"];
    const sub = (value: string): Json => ({ "Fn::Sub": value });

    it("restrict by an account, unless a wildcard before it also matches colons", () => {
        const arn = (value: string): Json => ({ "aws:SourceArn": sub(value) });
        assert.deepEqual(trust({ StringLike: arn("arn:aws:states:*:${Account}:*") }), deputy);
        assert.deepEqual(trust({ StringLike: arn("arn:aws:states:us-east-1:${Account}:*") }), []);
        assert.deepEqual(trust({ ArnLike: arn("arn:aws:states:*:${Account}:*") }), []);
        assert.deepEqual(trust({ StringLike: arn("${Arn}") }), []);
        assert.deepEqual(trust({ StringLike: arn("arn:aws:states:*:{{resolve:ssm:/account}}:*") }), deputy);
    });

    it("restrict by no account that a wildcard follows", () => {
        assert.deepEqual(trust({ StringLike: { "aws:SourceAccount": sub("${Account}*") } }), deputy);
        assert.deepEqual(trust({ StringEquals: { "aws:SourceAccount": sub("${Account}") } }), []);
    });

    const github = "token.actions.githubusercontent.com";
    for (const [subject, isBlocked] of [
        ["repo:${Org}*", true],
        ["repo:${Org}-*", true],
        ["repo:*${Org}", true],
        ["*${Org}/app:*", true],
        ["repo:${Org}/*", false],
        ["repo:${Repository}:*", false],
        ["repo:${Org}/${Repository}*", false],
        ["repo:acme/${Repository}*", false],
        ["${Subject}", false],
    ] as const) {
        it(`${isBlocked ? "do not restrict" : "restrict"} the organization by ${subject}`, () => {
            const resources = trusting({
                Effect: "Allow",
                Principal: { Federated: sub(`arn:aws:iam::\${AWS::AccountId}:oidc-provider/${github}`) },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" },
                    StringLike: { [`${github}:sub`]: sub(subject) },
                },
            });
            const Parameters = { Org: text, Repository: text, Subject: text };
            assert.deepEqual(rulesOf(blocked(resources, { Parameters })), isBlocked ? ["iam-trust-oidc-subject"] : []);
        });
    }

    it("are not asked for where only the deployment knows the service", () => {
        const reported = (service: unknown): number =>
            evaluate(
                allRules,
                [
                    {
                        type: "aws:cloudformation/stack:Stack",
                        urn: "urn:pulumi:dev::acme::aws:cloudformation/stack:Stack::it",
                        props: {
                            templateBody: JSON.stringify({
                                Parameters: { Service: text },
                                Resources: trusting({
                                    Effect: "Allow",
                                    Principal: { Service: service },
                                    Action: "sts:AssumeRole",
                                }),
                            }),
                        },
                    },
                ],
                { configuration: () => configurationOf({}), day: "2026-12-01" },
            ).length;
        assert.equal(reported({ Ref: "Service" }), 0);
        assert.equal(reported(sub("${Service}.amazonaws.com")), 0);
        assert.equal(reported(sub("states.${Service}.amazonaws.com")), 1);
        assert.equal(reported("unlisted.amazonaws.com"), 1);
    });
});

describe("elements that only the deployment knows", () => {
    const Parameters = { Name: text };

    it("are no mistake in a Sid", () => {
        const sid = (value: unknown): readonly string[] =>
            blocked(policy(pass(role("one"), { Sid: value })), { Parameters });
        assert.deepEqual(sid({ "Fn::Sub": "${AWS::StackName}Pass" }), []);
        assert.deepEqual(sid({ Ref: "Name" }), []);
        assert.deepEqual(rulesOf(sid({ "Fn::Sub": "${Name}-Pass" })), ["iam-document-malformed"]);
    });
});
