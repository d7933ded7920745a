/** AWS under the names of other providers, and policies that are not AWS's or grant nothing. */
import * as assert from "node:assert/strict";
import { attachedBy, documentsOf } from "../../../policypack/documents";
import { yamlTemplate } from "../../../policypack/documents/cloudformation/yaml";
import { unknownText } from "../analyzer";
import { evaluate } from "../evaluate";
import { unknownChecking } from "../unknownChecking";

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const grant = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const everyone = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};
const text = JSON.stringify(grant);
const reading = { readTemplate: yamlTemplate };

const attached = (type: string, props: unknown): readonly string[] =>
    attachedBy(type, props, reading).map(({ property, arn }) => `${property} ${String(arn)}`);

const found = (type: string, props: unknown): readonly string[] =>
    documentsOf(type, props, reading).map(({ property, kind }) => `${property} ${kind}`);

const upbound = (service: string, kind: string): string => `kubernetes:${service}.aws.upbound.io/v1beta1:${kind}`;
const controller = (service: string, kind: string): string => `kubernetes:${service}.services.k8s.aws/v1alpha1:${kind}`;
const forProvider = (properties: unknown): unknown => ({ spec: { forProvider: properties } });

describe("AWS managed policies in types of other providers", () => {
    for (const [type, props, property] of [
        ["aws:index/iamRolePolicyAttachment:IamRolePolicyAttachment", { policyArn: administrator }, "policyArn"],
        ["awscc:index/iamRole:IamRole", { managedPolicyArns: [administrator] }, "managedPolicyArns[0]"],
        [
            upbound("iam", "RolePolicyAttachment"),
            forProvider({ policyArn: administrator }),
            "spec.forProvider.policyArn",
        ],
        [controller("iam", "Role"), { spec: { policies: [administrator] } }, "spec.policies[0]"],
        ["acme:index:Thing", { a: [{ b: administrator }] }, "a[0].b"],
        ["Custom::Attachment", { PolicyArn: administrator }, "PolicyArn"],
    ] as const) {
        it(`are attached by ${type}`, () => {
            assert.deepEqual(attached(type, props), [`${property} ${administrator}`]);
        });
    }

    it("are ARNs of every partition, with a path", () => {
        for (const arn of [
            "arn:aws-cn:iam::aws:policy/AdministratorAccess",
            "arn:aws-us-gov:iam::aws:policy/service-role/AWSBatchServiceRole",
            " arn:aws:iam::aws:policy/IAMFullAccess\n",
        ]) {
            assert.equal(attached("acme:index:Thing", { policy: arn }).length, 1, arn);
        }
    });

    it("are no parts of other values, and no policies of customers", () => {
        for (const value of [
            `${administrator},${administrator}`,
            `policy=${administrator}`,
            "arn:aws:iam::123456789012:policy/AdministratorAccess",
            "arn:aws:iam::aws:role/AdministratorAccess",
            JSON.stringify([administrator]),
        ]) {
            assert.deepEqual(attached("acme:index:Thing", { policy: value }), [], value);
        }
    });

    for (const property of [
        "permissionsBoundary",
        "permissions_boundary",
        "guardrailPolicyArns",
        "allowedPolicyArns",
        "conditions",
        "sessionPolicyArns",
        "inputParameters",
        "statements",
    ]) {
        it(`are not attached by ${property}, at any depth`, () => {
            assert.deepEqual(attached("acme:index:Thing", { [property]: administrator }), []);
            assert.deepEqual(attached("acme:index:Thing", { a: { [property]: [{ values: [administrator] }] } }), []);
        });
    }

    it("are not attached in documents, environments, stored text and parameters of templates", () => {
        const condition = { ArnEquals: { "iam:PolicyARN": administrator } };
        for (const props of [
            { policy: { Statement: [{ ...grant.Statement[0], Condition: condition }] } },
            { policy: JSON.stringify({ Statement: [{ ...grant.Statement[0], Resource: [administrator] }] }) },
            { environment: { variables: { POLICY: administrator } } },
            { data: { policy: administrator } },
            { value: administrator },
            { templateBody: { Resources: { T: { Type: "AWS::SNS::Topic" } } }, parameters: { Policy: administrator } },
        ]) {
            assert.deepEqual(attached("acme:index:Thing", props), [], JSON.stringify(props));
        }
        assert.deepEqual(attached("minio:index/iamPolicy:IamPolicy", { policy: administrator }), []);
    });

    it("are attached once in types with a row", () => {
        assert.equal(attached("aws:iam/role:Role", { managedPolicyArns: [administrator] }).length, 1);
        assert.deepEqual(
            attached("aws:iam/role:Role", { permissionsBoundary: administrator, name: administrator }),
            [],
        );
        assert.deepEqual(attached("aws:rolesanywhere/profile:Profile", { managedPolicyArns: [administrator] }), []);
    });
});

