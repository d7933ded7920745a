import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate } from "../../../policypack/engine/evaluate";
import type { ResourceViolation } from "../../../policypack/engine/violation";
import { allRules } from "../../../policypack/rules";
import { applyReplacement } from "../rules/applyReplacement";

type Json = Readonly<Record<string, unknown>>;

const configuration = configurationOf({});
const type = "aws:cloudformation/stack:Stack";

const violationsIn = (templateBody: unknown): readonly ResourceViolation[] =>
    evaluate(allRules, [{ type, urn: `urn:pulumi:dev::acme::${type}::one`, props: { templateBody } }], {
        configuration: () => configuration,
        day: "2026-12-01",
    });

const template = (resources: Json, more: Json = {}): Json => ({ ...more, Resources: resources });

const role = (Statement: unknown): Json => ({
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement } },
});

const policy = (Statement: unknown): Json => ({
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument: { Version: "2012-10-17", Statement } },
});

const permission = (Properties: Json): Json => ({ Type: "AWS::Lambda::Permission", Properties });

const ssm = (rest: Json = {}): Json => ({
    Effect: "Allow",
    Principal: { Service: "ssm.amazonaws.com" },
    Action: "sts:AssumeRole",
    ...rest,
});

const ownAccount = { Ref: "AWS::AccountId" };
const accountRole = (name: string): Json => ({
    "Fn::Sub": `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${name}`,
});

/** The replacement of the first violation. */
const replacementIn = (resource: Json, more?: Json): unknown => {
    const [violation] = violationsIn(JSON.stringify(template({ One: resource }, more)));
    return violation?.replacement === undefined ? undefined : JSON.parse(violation.replacement);
};

