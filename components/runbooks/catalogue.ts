/** The catalogue of runbooks, by name. Add a new runbook to this list. */
import { awsASGEnterStandby } from "./catalogue/ec2/awsASGEnterStandby";
import { awsASGExitStandby } from "./catalogue/ec2/awsASGExitStandby";
import { awsAddWAFRegionalRuleToRuleGroup } from "./catalogue/waf/awsAddWAFRegionalRuleToRuleGroup";
import { awsAddWAFRegionalRuleToWebAcl } from "./catalogue/waf/awsAddWAFRegionalRuleToWebAcl";
import { awsAttachIAMToInstance } from "./catalogue/ec2/awsAttachIAMToInstance";
import { awsCreateImage } from "./catalogue/ec2/awsCreateImage";
import { awsCreateSnapshot } from "./catalogue/ebs/awsCreateSnapshot";
import { awsCreateWorkSpace } from "./catalogue/workspaces/awsCreateWorkSpace";
import { awsPatchInstanceWithRollback } from "./catalogue/ec2/awsPatchInstanceWithRollback";
import { awsReleaseElasticIP } from "./catalogue/vpc/awsReleaseElasticIP";
import { awsRemoveNetworkACLUnrestrictedSSHRDP } from "./catalogue/vpc/awsRemoveNetworkACLUnrestrictedSSHRDP";
import { awsRestartEC2Instance } from "./catalogue/ec2/awsRestartEC2Instance";
import { awsStartEC2Instance } from "./catalogue/ec2/awsStartEC2Instance";
import { awsStopEC2Instance } from "./catalogue/ec2/awsStopEC2Instance";
import { awsUpdateLinuxAmi } from "./catalogue/ec2/awsUpdateLinuxAmi";
import { awsUpdateWindowsAmi } from "./catalogue/ec2/awsUpdateWindowsAmi";
import { configRemediationCancelKeyDeletion } from "./catalogue/security/configRemediationCancelKeyDeletion";
import { configRemediationConfigureS3BucketPublicAccessBlock } from "./catalogue/data/configRemediationConfigureS3BucketPublicAccessBlock";
import { configRemediationConfigureS3PublicAccessBlock } from "./catalogue/data/configRemediationConfigureS3PublicAccessBlock";
import { configRemediationCreateGuardDutyDetector } from "./catalogue/security/configRemediationCreateGuardDutyDetector";
import { configRemediationDeleteUnusedEBSVolume } from "./catalogue/ebs/configRemediationDeleteUnusedEBSVolume";
import { configRemediationDeleteUnusedSecurityGroup } from "./catalogue/vpc/configRemediationDeleteUnusedSecurityGroup";
import { configRemediationDisablePublicAccessToRDSInstance } from "./catalogue/data/configRemediationDisablePublicAccessToRDSInstance";
import { configRemediationDisablePublicAccessToRedshiftCluster } from "./catalogue/data/configRemediationDisablePublicAccessToRedshiftCluster";
import { configRemediationDisableSubnetAutoAssignPublicIP } from "./catalogue/vpc/configRemediationDisableSubnetAutoAssignPublicIP";
import { configRemediationDropInvalidHeadersForALB } from "./catalogue/loadBalancing/configRemediationDropInvalidHeadersForALB";
import { configRemediationEnableAccountAccessAnalyzer } from "./catalogue/security/configRemediationEnableAccountAccessAnalyzer";
import { configRemediationEnableAutoScalingGroupELBHealthCheck } from "./catalogue/ec2/configRemediationEnableAutoScalingGroupELBHealthCheck";
import { configRemediationEnableCLBCrossZoneLoadBalancing } from "./catalogue/loadBalancing/configRemediationEnableCLBCrossZoneLoadBalancing";
import { configRemediationEnableCloudTrailEncryptionWithKMS } from "./catalogue/security/configRemediationEnableCloudTrailEncryptionWithKMS";
import { configRemediationEnableCloudTrailLogFileValidation } from "./catalogue/security/configRemediationEnableCloudTrailLogFileValidation";
import { configRemediationEnableELBDeletionProtection } from "./catalogue/loadBalancing/configRemediationEnableELBDeletionProtection";
import { configRemediationEnableEbsEncryptionByDefault } from "./catalogue/ebs/configRemediationEnableEbsEncryptionByDefault";
import { configRemediationEnableEncryptionOnDynamoDbTable } from "./catalogue/data/configRemediationEnableEncryptionOnDynamoDbTable";
import { configRemediationEnableKeyRotation } from "./catalogue/security/configRemediationEnableKeyRotation";
import { configRemediationEnableNLBCrossZoneLoadBalancing } from "./catalogue/loadBalancing/configRemediationEnableNLBCrossZoneLoadBalancing";
import { configRemediationEnablePITRForDynamoDbTable } from "./catalogue/data/configRemediationEnablePITRForDynamoDbTable";
import { configRemediationEnableRDSInstanceDeletionProtection } from "./catalogue/data/configRemediationEnableRDSInstanceDeletionProtection";
import { configRemediationEnableSecurityHub } from "./catalogue/security/configRemediationEnableSecurityHub";
import { configRemediationEnableVPCFlowLogsToCloudWatch } from "./catalogue/vpc/configRemediationEnableVPCFlowLogsToCloudWatch";
import { configRemediationEnableVPCFlowLogsToS3Bucket } from "./catalogue/vpc/configRemediationEnableVPCFlowLogsToS3Bucket";
import { configRemediationEnableWAFClassicLogging } from "./catalogue/waf/configRemediationEnableWAFClassicLogging";
import { configRemediationEnableWAFClassicRegionalLogging } from "./catalogue/waf/configRemediationEnableWAFClassicRegionalLogging";
import { configRemediationEnableWAFV2Logging } from "./catalogue/waf/configRemediationEnableWAFV2Logging";
import { configRemediationEncryptSNSTopic } from "./catalogue/data/configRemediationEncryptSNSTopic";
import { configRemediationEnforceEC2InstanceIMDSv2 } from "./catalogue/ec2/configRemediationEnforceEC2InstanceIMDSv2";
import { configRemediationRemoveUnrestrictedSourceIngressRules } from "./catalogue/vpc/configRemediationRemoveUnrestrictedSourceIngressRules";
import { configRemediationRemoveVPCDefaultSecurityGroupRules } from "./catalogue/vpc/configRemediationRemoveVPCDefaultSecurityGroupRules";
import { configRemediationRestrictBucketSSLRequestsOnly } from "./catalogue/data/configRemediationRestrictBucketSSLRequestsOnly";
import { configRemediationSetIAMPasswordPolicy } from "./catalogue/security/configRemediationSetIAMPasswordPolicy";
import { configRemediationUpdateXRayKMSKey } from "./catalogue/security/configRemediationUpdateXRayKMSKey";
import { supportEnableVPCFlowLogs } from "./catalogue/vpc/supportEnableVPCFlowLogs";
import { supportExecuteEC2Rescue } from "./catalogue/ec2/supportExecuteEC2Rescue";
import { supportRecoverWorkSpace } from "./catalogue/workspaces/supportRecoverWorkSpace";
import { supportResetAccess } from "./catalogue/ec2/supportResetAccess";
import { supportSetupIPMonitoringFromVPC } from "./catalogue/vpc/supportSetupIPMonitoringFromVPC";
import { supportTerminateIPMonitoringFromVPC } from "./catalogue/vpc/supportTerminateIPMonitoringFromVPC";
import type { Runbook } from "./runbook";