describe("templates in types of other providers", () => {
    const resources = {
        R: { Type: "AWS::IAM::Role", Properties: { ManagedPolicyArns: [administrator] } },
        L: { Type: "AWS::Lambda::Permission", Properties: { Principal: "sns.amazonaws.com" } },
        P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: { Statement: { Ref: "S" } } } },
    };
    const yaml = "Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: !Ref P\n";

    for (const [type, propsOf, path] of [
        ["aws:index/cloudformationStack:CloudformationStack", (templateBody: unknown) => ({ templateBody }), ""],
        ["awscc:index/cloudformationStack:CloudformationStack", (templateBody: unknown) => ({ templateBody }), ""],
        [
            upbound("cloudformation", "Stack"),
            (templateBody: unknown) => forProvider({ templateBody }),
            "spec.forProvider.",
        ],
        ["acme:index:Stack", (templateBody: unknown) => ({ templateBody }), ""],
    ] as const) {
        it(`are read in ${type}, with permissions and managed policies`, () => {
            const at = `${path}templateBody.Resources`;
            for (const body of [JSON.stringify({ Resources: resources }), { Resources: resources }]) {
                assert.deepEqual(found(type, propsOf(body)), [
                    `${at}.L.Properties.Principal resource`,
                    `${at}.P.Properties.PolicyDocument grant`,
                ]);
                assert.deepEqual(attached(type, propsOf(body)), [
                    `${at}.R.Properties.ManagedPolicyArns[0] ${administrator}`,
                ]);
            }
            assert.deepEqual(found(type, propsOf(yaml)), [`${at}.P.Properties.PolicyDocument grant`]);
        });
    }

    it("are read with the parameters beside them", () => {
        const template = {
            Parameters: { Statement: { Type: "String" } },
            Resources: {
                P: { Type: "AWS::IAM::Policy", Properties: { PolicyDocument: { "Fn::Sub": "${Statement}" } } },
            },
        };
        const [location] = documentsOf(
            upbound("cloudformation", "Stack"),
            forProvider({ templateBody: JSON.stringify(template), parameters: { Statement: "text" } }),
        );
        assert.equal(location?.raw, "text");
    });

    it("are read under any other name", () => {
        for (const property of ["body", "template", "cloudFormation"]) {
            assert.deepEqual(found("acme:index:Thing", { [property]: yaml }), [
                `${property}.Resources.P.Properties.PolicyDocument grant`,
            ]);
        }
    });

    it("are not read in stored text, or where a value is unknown", () => {
        const body = JSON.stringify({ Resources: resources });
        for (const [type, props] of [
            ["kubernetes:core/v1:ConfigMap", { data: { "template.json": body } }],
            ["acme:index:File", { content: yaml }],
            ["aws:s3/bucketObjectv2:BucketObjectv2", { content: body }],
            ["acme:index:Thing", { Resources: { Type: "AWS::IAM::Role" } }],
            ["acme:index:Thing", { template: { Resources: { R: { Type: "thing", Properties: {} } } } }],
            ["acme:index:Thing", { template: { Resources: { ...resources, Q: unknownText } } }],
        ] as const) {
            assert.deepEqual(found(type, unknownChecking(props)), [], type);
            assert.deepEqual(attached(type, unknownChecking(props)), [], type);
        }
    });
});