describe("the replacement in a template", () => {
    it("names the location of the stack by pseudo parameters", () => {
        assert.deepEqual(replacementIn(role(ssm())), {
            ...ssm(),
            Condition: { StringEquals: { "aws:SourceAccount": ownAccount } },
        });
        assert.deepEqual(
            replacementIn(role(ssm({ Principal: { Service: "events.amazonaws.com" } }))),
            ssm({
                Principal: { Service: "events.amazonaws.com" },
                Condition: {
                    StringEquals: { "aws:SourceAccount": ownAccount },
                    ArnLike: {
                        "aws:SourceArn": {
                            "Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*",
                        },
                    },
                },
            }),
        );
        assert.deepEqual(replacementIn(policy({ Effect: "Allow", Action: "iam:PassRole", Resource: "*" })), {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: accountRole("ROLE_NAME"),
            Condition: { StringEquals: { "iam:PassedToService": "SERVICE.amazonaws.com" } },
        });
    });

    it("keeps the functions of the statement, and escapes policy variables in new ones", () => {
        const other = { "Fn::GetAtt": ["Other", "Arn"] };
        const bucket = { "Fn::Sub": "arn:aws:s3:::${Name}/${!aws:username}/*" };
        const parameters = { Parameters: { Name: { Type: "String", Default: "bucket" } } };
        const statement = { Effect: "Allow", Action: ["iam:PassRole", "s3:GetObject"], Resource: ["*", other, bucket] };
        const [kept, passing] = replacementIn(policy(statement), parameters) as readonly Json[];
        assert.deepEqual(kept, { ...statement, Action: "s3:GetObject" });
        assert.deepEqual(passing?.Resource, [accountRole("ROLE_NAME"), other, bucket]);
    });

    it("writes the attributes of a YAML template as JSON, which is YAML, too", () => {
        const text = [
            "Resources:",
            "  One:",
            "    Type: AWS::IAM::ManagedPolicy",
            "    Properties:",
            "      PolicyDocument:",
            "        Version: '2012-10-17'",
            "        Statement:",
            "          - Effect: Allow",
            "            Action: iam:PassRole",
            "            Resource: ['*', !GetAtt Other.Arn]",
        ].join("\n");
        const [violation] = violationsIn(text);
        assert.deepEqual((JSON.parse(violation?.replacement ?? "") as Json).Resource, [
            accountRole("ROLE_NAME"),
            { "Fn::GetAtt": ["Other", "Arn"] },
        ]);
        assert.equal(violation?.replaces?.path, "templateBody.Resources.One.Properties.PolicyDocument.Statement[0]");
    });

    it("sets the properties of a permission under CloudFormation's names", () => {
        const invoke = { FunctionName: "f", Action: "lambda:InvokeFunction" };
        const url = { FunctionName: "f", Action: "lambda:InvokeFunctionUrl", Principal: "*" };
        const table: readonly (readonly [properties: Json, set: Json])[] = [
            [{ ...invoke, Principal: "sns.amazonaws.com" }, { SourceAccount: ownAccount }],
            [{ ...invoke, Principal: "*" }, { Principal: ownAccount }],
            [
                { ...url, FunctionUrlAuthType: "NONE" },
                { Principal: ownAccount, FunctionUrlAuthType: "AWS_IAM" },
            ],
            [
                { ...url, FunctionUrlAuthType: "AWS_IAM" },
                { Principal: ownAccount, FunctionUrlAuthType: "AWS_IAM" },
            ],
            [{ ...invoke, Principal: "*", InvokedViaFunctionUrl: true }, { Principal: ownAccount }],
        ];
        for (const [properties, set] of table) {
            const [violation] = violationsIn(JSON.stringify(template({ One: permission(properties) })));
            assert.deepEqual(JSON.parse(violation?.replacement ?? "null"), set, JSON.stringify(properties));
            assert.deepEqual(violation?.replaces, {
                path: "templateBody.Resources.One.Properties",
                mode: "set",
                placeholders: [],
            });
            assert.equal(violation.path, "", "the document of a permission is nowhere written");
        }
    });

    const conditions = {
        Parameters: { Stage: { Type: "String" } },
        Conditions: { Live: { "Fn::Equals": [{ Ref: "Stage" }, "live"] } },
    };

    it("names a managed policy of the stack in place of one of AWS", () => {
        const attached = {
            ...role(ssm({ Condition: { StringEquals: { "aws:SourceAccount": ownAccount } } })),
        };
        const properties = attached.Properties as Json;
        const policies = { ManagedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] };
        const [violation] = violationsIn(
            JSON.stringify(template({ One: { ...attached, Properties: { ...properties, ...policies } } })),
        );
        assert.deepEqual(JSON.parse(violation?.replacement ?? "null"), {
            "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/POLICY_NAME",
        });
        assert.equal(violation?.replaces?.path, "templateBody.Resources.One.Properties.ManagedPolicyArns[0]");
    });

    it("goes into the branch of a function that has the statement, if it is one statement", () => {
        const branches = (...statements: readonly Json[]): Json => ({ "Fn::If": ["Live", ...statements] });
        const both = template({ One: role(branches(ssm(), ssm({ Principal: { AWS: "123456789012" } }))) }, conditions);
        const [violation] = violationsIn(JSON.stringify(both));
        assert.equal(
            violation?.replaces?.path,
            "templateBody.Resources.One.Properties.AssumeRolePolicyDocument.Statement.Fn::If[1]",
        );
        const Condition = { StringEquals: { "aws:SourceAccount": ownAccount } };
        assert.deepEqual(JSON.parse(violation.replacement ?? ""), ssm({ Condition }));
        const two = ssm({ Principal: { Service: "ssm.amazonaws.com", AWS: "123456789012" } });
        assert.equal(replacementIn(role(branches(two, ssm({ Condition }))), conditions), undefined);
    });

    it("is absent if a function of the template makes a part of the statement", () => {
        const services = { "Fn::If": ["Live", ["ssm.amazonaws.com"], ["events.amazonaws.com"]] };
        assert.equal(replacementIn(role(ssm({ Principal: { Service: services } })), conditions), undefined);
    });

    it("is absent if a new text would need a value that only the deployment knows", () => {
        const pattern = { "Fn::Sub": "arn:aws:iam::123456789012:role/${Unknown.Name}-*" };
        assert.equal(replacementIn(policy({ Effect: "Allow", Action: "iam:PassRole", Resource: pattern })), undefined);
    });

    it("removes the violation and adds none", () => {
        const before = template({
            Trust: role([ssm({ Principal: { Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"] } }), ssm()]),
            Pass: policy({ Effect: "Allow", Action: "iam:*", Resource: { "Fn::Sub": "*" } }),
            Ssm: policy([{ Effect: "Allow", Action: "ssm:Get*", Resource: "*" }]),
            Topic: {
                Type: "AWS::SNS::TopicPolicy",
                Properties: {
                    Topics: [{ Ref: "T" }],
                    PolicyDocument: {
                        Version: "2012-10-17",
                        Statement: [
                            { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: { Ref: "T" } },
                            {
                                Effect: "Allow",
                                Principal: { Service: "s3.amazonaws.com" },
                                Action: "sns:Publish",
                                Resource: { Ref: "T" },
                                Condition: { ArnLike: { "aws:SourceArn": { "Fn::GetAtt": ["B", "Arn"] } } },
                            },
                        ],
                    },
                },
            },
            T: { Type: "AWS::SNS::Topic" },
            B: { Type: "AWS::S3::Bucket" },
            Invoke: permission({ FunctionName: "f", Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com" }),
        });
        const count = (violations: readonly ResourceViolation[], key?: string): number =>
            violations.filter(({ rule, property }) => key === undefined || `${rule.name} ${property}` === key).length;
        const violations = violationsIn(JSON.stringify(before));
        assert.ok(count(violations) >= 7, `${violations.length} violations`);
        for (const violation of violations) {
            const { body } = applyReplacement(
                { body: before },
                {
                    replacement: violation.replacement ?? assert.fail(violation.rule.name),
                    replaces: {
                        ...(violation.replaces ?? assert.fail()),
                        path: (violation.replaces?.path ?? "").replace("templateBody", "body"),
                    },
                },
            ) as { readonly body: unknown };
            const after = violationsIn(JSON.stringify(body));
            const key = `${violation.rule.name} ${violation.property}`;
            assert.ok(count(after, key) < count(violations, key), JSON.stringify(violation));
            assert.ok(count(after) < count(violations), JSON.stringify(after));
        }
    });
});
