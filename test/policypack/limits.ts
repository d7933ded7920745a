/**
 * What the pack cannot see: one entry for each line of docs/policyPack.md, with resources that show it. Beside each
 * hidden example stands a visible one with the same grant, so that the hidden one is hidden for the stated reason.
 */
import { unknownText } from "./analyzer";

/** A resource of an example. */
export interface ExampleResource {
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
}

/** A line of the page. */
export interface Limit {
    /** The words in bold type at the start of the line. */
    readonly title: string;
    /** Examples with something that a rule would report, but that the pack cannot see. */
    readonly hidden: readonly ExampleResource[];
    /** The same where it can be seen. */
    readonly visible: readonly ExampleResource[];
}

/** Passes every role. */
const grant = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }] };
const text = JSON.stringify(grant);
const yaml = 'Version: "2012-10-17"\nStatement:\n  - {Effect: Allow, Action: "iam:PassRole", Resource: "*"}\n';
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

const resource = (type: string, props: Readonly<Record<string, unknown>>): ExampleResource => ({ type, props });

/** A policy document in the type that holds one. */
const policy = (document: unknown): ExampleResource => resource("aws:iam/policy:Policy", { policy: document });

/** A type that is in no table. */
const other = (props: Readonly<Record<string, unknown>>): ExampleResource =>
    resource("acme:index/service:Service", props);

const template = (resources: Readonly<Record<string, unknown>>, more: object = {}): ExampleResource =>
    resource("aws:cloudformation/stack:Stack", { templateBody: JSON.stringify({ ...more, Resources: resources }) });

const managedPolicy = (PolicyDocument: unknown): object => ({
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument },
});

const passing = (Resource: unknown): object => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource }],
});

