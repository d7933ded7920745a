import { rejectMissingPrincipals } from "./iam";
import {
    between,
    booleanField,
    computed,
    generated,
    initially,
    jsonObject,
    length,
    numberField,
    oneOf,
    pattern,
    replaces,
    required,
    tagsField,
    textField,
    type Call,
    type Models,
} from "./model";
import { resourceArn } from "./location";
import { rejectMalformed } from "./policyDocument";
import { AwsError } from "./awsError";
import { isRecord, parseJson, text, texts } from "./value";

const key = "aws:kms/key:Key";
const alias = "aws:kms/alias:Alias";

const kmsArn = ({ location }: Call, resource: string): string => resourceArn(location, "kms", resource);

/** AWS KMS rejects a key policy that does not allow the account to change it later. */
const rejectLockout = ({ location }: Call, source: string): void => {
    const document = parseJson(source);
    const open = (isRecord(document) ? [document.Statement].flat() : []).some((statement) => {
        if (!isRecord(statement) || statement.Effect !== "Allow") {
            return false;
        }
        const principals = isRecord(statement.Principal) ? texts(statement.Principal.AWS) : texts(statement.Principal);
        return (
            texts(statement.Action).some((action) => /^(\*|kms:(\*|Put\*|PutKeyPolicy))$/i.test(action)) &&
            principals.some((each) => each === "*" || each.includes(location.accountId))
        );
    });
    if (!open) {
        throw new AwsError(
            "MalformedPolicyDocumentException",
            "The new key policy will not allow you to update the key policy in the future.",
        );
    }
};

export const kms: Models = {
    [key]: {
        fields: {
            bypassPolicyLockoutSafetyCheck: booleanField(false),
            customerMasterKeySpec: replaces(initially("SYMMETRIC_DEFAULT", textField(length(1, 64)))),
            deletionWindowInDays: numberField(between(7, 30)),
            description: computed(textField(length(0, 8192))),
            enableKeyRotation: booleanField(false),
            isEnabled: booleanField(true),
            keyUsage: replaces(
                initially(
                    "ENCRYPT_DECRYPT",
                    textField(oneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT")),
                ),
            ),
            multiRegion: replaces(computed(booleanField())),
            policy: { ...computed(textField(jsonObject, length(1, 32_768))), json: true },
            rotationPeriodInDays: computed(numberField(between(90, 2560))),
            tags: tagsField,
        },
        id: (call) => generated(call, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
        outputs: (call) => ({ arn: kmsArn(call, `key/${call.id}`), keyId: call.id }),
        validate: (call) => {
            const policy = text(call.inputs, "policy");
            if (policy === "") {
                return;
            }
            rejectMalformed("resource", policy);
            rejectMissingPrincipals(call, policy);
            if (call.inputs.bypassPolicyLockoutSafetyCheck !== true) {
                rejectLockout(call, policy);
            }
        },
    },
    [alias]: {
        autoname: { maxLength: 256 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            name: replaces(
                computed(
                    textField(
                        length(1, 256),
                        pattern(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/, "alias/ and a name, not of alias/aws/"),
                    ),
                ),
            ),
            namePrefix: replaces(computed(textField(length(1, 230)))),
            targetKeyId: required(textField(length(1, 2048))),
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({
            arn: kmsArn(call, call.id),
            targetKeyArn: kmsArn(call, `key/${text(call.inputs, "targetKeyId").replace(/^.*key\//, "")}`),
        }),
        validate: (call) => {
            const { account, location, inputs, id } = call;
            if (id === undefined && account.find(alias, text(inputs, "name"), location.region) !== undefined) {
                throw new AwsError(
                    "AlreadyExistsException",
                    `An alias with the name ${text(inputs, "name")} already exists.`,
                );
            }
            const keyId = text(inputs, "targetKeyId").replace(/^.*key\//, "");
            if (account.find(key, keyId, location.region) === undefined) {
                throw new AwsError("NotFoundException", `Key ${keyId} does not exist.`);
            }
        },
    },
};
