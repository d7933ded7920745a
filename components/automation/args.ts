import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs, SeveralRegionsArgs } from "../pattern/args";

/** A permission that the runbooks need from their role. */
export interface AutomationPermission {
    /**
     * Actions, or action prefixes that end with `*`: `ec2:CreateImage`, `ec2:Describe*`. A prefix cannot be a whole
     * service. `iam:PassRole` is rejected; use `instanceRoleArns`, `nested` or `passableRoles` instead.
     *
     * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
     */
    actions: Input<string>[];
    /**
     * ARNs of the resources that the actions apply to, or `*` for actions without resource-level permissions. Actions
     * that change IAM or assume roles require the full ARN of each user, group, role or policy, without a wildcard.
     */
    resources: Input<string>[];
    /**
     * Conditions of the statement, as a map from operator to condition key to values.
     *
     * @example { StringEquals: { "aws:ResourceTag/ManagedBy": ["automation"] } }
     * @default - no conditions.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
     */
    conditions?: Record<string, Record<string, Input<string>[]>>;
}

/** Child runbooks that the runbooks start with `aws:executeAutomation`. */
export interface NestedAutomation {
    /** Child runbooks, each by name or ARN, without wildcards. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the child runbooks assume.
     *
     * @default - the role of this component, which is then allowed to pass itself.
     */
    assumeRoleArns?: Input<string>[];
}

/** Roles that the runbooks pass to one AWS service. */
export interface AutomationPassableRoles {
    /** The first part of the service principal: `cloudformation` for `cloudformation.amazonaws.com`. */
    service: Input<string>;
    /** ARNs of the roles, without wildcards. */
    passableRoleArns: Input<string>[];
}

/** Principals that may start the runbooks with the role. */
export interface AutomationStarters extends AccessLevelArgs {
    /**
     * Runbooks that may be started, each by name or ARN, without wildcards. Anyone who can update one of them controls
     * what the role does.
     */
    runbooks: Input<string>[];
    /**
     * Version numbers of the runbooks that may be started. Each start must then specify one of them.
     *
     * @default - every version.
     */
    versions?: Input<string>[];
    /**
     * Whether starters may also stop executions, including executions started by others.
     *
     * @default false
     */
    stop?: boolean;
    /**
     * Whether starters may also start runbooks by the ARN of the automation definition, a resource type that AWS is
     * phasing out for this action. It bypasses `versions`, so the two cannot be combined.
     *
     * @default false
     */
    legacyDefinitions?: boolean;
}

/** Principals that may approve or reject the approval steps of runbooks. */
export interface AutomationApprovers extends AccessLevelArgs {
    /**
     * The principals that get this access level. They can also resume and stop steps, because the same action,
     * `ssm:SendAutomationSignal`, covers all signals.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Restricts approvers to executions that have all of these tags. Each tag must match one of its values.
     *
     * @default - every execution of the account in the Region.
     */
    executionTags?: Record<string, Input<string>[]>;
}

/**
 * The role that Automation runbooks assume, its permissions, and the principals that start and approve the runbooks.
 */
export interface AutomationAccessArgs extends RolePatternArgs, SeveralRegionsArgs {
    /**
     * Permissions of the role, by Sid. A Sid has 1 to 64 letters and digits and starts with a capital letter.
     *
     * @example { CreateImages: { actions: ["ec2:CreateImage"], resources: ["arn:aws:ec2:eu-west-1::image/*"] } }
     * @default - only the permissions that the other args add.
     */
    permissions?: Record<string, AutomationPermission>;
    /**
     * ARNs of the Lambda functions that the runbooks invoke, including the alias or version if the runbooks use one.
     *
     * @default - no Lambda functions.
     */
    functionArns?: Input<string>[];
    /**
     * Child runbooks that the runbooks start.
     *
     * @default - no child runbooks, and the role may not pass itself.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeAutomation.html
     */
    nested?: NestedAutomation;
    /**
     * ARNs of the instance profile roles of EC2 instances that the runbooks launch, for example with
     * `AWS-UpdateLinuxAmi`. They can be passed to EC2 only.
     *
     * @default - no roles are passed to EC2.
     */
    instanceRoleArns?: Input<string>[];
    /**
     * Other roles that the runbooks pass to AWS services. Each service may appear only once.
     *
     * @default - no other roles are passed.
     */
    passableRoles?: AutomationPassableRoles[];
    /**
     * ARN of the SNS topic that `aws:approve` steps use to notify approvers. The topic name must start with
     * `Automation`.
     *
     * @default - no approval notifications.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html
     */
    approvalTopicArn?: Input<string>;
    /**
     * ARN of the customer managed KMS key that encrypts the approval topic.
     *
     * @default - no customer managed key encrypts the topic.
     */
    approvalTopicKmsKeyArn?: Input<string>;
    /**
     * Names of the CloudWatch alarms that stop executions.
     *
     * @default - no alarms.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-cw-alarm-monitoring.html
     */
    alarmNames?: Input<string>[];
    /**
     * Additional Regions in which executions may assume the role. Those in `furtherRegions` may in any case.
     *
     * @default - only executions in the Region of the component.
     */
    executionRegions?: string[];
    /**
     * Whether to omit `aws:SourceArn` from the trust policy and keep only `aws:SourceAccount`. Set it for runbooks that
     * State Manager associations start: AWS documents their trust policy without `aws:SourceArn`.
     *
     * @default false
     */
    anySource?: boolean;
    /**
     * Maximum session duration of the role, in seconds: 3,600 to 43,200.
     *
     * @default 3600
     */
    maxSessionSeconds?: number;
    /**
     * Principals that may start the runbooks and pass exactly this role to Systems Manager.
     *
     * @default - no starters.
     */
    starters?: AutomationStarters;
    /**
     * Principals that may approve or reject the approval steps of runbooks.
     *
     * @default - no approvers.
     */
    approvers?: AutomationApprovers;
}