/** A resource policy that allows everyone. */
const everyone = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-uploads/*" }],
};

const nested = (levels: number, value: unknown): unknown =>
    levels === 0 ? value : { inner: nested(levels - 1, value) };

/** The lines of the page, in its order. */
export const limits: readonly Limit[] = [
    {
        title: "Unknown values",
        hidden: [
            policy(unknownText),
            resource("aws:cloudformation/stack:Stack", { templateBody: unknownText }),
            other({ document: { ...grant, Id: unknownText } }),
        ],
        visible: [policy(text), template({ A: managedPolicy(grant) }), other({ document: grant })],
    },
    {
        title: "Encrypted values",
        hidden: [
            resource("aws:lambda/permission:Permission", {
                action: "lambda:InvokeFunction",
                function: "f",
                principal: "[secret]",
            }),
        ],
        visible: [
            resource("aws:lambda/permission:Permission", {
                action: "lambda:InvokeFunction",
                function: "f",
                principal: "sns.amazonaws.com",
            }),
        ],
    },
    {
        title: "Templates and modules by reference",
        hidden: [
            resource("aws:cloudformation/stack:Stack", { templateUrl: "https://acme.s3.amazonaws.com/admin.yaml" }),
            template({ A: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://acme/a.yaml" } } }),
            template({ A: { Type: "AWS::Serverless::Application", Properties: { Location: "./admin.yaml" } } }),
            template({ A: { Type: "Acme::IAM::Admin::MODULE", Properties: { Name: "admin" } } }),
            resource("aws:servicecatalog/product:Product", {
                provisioningArtifactParameters: { templateUrl: "https://acme/a.yaml" },
            }),
            resource("kubernetes:helm.sh/v3:Release", { chart: "admin", repositoryOpts: { repo: "https://acme" } }),
        ],
        visible: [template({ A: managedPolicy(grant) })],
    },
    {
        title: "Macros and transforms",
        hidden: [
            template({
                A: {
                    Type: "AWS::Serverless::Function",
                    Properties: { Events: { E: { Type: "Api", Properties: {} } } },
                },
            }),
            template({
                A: {
                    Type: "AWS::Serverless::Connector",
                    Properties: { Source: { Id: "F" }, Destination: { Id: "T" }, Permissions: ["Write"] },
                },
            }),
            template({ A: managedPolicy({ "Fn::Transform": { Name: "AcmeMacro", Parameters: { all: true } } }) }),
            template({}, { Transform: { Name: "AWS::Include", Parameters: { Location: "s3://acme/admin.yaml" } } }),
        ],
        visible: [template({ A: { Type: "AWS::Serverless::Function", Properties: { Policies: [grant] } } })],
    },
    {
        title: "Values that only CloudFormation resolves",
        hidden: [
            template({ A: managedPolicy(passing({ "Fn::ImportValue": "roles" })) }),
            template({ A: managedPolicy(passing("{{resolve:ssm:/acme/roles}}")) }),
            template({ A: managedPolicy(passing({ "Fn::GetAtt": ["Custom", "Roles"] })) }),
            template({ A: managedPolicy({ Ref: "Document" }) }, { Parameters: { Document: { Type: "String" } } }),
        ],
        visible: [template({ A: managedPolicy(passing({ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/*" })) })],
    },
    {
        title: "Parameters of stack instances",
        hidden: [
            resource("aws:cloudformation/stackSetInstance:StackSetInstance", {
                stackSetName: "s",
                parameterOverrides: { Roles: "*" },
            }),
        ],
        visible: [
            resource("aws-native:cloudformation:StackSet", {
                templateBody: JSON.stringify({
                    Parameters: { Roles: { Type: "String", Default: "arn:aws:iam::123456789012:role/one" } },
                    Resources: { A: managedPolicy(passing({ Ref: "Roles" })) },
                }),
                stackInstancesGroup: [
                    { parameterOverrides: [{ parameterKey: "Roles", parameterValue: "*" }], regions: ["us-east-1"] },
                ],
            }),
        ],
    },
    {
        title: "Commands, scripts and code",
        hidden: [
            resource("command:local:Command", {
                create: `aws iam put-user-policy --user-name u --policy-name p --policy-document '${text}'`,
                environment: { DOCUMENT: text },
            }),
            resource("aws:ec2/instance:Instance", { userData: `#!/bin/sh\necho '${text}' > /tmp/p.json\n` }),
            resource("aws:lambda/function:Function", { code: `exports.document = ${text};` }),
            resource("aws:lambda/invocation:Invocation", { input: text }),
            resource("pulumi-nodejs:dynamic:Resource", { __provider: `putUserPolicy(${text})` }),
            template({
                A: { Type: "Custom::PutPolicy", Properties: { ServiceToken: "arn", Arguments: `put ${text}` } },
            }),
        ],
        visible: [
            resource("command:local:Command", { stdin: text }),
            resource("pulumi-nodejs:dynamic:Resource", { __provider: "", document: text }),
            template({ A: { Type: "Custom::PutPolicy", Properties: { ServiceToken: "arn", PolicyDocument: grant } } }),
        ],
    },
    {
        title: "Stored content",
        hidden: [
            resource("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b", content: text }),
            resource("aws:ssm/parameter:Parameter", { type: "String", value: text }),
            resource("aws:ssm/document:Document", { documentType: "Automation", content: text }),
            resource("aws:secretsmanager/secretVersion:SecretVersion", { secretId: "s", secretString: text }),
            resource("aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion", { content: text }),
            resource("aws:lambda/function:Function", { environment: { variables: { DOCUMENT: text } } }),
            resource("aws:cloudwatch/eventTarget:EventTarget", { rule: "r", arn: "a", input: text }),
            resource("aws:scheduler/schedule:Schedule", { target: { input: text } }),
            resource("aws:dynamodb/tableItem:TableItem", { tableName: "t", item: text }),
            resource("kubernetes:core/v1:ConfigMap", { data: { "policy.json": text } }),
            resource("github:index/repositoryFile:RepositoryFile", { file: "policy.json", content: text }),
            other({ data: { "policy.json": text } }),
        ],
        visible: [policy(text)],
    },
    {
        title: "Encoded and embedded text",
        hidden: [
            other({ document: yaml }),
            other({ document: Buffer.from(text).toString("base64") }),
            other({ document: JSON.stringify({ document: text }) }),
            other({ document: `Attach this: ${text}` }),
            other(nested(40, { document: grant }) as Readonly<Record<string, unknown>>),
        ],
        visible: [other({ document: text }), other({ document: JSON.stringify({ document: grant }) })],
    },
    {
        title: "Statements without a document",
        hidden: [
            other({ statements: grant.Statement }),
            resource("uploads:tf:aws_lambda_permission", {
                action: "lambda:InvokeFunction",
                function_name: "f",
                principal: "sns.amazonaws.com",
            }),
            template({
                A: {
                    Type: "AWS::Serverless::Api",
                    Properties: { Auth: { ResourcePolicy: { CustomStatements: everyone.Statement } } },
                },
            }),
        ],
        visible: [
            other({ document: { Statement: grant.Statement } }),
            resource("terraform:index/lambdaPermission:LambdaPermission", {
                action: "lambda:InvokeFunction",
                functionName: "f",
                principal: "sns.amazonaws.com",
            }),
        ],
    },
    {
        title: "Customer managed policies of other stacks",
        hidden: [
            resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
                role: "r",
                policyArn: "arn:aws:iam::123456789012:policy/administrators",
            }),
            resource("aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment", {
                customerManagedPolicyReference: { name: "administrators", path: "/" },
            }),
        ],
        visible: [
            resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "r", policyArn: administrator }),
        ],
    },
    {
        title: "Policies that only restrict",
        hidden: [
            resource("aws:organizations/policy:Policy", { content: text }),
            resource("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: JSON.stringify(everyone) }),
            resource("aws:rolesanywhere/profile:Profile", { sessionPolicy: text }),
            resource("aws:transfer/user:User", { policy: text }),
            resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", { policy: text }),
            resource("aws:iam/role:Role", { permissionsBoundary: administrator }),
        ],
        visible: [policy(text)],
    },
    {
        title: "Grants that are no policy documents",
        hidden: [
            resource("aws:s3/bucketAcl:BucketAcl", { bucket: "b", acl: "public-read-write" }),
            resource("aws:kms/grant:Grant", {
                keyId: "k",
                granteePrincipal: "arn:aws:iam::999999999999:root",
                operations: ["Decrypt"],
            }),
            resource("aws:ram/principalAssociation:PrincipalAssociation", { principal: "999999999999" }),
            resource("aws:ec2/amiLaunchPermission:AmiLaunchPermission", { imageId: "ami-1", group: "all" }),
            resource("aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", {
                snapshotId: "snap-1",
                accountId: "999999999999",
            }),
            resource("aws:ssoadmin/accountAssignment:AccountAssignment", {
                principalId: "everyone",
                targetId: "123456789012",
            }),
            resource("aws:lakeformation/permissions:Permissions", {
                principal: "IAM_ALLOWED_PRINCIPALS",
                permissions: ["ALL"],
            }),
        ],
        visible: [resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy: JSON.stringify(everyone) })],
    },
    {
        title: "Other policy languages",
        hidden: [
            resource("aws:iot/policy:Policy", {
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: "iot:*", Resource: "*" }],
                }),
            }),
            resource("aws:verifiedpermissions/policy:Policy", {
                definition: { static: { statement: "permit (principal, action, resource);" } },
            }),
            resource("aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy", {
                policy: JSON.stringify([{ Rules: [{ Permission: ["aoss:*"] }], Principal: ["*"] }]),
            }),
            resource("minio:index/iamPolicy:IamPolicy", { policy: text }),
        ],
        visible: [policy(text)],
    },
    {
        title: "Kubernetes",
        hidden: [
            resource("kubernetes:core/v1:ServiceAccount", {
                metadata: { annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/admin" } },
            }),
            resource("kubernetes:core/v1:ConfigMap", {
                metadata: { name: "aws-auth" },
                data: { mapUsers: "- userarn: arn:aws:iam::999999999999:root\n  groups: [system:masters]\n" },
            }),
            resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
                principalArn: "arn:aws:iam::999999999999:root",
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            }),
            resource("kubernetes:core/v1:Pod", { spec: { containers: [{ command: ["sh", "-c", `echo '${text}'`] }] } }),
        ],
        visible: [
            resource("kubernetes:iam.aws.upbound.io/v1beta1:Policy", { spec: { forProvider: { policy: text } } }),
            resource("kubernetes:iam.services.k8s.aws/v1alpha1:Policy", { spec: { policyDocument: text } }),
        ],
    },
];

/** A restriction that does not take a violation away. */
export interface Uncredited {
    /** The words in bold type at the start of the line. */
    readonly title: string;
    /** The resources of a stack that are reported, although the restriction takes the access away. */
    readonly restricted: readonly (readonly ExampleResource[])[];
}

const deny = (more: object): object => ({ Effect: "Deny", Action: "iam:PassRole", ...more });

/** The restrictions on the page, in its order. */
export const uncredited: readonly Uncredited[] = [
    {
        title: "Other policies that restrict",
        restricted: [
            [
                resource("aws:organizations/policy:Policy", {
                    content: JSON.stringify({ Version: "2012-10-17", Statement: [deny({ Resource: "*" })] }),
                }),
                policy(text),
            ],
            [
                resource("aws:iam/role:Role", {
                    permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    inlinePolicies: [{ name: "all", policy: text }],
                }),
            ],
        ],
    },
    {
        title: "Several Deny statements that remove a grant only in combination",
        restricted: [
            [
                policy({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/a*" },
                        deny({ Resource: "arn:aws:iam::*:role/a" }),
                        deny({ Resource: "arn:aws:iam::*:role/a?*" }),
                    ],
                }),
            ],
            [
                policy({
                    Version: "2012-10-17",
                    Statement: [
                        ...grant.Statement,
                        deny({ Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
                        deny({ Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
                    ],
                }),
            ],
        ],
    },
    {
        title: "Account settings",
        restricted: [
            [
                resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", {
                    blockPublicPolicy: true,
                    restrictPublicBuckets: true,
                }),
                resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy: JSON.stringify(everyone) }),
            ],
        ],
    },
    {
        title: "The VPC of a search domain whose access policy is a resource of its own",
        restricted: [
            [
                resource("aws:opensearch/domain:Domain", { domainName: "d", vpcOptions: { subnetIds: ["subnet-1"] } }),
                resource("aws:opensearch/domainPolicy:DomainPolicy", {
                    domainName: "d",
                    accessPolicies: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [{ Effect: "Allow", Principal: "*", Action: "es:*", Resource: "*" }],
                    }),
                }),
            ],
        ],
    },
];
