import { maximumOf } from "../../iam";

/** One managed policy; one inline policy of a user or a group. What is not here may be as long as a role's. */
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
 * The characters, without white space, that a grant in this type may have; no quota can raise it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maximumCharacters = (type: string): number | undefined =>
    Object.hasOwn(byType, type) ? byType[type] : undefined;
