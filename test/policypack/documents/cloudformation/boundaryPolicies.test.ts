/** Managed policies that a template uses as permissions boundaries only. */
import * as assert from "node:assert/strict";
import { boundaryPoliciesIn } from "../../../../policypack/documents/cloudformation/boundaryPolicies";
import { isDocument } from "../../../../policypack/documents/resourceTypes";
import { configurationOf } from "../../../../policypack/engine/configuration";
import { evaluate } from "../../../../policypack/engine/evaluate";
import { allRules } from "../../../../policypack/rules";

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

const policy = (properties: object = {}): unknown => ({
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument: everything, ...properties },
});
const role = (properties: object): unknown => ({
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: trust, ...properties },
});
const bounded = role({ PermissionsBoundary: { Ref: "Boundary" } });

/** The violations of the whole template. */
const found = (template: object): readonly string[] =>
    evaluate(
        allRules,
        [
            {
                type: "aws:cloudformation/stack:Stack",
                urn: "urn:pulumi:dev::acme::aws:cloudformation/stack:Stack::one",
                props: { templateBody: JSON.stringify(template) },
            },
        ],
        { configuration: () => configurationOf({}), day: "2026-12-01" },
    ).map(({ rule, property }) => `${rule.name} ${property}`);

const granted = ["iam-passrole-wildcard", "iam-passrole-service"].map(
    (rule) => `${rule} templateBody.Resources.Boundary.Properties.PolicyDocument`,
);

