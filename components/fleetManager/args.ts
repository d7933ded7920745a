import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/** The nodes of an access level. Exactly one of `targetTags` and `nodeIds`. */
export interface FleetManagerNodes {
    /**
     * Nodes by tag: a node must have all of these tags, each with one of its values. Applies to EC2 instances and
     * managed instances. Anyone who can tag nodes can extend the grant.
     *
     * @example { Environment: ["dev"] }
     * @default - the nodes of `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * Nodes by ID: `i-…` for EC2 instances, `mi-…` for managed instances.
     *
     * @default - the nodes of `targetTags`.
     */
    nodeIds?: Input<string>[];
}

/**
 * Who may look into nodes. The documents run as root, or as SYSTEM on Windows Server: readers of files can read every
 * file of the node, also keys and passwords, whatever its permissions are.
 */
export interface FleetManagerReaders extends FleetManagerNodes, AccessLevelArgs {
    /**
     * Principals that may look into nodes, and list all nodes of the Region with their patches and inventory.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Allow reading directories and the content of every file, as root.
     *
     * @default false
     */
    files?: boolean;
    /**
     * Allow reading processes.
     *
     * @default false
     */
    processes?: boolean;
    /**
     * Allow reading the users and groups of the operating system.
     *
     * @default false
     */
    users?: boolean;
    /**
     * Allow reading the whole registry of Windows Server, which can hold secrets.
     *
     * @default false
     */
    registry?: boolean;
    /**
     * Allow reading volumes and disks.
     *
     * @default false
     */
    volumes?: boolean;
    /**
     * Allow reading performance counters.
     *
     * @default false
     */
    performance?: boolean;
    /**
     * Allow reading the event logs of Windows Server.
     *
     * @default false
     */
    events?: boolean;
}

/** Instance profiles that writers may attach to instances, which gives the instance the permissions of the role. */
export interface FleetManagerInstanceProfiles {
    /** ARNs of the instance profiles. */
    instanceProfileArns: Input<string>[];
    /** ARNs of the roles in the instance profiles. They can be passed to EC2 only. */
    roleArns: Input<string>[];
    /**
     * Also allow detaching the instance profile of an instance, whichever it is.
     *
     * @default false
     */
    detach?: boolean;
}

/**
 * Who may change nodes. The documents run as root, or as SYSTEM on Windows Server, so each of the switches lets writers
 * become administrator of the node. Writers can look into nodes only if they are readers too. Requires at least one of
 * the switches, `tagKeys` or `instanceProfiles`.
 */
export interface FleetManagerWriters extends FleetManagerNodes, AccessLevelArgs {
    /**
     * Principals that may change nodes.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Allow copying, moving, renaming and deleting files, and creating directories, as root.
     *
     * @default false
     */
    files?: boolean;
    /**
     * Allow starting and terminating processes, as root.
     *
     * @default false
     */
    processes?: boolean;
    /**
     * Allow creating and deleting users and groups of the operating system, also administrators.
     *
     * @default false
     */
    users?: boolean;
    /**
     * Allow changing the registry of Windows Server.
     *
     * @default false
     */
    registry?: boolean;
    /**
     * Allow initializing and mounting volumes.
     *
     * @default false
     */
    volumes?: boolean;
    /**
     * Allow resetting the password of any user of the operating system (`AWS-PasswordReset`).
     *
     * @default false
     */
    passwordReset?: boolean;
    /**
     * Keys of the tags of the nodes that writers may set and remove, with any value. Other policies may select nodes by
     * these tags, so a key decides who may send commands to the node. A key of `targetTags` is rejected.
     *
     * @default - writers may not tag nodes.
     */
    tagKeys?: Input<string>[];
    /**
     * The instance profiles that writers may attach to the EC2 instances.
     *
     * @default - writers may not change the role of an instance.
     */
    instanceProfiles?: FleetManagerInstanceProfiles;
}

/** Login with IAM Identity Center. */
export interface FleetManagerIdentityCenter {
    /**
     * Do not require that GUI Connect makes the calls that create the user (`aws:CalledVia`).
     *
     * @default false
     */
    directCalls?: boolean;
}

/** Who may open remote desktops of Windows Server. */
export interface FleetManagerDesktopUsers extends FleetManagerNodes, AccessLevelArgs {
    /**
     * Principals that may open remote desktops.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Allow decrypting the administrator password of an EC2 instance with the private key of its key pair.
     *
     * @default false
     */
    keyPairs?: boolean;
    /**
     * Allow login with IAM Identity Center, which creates a local administrator on the node for each user.
     *
     * @default - users log in with a user of the node.
     */
    identityCenter?: FleetManagerIdentityCenter;
}

/**
 * Fleet Manager: who may look into nodes, who may change them, and who may open remote desktops. Requires at least one
 * of `readers`, `writers` and `desktopUsers`.
 */
export interface FleetManagerAccessArgs extends PatternArgs {
    /**
     * Who may look into nodes.
     *
     * @default - no reader policy is created.
     */
    readers?: FleetManagerReaders;
    /**
     * Who may change nodes.
     *
     * @default - no writer policy is created.
     */
    writers?: FleetManagerWriters;
    /**
     * Who may open remote desktops.
     *
     * @default - no policy for remote desktops is created.
     */
    desktopUsers?: FleetManagerDesktopUsers;
    /**
     * Allow the documents for commands only, not for sessions.
     *
     * @default false
     */
    commandsOnly?: boolean;
    /**
     * ARN of the KMS key, in the component's Region, that encrypts session data according to the preferences of Session
     * Manager.
     *
     * @default - no key.
     */
    kmsKeyArn?: Input<string>;
}
