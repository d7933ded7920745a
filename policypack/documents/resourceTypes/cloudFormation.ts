import type { DocumentProperties, ResourceTypeTable } from "../values/types";

const policyDocument: DocumentProperties = { PolicyDocument: "resource" };
const policy: DocumentProperties = { Policy: "resource" };
const resourcePolicy: DocumentProperties = { ResourcePolicy: "resource" };
const inline = { "Policies[].PolicyDocument": "grant" } as const;

/**
 * The policy documents of CloudFormation's types. The same entries serve templates, Cloud Control and the native
 * provider, whose names are derived from these: `AWS::IAM::Role` is `aws-native:iam:Role`, `PolicyDocument` is
 * `policyDocument`.
 */
export const cloudFormation: ResourceTypeTable = {
    "AWS::CloudFormation::Stack": { TemplateBody: "template" },
    "AWS::CloudFormation::StackSet": { TemplateBody: "template" },
    "AWS::IAM::Group": inline,
    "AWS::IAM::GroupPolicy": { PolicyDocument: "grant" },
    "AWS::IAM::ManagedPolicy": { PolicyDocument: "grant" },
    "AWS::IAM::Policy": { PolicyDocument: "grant" },
    "AWS::IAM::Role": { AssumeRolePolicyDocument: "trust", ...inline },
    "AWS::IAM::RolePolicy": { PolicyDocument: "grant" },
    "AWS::IAM::User": inline,
    "AWS::IAM::UserPolicy": { PolicyDocument: "grant" },
    "AWS::SSO::PermissionSet": { InlinePolicy: "grant" },
    "AWS::AIOps::InvestigationGroup": { InvestigationGroupPolicy: "resource" },
    "AWS::APS::ResourcePolicy": policyDocument,
    "AWS::ApiGateway::DomainNameV2": policy,
    "AWS::ApiGateway::RestApi": { ...policy, Body: "detected" },
    "AWS::Backup::BackupVault": { AccessPolicy: "resource" },
    "AWS::Backup::LogicallyAirGappedBackupVault": { AccessPolicy: "resource" },
    "AWS::Bedrock::ResourcePolicy": policyDocument,
    "AWS::BedrockAgentCore::ResourcePolicy": policy,
    "AWS::CloudTrail::ResourcePolicy": resourcePolicy,
    "AWS::CodeArtifact::Domain": { PermissionsPolicyDocument: "resource" },
    "AWS::CodeArtifact::Repository": { PermissionsPolicyDocument: "resource" },
    "AWS::DSQL::Cluster": policyDocument,
    "AWS::DynamoDB::GlobalTable": {
        "Replicas[].ResourcePolicy.PolicyDocument": "resource",
        "Replicas[].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument": "resource",
    },
    "AWS::DynamoDB::Table": {
        "ResourcePolicy.PolicyDocument": "resource",
        "StreamSpecification.ResourcePolicy.PolicyDocument": "resource",
    },
    "AWS::ECR::PublicRepository": { RepositoryPolicyText: "resource" },
    "AWS::ECR::RegistryPolicy": { PolicyText: "resource" },
    "AWS::ECR::Repository": { RepositoryPolicyText: "resource" },
    "AWS::ECR::RepositoryCreationTemplate": { RepositoryPolicy: "resource" },
    "AWS::EFS::FileSystem": { FileSystemPolicy: "resource" },
    "AWS::Elasticsearch::Domain": { AccessPolicies: "resource" },
    "AWS::EventSchemas::RegistryPolicy": policy,
    "AWS::Events::EventBus": policy,
    "AWS::KMS::Key": { KeyPolicy: "resource" },
    "AWS::KMS::ReplicaKey": { KeyPolicy: "resource" },
    "AWS::Kinesis::ResourcePolicy": resourcePolicy,
    "AWS::Lambda::ResourcePolicy": policyDocument,
    "AWS::Lex::ResourcePolicy": policy,
    "AWS::Logs::DeliveryDestination": { "DeliveryDestinationPolicy.DeliveryDestinationPolicy": "resource" },
    "AWS::Logs::Destination": { DestinationPolicy: "resource" },
    "AWS::Logs::LogGroup": { ResourcePolicyDocument: "resource" },
    "AWS::Logs::ResourcePolicy": policyDocument,
    "AWS::MSK::ClusterPolicy": policy,
    "AWS::MediaPackageV2::ChannelPolicy": policy,
    "AWS::MediaPackageV2::OriginEndpointPolicy": policy,
    "AWS::MediaTailor::ChannelPolicy": policy,
    "AWS::NetworkFirewall::ResourcePolicy": policy,
    "AWS::OSIS::Pipeline": { "ResourcePolicy.Policy": "resource" },
    "AWS::Oam::Sink": policy,
    "AWS::Omics::SequenceStore": { S3AccessPolicy: "resource" },
    "AWS::OpenSearchService::Domain": { AccessPolicies: "resource" },
    "AWS::Organizations::ResourcePolicy": { Content: "resource" },
    "AWS::PaymentCryptography::Key": policy,
    "AWS::RUM::AppMonitor": { "ResourcePolicy.PolicyDocument": "resource" },
    "AWS::Redshift::Cluster": { NamespaceResourcePolicy: "resource" },
    "AWS::RedshiftServerless::Namespace": { NamespaceResourcePolicy: "resource" },
    "AWS::S3::AccessPoint": policy,
    "AWS::S3::BucketPolicy": policyDocument,
    "AWS::S3::MultiRegionAccessPointPolicy": policy,
    "AWS::S3Express::AccessPoint": policy,
    "AWS::S3Express::BucketPolicy": policyDocument,
    "AWS::S3Files::FileSystemPolicy": policy,
    "AWS::S3ObjectLambda::AccessPointPolicy": policyDocument,
    "AWS::S3Outposts::AccessPoint": policy,
    "AWS::S3Outposts::BucketPolicy": policyDocument,
    "AWS::S3Tables::TableBucketPolicy": resourcePolicy,
    "AWS::S3Tables::TablePolicy": resourcePolicy,
    "AWS::S3Vectors::VectorBucketPolicy": policy,
    "AWS::SMSVOICE::ResourcePolicy": policyDocument,
    "AWS::SNS::TopicInlinePolicy": policyDocument,
    "AWS::SNS::TopicPolicy": policyDocument,
    "AWS::SQS::QueueInlinePolicy": policyDocument,
    "AWS::SQS::QueuePolicy": policyDocument,
    "AWS::SSM::ResourcePolicy": policy,
    "AWS::SageMaker::ModelPackageGroup": { ModelPackageGroupPolicy: "resource" },
    "AWS::SecretsManager::ResourcePolicy": resourcePolicy,
    "AWS::VpcLattice::AuthPolicy": policy,
    "AWS::VpcLattice::ResourcePolicy": policy,
    "AWS::XRay::ResourcePolicy": policyDocument,
};

const decapitalised = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** The native provider's token for a CloudFormation type: `AWS::IAM::Role` is `aws-native:iam:Role`. */
export const nativeToken = (type: string): string => {
    const [, service = "", name = ""] = type.split("::");
    return `aws-native:${service.toLowerCase()}:${name}`;
};

/** The native provider's path for a CloudFormation property path. */
export const nativePath = (path: string): string => path.split(".").map(decapitalised).join(".");

/** The same entries under the native provider's names. */
export const nativeOf = (rows: ResourceTypeTable): ResourceTypeTable =>
    Object.fromEntries(
        Object.entries(rows)
            .filter(([type]) => type.startsWith("AWS::"))
            .map(([type, holder]) => [
                nativeToken(type),
                Object.fromEntries(Object.entries(holder).map(([path, content]) => [nativePath(path), content])),
            ]),
    );
