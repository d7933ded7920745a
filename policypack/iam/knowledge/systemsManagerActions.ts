/**
 * Systems Manager actions that grant more than a view of the fleet. The names are those of the service authorization
 * reference, so that a test can check the list against it.
 */

/** What an action allows, and on which resource type. */
export interface PowerfulAction {
    readonly action: string;
    /** What the action does, as a predicate: `ssm:SendCommand` "runs commands as root on nodes". */
    readonly does: string;
    /** The resource type in the ARN, if a Deny on all its resources denies the action; else only a Deny on `*` does. */
    readonly resource?: string;
}

/**
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const powerfulActions: readonly PowerfulAction[] = [
    { action: "ssm:GetParameter", does: "reads parameters, including secrets", resource: "parameter" },
    { action: "ssm:GetParameters", does: "reads parameters, including secrets", resource: "parameter" },
    { action: "ssm:GetParametersByPath", does: "reads parameters, including secrets", resource: "parameter" },
    {
        action: "ssm:GetParameterHistory",
        does: "reads previous values of parameters, including secrets",
        resource: "parameter",
    },
    { action: "ssm:PutParameter", does: "writes parameters that other workloads trust", resource: "parameter" },
    { action: "ssm:GetAccessToken", does: "issues just-in-time credentials" },
    { action: "ssm:SendCommand", does: "runs commands as root on nodes" },
    { action: "ssm:StartSession", does: "opens shells on nodes" },
    { action: "ssm:StartAutomationExecution", does: "starts runbooks" },
    { action: "ssm:CreateAssociation", does: "runs documents on nodes repeatedly" },
    { action: "ssm:UpdateAssociation", does: "changes what nodes run repeatedly" },
    { action: "ssm:CreateActivation", does: "registers machines as managed nodes" },
    { action: "ssm:UpdateManagedInstanceRole", does: "assigns another role to a node" },
    { action: "ssm:CreateDocument", does: "creates documents that nodes run", resource: "document" },
    { action: "ssm:UpdateDocument", does: "changes documents that nodes run", resource: "document" },
    { action: "ssm:ModifyDocumentPermission", does: "shares documents with other accounts", resource: "document" },
    { action: "ssm:PutResourcePolicy", does: "shares resources with other accounts" },
    {
        action: "ssm:UpdateServiceSetting",
        does: "changes settings of the whole Region, including the role of every EC2 instance",
        resource: "servicesetting",
    },
    { action: "ssm-quicksetup:CreateConfigurationManager", does: "deploys roles and settings to whole accounts" },
    { action: "ssm-quicksetup:UpdateConfigurationDefinition", does: "changes what is deployed to whole accounts" },
];
