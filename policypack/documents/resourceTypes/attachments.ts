/** Where managed policies are attached by ARN. Pure and without packages. */

import { nativePath, nativeToken } from "./cloudFormation";
import { tableOf } from "../values/types";
import { readOrThrowUnknown, getOwn, expandPath, formatPath } from "../values/paths";

/** An attachment of a managed policy. */
export interface Attachment {
    /** The path of the property with the ARN. */
    readonly property: string;
    /** The ARN. Reading it throws Pulumi's own error if it is unknown. */
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

/** SAM types, which a transform expands. They accept AWS managed policies by name, too. */
const transformed: Readonly<Record<string, readonly string[]>> = {
    "AWS::Serverless::Function": ["Policies", "Policies[]"],
    "AWS::Serverless::StateMachine": ["Policies", "Policies[]"],
};

/** Type token to the property paths with managed policy ARNs, under the names of every provider. */
export const attachmentPaths = tableOf<readonly string[]>({
    ...classic,
    ...cloudFormation,
    ...transformed,
    ...Object.fromEntries(
        Object.entries(cloudFormation).map(([type, paths]) => [nativeToken(type), paths.map(nativePath)]),
    ),
});

/** The managed policies a resource attaches. */
export const attachmentsOf = (type: string, props: unknown): readonly Attachment[] =>
    (attachmentPaths[type] ?? []).flatMap((path) =>
        expandPath(props, path)
            // If a property accepts one policy or a list, the `[]` path covers the list.
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
