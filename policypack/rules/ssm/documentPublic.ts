import { getOwn } from "../../documents/values/paths";
import type { PropertyReport, ResourceRule } from "../../engine/rule";

const documentType = "aws:ssm/document:Document";
const settingType = "aws:ssm/serviceSetting:ServiceSetting";

type Id = "sharedWithAll" | "sharingAllowed";

/** Reports documents that are shared publicly, and the setting that allows it. Anyone can read a public document. */
export const documentPublic: ResourceRule<Id> = {
    name: "ssm-document-public",
    on: "resource",
    level: "advisory",
    severity: "high",
    description: "Systems Manager documents should be shared with named accounts, not publicly.",
    remediationSteps: "Share the document with named accounts, and keep public sharing blocked in the Region.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
    messages: {
        sharedWithAll: {
            message: "the document is shared with all AWS accounts",
            reason: "Anyone with an AWS account can read and run the document, including any secret in its content.",
            fix: "List the accounts that need the document.",
        },
        sharingAllowed: {
            message: "public sharing of documents is allowed in the Region",
            reason: "Anyone who may share a document can then make it public.",
            fix: "Block public sharing.",
        },
    },
    types: new Set([documentType, settingType]),
    check: (type, props) => (type === documentType ? sharingReports(props) : settingReports(props)),
};

const accounts = (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : [value])
        .filter((one): one is string => typeof one === "string")
        .flatMap((one) => one.split(","))
        .map((one) => one.trim());

/** The accounts without `all`, written as they are: a list, or a text with commas. */
const named = (value: unknown): unknown => {
    const left = accounts(value).filter((one) => one.toLowerCase() !== "all");
    const ids = left.length === 0 ? ["ACCOUNT_ID"] : left;
    return Array.isArray(value) ? ids : ids.join(",");
};

/** The provider passes the keys of this map to AWS, in either spelling. */
const sharingReports = (props: unknown): readonly PropertyReport<Id>[] =>
    ["accountIds", "account_ids"]
        .filter((key) => accounts(getOwn(getOwn(props, "permissions"), key)).some((one) => one.toLowerCase() === "all"))
        .map((key) => ({
            property: `permissions.${key}`,
            path: "",
            messageId: "sharedWithAll",
            identity: "all",
            replacement: () => ({
                path: "",
                value: named(getOwn(getOwn(props, "permissions"), key)),
                placeholders: ["ACCOUNT_ID"],
            }),
        }));

const settingReports = (props: unknown): readonly PropertyReport<Id>[] => {
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
                  messageId: "sharingAllowed",
                  identity: setting,
                  replacement: () => ({ path: "", value: "Disable" }),
              },
          ]
        : [];
};
