import { maximumOf } from "../../iam";

/** The limits of a managed policy, and of an inline policy of a user or group. Other types have the limit of a role. */
const managed = maximumOf.managedPolicy;
const user = 2_048;
const group = 5_120;

const byType: Readonly<Record<string, number>> = {
    "aws:iam/policy:Policy": managed,
    "aws-native:iam:ManagedPolicy": managed,
    "AWS::IAM::ManagedPolicy": managed,
    "aws:iam/userPolicy:UserPolicy": user,
    "aws-native:iam:UserPolicy": user,
    "aws-native:iam:User": user,
    "AWS::IAM::UserPolicy": user,
    "AWS::IAM::User": user,
    "aws:iam/groupPolicy:GroupPolicy": group,
    "aws-native:iam:GroupPolicy": group,
    "aws-native:iam:Group": group,
    "AWS::IAM::GroupPolicy": group,
    "AWS::IAM::Group": group,
};

/**
 * The maximum number of characters, without whitespace, of a grant in this type; no quota increase raises it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maximumCharacters = (type: string): number | undefined =>
    Object.hasOwn(byType, type) ? byType[type] : undefined;
