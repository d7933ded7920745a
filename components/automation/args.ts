import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { RolePatternArgs } from "../pattern/args";

/** One thing that the runbooks do with the role. */
export interface AutomationPermission {
    /**
     * Actions, each by name or by the beginning of names: `ec2:CreateImage`, `ec2:Describe*`. Not all of a service, and
     * not `iam:PassRole`, which has args of its own.
     */
    actions: Input<string>[];
    /**
     * ARNs of what they act on, or `*` for actions that know no resource. Where an action changes IAM or assumes roles,
     * each user, group, role or policy by name.
     */
    resources: Input<string>[];
    /**
     * Conditions: by operator, then by key, the values.
     *
     * @example { StringEquals: { "aws:ResourceTag/ManagedBy": ["automation"] } }
     * @default - without condition.
     */
    conditions?: Record<string, Record<string, Input<string>[]>>;
}

/** Runbooks that the runbooks start themselves, by `aws:executeAutomation`. */
export interface NestedAutomation {
    /** The runbooks, each by name or ARN, without a wildcard. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that they are given.
     *
     * @default - the role made here, which may then pass itself on.
     */
    assumeRoleArns?: Input<string>[];
}

/** Roles that the runbooks hand to a service. */
export interface AutomationPassableRoles {
    /** The service, by the first part of its principal: `cloudformation` for `cloudformation.amazonaws.com`. */
    service: Input<string>;
    /** ARNs of the roles, without a wildcard. */
    passableRoleArns: Input<string>[];
}

/** Who may start the runbooks with the role. */
export interface AutomationStarters {
    /** Who gets the right. */
    grantees: Grantees;
    /**
     * The runbooks, each by name or ARN, without a wildcard. Whoever may update one of them decides what the role does.
     */
    runbooks: Input<string>[];
    /**
     * Only these versions of the runbooks, as numbers. The start must then name one of them.
     *
     * @default - every version.
     */
    versions?: Input<string>[];
    /**
     * Also allow to stop executions, of others too.
     *
     * @default false
     */
    stop?: boolean;
    /**
     * Also allow the start by the ARN of the automation definition, which AWS is giving up as a resource. It would go
     * around `versions`, so the two do not stand together.
     *
     * @default false
     */
    legacyDefinitions?: boolean;
}

/** Who may approve or reject what runbooks ask for. */
export interface AutomationApprovers {
    /** Who gets the right. They can also resume and stop steps, which is the same right. */
    grantees: Grantees;
    /**
     * Only executions that carry every tag, with one of its values.
     *
     * @default - every execution of the account in the Region.
     */
    executionTags?: Record<string, Input<string>[]>;
}

/** The role that runbooks assume, what they may do with it, and who may start and approve them. */
export interface AutomationAccessArgs extends RolePatternArgs {
    /**
     * What the runbooks do, each by a name that becomes the Sid of its statement.
     *
     * @example { CreateImages: { actions: ["ec2:CreateImage"], resources: ["arn:aws:ec2:eu-west-1::image/*"] } }
     * @default - nothing beside the other args.
     */
    permissions?: Record<string, AutomationPermission>;
    /**
     * ARNs of the functions that the runbooks invoke, with the alias or version where one is used.
     *
     * @default - runbooks invoke no function.
     */
    functionArns?: Input<string>[];
    /**
     * Runbooks that the runbooks start themselves.
     *
     * @default - runbooks start no other, and the role may not pass itself on.
     */
    nested?: NestedAutomation;
    /**
     * ARNs of the roles of the instances that the runbooks launch, such as those of `AWS-UpdateLinuxAmi`. Passed to EC2
     * only.
     *
     * @default - runbooks launch no instance with a role.
     */
    instanceRoleArns?: Input<string>[];
    /**
     * Further roles that the runbooks hand to services, each service once.
     *
     * @default - runbooks pass no further role.
     */
    passableRoles?: AutomationPassableRoles[];
    /**
     * ARN of the topic that steps of `aws:approve` tell the approvers through. Its name begins with `Automation`.
     *
     * @default - runbooks ask for no approval.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html
     */
    approvalTopicArn?: Input<string>;
    /**
     * ARN of the key that encrypts the topic of approvals.
     *
     * @default - the topic has no key of its own.
     */
    approvalTopicKmsKeyArn?: Input<string>;
    /**
     * Names of the CloudWatch alarms that stop executions.
     *
     * @default - no alarm stops an execution.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-cw-alarm-monitoring.html
     */
    alarmNames?: Input<string>[];
    /**
     * Further Regions in which executions assume the role.
     *
     * @default - executions in the Region of the stack only.
     */
    executionRegions?: string[];
    /**
     * Leaves `aws:SourceArn` out of the role's trust and keeps `aws:SourceAccount`: for runbooks that associations of
     * State Manager start, whose trust AWS documents without it.
     *
     * @default false
     */
    anySource?: boolean;
    /**
     * The longest session of the role, in seconds: 3,600 to 43,200.
     *
     * @default 3600
     */
    maxSessionSeconds?: number;
    /**
     * Who may start the runbooks and, for that, pass exactly this role to Systems Manager.
     *
     * @default - nobody.
     */
    starters?: AutomationStarters;
    /**
     * Who may approve or reject what the runbooks ask for.
     *
     * @default - nobody.
     */
    approvers?: AutomationApprovers;
}
