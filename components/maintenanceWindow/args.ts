import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";
import type { MaintenanceWindow } from "./windowArgs";

/** What tasks of type RUN_COMMAND may do. */
export interface WindowRunCommand {
    /** Documents that tasks send, each by name or ARN, without a wildcard. */
    documents: Input<string>[];
    /**
     * Nodes by tag: a node must carry every key, with one of its values. Exactly one of `targetTags` and `nodeIds`.
     *
     * @default - by `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by id: `i-…` is an EC2 instance, `mi-…` a managed instance.
     *
     * @default - by `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Full names of the parameters that the documents' own parameters refer to, such as `/app/db/host`.
     *
     * @default - tasks read no parameter.
     */
    parameterNames?: Input<string>[];
    /**
     * Name of the bucket that tasks write their output to.
     *
     * @default - tasks name no bucket.
     */
    outputBucketName?: Input<string>;
    /**
     * ARNs of the roles that tasks pass to publish their notifications.
     *
     * @default - tasks send no notification.
     */
    notificationRoleArns?: Input<string>[];
}

/** What tasks of type AUTOMATION may do. */
export interface WindowAutomation {
    /** Runbooks that tasks start, each by name or ARN, without a wildcard. */
    runbooks: Input<string>[];
    /**
     * ARNs of the roles that the runbooks assume (`AutomationAssumeRole`).
     *
     * @default - runbooks run with the rights of the window's role.
     */
    assumeRoleArns?: Input<string>[];
}

/**
 * Who may register tasks and targets. A task that names no role runs with the service-linked role of Systems Manager, where
 * the account has it: any document, on any node. No condition of IAM asks for a role, so give this to those whom you would
 * trust with that, or delete the service-linked role.
 */
export interface WindowRegistrars {
    /** Who gets the right. */
    grantees: Grantees;
    /**
     * Only windows that carry every key, with one of its values.
     *
     * @default - the window made here; without one, every window of the account in the Region.
     */
    windowTags?: Record<string, Input<string>[]>;
    /**
     * Also allow to make windows, which then every registrar may change. Not together with `windowTags` or a window made
     * here: those limit registrars to windows that carry a tag, which a new one would lack.
     *
     * @default false
     */
    createWindows?: boolean;
}

/** The service role of maintenance windows, by the tasks it runs, and who may register tasks with it. */
export interface MaintenanceWindowAccessArgs extends UnverifiedTrustArgs {
    /**
     * What tasks of type RUN_COMMAND may do.
     *
     * @default - the role runs no command.
     */
    runCommand?: WindowRunCommand;
    /**
     * What tasks of type AUTOMATION may do.
     *
     * @default - the role starts no runbook.
     */
    automation?: WindowAutomation;
    /**
     * ARNs of the functions that tasks of type LAMBDA invoke, with the alias or version where one is used.
     *
     * @default - the role invokes no function.
     */
    functionArns?: Input<string>[];
    /**
     * ARNs of the state machines that tasks of type STEP_FUNCTIONS start.
     *
     * @default - the role starts no state machine.
     */
    stateMachineArns?: Input<string>[];
    /**
     * Names of the resource groups that windows target.
     *
     * @default - windows target no resource group.
     */
    resourceGroupNames?: Input<string>[];
    /**
     * Makes no role and lets registrars use the service-linked role `AWSServiceRoleForAmazonSSM` instead. AWS advises
     * against it; its rights are AWS's, so neither what tasks may do nor a window can be given beside it.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles-service-action-1.html
     */
    serviceLinkedRole?: boolean;
    /**
     * Who may register tasks and targets and, for that, pass exactly this role to Systems Manager.
     *
     * @default - nobody.
     */
    registrars?: WindowRegistrars;
    /**
     * A window with targets and tasks that runs with the role. Its targets are the nodes of `runCommand`: at most 5 tags
     * or 50 ids.
     *
     * @default - no window.
     */
    window?: MaintenanceWindow;
}
