/** Documents in CloudFormation templates and in Cloud Control's desired state. */
import * as assert from "node:assert/strict";
import { attachedBy, documentsOf, type TemplateReading } from "../../../../policypack/documents";
import { evaluate } from "../../evaluate";
import type { RuleOptions } from "../../../../policypack/engine/rule";
import { yamlTemplate } from "../../../../policypack/documents/cloudformation/yaml";
import { UnreadableDocument } from "../../../../policypack/iam";
import { unknownText } from "../../analyzer";
import { unknownChecking } from "../../unknownChecking";

const account = "123456789012";
const wild = {
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: "*",
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        },
    ],
};

const stack = (Resources: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    templateBody: JSON.stringify({ Resources, ...more }),
});

const found = (
    props: unknown,
    { context = {}, options = {} }: { context?: TemplateReading; options?: Partial<RuleOptions> } = {},
): readonly string[] =>
    documentsOf("aws:cloudformation/stack:Stack", props, context).flatMap(({ property, kind, raw }) =>
        evaluate(kind, raw, options).map(({ rule, path }) => `${rule.name} ${property} ${path}`),
    );

/** Why parts of a template are not read. */
const reasonsIn = (props: unknown, context: TemplateReading = {}): readonly string[] =>
    documentsOf("aws:cloudformation/stack:Stack", props, context).flatMap(({ raw }) =>
        raw instanceof UnreadableDocument ? [raw.reason] : [],
    );

const policy = (statement: Record<string, unknown>): unknown => ({
    P: {
        Type: "AWS::IAM::Policy",
        Properties: { PolicyDocument: { Version: "2012-10-17", Statement: { Effect: "Allow", ...statement } } },
    },
});

const roleTrusting = (statement: Record<string, unknown>): Record<string, unknown> => ({
    R: {
        Type: "AWS::IAM::Role",
        Properties: {
            AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: { Effect: "Allow", ...statement } },
        },
    },
});

const trust = (condition: unknown): unknown =>
    roleTrusting({
        Principal: { Service: { "Fn::Sub": "states.${AWS::URLSuffix}" } },
        Action: "sts:AssumeRole",
        Condition: condition,
    });

