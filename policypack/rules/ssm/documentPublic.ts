import { getOwn } from "../../documents/values/paths";
import type { PropertyViolation, ResourceRule } from "../../engine/resourceRule";

const documentType = "aws:ssm/document:Document";
const settingType = "aws:ssm/serviceSetting:ServiceSetting";

/** A document shared with all shows everyone what runs on the nodes, and what stands in it. */
export const documentPublic: ResourceRule = {
    name: "ssm-document-public",
    level: "advisory",
    severity: "high",
    description: "A document of Systems Manager should be shared with named accounts, not with everyone.",
    remediationSteps: "Name the accounts, and keep public sharing blocked in the Region.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
    types: new Set([documentType, settingType]),
    check: (type, props) => (type === documentType ? sharingFindings(props) : settingFindings(props)),
};

const accounts = (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : [value])
        .filter((one): one is string => typeof one === "string")
        .flatMap((one) => one.split(","))
        .map((one) => one.trim());

/** The provider writes the keys of this map through to AWS, in either spelling. */
const sharingFindings = (props: unknown): readonly PropertyViolation[] =>
    ["accountIds", "account_ids"]
        .filter((key) => accounts(getOwn(getOwn(props, "permissions"), key)).some((one) => one.toLowerCase() === "all"))
        .map((key) => ({
            property: `permissions.${key}`,
            path: "",
            message: "the document shared with all accounts of AWS",
            identity: "the document shared with all accounts of AWS",
            reason: "Everyone can read what it does and use it, and what stands in it is no secret any more.",
            fix: `permissions: { type: "Share", ${key}: "ACCOUNT_ID" }`,
        }));

const settingFindings = (props: unknown): readonly PropertyViolation[] => {
    const setting = getOwn(props, "settingId");
    const value = getOwn(props, "settingValue");
    return typeof setting === "string" &&
        setting.endsWith("/ssm/documents/console/public-sharing-permission") &&
        typeof value === "string" &&
        value.toLowerCase() === "enable"
        ? [
              {
                  property: "settingValue",
                  path: "",
                  message: "public sharing of documents allowed in the Region",
                  identity: "public sharing of documents allowed in the Region",
                  reason: "It lets whoever may share a document share it with everyone, by one click.",
                  fix: 'settingValue: "Disable"',
              },
          ]
        : [];
};
