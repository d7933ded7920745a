import type { Input } from "@pulumi/pulumi";
import type { GranteesArgs } from "./granteesArgs";
import type { RolePatternArgs } from "./patternArgs";

/** Parameters that the instances read. At least one path or name. */
export interface InstanceParametersArgs {
    /**
     * Paths, such as `/app/prod`: everything below them, one by one or by path. `/app` covers neither `/app2` nor a
     * parameter called `/app` itself. The root `/` is refused.
     *
     * @default - none by path.
     */
    paths?: Input<string>[];
    /**
     * Full names of single parameters, such as `/app/db/password` or `password`, without a wildcard.
     *
     * @default - none by name.
     */
    names?: Input<string>[];
    /**
     * ARNs of the customer managed keys that the `SecureString`s among them are encrypted with. Usable through Parameter
     * Store only, and for these parameters only. Those under `alias/aws/ssm` need no key here.
     *
     * @default - no key.
     */
    kmsKeyArns?: Input<string>[];
}

/** What the CloudWatch agent publishes and reads. Its logs go to the groups of `logs`. */
export interface InstanceCloudWatchAgentArgs {
    /**
     * Metric namespaces that the agent may publish to, without a wildcard.
     *
     * @default ["CWAgent"]
     */
    namespaces?: Input<string>[];
    /**
     * Full names of the parameters that hold the agent's configuration, such as `AmazonCloudWatch-linux`.
     *
     * @default - the configuration is a file on the instance.
     */
    configurationParameterNames?: Input<string>[];
}

/** Where instances may write logs: output of commands, and what the CloudWatch agent collects. */
export interface InstanceLogsArgs {
    /** Names of the log groups, such as `/aws/ssm/AWS-RunShellScript`, without a wildcard. */
    logGroupNames: Input<string>[];
    /**
     * Also allow to create these log groups. A group made so keeps its logs for ever, without a key.
     *
     * @default false
     */
    createLogGroups?: boolean;
}

/** A bucket, or a prefix of it, that instances write to. They read nothing from it. */
export interface InstanceBucketArgs {
    /** Name of the bucket. */
    bucketName: Input<string>;
    /**
     * Prefix of the keys, without a slash at its ends: `runs` allows `runs/…` and neither `runs2/…` nor the root.
     *
     * @default - the whole bucket.
     */
    keyPrefix?: Input<string>;
    /**
     * ARN of the key that the bucket encrypts with.
     *
     * @default - the bucket encrypts with keys of Amazon S3.
     */
    kmsKeyArn?: Input<string>;
    /**
     * The 12 digits of the account that owns the bucket, where it is another one. Objects are then handed over to it by
     * their access list. A bucket of any other account is denied, so that nobody can take the name of a deleted bucket
     * and receive what is written to it.
     *
     * @default - the account of this stack.
     */
    accountId?: Input<string>;
}

/** What Session Manager needs beside the channels: at least one of the three. */
export interface InstanceSessionsArgs {
    /**
     * ARN of the key that encrypts the data of sessions.
     *
     * @default - sessions are encrypted in transit by TLS only.
     */
    kmsKeyArn?: Input<string>;
    /**
     * Name of the log group that sessions are logged to. It must exist.
     *
     * @default - no log group.
     */
    logGroupName?: Input<string>;
    /**
     * Where sessions are recorded when they end.
     *
     * @default - no bucket.
     */
    bucket?: InstanceBucketArgs;
}

/** Who may launch instances with the profile, or attach it to running ones. */
export interface InstanceLaunchersArgs {
    /** Who may. They need `ec2:RunInstances` or `ec2:AssociateIamInstanceProfile` from elsewhere. */
    grantees: GranteesArgs;
    /**
     * Also list the account's instance profiles, which the EC2 console needs to offer this one.
     *
     * @default false
     */
    console?: boolean;
}

/** The role and instance profile of EC2 instances that Systems Manager manages. */
export interface ManagedInstanceAccessArgs extends RolePatternArgs {
    /**
     * The instance profile's name: 1 to 128 letters, digits or any of `+=,.@_-`. A fixed name means that a replacement
     * deletes the profile before it makes the new one.
     *
     * @default - computed from project, stack, Region, component and child.
     */
    instanceProfileName?: string;
    /**
     * ARN of an existing role of this account to use instead of making one. It must trust EC2 and nobody else; its
     * trust is read and checked before anything is made, which takes `iam:GetRole`. What it may do beside is not
     * looked at.
     *
     * @default - a role is made.
     */
    existingRoleArn?: string;
    /**
     * Whom the existing role may trust beside EC2, each by the text of its trust policy, such as `ssm.amazonaws.com`.
     *
     * @default - an existing role that trusts anybody else is refused.
     */
    acceptTrustedPrincipals?: string[];
    /**
     * Documents that the instances may read and report on, each by name or ARN, without a wildcard. Name those that
     * another account shares by ARN.
     *
     * @default - every document of the account and of AWS.
     */
    documents?: Input<string>[];
    /**
     * Only what Session Manager needs: no commands' documents, associations, inventory, compliance, patches, packages.
     *
     * @default false
     */
    sessionsOnly?: boolean;
    /**
     * Attach `AmazonSSMManagedInstanceCore` of AWS instead of a policy made here. It reads **every** parameter of the
     * account, and reports for every instance.
     *
     * @default false
     */
    awsManagedCore?: boolean;
    /**
     * Also allow `ec2messages`, which agents older than 3.3.40.0 need, in Regions launched before 2024.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
     */
    ec2Messages?: boolean;
    /**
     * Parameters that the instances read.
     *
     * @default - instances read no parameter.
     */
    parameters?: InstanceParametersArgs;
    /**
     * What the CloudWatch agent needs.
     *
     * @default - no metrics.
     */
    cloudWatchAgent?: InstanceCloudWatchAgentArgs;
    /**
     * Ids of the directories that instances join, such as `d-1234567890`.
     *
     * @default - instances join no directory.
     */
    directoryIds?: Input<string>[];
    /**
     * Log groups that the instances write to.
     *
     * @default - instances write no logs.
     */
    logs?: InstanceLogsArgs;
    /**
     * Buckets that the output of commands and associations goes to.
     *
     * @default - instances write to no bucket.
     */
    outputBuckets?: InstanceBucketArgs[];
    /**
     * Encryption and logging of sessions.
     *
     * @default - sessions are neither encrypted by a key nor logged.
     */
    sessions?: InstanceSessionsArgs;
    /**
     * ARNs of further managed policies to attach to the role, of AWS or of this account.
     *
     * @default - none.
     */
    managedPolicyArns?: Input<string>[];
    /**
     * Who may launch instances with the profile, or attach it: they may pass exactly this role, to EC2 only.
     *
     * @default - nobody.
     */
    launchers?: InstanceLaunchersArgs;
}