describe("documents in templates", () => {
    it("are reported with their path in the template", () => {
        const body = stack({ R: { Type: "AWS::IAM::Role", Properties: { Policies: [{ PolicyDocument: wild }] } } });
        assert.deepEqual(found(body), [
            "iam-passrole-wildcard templateBody.Resources.R.Properties.Policies[0].PolicyDocument Statement[0].Resource",
        ]);
    });

    describe("with Globals of SAM", () => {
        const trusting = (Principal: unknown): object => ({
            AssumeRolePolicyDocument: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
            },
        });
        const outside = trusting({ AWS: "*" });
        const lambda = trusting({ Service: "lambda.amazonaws.com" });
        const functionWith = (Properties?: object): object => ({
            F: { Type: "AWS::Serverless::Function", Properties },
        });
        const rulesIn = (resources: unknown, globals: unknown): readonly string[] =>
            found(stack(resources, { Globals: globals })).map((line) => line.split(" ").slice(0, 2).join(" "));
        const reported = ["iam-trust-confused-deputy templateBody.Resources.F.Properties.AssumeRolePolicyDocument"];

        it("are read in each resource of the type", () => {
            assert.deepEqual(rulesIn(functionWith({ Handler: "a.b" }), { Function: outside }), reported);
            assert.deepEqual(rulesIn(functionWith(), { Function: outside }), reported);
        });

        it("are not read for other types, nor without a resource", () => {
            assert.deepEqual(rulesIn(functionWith(), { Api: outside, SimpleTable: outside }), []);
            assert.deepEqual(rulesIn({ F: { Type: "AWS::Lambda::Function" } }, { Function: outside }), []);
            assert.deepEqual(rulesIn({}, { Function: outside }), []);
        });

        it("add to the lists of a resource", () => {
            assert.deepEqual(rulesIn(functionWith(lambda), { Function: outside }), reported);
            assert.deepEqual(rulesIn(functionWith(outside), { Function: lambda }), reported);
            assert.deepEqual(rulesIn(functionWith(lambda), { Function: lambda }), []);
        });

        it("attach policies", () => {
            const body = stack(functionWith(), { Globals: { Function: { Policies: ["AdministratorAccess"] } } });
            assert.deepEqual(
                attachedBy("aws:cloudformation/stack:Stack", body).map(({ arn }) => arn),
                ["arn:aws:iam::aws:policy/AdministratorAccess"],
            );
        });
    });

    it("are read with the account of the stack", () => {
        const guarded = stack(trust({ StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } }));
        assert.deepEqual(found(guarded), []);
        const own = { context: { account }, options: { account, ownAccounts: [account] } };
        assert.deepEqual(found(guarded, own), []);
        assert.notDeepEqual(found(stack(trust({ StringEquals: { "aws:SourceAccount": "*" } }))), []);
    });

    it("are restricted by joined and substituted ARNs", () => {
        const joined = { "Fn::Join": [":", ["arn:aws:states:*", { Ref: "AWS::AccountId" }, "*"]] };
        const substituted = { "Fn::Sub": ["arn:${P}:states:*:${AWS::AccountId}:*", { P: { Ref: "AWS::Partition" } }] };
        for (const arn of [joined, substituted]) {
            assert.deepEqual(found(stack(trust({ ArnLike: { "aws:SourceArn": arn } }))), []);
        }
    });

    it("allow passing a role by reference, and report passing every role by a joined wildcard", () => {
        const passed = (Resource: unknown): readonly string[] =>
            found(
                stack(
                    policy({
                        Action: "iam:PassRole",
                        Resource,
                        Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
                    }),
                ),
            );
        assert.deepEqual(passed({ "Fn::GetAtt": ["Task", "Arn"] }), []);
        assert.deepEqual(passed({ "Fn::Sub": "${Task.Arn}" }), []);
        assert.deepEqual(passed({ "Fn::ImportValue": "role" }), []);
        assert.equal(passed({ "Fn::Join": ["", ["arn:aws:iam::", { Ref: "AWS::AccountId" }, ":role/*"]] }).length, 1);
        assert.equal(passed({ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${!aws:username}" }).length, 1);
    });

    const queue = (service: string, Condition: unknown, more: Record<string, unknown> = {}): readonly string[] =>
        found(
            stack(
                {
                    Topic: { Type: "AWS::SNS::Topic" },
                    Rule: { Type: "AWS::Events::Rule" },
                    Bucket: { Type: "AWS::S3::Bucket" },
                    Policy: {
                        Type: "AWS::SQS::QueuePolicy",
                        Properties: {
                            PolicyDocument: {
                                Version: "2012-10-17",
                                Statement: {
                                    Effect: "Allow",
                                    Principal: { Service: service },
                                    Action: "sqs:SendMessage",
                                    Resource: "*",
                                    Condition,
                                },
                            },
                        },
                    },
                },
                more,
            ),
        ).map((one) => one.split(" ", 1)[0] ?? "");

    for (const [form, arn] of [
        ["a topic's Ref", { Ref: "Topic" }],
        ["a topic's attribute", { "Fn::GetAtt": ["Topic", "TopicArn"] }],
        ["a topic's attribute followed by a wildcard", { "Fn::Sub": "${Topic.TopicArn}*" }],
        ["a rule's attribute", { "Fn::GetAtt": "Rule.Arn" }],
        ["a parameter without a value", { Ref: "TopicArn" }],
        ["a parameter resolved from Parameter Store", { Ref: "Looked" }],
        ["another stack's output", { "Fn::ImportValue": "TopicArn" }],
        ["a nested stack's output", { "Fn::GetAtt": ["Nested", "Outputs.TopicArn"] }],
        ["a dynamic reference", "{{resolve:ssm:/topic}}"],
        ["an account in a dynamic reference", "arn:aws:sns:*:{{resolve:ssm:/account}}:topic"],
    ] as const) {
        it(`are restricted by ${form}`, () => {
            const more = {
                Parameters: { Looked: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/topic" } },
            };
            assert.deepEqual(queue("sns.amazonaws.com", { ArnLike: { "aws:SourceArn": arn } }, more), []);
        });
    }

    it("are restricted by accounts and organizations resolved at deployment", () => {
        for (const key of ["aws:SourceAccount", "aws:SourceOrgID"]) {
            for (const value of [{ "Fn::ImportValue": "x" }, "{{resolve:ssm:/x}}"]) {
                assert.deepEqual(queue("sns.amazonaws.com", { StringEquals: { [key]: value } }), []);
            }
        }
        const paths = { "ForAnyValue:StringLike": { "aws:SourceOrgPaths": { "Fn::Sub": "${Org}/r-1/*" } } };
        assert.deepEqual(queue("sns.amazonaws.com", paths), []);
    });

    it("are not restricted by a bucket ARN, which has no account", () => {
        const confused = ["iam-resource-confused-deputy"];
        for (const arn of [
            { "Fn::GetAtt": ["Bucket", "Arn"] },
            { "Fn::Sub": "arn:aws:s3:::${Bucket}" },
            { "Fn::Sub": "arn:aws:s3:::${BucketName}" },
        ]) {
            const source = { ArnLike: { "aws:SourceArn": arn } };
            assert.deepEqual(queue("s3.amazonaws.com", source), confused);
            const account = { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } };
            assert.deepEqual(queue("s3.amazonaws.com", { ...source, ...account }), []);
        }
        assert.deepEqual(queue("sns.amazonaws.com", { ArnLike: { "aws:SourceArn": "*{{resolve:ssm:/x}}" } }), confused);
    });

    it("identify the issuer by the provider in the template or by the claims", () => {
        const github = "token.actions.githubusercontent.com";
        const rulesFor = (provider: unknown, sub: string): readonly string[] =>
            found(
                stack({
                    GitHub: { Type: "AWS::IAM::OIDCProvider", Properties: { Url: `https://${github}` } },
                    ...roleTrusting({
                        Principal: { Federated: provider },
                        Action: "sts:AssumeRoleWithWebIdentity",
                        Condition: {
                            StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" },
                            StringLike: { [`${github}:sub`]: sub },
                        },
                    }),
                }),
            ).map((one) => one.split(" ", 1)[0] ?? "");
        for (const provider of [
            { Ref: "GitHub" },
            { "Fn::GetAtt": ["GitHub", "Arn"] },
            { Ref: "ProviderArn" },
            { "Fn::ImportValue": "provider" },
        ]) {
            assert.deepEqual(rulesFor(provider, "repo:acme/app:*"), []);
            assert.deepEqual(rulesFor(provider, "repo:*"), ["iam-trust-oidc-subject"]);
        }
    });

    it("use the stack's parameters, else their defaults", () => {
        const body = {
            ...stack(policy({ Action: "iam:PassRole", Resource: { Ref: "Roles" } }), {
                Parameters: { Roles: { Type: "String", Default: "*" } },
            }),
        };
        assert.ok(found(body).some((one) => one.startsWith("iam-passrole-wildcard")));
        const named = { ...body, parameters: { Roles: `arn:aws:iam::${account}:role/one` } };
        assert.ok(!found(named).some((one) => one.startsWith("iam-passrole-wildcard")));
    });

    for (const [form, action, more] of [
        ["selected from a list", { "Fn::Select": [1, ["s3:*", "iam:PassRole"]] }, {}],
        ["selected by a string index", { "Fn::Select": ["0", { Ref: "L" }] }, {}],
        ["split from a string", { "Fn::Split": [",", "s3:*,iam:PassRole"] }, {}],
        ["found in a mapping", { "Fn::FindInMap": ["M", "prod", "action"] }, {}],
        ["found in a mapping by a parameter", { "Fn::FindInMap": ["M", { Ref: "Stage" }, "action"] }, {}],
        [
            "the default of a missing mapping",
            { "Fn::FindInMap": ["M", "no", "no", { DefaultValue: { "Fn::Sub": "iam:*" } }] },
            {},
        ],
        ["a list parameter", { Ref: "L" }, {}],
        ["a list parameter of the stack", { Ref: "L" }, { parameters: { L: "s3:*, iam:Pass*" } }],
        ["joined from a list parameter", { "Fn::Join": ["", [{ "Fn::Select": [0, { Ref: "L" }] }]] }, {}],
    ] as const) {
        it(`resolve an action that is ${form}`, () => {
            const body = stack(policy({ Action: action, Resource: "*" }), {
                Mappings: { M: { prod: { action: "iam:PassRole" } } },
                Parameters: {
                    Stage: { Type: "String", Default: "prod" },
                    L: { Type: "CommaDelimitedList", Default: "iam:PassRole,s3:*" },
                },
            });
            assert.ok(found({ ...body, ...more }).some((one) => one.startsWith("iam-passrole-wildcard")));
        });
    }

    it("ignore actions that only CloudFormation can resolve", () => {
        for (const action of [
            { "Fn::FindInMap": ["M", { Ref: "AWS::Region" }, "action"] },
            { "Fn::Select": [3, ["iam:PassRole"]] },
            { "Fn::Split": [",", { "Fn::GetAZs": "" }] },
        ]) {
            const reported = found(stack(policy({ Action: action, Resource: "*" })));
            assert.ok(!reported.some((one) => one.startsWith("iam-passrole-wildcard")), JSON.stringify(action));
        }
    });

    it("are read from Fn::ToJsonString", () => {
        const body = stack({
            P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: { "Fn::ToJsonString": wild } } },
        });
        assert.deepEqual(found(body), [
            "iam-passrole-wildcard templateBody.Resources.P.Properties.PolicyDocument Statement[0].Resource",
        ]);
    });

    it("are expanded from loops, once for each value", () => {
        const loops = {
            "Fn::ForEach::Teams": [
                "Team",
                { Ref: "Teams" },
                {
                    "${Team}Policy": {
                        Type: "AWS::IAM::Policy",
                        Properties: { PolicyDocument: wild, PolicyName: "p" },
                    },
                },
            ],
        };
        const body = stack(loops, { Parameters: { Teams: { Type: "CommaDelimitedList", Default: "Web,Ops" } } });
        assert.deepEqual(
            found(body).map((one) => one.split(" ")[1]),
            ["Web", "Ops"].map((team) => `templateBody.Resources.${team}Policy.Properties.PolicyDocument`),
        );
        const bodyOf = (statement: unknown): unknown => ({
            "Fn::ForEach::A": [
                "Name",
                ["*"],
                { P: (policy(statement as Record<string, unknown>) as { P: unknown }).P },
            ],
        });
        assert.equal(found(stack(bodyOf({ Action: "iam:PassRole", Resource: { "Fn::Sub": "${Name}" } }))).length, 2);
    });

    it("are limited to CloudFormation's maximum of resources in nested loops", () => {
        const hundred = Array.from({ length: 100 }, (_, i) => String(i));
        const nest = (depth: number): unknown =>
            depth === 0
                ? policy({ Action: "iam:PassRole", Resource: "*" })
                : { [`Fn::ForEach::L${String(depth)}`]: [`V${String(depth)}`, hundred, nest(depth - 1)] };
        const locations = documentsOf("aws:cloudformation/stack:Stack", stack(nest(2)));
        assert.equal(locations.length, 501);
        assert.deepEqual(reasonsIn(stack(nest(2))), ["the template declares more than 500 resources"]);
        assert.deepEqual(reasonsIn(stack(JSON.parse(JSON.stringify(nest(6)).replaceAll("Type", "T")))), [
            "the template has more than 5000 loop iterations",
        ]);
    });

    it("are evaluated in both branches of Fn::If", () => {
        const choice = (yes: unknown, no: unknown): unknown =>
            stack(policy({ Action: "iam:PassRole", Resource: { "Fn::If": ["Prod", yes, no] } }));
        const one = `arn:aws:iam::${account}:role/one`;
        const isWild = (props: unknown): boolean => found(props).some((one) => one.startsWith("iam-passrole-wildcard"));
        assert.ok(isWild(choice("*", one)));
        assert.ok(isWild(choice(one, "*")));
        assert.ok(!isWild(choice(one, one)));
    });

    describe("with several conditions", () => {
        const equals = (value: string): unknown => ({ "Fn::Equals": [{ Ref: "Stage" }, value] });
        const chosen = (first: string, second: string, Conditions: Record<string, unknown> = {}): boolean =>
            found(
                stack(
                    policy({
                        Action: { "Fn::If": [first, "iam:PassRole", "s3:GetObject"] },
                        Resource: { "Fn::If": [second, "arn:aws:s3:::b/*", "*"] },
                    }),
                    { Conditions },
                ),
            ).some((one) => one.startsWith("iam-passrole-wildcard"));

        it("are evaluated in every combination", () => {
            assert.ok(chosen("A", "B"));
            assert.ok(chosen("A", "B", { A: equals("a"), B: equals("b") }));
            assert.ok(chosen("A", "B", { A: equals("a"), B: { "Fn::Not": [{ Condition: "A" }] } }));
            assert.ok(chosen("A", "B", { A: { "Fn::Or": [equals("a"), equals("b")] }, B: equals("b") }));
        });

        it("are not evaluated in an impossible combination", () => {
            assert.ok(!chosen("A", "A"));
            assert.ok(!chosen("A", "B", { A: equals("a"), B: { Condition: "A" } }));
            assert.ok(!chosen("A", "B", { A: equals("a"), B: equals("a") }));
            assert.ok(!chosen("A", "B", { A: { "Fn::Not": [equals("a")] }, B: { "Fn::Not": [equals("a")] } }));
            assert.ok(!chosen("A", "B", { A: { "Fn::And": [equals("a"), equals("b")] }, B: equals("b") }));
        });

        it("are evaluated in combinations of any three of many", () => {
            const names = Array.from({ length: 12 }, (_, index) => `C${String(index)}`);
            const one = (name: string, yes: unknown, no: unknown): unknown => ({ "Fn::If": [name, yes, no] });
            const body = stack(
                policy({
                    Effect: one("C3", "Allow", "Deny"),
                    Action: one("C7", "s3:GetObject", "iam:PassRole"),
                    Resource: one("C9", "*", "arn:aws:s3:::b/*"),
                    Condition: { StringEquals: Object.fromEntries(names.map((name) => [name, one(name, "a", "b")])) },
                }),
            );
            assert.ok(found(body).some((reported) => reported.startsWith("iam-passrole-wildcard")));
        });

        it("are read despite circular or deeply nested conditions", () => {
            const twice = (name: string): unknown => ({ "Fn::And": [{ Condition: name }, { Condition: name }] });
            assert.ok(!chosen("A", "B", { A: { Condition: "B" }, B: { Condition: "A" } }));
            assert.ok(!chosen("A", "B", { A: twice("B"), B: twice("A") }));
            const chain = Object.fromEntries(
                Array.from({ length: 80 }, (_, index) => [`C${String(index)}`, twice(`C${String(index + 1)}`)]),
            );
            assert.ok(chosen("C0", "B", chain));
            const nots = (depth: number): unknown =>
                depth === 0 ? equals("a") : { "Fn::Not": [depth === 1 ? equals("a") : nots(depth - 1)] };
            assert.ok(chosen("A", "B", { A: nots(200), B: equals("b") }));
        });

        it("are read all true and all false beyond the limit of terms", () => {
            const names = Array.from({ length: 30 }, (_, index) => `C${String(index)}`);
            const isReported = (first: string, second: string): boolean =>
                found(
                    stack(
                        policy({
                            Action: names.map((name) => ({
                                "Fn::If": [name, name === first ? "iam:PassRole" : "s3:GetObject", "s3:ListBucket"],
                            })),
                            Resource: { "Fn::If": [second, "*", "arn:aws:s3:::b/*"] },
                        }),
                    ),
                ).some((one) => one.startsWith("iam-passrole-wildcard"));
            assert.ok(isReported("C1", "C2"));
        });
    });

    it("are generated from the properties of a Lambda permission", () => {
        const permission = (more: Record<string, unknown>): unknown =>
            stack({
                L: {
                    Type: "AWS::Lambda::Permission",
                    Properties: {
                        Action: "lambda:InvokeFunction",
                        FunctionName: "f",
                        Principal: "sns.amazonaws.com",
                        ...more,
                    },
                },
            });
        assert.notDeepEqual(found(permission({})), []);
        assert.deepEqual(found(permission({ SourceAccount: { Ref: "AWS::AccountId" } })), []);
    });

    it("are found in nested templates", () => {
        const inner = JSON.stringify({
            Resources: { P: { Type: "AWS::IAM::Policy", Properties: { PolicyDocument: wild } } },
        });
        const outer = stack({ S: { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody: inner } } });
        assert.equal(found(outer).length, 1);
    });

    it("are parsed by readTemplate if the body is not JSON", () => {
        const template = { Resources: { P: { Type: "AWS::IAM::Policy", Properties: { PolicyDocument: wild } } } };
        const props = { templateBody: "Resources: …" };
        assert.deepEqual(found(props), []);
        assert.equal(found(props, { context: { readTemplate: () => ({ template }) } }).length, 1);
    });

    it("throw Pulumi's own error if the body is unknown", () => {
        const [location] = documentsOf(
            "aws:cloudformation/stack:Stack",
            unknownChecking({ templateBody: unknownText }),
        );
        assert.throws(() => location?.raw, /\.templateBody can't be known/);
    });

    it("never throw on malformed or hostile templates", () => {
        for (const templateBody of [
            "",
            "{",
            "[]",
            "{}",
            '{"Resources":3}',
            '{"Resources":{"A":{"Type":"constructor"}}}',
        ]) {
            assert.deepEqual(found({ templateBody }), []);
        }
        const list = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
        const reported = found({
            templateBody: `{"Conditions":{"A":{"Fn::Equals":${list}}},"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Fn::If":["A",${JSON.stringify(wild)},{"Fn::ToJsonString":${list}}]}}}}}`,
        });
        assert.deepEqual(
            reported.map((one) => one.split(" ", 1)[0]),
            ["iam-passrole-wildcard", "iam-document-malformed"],
        );
        const deep = `${'{"Fn::Sub":['.repeat(5000)}1${"]}".repeat(5000)}`;
        assert.ok(Array.isArray(found({ templateBody: `{"Resources":{"P":{"Type":"X","Properties":${deep}}}}` })));
    });
});