const boundaries: Readonly<Record<string, object>> = {
    "a Ref of a role": { Resources: { Boundary: policy(), Role: bounded } },
    "a Ref of a user": {
        Resources: {
            Boundary: policy(),
            User: { Type: "AWS::IAM::User", Properties: { PermissionsBoundary: { Ref: "Boundary" } } },
        },
    },
    "an attribute": {
        Resources: {
            Boundary: policy(),
            Role: role({ PermissionsBoundary: { "Fn::GetAtt": ["Boundary", "PolicyArn"] } }),
        },
    },
    "one of two branches": {
        Conditions: { Bounded: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] } },
        Resources: {
            Boundary: policy(),
            Role: role({
                PermissionsBoundary: { "Fn::If": ["Bounded", { Ref: "Boundary" }, { Ref: "AWS::NoValue" }] },
            }),
        },
    },
    "its name": {
        Resources: {
            Boundary: policy({ ManagedPolicyName: "limits" }),
            Role: role({ PermissionsBoundary: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/limits" } }),
        },
    },
    "its name with the name of the stack": {
        Resources: {
            Boundary: policy({ ManagedPolicyName: { "Fn::Sub": "${AWS::StackName}-limits" } }),
            Role: role({
                PermissionsBoundary: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/${AWS::StackName}-limits" },
            }),
        },
    },
    "the boundary of all functions": {
        Globals: { Function: { PermissionsBoundary: { Ref: "Boundary" } } },
        Resources: { Boundary: policy(), Function: { Type: "AWS::Serverless::Function", Properties: {} } },
    },
    "a role with another policy": {
        Resources: {
            Boundary: policy({ ManagedPolicyName: "limits" }),
            Role: role({
                PermissionsBoundary: { Ref: "Boundary" },
                ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            }),
        },
    },
    "a role that may only create bounded roles": {
        Resources: {
            Boundary: policy(),
            Role: role({
                PermissionsBoundary: { Ref: "Boundary" },
                Policies: [
                    {
                        PolicyName: "delegate",
                        PolicyDocument: {
                            Version: "2012-10-17",
                            Statement: {
                                Effect: "Allow",
                                Action: "iam:TagRole",
                                Resource: "arn:aws:iam::123456789012:role/app",
                                Condition: { StringEquals: { "iam:PermissionsBoundary": { Ref: "Boundary" } } },
                            },
                        },
                    },
                ],
            }),
        },
    },
    "an output without an export": {
        Resources: { Boundary: policy(), Role: bounded },
        Outputs: { Arn: { Value: { Ref: "Boundary" } } },
    },
    "a resource that waits for it": {
        Resources: { Boundary: policy(), Role: bounded, Topic: { Type: "AWS::SNS::Topic", DependsOn: "Boundary" } },
    },
};

const grants: Readonly<Record<string, object>> = {
    "no use": { Resources: { Boundary: policy() } },
    "a role that it does not limit": { Resources: { Boundary: policy(), Role: role({}) } },
    "an attachment to the same role": {
        Resources: {
            Boundary: policy(),
            Role: role({ PermissionsBoundary: { Ref: "Boundary" }, ManagedPolicyArns: [{ Ref: "Boundary" }] }),
        },
    },
    "an attachment to another role": {
        Resources: { Boundary: policy(), Role: bounded, Other: role({ ManagedPolicyArns: [{ Ref: "Boundary" }] }) },
    },
    "an attachment in one of two branches": {
        Conditions: { Attached: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] } },
        Resources: {
            Boundary: policy(),
            Role: bounded,
            Other: role({
                ManagedPolicyArns: { "Fn::If": ["Attached", [{ Ref: "Boundary" }], { Ref: "AWS::NoValue" }] },
            }),
        },
    },
    "an attachment by a text": {
        Resources: {
            Boundary: policy(),
            Role: bounded,
            Other: role({ ManagedPolicyArns: [{ "Fn::Sub": "${Boundary}" }] }),
        },
    },
    "an attachment by an attribute": {
        Resources: {
            Boundary: policy(),
            Role: bounded,
            Other: role({ ManagedPolicyArns: [{ "Fn::GetAtt": "Boundary.PolicyArn" }] }),
        },
    },
    "an attachment by its name": {
        Resources: {
            Boundary: policy({ ManagedPolicyName: "limits" }),
            Role: bounded,
            Other: role({ ManagedPolicyArns: [{ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/limits" }] }),
        },
    },
    "an attachment by some name, if its own is computed": {
        Parameters: { Name: { Type: "String", Default: "limits" } },
        Resources: {
            Boundary: policy({ ManagedPolicyName: { Ref: "Name" } }),
            Role: bounded,
            Other: role({ ManagedPolicyArns: [{ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/limits" }] }),
        },
    },
    "a role that it names": { Resources: { Boundary: policy({ Roles: [{ Ref: "Role" }] }), Role: bounded } },
    "a group that it names": { Resources: { Boundary: policy({ Groups: ["operators"] }), Role: bounded } },
    "a function": {
        Resources: {
            Boundary: policy(),
            Role: bounded,
            Function: { Type: "AWS::Serverless::Function", Properties: { Policies: [{ Ref: "Boundary" }] } },
        },
    },
    "the parameter of another stack": {
        Resources: {
            Boundary: policy(),
            Role: bounded,
            Nested: {
                Type: "AWS::CloudFormation::Stack",
                Properties: { TemplateURL: "https://acme/a.yaml", Parameters: { Policy: { Ref: "Boundary" } } },
            },
        },
    },
    "an export": {
        Resources: { Boundary: policy(), Role: bounded },
        Outputs: { Arn: { Value: { Ref: "Boundary" }, Export: { Name: "boundary" } } },
    },
    "an attachment in a loop": {
        Transform: "AWS::LanguageExtensions",
        Resources: {
            Boundary: policy(),
            Role: bounded,
            "Fn::ForEach::Roles": [
                "Name",
                ["a"],
                { "Other${Name}": role({ ManagedPolicyArns: [{ Ref: "Boundary" }] }) },
            ],
        },
    },
    "a computed reference in a loop": {
        Transform: "AWS::LanguageExtensions",
        Resources: {
            Boundary: policy(),
            Role: bounded,
            "Fn::ForEach::Roles": [
                "Name",
                ["Boundary"],
                { "Other${Name}": role({ ManagedPolicyArns: [{ Ref: "${Name}" }] }) },
            ],
        },
    },
    "a boundary of another name": {
        Resources: {
            Boundary: policy({ ManagedPolicyName: "limits" }),
            Role: role({ PermissionsBoundary: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/other" } }),
        },
    },
};

describe("managed policies in a template", () => {
    for (const [name, template] of Object.entries(boundaries)) {
        it(`grant nothing as permissions boundary only: ${name}`, () => {
            assert.deepEqual([...boundaryPoliciesIn(template, isDocument)], ["Boundary"]);
            assert.deepEqual(found(template), []);
        });
    }

    for (const [name, template] of Object.entries(grants)) {
        it(`grant with any other use, or none: ${name}`, () => {
            assert.deepEqual([...boundaryPoliciesIn(template, isDocument)], []);
            assert.deepEqual(found(template), granted);
        });
    }

    it("are still read as documents", () => {
        const Boundary = policy({ PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allowed" }] } });
        assert.deepEqual(
            new Set(found({ Resources: { Boundary, Role: bounded } })),
            new Set(["iam-document-malformed templateBody.Resources.Boundary.Properties.PolicyDocument"]),
        );
    });
});
