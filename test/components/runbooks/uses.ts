import type { RunbookUse } from "../../../components/runbooks/permissions";

/** A use of each runbook that is limited as far as its parameters allow, with everything destructive allowed. */
export const narrowUses: Readonly<Record<string, RunbookUse>> = {
    "AWS-ASGEnterStandby": {
        parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"], LambdaRoleArn: ["arn:aws:iam::123456789012:role/standby"] },
    },
    "AWS-ASGExitStandby": {
        parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"], LambdaRoleArn: ["arn:aws:iam::123456789012:role/standby"] },
    },
    "AWS-AddWAFRegionalRuleToRuleGroup": {
        parameters: { RuleGroupId: ["11111111-2222-3333-4444-555555555555"], RuleAction: ["BLOCK"] },
    },
    "AWS-AddWAFRegionalRuleToWebAcl": { parameters: { WebACLId: ["11111111-2222-3333-4444-555555555555"] } },
    "AWS-AttachIAMToInstance": {
        parameters: {
            InstanceId: ["i-0a1b2c3d4e5f60718"],
            RoleName: ["web"],
            InstanceRoleArn: ["arn:aws:iam::123456789012:role/web"],
        },
    },
    "AWS-CreateImage": { parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"], NoReboot: ["true"] } },
    "AWS-CreateSnapshot": { parameters: { VolumeId: ["vol-0a1b2c3d4e5f60718"] } },
    "AWS-CreateWorkSpace": { parameters: { BundleId: ["wsb-0a1b2c3d4"], DirectoryId: ["d-0123456789"] } },
    "AWS-PatchInstanceWithRollback": {
        parameters: {
            InstanceId: ["i-0a1b2c3d4e5f60718"],
            LambdaAssumeRole: ["arn:aws:iam::123456789012:role/rollback"],
            StackName: ["Patch*"],
            FunctionNames: ["Patch*"],
        },
    },
    "AWS-ReleaseElasticIP": { parameters: { AllocationId: ["eipalloc-0a1b2c3d4e5f60718"] }, allowDestructive: true },
    "AWS-RemoveNetworkACLUnrestrictedSSHRDP": {
        parameters: { NetworkAclId: ["acl-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
    },
    "AWS-RestartEC2Instance": { parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] } },
    "AWS-StartEC2Instance": { parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] } },
    "AWS-StopEC2Instance": { parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] } },
    "AWS-UpdateLinuxAmi": {
        parameters: {
            IamInstanceProfileName: ["ami-builder"],
            SecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
            SourceAmiId: ["ami-0a1b2c3d4e5f60718"],
            SubnetId: ["subnet-0a1b2c3d4e5f60718"],
            InstanceRoleArn: ["arn:aws:iam::123456789012:role/ami-builder"],
        },
    },
    "AWS-UpdateWindowsAmi": {
        parameters: {
            IamInstanceProfileName: ["ami-builder"],
            SecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
            SourceAmiId: ["ami-0a1b2c3d4e5f60718"],
            SubnetId: ["subnet-0a1b2c3d4e5f60718"],
            InstanceRoleArn: ["arn:aws:iam::123456789012:role/ami-builder"],
        },
    },
    "AWSConfigRemediation-CancelKeyDeletion": { parameters: { KeyId: ["11111111-2222-3333-4444-555555555555"] } },
    "AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock": { parameters: { BucketName: ["acme-logs"] } },
    "AWSConfigRemediation-ConfigureS3PublicAccessBlock": { parameters: { AccountId: ["123456789012"] } },
    "AWSConfigRemediation-CreateGuardDutyDetector": {},
    "AWSConfigRemediation-DeleteUnusedEBSVolume": {
        parameters: { VolumeId: ["vol-0a1b2c3d4e5f60718"], CreateSnapshot: ["true"] },
        allowDestructive: true,
    },
    "AWSConfigRemediation-DeleteUnusedSecurityGroup": {
        parameters: { GroupId: ["sg-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
    },
    "AWSConfigRemediation-DisablePublicAccessToRDSInstance": {
        parameters: { DbiResourceId: ["db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"] },
    },
    "AWSConfigRemediation-DisablePublicAccessToRedshiftCluster": { parameters: { ClusterIdentifier: ["warehouse"] } },
    "AWSConfigRemediation-DisableSubnetAutoAssignPublicIP": { parameters: { SubnetId: ["subnet-0a1b2c3d4e5f60718"] } },
    "AWSConfigRemediation-DropInvalidHeadersForALB": {
        parameters: {
            LoadBalancerArn: [
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef",
            ],
        },
    },
    "AWSConfigRemediation-EnableAccountAccessAnalyzer": { parameters: { AnalyzerName: ["account"] } },
    "AWSConfigRemediation-EnableAutoScalingGroupELBHealthCheck": {
        parameters: {
            AutoScalingGroupARN: [
                "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:11111111-2222-3333-4444-555555555555:autoScalingGroupName/web",
            ],
        },
    },
    "AWSConfigRemediation-EnableCLBCrossZoneLoadBalancing": { parameters: { LoadBalancerName: ["web"] } },
    "AWSConfigRemediation-EnableCloudTrailEncryptionWithKMS": { parameters: { TrailName: ["audit"] } },
    "AWSConfigRemediation-EnableCloudTrailLogFileValidation": { parameters: { TrailName: ["audit"] } },
    "AWSConfigRemediation-EnableELBDeletionProtection": {
        parameters: {
            LoadBalancerArn: [
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/web/0123456789abcdef",
            ],
        },
    },
    "AWSConfigRemediation-EnableEbsEncryptionByDefault": {},
    "AWSConfigRemediation-EnableEncryptionOnDynamoDbTable": { parameters: { TableName: ["orders"] } },
    "AWSConfigRemediation-EnableKeyRotation": { parameters: { KeyId: ["11111111-2222-3333-4444-555555555555"] } },
    "AWSConfigRemediation-EnableNLBCrossZoneLoadBalancing": {
        parameters: {
            LoadBalancerArn: [
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/web/0123456789abcdef",
            ],
        },
    },
    "AWSConfigRemediation-EnablePITRForDynamoDbTable": { parameters: { TableName: ["orders"] } },
    "AWSConfigRemediation-EnableRDSInstanceDeletionProtection": {
        parameters: { DbInstanceResourceId: ["db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"] },
    },
    "AWSConfigRemediation-EnableSecurityHub": { parameters: { EnableDefaultStandards: ["true"] } },
    "AWSConfigRemediation-EnableVPCFlowLogsToCloudWatch": {
        parameters: {
            FlowLogId: ["fl-0a1b2c3d4e5f60718"],
            DeliverLogsPermissionArn: ["arn:aws:iam::123456789012:role/flow-logs"],
        },
    },
    "AWSConfigRemediation-EnableVPCFlowLogsToS3Bucket": { parameters: { FlowLogId: ["fl-0a1b2c3d4e5f60718"] } },
    "AWSConfigRemediation-EnableWAFClassicLogging": {
        parameters: { DeliveryStreamName: ["aws-waf-logs-acme"], WebACLId: ["11111111-2222-3333-4444-555555555555"] },
    },
    "AWSConfigRemediation-EnableWAFClassicRegionalLogging": {
        parameters: { WebACLId: ["11111111-2222-3333-4444-555555555555"] },
    },
    "AWSConfigRemediation-EnableWAFV2Logging": {
        parameters: {
            LogDestinationConfigs: ["arn:aws:firehose:eu-west-1:123456789012:deliverystream/aws-waf-logs-acme"],
            WebAclArn: [
                "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/11111111-2222-3333-4444-555555555555",
            ],
        },
    },
    "AWSConfigRemediation-EncryptSNSTopic": { parameters: { TopicArn: ["arn:aws:sns:eu-west-1:123456789012:alerts"] } },
    "AWSConfigRemediation-EnforceEC2InstanceIMDSv2": { parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] } },
    "AWSConfigRemediation-RemoveUnrestrictedSourceIngressRules": {
        parameters: { SecurityGroupId: ["sg-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
    },
    "AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules": {
        parameters: { GroupId: ["sg-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
    },
    "AWSConfigRemediation-RestrictBucketSSLRequestsOnly": { parameters: { BucketName: ["acme-logs"] } },
    "AWSConfigRemediation-SetIAMPasswordPolicy": {},
    "AWSConfigRemediation-UpdateXRayKMSKey": { parameters: { KeyId: ["11111111-2222-3333-4444-555555555555"] } },
    "AWSSupport-EnableVPCFlowLogs": {
        parameters: {
            LogDestinationType: ["cloud-watch-logs"],
            LogGroupName: ["/flow-logs"],
            ResourceIds: ["vpc-0a1b2c3d4e5f60718"],
            DeliverLogsPermissionArn: ["arn:aws:iam::123456789012:role/flow-logs"],
        },
        allowDestructive: true,
    },
    "AWSSupport-ExecuteEC2Rescue": {
        parameters: { UnreachableInstanceId: ["i-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
        acceptRoleCreation: "Rescues in the sandbox account only.",
    },
    "AWSSupport-RecoverWorkSpace": { parameters: { WorkspaceId: ["ws-0a1b2c3d4"] }, allowDestructive: true },
    "AWSSupport-ResetAccess": {
        parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
        acceptRoleCreation: "Rescues in the sandbox account only.",
    },
    "AWSSupport-SetupIPMonitoringFromVPC": {
        parameters: {
            CloudWatchLogGroupNamePrefix: ["/AWSSupport-SetupIPMonitoringFromVPC"],
            SubnetId: ["subnet-0a1b2c3d4e5f60718"],
            TestInstanceSecurityGroupId: ["sg-0a1b2c3d4e5f60718"],
            TestInstanceProfileName: ["ip-monitoring"],
            TestInstanceRoleArn: ["arn:aws:iam::123456789012:role/ip-monitoring"],
        },
        allowDestructive: true,
    },
    "AWSSupport-TerminateIPMonitoringFromVPC": {
        parameters: { InstanceId: ["i-0a1b2c3d4e5f60718"] },
        allowDestructive: true,
    },
};
