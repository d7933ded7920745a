/**
 * Actions of Systems Manager that give more than a look at the fleet. Each entry is named as the service names it, so
 * that a test can hold the list against the service's own.
 */

/** What an action gives, and on what. */
export interface PowerfulAction {
    readonly action: string;
    /** What its holder may do, as the end of a sentence that begins with the action. */
    readonly does: string;
    /** The type of what it works on, as it stands in an ARN; left out where the action knows only `*`. */
    readonly resource?: string;
}

/**
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const powerfulActions: readonly PowerfulAction[] = [
    { action: "ssm:GetParameter", does: "reads parameters, secrets among them", resource: "parameter" },
    { action: "ssm:GetParameters", does: "reads parameters, secrets among them", resource: "parameter" },
    { action: "ssm:GetParametersByPath", does: "reads parameters, secrets among them", resource: "parameter" },
    { action: "ssm:GetParameterHistory", does: "reads what secrets were before", resource: "parameter" },
    { action: "ssm:PutParameter", does: "writes parameters that others trust", resource: "parameter" },
    { action: "ssm:GetAccessToken", does: "hands out just-in-time credentials" },
    { action: "ssm:SendCommand", does: "runs commands as root on nodes" },
    { action: "ssm:StartSession", does: "opens shells on nodes" },
    { action: "ssm:StartAutomationExecution", does: "starts runbooks" },
    { action: "ssm:CreateAssociation", does: "runs documents on nodes again and again" },
    { action: "ssm:UpdateAssociation", does: "changes what nodes run again and again" },
    { action: "ssm:CreateActivation", does: "lets machines in as nodes" },
    { action: "ssm:UpdateManagedInstanceRole", does: "gives a node another role" },
    { action: "ssm:CreateDocument", does: "makes documents that nodes run", resource: "document" },
    { action: "ssm:UpdateDocument", does: "changes documents that nodes run", resource: "document" },
    { action: "ssm:ModifyDocumentPermission", does: "shares documents with other accounts", resource: "document" },
    { action: "ssm:PutResourcePolicy", does: "shares with other accounts" },
    {
        action: "ssm:UpdateServiceSetting",
        does: "changes settings of the whole Region, the role of every EC2 instance among them",
        resource: "servicesetting",
    },
    { action: "ssm-quicksetup:CreateConfigurationManager", does: "deploys roles and settings to whole accounts" },
    { action: "ssm-quicksetup:UpdateConfigurationDefinition", does: "changes what is deployed to whole accounts" },
];
