import { roleArn, type AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";

/**
 * The name of each service-linked role, by service principal. AWS defines the name, trust policy and permissions. Where
 * the user guide and the AWS managed policies name different principals, the table follows the policies, because AWS
 * itself relies on them.
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

/** A service with a service-linked role. */
export type LinkedService = keyof typeof linkedRoleNames;

/** Whether the service has a known service-linked role. */
export const isLinkedService = (service: unknown): service is LinkedService =>
    typeof service === "string" && Object.hasOwn(linkedRoleNames, service);

/** The service-linked role of a service. Its path contains the service principal. */
export const linkedRole = (location: AwsLocation, service: LinkedService): NamedResource => {
    const name = linkedRoleNames[service];
    return { name, arn: roleArn(location, name, `/aws-service-role/${service}/`) };
};