describe("YAML templates", () => {
    const body = (resource: string): string => `
Resources:
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: iam:PassRole
            Resource: ${resource}
            Condition: { StringEquals: { "iam:PassedToService": !Sub "ssm.\${AWS::URLSuffix}" } }
`;
    const reported = (templateBody: string): readonly string[] =>
        found({ templateBody }, { context: { readTemplate: yamlTemplate } });

    it("are read with CloudFormation's short forms", () => {
        assert.deepEqual(reported(body("!GetAtt Task.Arn")), []);
        assert.deepEqual(reported(body('!Join ["", ["arn:aws:iam::", !Ref "AWS::AccountId", ":role/one"]]')), []);
        for (const wide of ['!Join ["", ["arn:aws:iam::", !Ref "AWS::AccountId", ":role/*"]]', '!Sub "*"', '"*"']) {
            assert.equal(reported(body(wide)).length, 1, wide);
        }
    });

    it("are read despite duplicate keys", () => {
        assert.equal(reported(`${body('"*"')}Description: a\nDescription: b\n`).length, 1);
        const twice = `${body("!GetAtt Task.Arn")}${body('"*"').replace("\nResources:\n", "")}`;
        assert.equal(reported(twice).length, 1);
    });

    it("keep numbers and booleans as they are written", () => {
        const statement = (more: string): string => `
Resources:
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - { Sid: ${more}, Effect: Allow, Action: s3:GetObject, Resource: "*" }
`;
        for (const sid of ["1", "007", "true", "1e3", '"1"']) {
            assert.deepEqual(reported(statement(sid)), [], sid);
        }
        assert.equal(reported(statement("a-b")).length, 1);
    });

    it("never throw on hostile text", () => {
        for (const text of ["", "just text", "- 1", "!Sub"]) {
            assert.deepEqual(reported(text), [], text);
        }
        const bomb = [
            "a0: &a0 [1,1]",
            ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
        ];
        assert.deepEqual(reported(bomb.join("\n")), ["iam-document-malformed templateBody "]);
    });
});

