/** The same violation in every form of input: a role that can pass any role. */
import type { InputFormat } from "../../audit/inputs/input";

export const document = {
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

export const account = "123456789012";

/** Text without line breaks, as the tools write it, unless the form has lines. */
export interface Sample {
    readonly format: InputFormat;
    readonly file: string;
    readonly text: string;
    /** The resource and the path of the violation, in the words of the tool. */
    readonly address: string;
    readonly type: string;
    readonly path: string;
    readonly stack: string;
    readonly line: number;
}

const pulumiUrn = "urn:pulumi:prod::app::aws:iam/rolePolicy:RolePolicy::pass";

const state = {
    urn: pulumiUrn,
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { role: "app", policy: JSON.stringify(document) },
    outputs: {},
};

const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pass:
    Type: AWS::IAM::RolePolicy
    Properties:
      RoleName: app
      PolicyName: pass
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: iam:PassRole
            Resource: "*"
            Condition:
              StringEquals:
                iam:PassedToService: ssm.amazonaws.com
`;

export const template = {
    Resources: {
        Pass: {
            Type: "AWS::IAM::RolePolicy",
            Properties: { RoleName: "app", PolicyName: "pass", PolicyDocument: document },
        },
    },
};

const terraformResource = {
    address: 'module.app.aws_iam_role_policy.pass["a::b"]',
    mode: "managed",
    type: "aws_iam_role_policy",
    name: "pass",
    index: "a::b",
    provider_name: "registry.terraform.io/hashicorp/aws",
    values: { role: "app", policy: JSON.stringify(document) },
    sensitive_values: {},
};

const moduleTree = { root_module: { child_modules: [{ address: "module.app", resources: [terraformResource] }] } };

export const details = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
        {
            Path: "/",
            RoleName: "app",
            Arn: `arn:aws:iam::${account}:role/app`,
            AssumeRolePolicyDocument: encodeURIComponent(
                JSON.stringify({
                    Version: "2012-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { Service: "ec2.amazonaws.com" },
                        Action: "sts:AssumeRole",
                    },
                }),
            ),
            RolePolicyList: [{ PolicyName: "pass", PolicyDocument: encodeURIComponent(JSON.stringify(document)) }],
            AttachedManagedPolicies: [],
        },
    ],
    Policies: [],
};

const lines = (value: unknown): string => JSON.stringify(value, undefined, 2);

export const samples: readonly Sample[] = [
    {
        format: "pulumi-export",
        file: "export.json",
        text: lines({ version: 3, deployment: { manifest: {}, resources: [state] } }),
        address: pulumiUrn,
        type: "aws:iam/rolePolicy:RolePolicy",
        path: "policy.Statement[0].Resource",
        stack: "app/prod",
        line: 7,
    },
    {
        format: "pulumi-export",
        file: "backend.json",
        text: lines({ version: 3, checkpoint: { stack: "prod", latest: { manifest: {}, resources: [state] } } }),
        address: pulumiUrn,
        type: "aws:iam/rolePolicy:RolePolicy",
        path: "policy.Statement[0].Resource",
        stack: "app/prod",
        line: 9,
    },
    {
        format: "pulumi-preview",
        file: "preview.json",
        text: lines({
            steps: [
                { op: "create", urn: pulumiUrn, newState: state },
                { op: "delete", urn: `${pulumiUrn}-old`, oldState: { ...state, urn: `${pulumiUrn}-old` } },
            ],
            changeSummary: { create: 1, delete: 1 },
        }),
        address: pulumiUrn,
        type: "aws:iam/rolePolicy:RolePolicy",
        path: "policy.Statement[0].Resource",
        stack: "app/prod",
        line: 5,
    },
    {
        format: "cloudformation",
        file: "app.yaml",
        text: yaml,
        address: "Pass",
        type: "AWS::IAM::RolePolicy",
        path: "Resources.Pass.Properties.PolicyDocument.Statement[0].Resource",
        stack: "cloudformation/app",
        line: 13,
    },
    {
        format: "cloudformation",
        file: "app.template.json",
        text: lines(template),
        address: "Pass",
        type: "AWS::IAM::RolePolicy",
        path: "Resources.Pass.Properties.PolicyDocument.Statement[0].Resource",
        stack: "cloudformation/app",
        line: 14,
    },
    {
        format: "terraform",
        file: "plan.json",
        text: JSON.stringify({ format_version: "1.2", planned_values: moduleTree, resource_changes: [] }),
        address: terraformResource.address,
        type: "aws_iam_role_policy",
        path: "policy.Statement[0].Resource",
        stack: "terraform/plan",
        line: 1,
    },
    {
        format: "terraform",
        file: "state.json",
        text: JSON.stringify({ format_version: "1.0", terraform_version: "1.9.0", values: moduleTree }),
        address: terraformResource.address,
        type: "aws_iam_role_policy",
        path: "policy.Statement[0].Resource",
        stack: "terraform/state",
        line: 1,
    },
    {
        format: "terraform",
        file: "terraform.tfstate",
        text: lines({
            version: 4,
            terraform_version: "1.9.0",
            resources: [
                {
                    module: "module.app",
                    mode: "managed",
                    type: "aws_iam_role_policy",
                    name: "pass",
                    instances: [{ index_key: "a::b", attributes: terraformResource.values, sensitive_attributes: [] }],
                },
            ],
        }),
        address: terraformResource.address,
        type: "aws_iam_role_policy",
        path: "policy.Statement[0].Resource",
        stack: "terraform/terraform",
        // A state file writes no addresses.
        line: 0,
    },
    {
        format: "policy",
        file: "policy.json",
        text: lines(document),
        address: "policy",
        type: "policy document",
        path: "Statement[0].Resource",
        stack: "policy/policy",
        line: 7,
    },
    {
        format: "aws-account",
        file: "account.json",
        text: lines(details),
        address: `arn:aws:iam::${account}:role/app`,
        type: "AWS::IAM::Role",
        path: "RolePolicyList[0].PolicyDocument.Statement[0].Resource",
        stack: `aws/${account}`,
        line: 8,
    },
];
