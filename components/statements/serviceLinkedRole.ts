import { roleArn, type AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";

/**
 * The role that each service makes for itself, by the service's principal. AWS alone decides on name, trust and rights. Where
 * its guide and its managed policies name different principals, those of the policies are right: they are tried by AWS itself.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html
 */
export const linkedRoleNames = {
    "ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM",
    "accountdiscovery.ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM_AccountDiscovery",
    "opsdatasync.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerOpsDataSync",
    "opsinsights.ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM_OpsInsights",
    "ssm-quicksetup.amazonaws.com": "AWSServiceRoleForSSMQuickSetup",
    "justintimeaccess.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerJustInTimeAccess",
    "notifications.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerNotifications",
    "ssm-sap.amazonaws.com": "AWSServiceRoleForAWSSSMForSAP",
    "management.chatbot.amazonaws.com": "AWSServiceRoleForAWSChatbot",
    "resource-explorer-2.amazonaws.com": "AWSServiceRoleForResourceExplorer",
    "stacksets.cloudformation.amazonaws.com": "AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
    "waf.amazonaws.com": "AWSServiceRoleForWAFLogging",
    "waf-regional.amazonaws.com": "AWSServiceRoleForWAFRegionalLogging",
    "wafv2.amazonaws.com": "AWSServiceRoleForWAFV2Logging",
} as const;

/** A service that makes a role for itself. */
export type LinkedService = keyof typeof linkedRoleNames;

/** Whether a service makes a role for itself that is known here. */
export const isLinkedService = (service: unknown): service is LinkedService =>
    typeof service === "string" && Object.hasOwn(linkedRoleNames, service);

/** The role of a service: its path names the service too. */
export const linkedRole = (location: AwsLocation, service: LinkedService): NamedResource => {
    const name = linkedRoleNames[service];
    return { name, arn: roleArn(location, name, `/aws-service-role/${service}/`) };
};