describe("Cloud Control", () => {
    it("is evaluated by the type it names", () => {
        const props = { typeName: "AWS::SNS::TopicPolicy", desiredState: JSON.stringify({ PolicyDocument: wild }) };
        assert.deepEqual(
            documentsOf("aws:cloudcontrol/resource:Resource", props).map(({ property, kind }) => [property, kind]),
            [["desiredState.PolicyDocument", "resource"]],
        );
        const extension = { type: "AWS::IAM::ManagedPolicy", properties: { PolicyDocument: wild } };
        assert.deepEqual(
            documentsOf("aws-native:index:ExtensionResource", extension).map(({ property, kind }) => [property, kind]),
            [["properties.PolicyDocument", "grant"]],
        );
    });

    it("throws Pulumi's own error if the desired state is unknown", () => {
        const props = unknownChecking({ typeName: "AWS::IAM::Role", desiredState: unknownText });
        const [location] = documentsOf("aws:cloudcontrol/resource:Resource", props);
        assert.throws(() => location?.raw, /\.desiredState can't be known/);
    });
});

describe("attachments in templates", () => {
    const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    const attached = (type: string, props: unknown, context?: TemplateReading): readonly unknown[] =>
        attachedBy(type, props, context).map(({ property, arn }) => [property, arn]);
    const resources = { R: { Type: "AWS::IAM::Role", Properties: { ManagedPolicyArns: [administrator] } } };
    const at = "R.Properties.ManagedPolicyArns[0]";

    it("are found in JSON and YAML templates, with intrinsic functions", () => {
        assert.deepEqual(attached("aws:cloudformation/stack:Stack", stack(resources)), [
            [`templateBody.Resources.${at}`, administrator],
        ]);
        const yaml = `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess"]\n`;
        assert.deepEqual(
            attached("aws:cloudformation/stackSet:StackSet", { templateBody: yaml }, { readTemplate: yamlTemplate }),
            [[`templateBody.Resources.${at}`, administrator]],
        );
    });

    it("are found in the desired state of Cloud Control and the native provider", () => {
        const desiredState = JSON.stringify({ ManagedPolicyArns: [administrator] });
        assert.deepEqual(attached("aws:cloudcontrol/resource:Resource", { typeName: "AWS::IAM::Role", desiredState }), [
            ["desiredState.ManagedPolicyArns[0]", administrator],
        ]);
        assert.deepEqual(
            attached("aws-native:index:ExtensionResource", {
                type: "AWS::IAM::User",
                properties: { ManagedPolicyArns: [administrator] },
            }),
            [["properties.ManagedPolicyArns[0]", administrator]],
        );
    });

    it("are found in a serverless function, as a single policy or a list", () => {
        const withPolicies = (Policies: unknown): Record<string, unknown> =>
            stack({ F: { Type: "AWS::Serverless::Function", Properties: { Policies } } });
        const arns = (Policies: unknown): readonly unknown[] =>
            attachedBy("aws:cloudformation/stack:Stack", withPolicies(Policies)).map(({ arn }) => arn);
        assert.deepEqual(arns("AdministratorAccess"), [administrator]);
        assert.deepEqual(arns([administrator, "AmazonS3ReadOnlyAccess"]), [
            administrator,
            "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        ]);
    });

    it("include an unknown template", () => {
        assert.deepEqual(attached("aws:cloudformation/stack:Stack", { templateBody: unknownText }), [
            ["templateBody", unknownText],
        ]);
    });
});