describe("permissions in types of other providers", () => {
    const permission = { action: "lambda:InvokeFunction", functionName: "f", principal: "sns.amazonaws.com" };

    for (const [type, props, property] of [
        ["aws:index/lambdaPermission:LambdaPermission", permission, "principal"],
        ["awscc:index/lambdaPermission:LambdaPermission", permission, "principal"],
        [upbound("lambda", "Permission"), forProvider(permission), "spec.forProvider.principal"],
    ] as const) {
        it(`are read in ${type}`, () => {
            const [location] = documentsOf(type, props);
            assert.equal(location?.property, property);
            assert.deepEqual((location.raw as { Statement: { Principal: unknown } }).Statement.Principal, {
                Service: "sns.amazonaws.com",
            });
        });
    }

    it("are read with what Crossplane only sets when it creates them", () => {
        const { principal, ...rest } = permission;
        for (const spec of [
            { forProvider: rest, initProvider: { principal } },
            { forProvider: { principal }, initProvider: { ...rest, principal: "events.amazonaws.com" } },
            { initProvider: permission },
        ]) {
            const [location] = documentsOf(upbound("lambda", "Permission"), { spec });
            assert.deepEqual((location?.raw as { Statement: { Principal: unknown } }).Statement.Principal, {
                Service: principal,
            });
        }
    });

    it("are no errors where a value is unknown", () => {
        const props = unknownChecking(forProvider({ ...permission, sourceArn: unknownText }));
        assert.deepEqual(documentsOf(upbound("lambda", "Permission"), props), []);
        for (const spec of [
            { forProvider: permission, initProvider: { sourceArn: unknownText } },
            { forProvider: { sourceArn: unknownText }, initProvider: permission },
        ]) {
            assert.deepEqual(documentsOf(upbound("lambda", "Permission"), unknownChecking({ spec })), []);
        }
    });
});

describe("documents that grant nothing in types of other providers", () => {
    for (const [type, props] of [
        ["awscc:index/organizationsPolicy:OrganizationsPolicy", { content: text }],
        ["aws:index/organizationsPolicy:OrganizationsPolicy", { content: text }],
        [upbound("organizations", "Policy"), forProvider({ content: text })],
        ["awscc:index/ec2VpcEndpoint:Ec2VpcEndpoint", { policyDocument: everyone }],
        ["aws:index/vpcEndpoint:VpcEndpoint", { policy: JSON.stringify(everyone) }],
        ["aws:index/vpcEndpointPolicy:VpcEndpointPolicy", { policy: JSON.stringify(everyone) }],
        [upbound("ec2", "VPCEndpoint"), forProvider({ policy: JSON.stringify(everyone) })],
        [controller("ec2", "VPCEndpoint"), { spec: { policyDocument: JSON.stringify(everyone) } }],
        ["awscc:index/ssmParameter:SsmParameter", { value: text }],
        [upbound("ssm", "Parameter"), forProvider({ value: text })],
        ["aws:index/s3Object:S3Object", { content: text }],
        ["aws:index/iotPolicy:IotPolicy", { policy: text }],
        ["kubernetes:core/v1:ConfigMapPatch", { data: { "policy.json": text } }],
        ["kubernetes:core/v1:ConfigMapList", { items: [{ data: { "policy.json": text } }] }],
        ["kubernetes:core/v1:Secret", { stringData: { policy: text } }],
        ["gcp:storage/bucketObject:BucketObject", { content: text }],
        ["azure-native:keyvault:Secret", { properties: { value: text } }],
        ["vault:kv/secretV2:SecretV2", { dataJson: text }],
        ["minio:index/iamPolicy:IamPolicy", { policy: text }],
        ["minio:index/s3BucketPolicy:S3BucketPolicy", { policy: JSON.stringify(everyone) }],
        ["kubernetes:minio.crossplane.io/v1:Policy", forProvider({ rawPolicy: text })],
        ["scaleway:object/bucketPolicy:BucketPolicy", { policy: JSON.stringify(everyone) }],
    ] as const) {
        it(`are ignored in ${type}`, () => {
            assert.deepEqual(found(type, props), []);
        });
    }

    it("are boundaries where the name of the type says so", () => {
        assert.deepEqual(found("acme:index:ServiceControlPolicy", { document: text }), ["document boundary"]);
        assert.deepEqual(found("acme:index:EdgeVpcEndpoint", { document: text }), ["document boundary"]);
    });

    it("are found where a type of the same form grants", () => {
        const resource = JSON.stringify(everyone);
        assert.deepEqual(found("aws:index/sqsQueue:SqsQueue", { policy: resource }), ["policy resource"]);
        assert.deepEqual(
            found("awscc:index/organizationsResourcePolicy:OrganizationsResourcePolicy", { content: resource }),
            ["content resource"],
        );
        assert.deepEqual(
            found("aws:index/apiGatewayRestApi:ApiGatewayRestApi", {
                body: JSON.stringify({ openapi: "3.0.1", "x-amazon-apigateway-policy": everyone }),
            }),
            ["body.x-amazon-apigateway-policy resource"],
        );
        assert.deepEqual(found("vault:aws/secretBackendRole:SecretBackendRole", { policyDocument: text }), [
            "policyDocument grant",
        ]);
        assert.deepEqual(found("acme:index:Thing", { data: { policy: grant } }), ["data.policy grant"]);
        assert.deepEqual(found("AWS::Serverless::Function", { Policies: [grant] }), ["Policies[0] grant"]);
    });
});

