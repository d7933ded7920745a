import { length, pattern, replaces, required, tagsField, textField, uniqueId, type Call, type Models } from "./model";
import { AwsError } from "./awsError";
import { text } from "./value";

const serviceLinkedRole = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

/**
 * The service-linked roles of Systems Manager. None of them accepts a suffix.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html
 */
const names: Readonly<Record<string, string>> = {
    "accountdiscovery.ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM_AccountDiscovery",
    "justintimeaccess.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerJustInTimeAccess",
    "notifications.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerNotifications",
    "opsdatasync.ssm.amazonaws.com": "AWSServiceRoleForSystemsManagerOpsDataSync",
    "opsinsights.ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM_OpsInsights",
    "ssm-quicksetup.amazonaws.com": "AWSServiceRoleForSSMQuickSetup",
    "ssm-sap.amazonaws.com": "AWSServiceRoleForAWSSSMForSAP",
    "ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM",
};

const serviceOf = ({ inputs }: Call): string => text(inputs, "awsServiceName");

const arnOf = (call: Call): string =>
    `arn:${call.location.partition}:iam::${call.location.accountId}:role/aws-service-role/${serviceOf(call)}/${names[serviceOf(call)] ?? ""}`;

export const serviceLinkedRoles: Models = {
    [serviceLinkedRole]: {
        global: true,
        fields: {
            awsServiceName: required(
                replaces(textField(pattern(/\./, "a service's host name, such as ssm.amazonaws.com"))),
            ),
            customSuffix: replaces(textField(length(1, 64))),
            description: textField(length(0, 1000)),
            tags: tagsField,
        },
        id: arnOf,
        outputs: (call) => ({
            arn: arnOf(call),
            name: names[serviceOf(call)] ?? "",
            path: `/aws-service-role/${serviceOf(call)}/`,
            uniqueId: call.before?.uniqueId ?? uniqueId(call, "AROA"),
            createDate: call.before?.createDate ?? "2026-01-01T00:00:00Z",
        }),
        validate: (call) => {
            const [service, name] = [serviceOf(call), names[serviceOf(call)]];
            if (name === undefined) {
                throw new AwsError("InvalidInput", `${service} is not a valid AWS service name for a linked role.`);
            }
            if (text(call.inputs, "customSuffix") !== "") {
                throw new AwsError("InvalidInput", `Custom suffix is not allowed for ${service}`);
            }
            if (call.id === undefined && call.account.find(serviceLinkedRole, arnOf(call)) !== undefined) {
                throw new AwsError(
                    "InvalidInput",
                    `Service role name ${name} has been taken in this account, please try a different suffix.`,
                );
            }
        },
    },
};
