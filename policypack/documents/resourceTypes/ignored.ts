import type { DocumentProperties, ResourceTypeTable } from "../values/types";

const nothing: DocumentProperties = {};

const withoutDocuments = (...tokens: readonly string[]): ResourceTypeTable =>
    Object.fromEntries(tokens.map((token) => [token, nothing]));

/**
 * Types whose policies only limit permissions: service and resource control policies, boundaries, endpoint and session
 * policies. A wildcard in them grants nothing.
 */
const limits = withoutDocuments(
    "aws:organizations/policy:Policy",
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    "aws:rolesanywhere/profile:Profile",
    "aws:transfer/user:User",
    "aws:transfer/access:Access",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
    "aws:emr/studioSessionMapping:StudioSessionMapping",
    "aws:odb/network:Network",
    "AWS::Organizations::Policy",
    "AWS::EC2::VPCEndpoint",
    "aws-native:ec2:VpcEndpoint",
    "AWS::RolesAnywhere::Profile",
    "AWS::Transfer::User",
    "AWS::EKS::PodIdentityAssociation",
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
    "AWS::EMR::StudioSessionMapping",
    "AWS::ODB::OdbNetwork",
);

/** Types whose documents are not IAM policies, although some have a `Statement`. */
const otherLanguages = withoutDocuments(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:sns/dataProtectionPolicy:DataProtectionPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/redrivePolicy:RedrivePolicy",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
    "aws:cloudwatch/logIndexPolicy:LogIndexPolicy",
    "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
    "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",
    "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy",
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
    "aws:networkmanager/coreNetwork:CoreNetwork",
    "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
    "aws:verifiedaccess/endpoint:Endpoint",
    "aws:verifiedaccess/group:Group",
    "aws:verifiedpermissions/policy:Policy",
    "aws:verifiedpermissions/policyTemplate:PolicyTemplate",
    "aws:dlm/lifecyclePolicy:LifecyclePolicy",
    "aws:backup/plan:Plan",
    "aws:iot/policy:Policy",
    "aws:ram/permission:Permission",
    "AWS::Logs::AccountPolicy",
    "AWS::OpenSearchServerless::AccessPolicy",
    "AWS::OpenSearchServerless::LifecyclePolicy",
    "AWS::OpenSearchServerless::SecurityPolicy",
    "AWS::NetworkManager::CoreNetwork",
    "AWS::EC2::VerifiedAccessEndpoint",
    "AWS::EC2::VerifiedAccessGroup",
    "AWS::DLM::LifecyclePolicy",
    "AWS::Backup::BackupPlan",
    "AWS::IoT::Policy",
    "AWS::RAM::Permission",
    "AWS::SNS::Subscription",
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
);

/** Types that store or transport text: a policy in their content grants nothing. */
const carriers = withoutDocuments(
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:ssm/parameter:Parameter",
    "aws:ssm/document:Document",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    "aws:lambda/function:Function",
    "aws:lambda/invocation:Invocation",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:scheduler/schedule:Schedule",
    "aws:imagebuilder/component:Component",
    "aws:ssm/association:Association",
    "aws:dynamodb/tableItem:TableItem",
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:Secret",
    "local:index/file:File",
    "local:index/sensitiveFile:SensitiveFile",
    "github:index/repositoryFile:RepositoryFile",
    "gitlab:index/repositoryFile:RepositoryFile",
    "AWS::SSM::Parameter",
    "AWS::SSM::Document",
    "AWS::SecretsManager::Secret",
    "AWS::AppConfig::HostedConfigurationVersion",
    "AWS::Lambda::Function",
    "AWS::Events::Rule",
    "AWS::Scheduler::Schedule",
    "AWS::ImageBuilder::Component",
    "AWS::SSM::Association",
);

/** Types with documents that look like policies but grant nothing. */
export const ignoredTypes: ResourceTypeTable = { ...limits, ...otherLanguages, ...carriers };