describe("permissions in CloudFormation's shape", () => {
    const conditionOf = (type: string, props: unknown): unknown => {
        const [location] = documentsOf(type, props);
        return (location?.raw as { Statement: { Condition?: unknown } }).Statement.Condition;
    };
    const organization = { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } };
    const bus = {
        StatementId: "s",
        Action: "events:PutEvents",
        Principal: "*",
        Condition: { Type: "StringEquals", Key: "aws:PrincipalOrgID", Value: "o-abcdefghij" },
    };
    const lambda = {
        Action: "lambda:InvokeFunction",
        FunctionName: "f",
        Principal: "*",
        PrincipalOrgID: "o-abcdefghij",
    };

    it("are read in templates and in Cloud Control", () => {
        for (const [type, props] of [
            ["AWS::Events::EventBusPolicy", bus],
            ["AWS::Lambda::Permission", lambda],
        ] as const) {
            assert.deepEqual(conditionOf(type, props), organization);
            const control = { typeName: type, desiredState: JSON.stringify(props) };
            assert.deepEqual(conditionOf("aws:cloudcontrol/resource:Resource", control), organization);
            const template = { templateBody: JSON.stringify({ Resources: { X: { Type: type, Properties: props } } }) };
            assert.deepEqual(conditionOf("aws:cloudformation/stack:Stack", template), organization);
        }
    });

    it("have no condition that AWS does not accept for an event bus", () => {
        const value = "o-abcdefghij";
        for (const condition of [
            { type: "StringEquals", key: "aws:PrincipalTag/team", value },
            { type: "StringNotEquals", key: "aws:PrincipalOrgID", value },
        ]) {
            assert.equal(
                conditionOf("aws:cloudwatch/eventPermission:EventPermission", { principal: "*", condition }),
                undefined,
            );
        }
        for (const condition of [
            { type: "stringEquals", key: "AWS:PrincipalOrgID", value },
            { type: unknownText, key: unknownText, value },
            { value },
        ]) {
            const props = unknownChecking({ principal: "*", condition });
            assert.deepEqual(conditionOf("aws:cloudwatch/eventPermission:EventPermission", props), organization);
        }
    });

    it("are read under the native provider's names", () => {
        assert.deepEqual(
            conditionOf("aws-native:events:EventBusPolicy", {
                principal: "*",
                condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-abcdefghij" },
            }),
            organization,
        );
    });

    it("have a statement as text", () => {
        const Statement = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };
        const [location] = documentsOf("AWS::Events::EventBusPolicy", { Statement: JSON.stringify(Statement) });
        assert.deepEqual((location?.raw as { Statement: unknown }).Statement, Statement);
    });

    it("have an account that is a number, or that only the deployment knows", () => {
        const account = (SourceAccount: unknown): unknown => conditionOf("AWS::Lambda::Permission", { SourceAccount });
        assert.deepEqual(account(123456789012), { StringEquals: { "aws:SourceAccount": "123456789012" } });
        assert.deepEqual(account("{{Account}}"), { StringEquals: { "aws:SourceAccount": "{{Account}}" } });
        assert.equal(account(12345), undefined);
        assert.equal(account("*"), undefined);
    });
});

