/**
 * Documents and runbooks that AWS owns and that access is often granted to, as of 2026-12-01. AWS adds others, so a name
 * that is not in the list is only suspicious if it resembles one that is.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html
 * @see https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-runbook-reference.html
 */
export const awsDocuments: readonly string[] = [
    ...["AWS-ApplyAnsiblePlaybooks", "AWS-ApplyChefRecipes", "AWS-ApplyDSCMofs", "AWS-ApplyPatchBaseline"],
    ...["AWS-ASGEnterStandby", "AWS-ASGExitStandby", "AWS-AttachEBSVolume", "AWS-AttachIAMToInstance"],
    ...["AWS-ConfigureAWSPackage", "AWS-ConfigureCloudTrailLogging", "AWS-ConfigureCloudWatchOnEC2Instance"],
    ...["AWS-ConfigureDocker", "AWS-ConfigureKernelLivePatching", "AWS-ConfigureMaintenanceWindows"],
    ...["AWS-ConfigureS3BucketLogging", "AWS-ConfigureS3BucketVersioning", "AWS-ConfigureWindowsUpdate"],
    ...["AWS-CopySnapshot", "AWS-CreateEncryptedRDSSnapshot", "AWS-CreateImage", "AWS-CreateJiraIssue"],
    ...["AWS-CreateManagedLinuxInstance", "AWS-CreateManagedWindowsInstance", "AWS-CreateRdsSnapshot"],
    ...["AWS-CreateServiceNowIncident", "AWS-CreateSnapshot", "AWS-DeleteCloudFormationStack", "AWS-DeleteImage"],
    ...["AWS-DeleteSnapshot", "AWS-DetachEBSVolume", "AWS-DisableS3BucketPublicReadWrite", "AWS-EnableCLBAccessLogs"],
    ...["AWS-EnableCloudTrail", "AWS-EnableExplorer", "AWS-EnableS3BucketEncryption", "AWS-ExportOpsDataToS3"],
    ...[
        "AWS-FindWindowsUpdates",
        "AWS-GatherSoftwareInventory",
        "AWS-InstallApplication",
        "AWS-InstallMissingWindowsUpdates",
    ],
    ...[
        "AWS-InstallPowerShellModule",
        "AWS-InstallWindowsUpdates",
        "AWS-JoinDirectoryServiceDomain",
        "AWS-ListWindowsInventory",
    ],
    ...["AWS-PasswordReset", "AWS-PatchAsgInstance", "AWS-PatchInstanceWithRollback", "AWS-PublishSNSNotification"],
    ...["AWS-RebootRdsInstance", "AWS-RefreshAssociation", "AWS-ReleaseElasticIP", "AWS-ResizeInstance"],
    ...["AWS-RestartEC2Instance", "AWS-RunAnsiblePlaybook", "AWS-RunCfnLint", "AWS-RunDockerAction", "AWS-RunDocument"],
    ...["AWS-RunInspecChecks", "AWS-RunPacker", "AWS-RunPatchBaseline", "AWS-RunPatchBaselineAssociation"],
    ...["AWS-RunPatchBaselineWithHooks", "AWS-RunPowerShellScript", "AWS-RunRemoteScript", "AWS-RunSaltState"],
    ...["AWS-RunShellScript", "AWS-SetRequiredTags", "AWS-SetupInventory", "AWS-SetupManagedInstance"],
    ...["AWS-StartEC2Instance", "AWS-StartInteractiveCommand", "AWS-StartNonInteractiveCommand"],
    ...["AWS-StartPortForwardingSession", "AWS-StartPortForwardingSessionToRemoteHost"],
    ...["AWS-StartPortForwardingSessionToSocket", "AWS-StartRdsInstance", "AWS-StartSSHSession", "AWS-StopEC2Instance"],
    ...["AWS-StopRdsInstance", "AWS-TerminateEC2Instance", "AWS-UpdateCloudFormationStack", "AWS-UpdateEC2Config"],
    ...["AWS-UpdateLinuxAmi", "AWS-UpdateSSMAgent", "AWS-UpdateWindowsAmi"],
    ...["AmazonCloudWatch-ManageAgent", "AmazonCloudWatch-MigrateCloudWatchAgent"],
    ...["AWSSupport-CheckAndMountEFS", "AWSSupport-CollectECSInstanceLogs", "AWSSupport-ExecuteEC2Rescue"],
    ...["AWSSupport-EnableVPCFlowLogs", "AWSSupport-GrantPermissionsToIAMUser", "AWSSupport-ManageRDPSettings"],
    ...["AWSSupport-ManageWindowsService", "AWSSupport-ResetAccess", "AWSSupport-RunEC2RescueForWindowsTool"],
    ...[
        "AWSSupport-SendLogBundleToS3Bucket",
        "AWSSupport-SetupIPMonitoringFromVPC",
        "AWSSupport-StartEC2RescueWorkflow",
    ],
    ...["AWSSupport-TerminateIPMonitoringFromVPC", "AWSSupport-TroubleshootRDP", "AWSSupport-TroubleshootSSH"],
    ...[
        "AWSSupport-TroubleshootManagedInstance",
        "AWSSupport-TroubleshootS3PublicRead",
        "AWSSupport-UpgradeWindowsAWSDrivers",
    ],
    ...["AWSConfigRemediation-EnableVPCFlowLogsToCloudWatch", "AWSConfigRemediation-EnableVPCFlowLogsToS3Bucket"],
    ...["AWSConfigRemediation-RemoveUnrestrictedSourceIngressRules", "AWSConfigRemediation-UpdateXRayKMSKey"],
    ...["AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules"],
];