export const runbooks: readonly Runbook[] = [
    awsASGEnterStandby,
    awsASGExitStandby,
    awsAddWAFRegionalRuleToRuleGroup,
    awsAddWAFRegionalRuleToWebAcl,
    awsAttachIAMToInstance,
    awsCreateImage,
    awsCreateSnapshot,
    awsCreateWorkSpace,
    awsPatchInstanceWithRollback,
    awsReleaseElasticIP,
    awsRemoveNetworkACLUnrestrictedSSHRDP,
    awsRestartEC2Instance,
    awsStartEC2Instance,
    awsStopEC2Instance,
    awsUpdateLinuxAmi,
    awsUpdateWindowsAmi,
    configRemediationCancelKeyDeletion,
    configRemediationConfigureS3BucketPublicAccessBlock,
    configRemediationConfigureS3PublicAccessBlock,
    configRemediationCreateGuardDutyDetector,
    configRemediationDeleteUnusedEBSVolume,
    configRemediationDeleteUnusedSecurityGroup,
    configRemediationDisablePublicAccessToRDSInstance,
    configRemediationDisablePublicAccessToRedshiftCluster,
    configRemediationDisableSubnetAutoAssignPublicIP,
    configRemediationDropInvalidHeadersForALB,
    configRemediationEnableAccountAccessAnalyzer,
    configRemediationEnableAutoScalingGroupELBHealthCheck,
    configRemediationEnableCLBCrossZoneLoadBalancing,
    configRemediationEnableCloudTrailEncryptionWithKMS,
    configRemediationEnableCloudTrailLogFileValidation,
    configRemediationEnableELBDeletionProtection,
    configRemediationEnableEbsEncryptionByDefault,
    configRemediationEnableEncryptionOnDynamoDbTable,
    configRemediationEnableKeyRotation,
    configRemediationEnableNLBCrossZoneLoadBalancing,
    configRemediationEnablePITRForDynamoDbTable,
    configRemediationEnableRDSInstanceDeletionProtection,
    configRemediationEnableSecurityHub,
    configRemediationEnableVPCFlowLogsToCloudWatch,
    configRemediationEnableVPCFlowLogsToS3Bucket,
    configRemediationEnableWAFClassicLogging,
    configRemediationEnableWAFClassicRegionalLogging,
    configRemediationEnableWAFV2Logging,
    configRemediationEncryptSNSTopic,
    configRemediationEnforceEC2InstanceIMDSv2,
    configRemediationRemoveUnrestrictedSourceIngressRules,
    configRemediationRemoveVPCDefaultSecurityGroupRules,
    configRemediationRestrictBucketSSLRequestsOnly,
    configRemediationSetIAMPasswordPolicy,
    configRemediationUpdateXRayKMSKey,
    supportEnableVPCFlowLogs,
    supportExecuteEC2Rescue,
    supportRecoverWorkSpace,
    supportResetAccess,
    supportSetupIPMonitoringFromVPC,
    supportTerminateIPMonitoringFromVPC,
];

const byName: ReadonlyMap<string, Runbook> = new Map(runbooks.map((runbook) => [runbook.name, runbook]));

/** The runbook of this name; undefined if the catalogue does not have it. */
export const findRunbook = (name: string): Runbook | undefined => byName.get(name);