describe("documents that Crossplane's classic provider spells out", () => {
    const bucket = "kubernetes:s3.aws.crossplane.io/v1alpha3:BucketPolicy";
    const repository = "kubernetes:ecr.aws.crossplane.io/v1beta1:RepositoryPolicy";
    const spelledOut = (...statements: readonly object[]): unknown =>
        forProvider({ bucketName: "b", policy: { version: "2012-10-17", statements } });
    const read = (type: string, props: unknown): readonly unknown[] => documentsOf(type, props).map(({ raw }) => raw);

    it("are read in IAM's form", () => {
        const statement = {
            sid: "Read",
            effect: "Allow",
            principal: {
                awsPrincipals: [
                    { iamUserArn: "arn:aws:iam::123456789012:user/u" },
                    { iamRoleArn: "arn:aws:iam::123456789012:role/r" },
                    { awsAccountId: "123456789012" },
                    { iamRoleArnRef: { name: "unresolved" } },
                ],
                service: ["logging.s3.amazonaws.com"],
            },
            action: ["s3:GetObject"],
            resource: ["arn:aws:s3:::b/*"],
            condition: [
                {
                    operatorKey: "StringEquals",
                    conditions: [
                        { key: "aws:SourceAccount", stringValue: "123456789012" },
                        { key: "aws:PrincipalOrgID", listValue: ["o-abcdefghij"] },
                    ],
                },
                { operatorKey: "Bool", conditions: [{ key: "aws:SecureTransport", booleanValue: false }] },
            ],
        };
        assert.deepEqual(found(bucket, spelledOut(statement)), ["spec.forProvider.policy resource"]);
        assert.deepEqual(read(bucket, spelledOut(statement)), [
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "Read",
                        Effect: "Allow",
                        Principal: {
                            AWS: [
                                "arn:aws:iam::123456789012:user/u",
                                "arn:aws:iam::123456789012:role/r",
                                "123456789012",
                            ],
                            Service: ["logging.s3.amazonaws.com"],
                        },
                        Action: ["s3:GetObject"],
                        Resource: ["arn:aws:s3:::b/*"],
                        Condition: {
                            StringEquals: {
                                "aws:SourceAccount": "123456789012",
                                "aws:PrincipalOrgID": ["o-abcdefghij"],
                            },
                            Bool: { "aws:SecureTransport": false },
                        },
                    },
                ],
            },
        ]);
    });

    it("allow everyone by a flag", () => {
        const open = { effect: "Allow", principal: { allowAnon: true }, action: ["s3:*"], resource: ["*"] };
        for (const type of [bucket, repository]) {
            const violations = documentsOf(type, spelledOut(open)).flatMap(({ kind, raw }) => evaluate(kind, raw));
            assert.deepEqual(
                violations.map(({ rule }) => rule.name),
                ["iam-resource-public"],
            );
        }
    });

    it("are none of other kinds, and none that are unknown", () => {
        const open = { effect: "Allow", principal: { allowAnon: true }, action: ["s3:*"], resource: ["*"] };
        assert.deepEqual(read("kubernetes:s3.minio.example/v1:BucketPolicy", spelledOut(open)), []);
        assert.deepEqual(read(upbound("s3", "BucketPolicy"), spelledOut(open)), []);
        assert.deepEqual(read(bucket, spelledOut({ ...open, action: [unknownText] })), []);
        assert.deepEqual(read(bucket, forProvider({ rawPolicy: "" })), []);
    });
});
