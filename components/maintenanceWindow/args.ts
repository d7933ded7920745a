import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs, SeveralRegionsArgs } from "../pattern/args";
import type { MaintenanceWindow } from "./windowArgs";

/** Permissions for tasks of type RUN_COMMAND. */
export interface WindowRunCommand {
    /** Documents that tasks send, each by name or ARN, without wildcards. */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must have all of these tags, each with one of its values. Set exactly one of `targetTags`
     * and `nodeIds`.
     *
     * @default - the nodes in `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by ID: `i-…` for EC2 instances, `mi-…` for managed instances.
     *
     * @default - the nodes that match `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Full names of the Parameter Store parameters that document parameters refer to, such as `/app/db/host`.
     *
     * @default - no parameters.
     */
    parameterNames?: Input<string>[];
    /**
     * Name of the S3 bucket that tasks write their output to.
     *
     * @default - no output bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that tasks pass to publish notifications.
     *
     * @default - no notifications.
     */
    notificationRoleArns?: Input<string>[];
}

/** Permissions for tasks of type AUTOMATION. */
export interface WindowAutomation {
    /** Runbooks that tasks start, each by name or ARN, without wildcards. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the runbooks assume (`AutomationAssumeRole`).
     *
     * @default - the runbooks run with the permissions of the window role.
     */
    assumeRoleArns?: Input<string>[];
}

/**
 * Principals that may register tasks and targets. A task without a role runs with the service-linked role of Systems
 * Manager if the account has it: any document, on any node. IAM has no condition key that requires a role, so grant
 * this only to principals that you trust with that access, or delete the service-linked role.
 */
export interface WindowRegistrars extends AccessLevelArgs {
    /**
     * Restricts registrars to windows that have all of these tags. Each tag must match one of its values.
     *
     * @default - the window of this component, or every window of the account in the Region if the component has none.
     */
    windowTags?: Record<string, Input<string>[]>;
    /**
     * Whether registrars may also create windows, which every registrar can then change. Cannot be combined with
     * `windowTags` or `window`: both limit registrars to tagged windows, and a new window has no tags.
     *
     * @default false
     */
    createWindows?: boolean;
}

/** The service role of maintenance windows, by task type, and the principals that may register tasks with it. */
export interface MaintenanceWindowAccessArgs extends UnverifiedTrustArgs, SeveralRegionsArgs {
    /**
     * Permissions for tasks of type RUN_COMMAND.
     *
     * @default - no Run Command tasks.
     */
    runCommand?: WindowRunCommand;
    /**
     * Permissions for tasks of type AUTOMATION.
     *
     * @default - no Automation tasks.
     */
    automation?: WindowAutomation;
    /**
     * ARNs of the functions that tasks of type LAMBDA invoke, including the alias or version if the tasks use one.
     *
     * @default - no Lambda tasks.
     */
    functionArns?: Input<string>[];
    /**
     * ARNs of the state machines that tasks of type STEP_FUNCTIONS start.
     *
     * @default - no Step Functions tasks.
     */
    stateMachineArns?: Input<string>[];
    /**
     * Names of the resource groups that windows target.
     *
     * @default - no resource groups.
     */
    resourceGroupNames?: Input<string>[];
    /**
     * Whether registrars use the service-linked role `AWSServiceRoleForAmazonSSM` instead of a role of this component.
     * AWS advises against it. AWS manages its permissions, so it cannot be combined with a window or with args that
     * define what tasks may do.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles-service-action-1.html
     */
    serviceLinkedRole?: boolean;
    /**
     * Principals that may register tasks and targets, and pass exactly this role to Systems Manager.
     *
     * @default - no registrars.
     */
    registrars?: WindowRegistrars;
    /**
     * A maintenance window with targets and tasks that run with the role. It targets the nodes of `runCommand`: at most
     * 5 tags or 50 node IDs.
     *
     * @default - no window.
     */
    window?: MaintenanceWindow;
}
