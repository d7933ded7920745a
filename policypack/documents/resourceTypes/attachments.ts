/** Where managed policies are attached by ARN. Pure, and without packages. */

import { nativePath, nativeToken } from "./cloudFormation";
import { readOrThrowUnknown, getOwn, expandPath, formatPath } from "../values/paths";

/** One attachment of a managed policy. */
export interface Attachment {
    /** The property the ARN stands in. */
    readonly property: string;
    /** The ARN. Reading it throws Pulumi's own error where it is not known yet. */
    readonly arn: unknown;
}

const policyArn = ["policyArn"];
const policyArns = ["policyArns[]"];
const managedPolicyArns = ["ManagedPolicyArns[]"];

const classic: Readonly<Record<string, readonly string[]>> = {
    "aws:iam/role:Role": ["managedPolicyArns[]"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": policyArn,
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": policyArn,
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": policyArn,
    "aws:iam/policyAttachment:PolicyAttachment": policyArn,
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": policyArns,
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": policyArns,
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": policyArns,
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": ["managedPolicyArn"],
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": ["managedPolicyArns[]"],
    "aws:quicksight/iamPolicyAssignment:IamPolicyAssignment": policyArn,
    "aws:budgets/budgetAction:BudgetAction": ["definition.iamActionDefinition.policyArn"],
};

const cloudFormation: Readonly<Record<string, readonly string[]>> = {
    "AWS::IAM::Role": managedPolicyArns,
    "AWS::IAM::User": managedPolicyArns,
    "AWS::IAM::Group": managedPolicyArns,
    "AWS::SSO::PermissionSet": ["ManagedPolicies[]"],
    "AWS::Budgets::BudgetsAction": ["Definition.IamActionDefinition.PolicyArn"],
};

/** Types that are made into others before CloudFormation reads them; they take AWS's policies by name alone, too. */
const transformed: Readonly<Record<string, readonly string[]>> = {
    "AWS::Serverless::Function": ["Policies", "Policies[]"],
    "AWS::Serverless::StateMachine": ["Policies", "Policies[]"],
};

/** Type token to the property paths that hold ARNs of managed policies, under every provider's names. */
export const attachmentPaths: Readonly<Record<string, readonly string[]>> = {
    ...classic,
    ...cloudFormation,
    ...transformed,
    ...Object.fromEntries(
        Object.entries(cloudFormation).map(([type, paths]) => [nativeToken(type), paths.map(nativePath)]),
    ),
};

/** The attachments a resource makes. */
export const attachmentsOf = (type: string, props: unknown): readonly Attachment[] =>
    (Object.hasOwn(attachmentPaths, type) ? (attachmentPaths[type] ?? []) : []).flatMap((path) =>
        expandPath(props, path)
            // Where a type takes one or a list of them, the list is looked into by its own path.
            .filter((steps) => !Array.isArray(steps.reduce<unknown>(getOwn, props)))
            .map((steps) => ({
                property: formatPath(steps),
                get arn() {
                    const value = readOrThrowUnknown(props, steps);
                    const isName =
                        typeof value === "string" && Object.hasOwn(transformed, type) && !value.startsWith("arn:");
                    return isName ? `arn:aws:iam::aws:policy/${value}` : value;
                },
            })),
    );
